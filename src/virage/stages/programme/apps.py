from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "virage.stages.programme"
    label = "programme"
