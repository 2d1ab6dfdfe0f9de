from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "virage.stages.assessments"
    label = "assessments"
