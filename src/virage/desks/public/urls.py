from django.urls import path

from virage.desks.public.views import activities, aids, demonstration, entering, home, trust

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("aides/", aids.catalogue, name="aids"),
    path("aides/<slug:aid_id>/", aids.aid, name="aid"),
    path("activites/", activities.calendar_page, name="calendar"),
    path("activites/calendrier.ics", activities.feed, name="calendar_feed"),
    path("activites/<int:session_id>/", activities.session_page, name="session"),
    path("activites/inscription/<uuid:key>/", activities.my_registration, name="my_registration"),
    path("activites/inscription/<uuid:key>/annuler/", activities.cancel, name="cancel_registration"),
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
