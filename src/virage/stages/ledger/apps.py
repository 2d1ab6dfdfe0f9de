from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "virage.stages.ledger"
    label = "ledger"
