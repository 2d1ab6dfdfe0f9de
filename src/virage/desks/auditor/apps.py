from django.apps import AppConfig


class AuditorDeskConfig(AppConfig):
    name = "virage.desks.auditor"
    label = "desk_auditor"
