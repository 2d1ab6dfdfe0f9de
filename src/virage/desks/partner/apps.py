from django.apps import AppConfig


class PartnerDeskConfig(AppConfig):
    name = "virage.desks.partner"
    label = "desk_partner"
