from django.apps import AppConfig


class MinistryDeskConfig(AppConfig):
    name = "virage.desks.ministry"
    label = "desk_ministry"
