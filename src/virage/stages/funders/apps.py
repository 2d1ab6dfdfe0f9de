from django.apps import AppConfig


class FundersConfig(AppConfig):
    name = "virage.stages.funders"
    label = "funders"
