from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "virage.stages.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        import_module("virage.stages.campaigns.queries.standing")  # whom a campaign keeps receives no other news
