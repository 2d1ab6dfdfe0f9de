"""The queue, the pair and the identity: an officer decides, the auditor reads, nobody else knows."""

import pytest
from django.urls import reverse

from tests.house.samples.enterprises import merge, named_enterprise, pair, twin
from tests.house.test_rights import client_of
from virage.base.viewer import Role
from virage.stages.directory.models import Enterprise, LinkPair, Merge

pytestmark = pytest.mark.django_db


def test_the_pair_is_shown_and_decided(cast):
    number = pair(cast)["pair_id"]
    client = client_of(Role.ANALYST, cast)
    queue = client.get(reverse("ministry:doubles"))
    assert [line.id for line in queue.context["page"].pairs] == [number]
    shown = client.get(reverse("ministry:pair", args=[number])).content.decode()
    assert "PME fictive inc." in shown
    assert "<mark>pme2@example.org</mark>" in shown
    assert "<mark>PME fictive" not in shown  # the same name, but for its suffix
    answer = client.post(reverse("ministry:pair", args=[number]), {"decision": "same"}, follow=True)
    assert answer.context["page"].queue.total == 0
    fiche = reverse("ministry:enterprise", args=[named_enterprise(cast)["enterprise_id"]])
    assert f'<a href="{fiche}">' in answer.content.decode()  # where one comes back to it
    assert Enterprise.objects.for_operation().get(pk=twin(cast)).canonical_id == named_enterprise(cast)["enterprise_id"]


@pytest.mark.parametrize(
    ("decision", "state"), [("different", "different"), ("later", "later"), ("perhaps", "waiting")]
)
def test_other_answers(cast, decision, state):
    number = pair(cast)["pair_id"]
    client_of(Role.DIRECTOR, cast).post(reverse("ministry:pair", args=[number]), {"decision": decision})
    assert (LinkPair.objects.for_operation().get().state, Merge.objects.for_operation().count()) == (state, 0)


def test_the_auditor_reads_and_decides_nothing(cast):
    number = pair(cast)["pair_id"]
    client = client_of(Role.AUDITOR, cast)
    assert 'name="decision"' not in client.get(reverse("ministry:pair", args=[number])).content.decode()
    assert client.post(reverse("ministry:pair", args=[number]), {"decision": "same"}).status_code == 404


def test_both_records_under_one_enterprise_and_apart_again(cast):
    number, one = merge(cast)["merge_id"], named_enterprise(cast)["enterprise_id"]
    client = client_of(Role.ANALYST, cast)
    page = client.get(reverse("ministry:enterprise", args=[one])).context["page"]
    assert [record.record_id for record in page.records] == [one, twin(cast)]
    assert dict(page.totals)["droits d’accès"] == 2
    assert "Moins de papier" not in client.get(reverse("ministry:enterprise", args=[one])).content.decode()
    answer = client.post(reverse("ministry:separate", args=[number]), follow=True)
    assert [record.record_id for record in answer.context["page"].records] == [one]


def test_pages_cost_few_queries(cast, django_assert_max_num_queries):
    number, one = pair(cast)["pair_id"], named_enterprise(cast)["enterprise_id"]
    client = client_of(Role.ANALYST, cast)
    for address in (
        reverse("ministry:doubles"),
        reverse("ministry:pair", args=[number]),
        reverse("ministry:enterprise", args=[one]),
    ):
        with django_assert_max_num_queries(11):
            assert client.get(address).status_code == 200
