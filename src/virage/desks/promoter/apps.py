from django.apps import AppConfig


class PromoterDeskConfig(AppConfig):
    name = "virage.desks.promoter"
    label = "desk_promoter"
