from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "virage.stages.claims"
    label = "claims"
