from django.urls import path

from virage.desks.partner import readings, shares, views
from virage.desks.partner.door import DESK, ROLES
from virage.stages.concertation.table_desk import TableDesk
from virage.stages.exchange.export_desk import HELD, ExportDesk

app_name = "partner"
urlpatterns = [
    path("", views.home, name="home"),
    path("dossiers/<int:case_file_id>/", views.file, name="file"),
    path("dossiers/<int:case_file_id>/aiguiller/", views.refer, name="refer"),
    path("pieces/<int:document_id>/", views.document, name="document"),
    path("aiguillages/<int:referral_id>/", views.referral, name="referral"),
    path("apports/", shares.listed, name="shares"),
    path("apports/<int:contribution_id>/", shares.one, name="share"),
    path("analyses/<int:proposal_id>/", readings.one, name="reading"),
    path("analyses/<int:proposal_id>/pieces/<int:piece_id>/", readings.piece, name="piece"),
    *ExportDesk(door=DESK, roles=ROLES, lists=("partages", *HELD)).paths(),
    *TableDesk(door=DESK).paths(),
]
