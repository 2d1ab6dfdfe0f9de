"""The owner corrects who the enterprise is."""

import pytest
from django.urls import reverse

from tests.cast import KEY
from tests.house.rights import OWNER
from tests.house.samples.enterprises import owned
from tests.house.test_rights import client_of
from virage.stages.directory.queries import own_identity

pytestmark = pytest.mark.django_db


def test_the_name_and_the_numbers(cast):
    client, number = client_of(OWNER, cast), owned(cast).pk
    page = reverse("sme:identity", args=[number])
    refused = client.post(page, {"name": "PME fictive", "neq": "12"})
    assert "Le NEQ compte dix chiffres" in refused.content.decode()
    told = client.post(page, {"name": "PME nouvelle", "neq": "9140 030 355"}, follow=True).content.decode()
    assert "S’il est exact, laissez-le" in told
    sheet = own_identity(cast.sme, key=KEY)
    assert (sheet.name, sheet.neq, [name.name for name in sheet.names]) == (
        "PME nouvelle",
        "9140030355",
        ["PME nouvelle", "PME fictive"],
    )


def test_the_address(cast):
    client, number = client_of(OWNER, cast), owned(cast).pk
    page = reverse("sme:address", args=[number])
    assert "s’écrit comme G5L" in client.post(page, {"address": "1 rue Vue", "postal": "G5L"}).content.decode()
    client.post(page, {"address": "1 rue Vue", "postal": "G5L 1A1", "region": "01", "mrc": ""})
    main = own_identity(cast.sme, key=KEY).main
    assert (main.address, main.postal, main.region) == ("1 rue Vue", "G5L 1A1", "01")
