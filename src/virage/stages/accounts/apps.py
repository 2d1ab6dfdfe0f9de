from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "virage.stages.accounts"
    label = "accounts"
