from django.urls import path

from virage.desks.adviser import today
from virage.desks.adviser.door import DESK, ROLES
from virage.stages.exchange.export_desk import ExportDesk
from virage.stages.funding.file_desk import FileDesk
from virage.stages.insight.identity_desk import IdentityDesk
from virage.stages.regrants.regrant_desk import RegrantDesk

app_name = "adviser"
urlpatterns = [
    path("", today.today, name="today"),
    *FileDesk(door=DESK, roles=ROLES).paths(),
    *RegrantDesk(door=DESK).paths(),
    *IdentityDesk(door=DESK).page_paths(),
    *ExportDesk(door=DESK, roles=ROLES, lists=("dossiers",)).paths(),
]
