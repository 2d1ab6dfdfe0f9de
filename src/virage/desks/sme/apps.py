from django.apps import AppConfig


class SmeDeskConfig(AppConfig):
    name = "virage.desks.sme"
    label = "desk_sme"
