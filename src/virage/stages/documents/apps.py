from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "virage.stages.documents"
    label = "documents"
