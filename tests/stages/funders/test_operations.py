"""A partner says what it decides of its share before the signature, and what it brings after; nothing is rewritten."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.house.samples.programme import project
from tests.promise import drafted, sign
from virage.base.viewer import Role
from virage.stages.agreements.models import Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.funders.models import Brought, Opinion
from virage.stages.funders.operations import (
    BeyondPromise,
    NotBinding,
    NotToBeJudged,
    NotYetBrought,
    NotYourShare,
    Replaced,
    SayWhy,
    give_opinion,
    state_brought,
)
from virage.stages.funders.queries import share, shares, shares_of
from virage.stages.funders.states import Stance, Verdict

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
YES = {"stance": Stance.DECISION, "verdict": Verdict.FAVOURABLE}


@pytest.fixture
def promised(cast):
    """A draft that counts on 10 000 $ of the partner."""
    row = drafted(project(cast).pk, reference="Entente fictive P", amount=Decimal(40_000))
    given = Contribution.objects.create(
        agreement=row, funder_id=cast.organisations["partner"], kind="cash", nature="public", amount=10_000
    )
    return row, given.pk


def submitted(row):
    row.state, row.turn = AgreementState.SUBMITTED, 1
    row.save()


def bring(viewer, number, amount, **terms):
    told = {"on": TODAY(), "evidence": "Virement fictif 7", **terms}
    return state_brought(viewer, contribution_id=number, amount=Decimal(amount), **told)


def test_a_partner_speaks_between_the_deposit_and_the_signature(cast, promised):
    row, number = promised
    partner = cast.viewer(Role.PARTNER)
    assert shares(partner).lines == ()
    with pytest.raises(NotToBeJudged):
        give_opinion(partner, contribution_id=number, **YES)
    submitted(row)
    assert [one.id for one in shares(partner).waiting] == [number]
    with pytest.raises(SayWhy):
        give_opinion(partner, contribution_id=number, stance=Stance.RECOMMENDATION, verdict=Verdict.CONDITIONAL)
    give_opinion(partner, contribution_id=number, stance=Stance.DECISION, verdict=Verdict.UNFAVOURABLE, why="Trop tôt")
    give_opinion(partner, contribution_id=number, **YES)
    (said,) = shares_of(cast.viewer(Role.ANALYST), agreement_id=row.pk)
    assert (said.opinion.verdict, said.opinion.stance_words) == ("favourable", "décision sur la part promise")
    assert Opinion.objects.for_operation().count() == 2
    assert not shares(partner).waiting


def test_a_partner_says_what_it_brought_and_never_more_than_its_promise(cast, promised):
    row, number = promised
    partner = cast.viewer(Role.PARTNER)
    with pytest.raises(NotBinding):
        bring(partner, number, 1)
    sign(row)
    with pytest.raises(NotYetBrought):
        bring(partner, number, 1, on=TODAY() + timedelta(days=1))
    for amount in ("10000.01", "-0.01", "0"):
        with pytest.raises(BeyondPromise):
            bring(partner, number, amount)
    bring(partner, number, 6_000)
    bring(partner, number, -1_000, evidence="Corrige le virement fictif 7")
    with pytest.raises(BeyondPromise):
        bring(partner, number, "5000.01")
    flow = shares(partner)
    assert (flow.promised, flow.brought, flow.left) == (10_000, 5_000, 5_000)
    sheet = share(partner, contribution_id=number)
    assert [one.amount for one in sheet.lines] == [6_000, -1_000]
    assert [(one.own, one.amount) for one in sheet.beside] == [(True, 40_000), (False, 10_000)]
    assert sheet.cost == 50_000


def amended(first, changed, amount, *, number=1):
    """A signed amendment that changes one share of the partner."""
    row = drafted(first.project_id, reference=first.reference, amount=Decimal(1), number=number, amends=first)
    former = Contribution.objects.for_operation().get(pk=changed)
    kept = {"funder_id": former.funder_id, "kind": former.kind, "nature": former.nature}
    new = Contribution.objects.create(agreement=row, changed=former, why="Fictif", amount=amount, **kept)
    return row, new.pk


def test_a_signed_amendment_takes_the_place_of_a_share_with_what_was_brought(cast, promised):
    row, number = promised
    partner, analyst = cast.viewer(Role.PARTNER), cast.viewer(Role.ANALYST)
    sign(row)
    bring(partner, number, 6_000)
    amendment, new = amended(row, number, 8_000)
    assert [one.id for one in shares_of(analyst, agreement_id=row.pk)] == [number]
    sign(amendment)
    for found in (shares(partner).lines, shares_of(analyst, agreement_id=row.pk)):
        assert [(one.id, one.amount, one.brought, one.left) for one in found] == [(new, 8_000, 6_000, 2_000)]
    with pytest.raises(Replaced):
        bring(partner, number, 1)
    with pytest.raises(BeyondPromise):
        bring(partner, new, "2000.01")
    bring(partner, new, 1_000)
    again, last = amended(row, new, 7_000, number=2)
    sign(again)
    sheet = share(partner, contribution_id=last)
    assert ([one.amount for one in sheet.lines], sheet.share.left) == ([6_000, 1_000], 0)
    assert [one.amount for one in sheet.beside] == [40_000, 1, 1, 7_000]
    assert share(partner, contribution_id=number) is None


def test_nobody_speaks_for_another(cast, promised):
    row, number = promised
    submitted(row)
    for role in (Role.PROMOTER, Role.ANALYST, Role.AUDITOR):
        with pytest.raises(NotYourShare):
            give_opinion(cast.viewer(role), contribution_id=number, **YES)
        assert share(cast.viewer(role), contribution_id=number) is None
        assert shares(cast.viewer(role)).lines == ()
    assert shares_of(cast.viewer(Role.PROMOTER), agreement_id=row.pk) == ()


def test_lines_are_added_never_rewritten(cast, promised):
    row, number = promised
    partner = cast.viewer(Role.PARTNER)
    submitted(row)
    give_opinion(partner, contribution_id=number, **YES)
    Brought.objects.create(
        contribution_id=number, amount=1, on=TODAY(), evidence="Virement fictif", at=timezone.now(), by="job:test"
    )
    for table in (Opinion, Brought):
        rows = table.objects.for_operation()
        for rewrite in (lambda rows=rows: rows.update(by="autre"), lambda rows=rows: rows._raw_delete("default")):
            with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
                rewrite()
