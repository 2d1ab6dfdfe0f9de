from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "virage.stages.insight"
    label = "insight"
