"""The owner writes an aid received, confirms the list, takes the aid away: what was confirmed no longer stands."""

import pytest
from django.urls import reverse

from tests.house.rights import OWNER
from tests.house.samples.enterprises import owned
from tests.house.test_rights import client_of
from virage.stages.regrants.queries import declared

pytestmark = pytest.mark.django_db
AID = {"name": "Prêt fictif", "kind": "repayable", "amount": "", "received_on": "2026-06-01", "same_project": "unknown"}


def test_written_confirmed_taken_away(cast):
    client, number = client_of(OWNER, cast), owned(cast).pk
    page = reverse("sme:aids", args=[number])
    refused = client.post(page, {**AID, "name": ""}).content.decode()
    assert "Écrivez le nom de l’aide." in refused
    told = client.post(page, AID, follow=True).content.decode()
    assert "montant à préciser" in told
    client.post(page, {"confirm": "1"})
    (aid,), confirmed = (sheet := declared(cast.sme, enterprise_id=number)).aids, sheet.confirmed_at
    assert (aid.amount, aid.same_project, aid.by_owner, confirmed is None) == (None, None, True, False)
    kept = client.get(reverse("sme:my_data", args=[number])).json()
    assert [one["name"] for one in kept["given"]["aids"]] == ["Prêt fictif"]
    assert 'value="Prêt fictif"' in client.get(f"{page}?corriger={aid.id}").content.decode()
    client.post(f"{page}?corriger={aid.id}", {**AID, "amount": "1500"})
    (aid,), confirmed = (sheet := declared(cast.sme, enterprise_id=number)).aids, sheet.confirmed_at
    assert (aid.amount, confirmed) == (1500, None)
    client.post(page, {"remove": str(aid.id)})
    sheet = declared(cast.sme, enterprise_id=number)
    assert (sheet.aids, sheet.confirmed_at) == ((), None)
