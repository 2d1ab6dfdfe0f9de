from django.urls import path

from virage.desks.public import views

app_name = "public"
urlpatterns = [path("", views.home, name="home")]
