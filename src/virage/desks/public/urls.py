from django.urls import path

from virage.desks.public.views import demonstration, entering, home, trust

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("vie-privee/", trust.privacy, name="privacy"),
    path("accessibilite/", trust.accessibility, name="accessibility"),
    path("a-propos/", trust.about, name="about"),
    path("joindre/", trust.contact, name="help"),
    path("lien/<str:token>/", entering.private_link, name="private_link"),
    path("invitation/<str:token>/", entering.invitation, name="invitation"),
    path("demo/", demonstration.people, name="demo"),
    path("demo/entrer/<int:person_id>/", demonstration.enter, name="demo_enter"),
    path("demo/courrier/", demonstration.mailbox, name="mailbox"),
]
