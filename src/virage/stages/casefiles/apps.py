from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    name = "virage.stages.casefiles"
    label = "casefiles"
