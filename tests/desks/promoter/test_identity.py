"""A promoter decides about its own files alone."""

import pytest
from django.urls import reverse

from tests.house.samples.enterprises import named_enterprise, pair, twin
from tests.house.test_rights import client_of
from virage.base.viewer import Role
from virage.stages.directory.models import AccessGrant, Enterprise

pytestmark = pytest.mark.django_db


def test_its_own_pair_is_decided(cast):
    number = pair(cast)["pair_id"]
    answer = client_of(Role.PROMOTER, cast).post(reverse("promoter:pair", args=[number]), {"decision": "same"})
    assert answer["Location"] == reverse("promoter:doubles")
    assert Enterprise.objects.for_operation().get(pk=twin(cast)).canonical_id == named_enterprise(cast)["enterprise_id"]


def test_a_pair_with_another_s_record_does_not_exist(cast):
    number = pair(cast)["pair_id"]
    AccessGrant.objects.for_operation().filter(enterprise=twin(cast)).delete()
    client = client_of(Role.PROMOTER, cast)
    assert client.get(reverse("promoter:doubles")).context["page"].queue.total == 0
    assert client.get(reverse("promoter:pair", args=[number])).status_code == 404
    assert client.post(reverse("promoter:pair", args=[number]), {"decision": "same"}).status_code == 404
