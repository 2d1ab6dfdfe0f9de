from django.urls import path

from virage.desks.auditor import following, replaying, views
from virage.desks.auditor.door import DESK, ROLES
from virage.stages.exchange.export_desk import ExportDesk

app_name = "auditor"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("argent/", following.money, name="money"),
    path("argent/copie/", following.copy, name="copy"),
    path("argent/ententes/<int:agreement_id>/", following.chain, name="chain"),
    path("argent/versements/<int:entry_id>/", following.replay, name="replay"),
    path("selections/<int:selection_id>/", replaying.selection, name="selection"),
    *ExportDesk(door=DESK, roles=ROLES, lists=("journal",)).paths(),
]
