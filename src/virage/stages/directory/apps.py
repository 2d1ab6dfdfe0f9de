from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "virage.stages.directory"
    label = "directory"
