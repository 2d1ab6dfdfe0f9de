from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "virage.base"
    label = "base"
