from django.apps import AppConfig


class PublicDeskConfig(AppConfig):
    name = "virage.desks.public"
    label = "desk_public"
