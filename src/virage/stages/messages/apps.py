from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "virage.stages.messages"
    label = "outbox"  # Django's own flash messages hold the name "messages"
