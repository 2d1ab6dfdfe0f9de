"""What was promised with a deadline: its state on any day comes from the ledger, the agreements and first proofs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.stages.ledger.purse import ON, Purse
from virage.base.models import TrailEvent
from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Agreement
from virage.stages.insight.queries import followed_promises
from virage.stages.ledger.models import Promise
from virage.stages.ledger.operations import NotAnnounced, NotFinance, make_promise
from virage.stages.ledger.states import EntryKind, Measure
from virage.stages.programme.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DUE = ON + timedelta(days=60)


def promise(measure, value, *, viewer=JOB, **more):
    return make_promise(
        viewer,
        initiative_id=Initiative.objects.get().pk,
        name=("Promesse fictive", "Fictitious promise"),
        speaker="Porte-parole fictive",
        source="Communiqué fictif",
        announced_on=ON,
        due_on=DUE,
        measure=measure,
        value=Decimal(value),
        **more,
    )


def after(days):
    return {"on": DUE + timedelta(days=days)}


def seen(viewer, days):
    return [(str(one.outcome.state), one.outcome.done, one.proof) for one in followed_promises(viewer, **after(days))]


def test_the_first_sum_promised_is_the_first_served_and_each_has_its_proof(cast):
    purse = Purse(cast)
    first, second = (purse(EntryKind.ANNOUNCED, amount) for amount in (300, 200))
    promise(Measure.COMMITTED, 300, announcement_id=first)
    promise(Measure.COMMITTED, 200, announcement_id=second)
    purse(EntryKind.COMMITTED, 250, evidence="premier engagement", **after(-1))
    bound = purse(EntryKind.COMMITTED, 100, evidence="second engagement", **after(20))
    analyst = cast.viewer(Role.ANALYST)
    assert seen(analyst, 0) == [("not_due", 250, ""), ("not_due", 0, "")]
    assert seen(analyst, 3) == [("partly", 250, ""), ("late", 0, "")]
    assert seen(analyst, 30) == [("kept_late", 300, "second engagement"), ("partly", 50, "")]
    (late, short) = followed_promises(analyst, **after(30))
    assert (late.outcome.days_late, late.outcome.proof.proof, short.outcome.missing) == (20, bound, 150)


def test_what_is_not_announced_is_late_for_everyone_and_known_to_the_ministry(cast):
    purse = Purse(cast)
    promise(Measure.COMMITTED, 300, announcement_id=purse(EntryKind.ANNOUNCED, 300))
    promise(Measure.AGREEMENTS, 1)
    purse(EntryKind.COMMITTED, 300, evidence="engagement", **after(-5))
    row = Agreement.objects.for_operation().get(pk=purse.agreement.pk)
    finance = cast.viewer(Role.FINANCE)
    assert seen(finance, 1) == [("kept", 300, "engagement"), ("kept", 1, row.reference)]
    assert seen(Viewer.public(), 1) == [("late", 0, ""), ("late", 0, "")]
    Agreement.objects.for_operation().filter(pk=row.pk).update(announced_on=DUE)
    assert seen(Viewer.public(), 1) == seen(finance, 1)


def test_a_promise_is_made_once_by_the_finances_of_its_ministry_and_never_changed(cast):
    said = Purse(cast)(EntryKind.ANNOUNCED, 300)
    for viewer in (cast.viewer(Role.ANALYST), cast.viewer(Role.PROMOTER), Viewer.public()):
        with pytest.raises(NotFinance):
            promise(Measure.COMMITTED, 300, viewer=viewer, announcement_id=said)
    with pytest.raises(NotAnnounced):
        promise(Measure.COMMITTED, 301, announcement_id=said)
    number = promise(Measure.COMMITTED, 300, viewer=cast.viewer(Role.FINANCE), announcement_id=said)
    assert TrailEvent.objects.filter(verb="promise.made", subject_id=str(number)).count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Promise.objects.for_operation().filter(pk=number).update(due_on=date(2040, 1, 1))


def test_the_page_of_everyone_says_where_each_stands_on_the_day_asked(cast):
    purse = Purse(cast)
    promise(Measure.COMMITTED, 300, announcement_id=purse(EntryKind.ANNOUNCED, 300))
    promise(Measure.ENTERPRISES, 40, indicator="accompanied")
    with CaptureQueriesContext(connection) as asked:
        page = Client(SERVER_NAME="localhost").get(f"/programme/promesses-ici/?le={DUE + timedelta(days=1)}")
    assert (page.status_code, len(asked) <= 10, page.text.count("un jour de retard")) == (200, True, 2)
    assert "Promesse fictive" not in Client(SERVER_NAME="localhost").get("/programme/engagements/").text
    assert followed_promises(JOB, on=timezone.localdate())[1].outcome.missing == 40
