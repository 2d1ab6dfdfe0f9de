from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "virage.stages.funding"
    label = "funding"
