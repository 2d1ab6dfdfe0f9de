from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "virage.stages.agreements"
    label = "agreements"
