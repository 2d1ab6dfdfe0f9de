from django.urls import path

from virage.desks.auditor import views
from virage.desks.auditor.door import DESK, ROLES
from virage.stages.exchange.export_desk import ExportDesk

app_name = "auditor"
urlpatterns = [
    path("", views.trail, name="trail"),
    *ExportDesk(door=DESK, roles=ROLES, lists=("journal",)).paths(),
]
