from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "virage.stages.exchange"
    label = "exchange"
