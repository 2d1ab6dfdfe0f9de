"""What everyone reads of the money of this installation, and when."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import JOB
from tests.stages.agreements.journey import Journey
from virage.base.viewer import Viewer
from virage.core.ledger import figure
from virage.stages.agreements.operations import announce_agreement
from virage.stages.ledger.models import Balance
from virage.stages.ledger.operations import post_entry
from virage.stages.ledger.queries import public_money
from virage.stages.ledger.states import EntryKind

PAGE = "/programme/enveloppe-ici/"


def test_nothing_of_an_agreement_is_public_before_its_announcement(cast):
    journey = Journey(cast).signed()
    tomorrow = journey.today + timedelta(days=1)
    announce_agreement(journey.analyst, agreement_id=journey.id, on=tomorrow)
    (balance,) = Balance.objects.for_operation()
    assert figure(balance.sums, "committed") == 40_000
    before, after = (
        public_money(viewer, on=day) for viewer, day in ((journey.finance, journey.today), (Viewer.public(), tomorrow))
    )
    assert (before.agreements, before.granted, before.off_programme_share, before.leverage.cost.n) == ((), 0, None, 0)
    assert [year.committed for year in before.envelopes[0].years] == [0]
    assert "E-1" not in Client(SERVER_NAME="localhost").get(PAGE).text
    (line,) = after.agreements
    assert (line.reference, line.share, line.cost, after.off_programme_share) == ("E-1", 40_000, 80_000, 0)
    assert [(y.voted, y.authorised, y.committed, y.paid) for y in after.envelopes[0].years] == [
        (3_000_000, 3_000_000, 40_000, 0)
    ]
    ratios = (after.leverage.cost, after.leverage.other, after.leverage.private)
    assert [(ratio.value, ratio.n, ratio.out_of) for ratio in ratios] == [(2, 1, 1), (1, 1, 1), (1, 1, 1)]


def test_an_announcement_repeated_is_told_apart_from_new_money(cast):
    journey = Journey(cast).signed()
    announce_agreement(journey.analyst, agreement_id=journey.id, on=journey.today)

    def announce(amount, kind=EntryKind.ANNOUNCED, **more):
        terms = {"amount": Decimal(amount), "on": journey.today, "evidence": "Communiqué fictif"}
        return post_entry(
            JOB, envelope_id=journey.envelope, kind=kind, idempotency_key=f"{kind}{amount}", **terms, **more
        )

    first = announce(30_000)
    announce(25_000)
    announce(29_000, EntryKind.REANNOUNCED, about_id=first)
    (card,) = public_money(Viewer.public(), on=journey.today).envelopes
    assert [(one.amount, one.committed, one.paid, one.again) for one in card.promises] == [
        (30_000, 30_000, 0, (journey.today,)),
        (25_000, 10_000, 0, ()),
    ]
    assert [(year.announced, year.again) for year in card.years] == [(55_000, 29_000)]
    with CaptureQueriesContext(connection) as asked:
        answer = Client(SERVER_NAME="localhost").get(PAGE)
    assert (answer.status_code, len(asked) <= 10, "E-1" in answer.text) == (200, True, True)
