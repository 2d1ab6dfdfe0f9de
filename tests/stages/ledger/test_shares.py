"""Two ministries pay for one project, each from its own credits; each sees its share and the whole."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import JOB
from tests.promise import drafted, sign
from tests.thread import project
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.operations import found_organisation
from virage.stages.agreements.models import Contribution
from virage.stages.ledger.operations import NotFinance, open_envelope, post_entry
from virage.stages.ledger.queries import Phase, Share, envelopes, public_shares, shared_count, shared_projects
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def officer(ministry):
    """Someone of the finances of a ministry, and of nothing else."""
    place = Membership(role=Role.FINANCE, organisation_id=ministry, organisation="fictif")
    return Viewer(person_id=1, name="Finances", memberships=(place,))


def vote(viewer, envelope):
    return post_entry(
        viewer, envelope_id=envelope, kind=EntryKind.VOTED, amount=Decimal(1), on=date(2026, 6, 1), evidence="fictif",
        idempotency_key=f"more-{envelope}",
    )  # fmt: skip


def test_each_ministry_sees_its_share_and_the_whole(cast, django_assert_max_num_queries):
    number = project(cast)
    initiative = Initiative.objects.get()
    other = found_organisation(JOB, name="Second ministère fictif", kind="ministry", fictitious=True)
    row = drafted(number, amount=Decimal(700))
    Contribution.objects.create(
        agreement=row, funder_id=other, kind="cash", nature="public", amount=Decimal(300), own=True
    )
    sign(row)
    for funder, amount in ((initiative.ministry_id, 400), (other, 250)):
        envelope = open_envelope(JOB, initiative_id=initiative.pk, name="Enveloppe fictive", funder_id=funder)
        for kind in (EntryKind.VOTED, EntryKind.AUTHORISED, EntryKind.COMMITTED):
            of_project = {"agreement_id": row.pk} if kind == EntryKind.COMMITTED else {}
            post_entry(
                JOB, envelope_id=envelope, kind=kind, amount=Decimal(amount), on=date(2026, 6, 1), evidence="fictif",
                idempotency_key=f"{kind}-{funder}", **of_project,
            )  # fmt: skip
    viewer, asked = cast.viewer(Role.ANALYST), {"initiative_id": initiative.pk, "rows": slice(0, 50)}
    with django_assert_max_num_queries(4):
        (seen,) = shared_projects(viewer, **asked)
    zero, ours = Decimal(0), initiative.ministry.name
    assert seen.phases == (Phase(id=row.pk, reference=row.reference, follows=""),)
    assert set(seen.shares) == {
        Share(funder=ours, own=True, promised=Decimal(700), committed=Decimal(400), paid=zero),
        Share(funder="Second ministère fictif", own=False, promised=Decimal(300), committed=Decimal(250), paid=zero),
    }
    (before,) = shared_projects(viewer, year=2025, **asked)
    assert {(one.promised, one.committed) for one in before.shares} == {(700, zero), (300, zero)}
    assert public_shares(Viewer.public(), project_id=number, on=date(2026, 7, 1)) == ()
    row.announced_on = date(2026, 6, 15)
    row.save(update_fields=["announced_on"])
    assert set(public_shares(Viewer.public(), project_id=number, on=date(2026, 7, 1))) == {
        Share(funder=ours, own=False, promised=Decimal(700), committed=Decimal(400), paid=zero),
        Share(funder="Second ministère fictif", own=False, promised=Decimal(300), committed=Decimal(250), paid=zero),
    }
    second, third = officer(other), officer(found_organisation(JOB, name="Tiers fictif", kind="ministry"))
    assert [(card.funder, card.own) for card in envelopes(second)] == [(ours, False), ("Second ministère fictif", True)]
    assert (envelopes(third), shared_count(third, initiative_id=initiative.pk)) == ((), 0)
    theirs, own = (card.id for card in envelopes(second))
    with pytest.raises(NotFinance):
        vote(second, theirs)
    assert vote(second, own)
    for stranger in (Viewer.public(), cast.viewer(Role.PROMOTER)):
        assert (shared_count(stranger, initiative_id=initiative.pk), shared_projects(stranger, **asked)) == (0, ())
