from django.apps import AppConfig


class ConcertationConfig(AppConfig):
    name = "virage.stages.concertation"
    label = "concertation"
