from django.urls import path

from virage.desks.auditor import views

app_name = "auditor"
urlpatterns = [path("", views.trail, name="trail")]
