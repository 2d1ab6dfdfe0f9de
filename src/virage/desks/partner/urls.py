from django.urls import path

from virage.desks.partner import views

app_name = "partner"
urlpatterns = [
    path("", views.home, name="home"),
    path("dossiers/<int:case_file_id>/", views.file, name="file"),
    path("dossiers/<int:case_file_id>/aiguiller/", views.refer, name="refer"),
    path("aiguillages/<int:referral_id>/", views.referral, name="referral"),
]
