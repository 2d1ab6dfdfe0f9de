from django.urls import path

from virage.desks.public.views import activities, aids, demonstration, entering, home, places, programme, trust

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
    path("programme/", programme.portfolio, name="portfolio"),
    path("programme/projets/<slug:project_id>/", programme.project, name="project"),
    path("programme/engagements/", programme.promises, name="promises"),
    path("programme/cibles/", programme.targets, name="targets"),
    path("programme/contradictions/", programme.contradictions, name="contradictions"),
    path("programme/chiffres/", programme.figures, name="figures"),
    path("programme/secteurs/", places.sectors, name="sectors"),
    path("programme/secteurs/<slug:sector_id>/", places.sector, name="sector"),
    path("programme/regions/<slug:code>/", places.region, name="region"),
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
