from django.urls import path

from virage.desks.adviser import files, today

app_name = "adviser"
urlpatterns = [
    path("", today.today, name="today"),
    path("dossiers/", files.caseload, name="caseload"),
    path("dossiers/<int:case_file_id>/", files.one, name="file"),
    path("dossiers/<int:case_file_id>/geste/", files.move, name="move"),
    path("dossiers/<int:case_file_id>/service/", files.service, name="service"),
]
