"""Offers on screen: what is wrong is said, then they are published, and an owner reads them."""

import pytest

from tests.desks.promoter.test_views import enter, text
from tests.thread import answer_all, begin, project
from virage.base.viewer import Role
from virage.stages.accounts.middleware import KEYS

pytestmark = pytest.mark.django_db


def test_an_offer_is_written_published_and_read_by_an_owner(client, cast):
    enter(client, cast, Role.PROMOTER)
    form = {
        "project": project(cast),
        "name": "Visite fictive",
        "name_en": "Fictitious visit",
        "what": "Une visite",
        "what_en": "A visit",
        "hours": "8",
        "enterprise_share": "25",
        "project_share": "70",
        "partner_share": "0",
        "stage": "advice",
        "sectors": ["construction"],
        "languages": ["fr"],
        "to_confirm": "avoir un plan\n\n",
        "to_confirm_en": "",
    }
    page = text(client.post("/promoteur/offres/nouvelle/", form))
    assert ("Les trois parts font cent" in page, "dans les deux langues" in page) == (True, True)
    right = {**form, "project_share": "75", "to_confirm_en": "having a plan"}
    where = client.post("/promoteur/offres/nouvelle/", right)["Location"]
    assert "Brouillon" in text(client.get(where))
    assert client.post(f"{where}corriger/", {**right, "hours": "9,5"})["Location"] == where
    client.post(f"{where}publier/")
    assert "Visite fictive" in text(client.get("/promoteur/offres/"))
    client.logout()
    thread, owner = begin()
    answer_all(thread, owner)
    session = client.session
    session[KEYS] = [str(thread.key)]
    session.save()
    page = text(client.get(f"/mon-entreprise/{thread.id}/resultat/")).replace("\xa0", " ")
    assert ("Visite fictive" in page, "l’entreprise paie 25 %" in page, "avoir un plan" in page) == (True, True, True)
