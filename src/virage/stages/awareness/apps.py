from django.apps import AppConfig


class AwarenessConfig(AppConfig):
    name = "virage.stages.awareness"
    label = "awareness"
