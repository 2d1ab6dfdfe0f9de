"""The promoter’s agreements: what is owed by whom and by when, and handing it in. Nothing of another’s."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.papers import sent
from tests.stages.agreements.journey import Journey
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.agreements.models import AnalysisLine, Deposit
from virage.stages.agreements.operations import answer_deposit

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_a_report_is_handed_in_returned_and_handed_in_again(cast):
    way = Journey(cast)
    client, place = Client(), reverse("promoter:agreements")
    client.force_login(Person.objects.get(pk=cast.people[Role.PROMOTER]))
    assert client.get(reverse("promoter:agreement", args=[way.id])).status_code == 404  # a draft is not theirs yet
    way.signed()
    assert [(one.id, one.late, one.waiting) for one in client.get(place).context["page"].owed] == [
        (way.report, False, False)
    ]
    address = reverse("promoter:hand_in", args=[way.report])
    assert client.post(address, {"file": sent()}).status_code == 302
    assert client.get(address).status_code == 404  # it is the ministry’s move
    deposit = Deposit.objects.for_operation().get()
    answer_deposit(way.analyst, deposit_id=deposit.pk, accepted=False, why="il manque le tableau")
    (owed,) = client.get(place).context["page"].owed
    assert (owed.why, owed.waiting) == ("il manque le tableau", False)
    assert client.post(address, {"file": sent()}).status_code == 302
    sheet = client.get(reverse("promoter:agreement", args=[way.id])).context["page"].sheet
    assert (len(sheet.deliverables[0].deposits), sheet.analysis, sheet.entries) == (2, (), ())
    paper = AnalysisLine.objects.for_operation().values_list("document_id", flat=True)[0]
    assert client.get(reverse("promoter:agreement_paper", args=[way.id, paper])).status_code == 404
    mine = client.get(reverse("promoter:agreement_paper", args=[way.id, deposit.document_id]))
    assert mine.status_code == 200
