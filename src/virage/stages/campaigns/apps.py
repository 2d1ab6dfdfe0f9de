from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "virage.stages.campaigns"
    label = "campaigns"
