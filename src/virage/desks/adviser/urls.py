from django.urls import path

from virage.desks.adviser import files, today

app_name = "adviser"
urlpatterns = [
    path("", today.today, name="today"),
    path("dossiers/", files.caseload, name="caseload"),
    path("dossiers/ensemble/", files.together, name="together"),
    path("dossiers/<int:case_file_id>/", files.one, name="file"),
    path("dossiers/<int:case_file_id>/geste/", files.move, name="move"),
    path("dossiers/<int:case_file_id>/service/", files.service, name="service"),
    path("dossiers/<int:case_file_id>/prendre/", files.take, name="take"),
    path("dossiers/<int:case_file_id>/aiguiller/", files.refer, name="refer"),
    path("dossiers/<int:case_file_id>/fermer/", files.close, name="close"),
    path("dossiers/<int:case_file_id>/rouvrir/", files.reopen, name="reopen"),
    path("dossiers/<int:case_file_id>/preuves/", files.proofs, name="proofs"),
]
