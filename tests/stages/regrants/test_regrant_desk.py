"""Aids to enterprises on screen: the adviser proposes, the promoter reads the cumulation and answers, then pays."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.house.test_rights import client_of
from tests.stages.regrants.gift import Gift
from virage.base.viewer import Role
from virage.core.cumulation import AidKind
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.operations import confirm_aids, declare_aid, grant_regrant, tell_aid_apart
from virage.stages.regrants.operations.declaring import AidWords
from virage.stages.regrants.queries import declared

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def proposed(gift, adviser, amount):
    told = {"line": gift.line, "enterprise": gift.thread.id, "amount": amount, "total_cost": "1000", "purpose": "Essai"}
    adviser.post(reverse("adviser:regrants"), told)
    return Regrant.objects.for_operation().latest("pk").pk


def test_one_proposes_another_grants_then_pays(cast):
    gift, adviser, promoter = Gift(cast), client_of(Role.ADVISER, cast), client_of(Role.PROMOTER, cast)
    refused = adviser.post(reverse("adviser:regrants"), {"line": gift.line}).content.decode()
    assert "Choisissez l’entreprise." in refused
    number = proposed(gift, adviser, "400")
    page = reverse("promoter:regrant", args=[number])
    with CaptureQueriesContext(connection) as asked:
        told = promoter.get(page).content.decode()
    assert ("Cumul respecté" in told, len(asked) <= 12) == (True, True), len(asked)
    grant = {"act": "grant", "on": gift.today, "settled": ""}
    assert 'value="grant"' not in adviser.get(reverse("adviser:regrant", args=[number])).content.decode()
    adviser.post(reverse("adviser:regrant", args=[number]), grant)
    assert Regrant.objects.for_operation().get().state == "proposed"
    assert promoter.post(page, grant).status_code == 302
    assert promoter.post(page, {"act": "pay", "on": gift.today}).status_code == 302
    assert Regrant.objects.for_operation().get().state == "paid"
    listed = promoter.get(reverse("promoter:regrants")).content.decode().replace("\xa0", " ")
    assert "400 $, à 1 entreprise; 400 $ déjà versés" in listed
    counted = client_of(Role.ANALYST, cast).get(reverse("ministry:regrants")).content.decode().replace("\xa0", " ")
    assert ("En tout, 400 $ accordés sur 1 000 $ prévus." in counted, "Toitures fictives" in counted) == (True, False)


def test_what_is_exceeded_is_refused_with_words_and_what_is_unknown_says_what_to_ask(cast):
    gift, adviser, promoter = Gift(cast), client_of(Role.ADVISER, cast), client_of(Role.PROMOTER, cast)
    number = proposed(gift, adviser, "600")
    page = reverse("promoter:regrant", args=[number])
    told = promoter.get(page).content.decode().replace("\xa0", " ")
    assert ("Cumul dépassé" in told, "dépassent le plafond le plus strict de 100 $" in told) == (True, True)
    decided = {"on": gift.today, "settled": ""}
    assert "dépasse le plafond" in promoter.post(page, {**decided, "act": "grant"}).content.decode()
    assert "Écrivez la raison du refus" in promoter.post(page, {**decided, "act": "refuse"}).content.decode()
    assert promoter.post(page, {**decided, "act": "refuse", "settled": "Le plafond"}).status_code == 302
    told = promoter.get(page).content.decode()
    assert ("refusée" in told, "Le plafond" in told, "le jour de la décision" in told) == (True, True, True)
    number = proposed(gift, adviser, "400")
    page = reverse("promoter:regrant", args=[number])
    words = AidWords(name="Prêt fictif", received_on=gift.today, aid="essor-1c")
    declare_aid(gift.owner, enterprise_id=gift.thread.id, words=words)
    assert "confirmer les aides qu’elle a reçues" in promoter.get(page).content.decode()
    confirm_aids(gift.owner, key=gift.thread.key)
    told = promoter.get(page).content.decode().replace("\xa0", " ")
    assert "À demander d’abord :</strong> Prêt fictif : " in told


def test_an_aid_told_twice_is_asked_about_and_counts_once(cast):
    gift, promoter = Gift(cast), client_of(Role.PROMOTER, cast)
    on = {"regrant_id": gift.propose(400), "on": gift.today}
    grant_regrant(gift.promoter, **on)
    told = {"name": "Aide du réseau", "kind": AidKind.GRANT, "amount": Decimal(400), "same_project": True}
    aid = declare_aid(gift.owner, enterprise_id=gift.thread.id, words=AidWords(**told, received_on=gift.today))
    confirm_aids(gift.owner, key=gift.thread.key)
    page = reverse("promoter:regrant", args=[gift.propose(100, 1000)])
    assert "si c’est la même aide que « Convention" in promoter.get(page).content.decode().replace("\xa0", " ")
    (card,) = declared(gift.owner, enterprise_id=gift.thread.id).aids
    assert (card.twin, card.told_twice) == ("Convention fictive 1", None)
    tell_aid_apart(gift.owner, aid_id=aid, same=True)
    assert "Cumul respecté" in promoter.get(page).content.decode()
    tell_aid_apart(gift.owner, aid_id=aid, same=False)
    assert "Cumul dépassé" in promoter.get(page).content.decode()


def test_a_regrant_is_never_answered_by_whoever_proposed_it(cast):
    gift, promoter = Gift(cast), client_of(Role.PROMOTER, cast)
    number = gift.propose(viewer=gift.promoter)
    page = reverse("promoter:regrant", args=[number])
    assert "une autre personne de l’organisme y répond" in promoter.get(page).content.decode()
    promoter.post(page, {"act": "grant", "on": gift.today, "settled": ""})
    assert Regrant.objects.for_operation().get().state == "proposed"
    assert promoter.post(page, {"act": "renounce"}).status_code == 302
    assert Regrant.objects.for_operation().get().state == "renounced"
