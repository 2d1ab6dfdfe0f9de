from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "virage.stages.plans"
    label = "plans"
