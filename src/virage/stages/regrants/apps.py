from django.apps import AppConfig


class RegrantsConfig(AppConfig):
    name = "virage.stages.regrants"
    label = "regrants"
