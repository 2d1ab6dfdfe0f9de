from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "virage.stages.calls"
    label = "calls"
