from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "virage.stages.stewardship"
    label = "stewardship"
