from django.apps import AppConfig


class AdviserDeskConfig(AppConfig):
    name = "virage.desks.adviser"
    label = "desk_adviser"
