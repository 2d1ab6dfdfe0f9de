"""The services log: what was left and who pays; a line corrected by another, never changed; what still counts."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.core.money import Money
from virage.core.services import Cost, Deliverable
from virage.core.shares import Payer
from virage.stages.casefiles.forms import correction_page, service_page
from virage.stages.casefiles.models import CaseFile, Service
from virage.stages.casefiles.operations import (
    AlreadyCorrected,
    accept_request,
    close_file,
    correct_service,
    log_service,
)
from virage.stages.casefiles.queries import history, service_totals, services, services_of
from virage.stages.casefiles.states import Outcome
from virage.stages.directory.models import AccessGrant
from virage.stages.insight.queries import results

pytestmark = [pytest.mark.django_db, pytest.mark.data]

TODAY = timezone.localdate()
QUARTER = {Payer.ENTERPRISE: Fraction(1, 4), Payer.PROJECT: Fraction(3, 4), Payer.PARTNER: Fraction(0)}
REPORT = Deliverable(name="Rapport de visite", link="https://example.org/rapport")


@pytest.fixture
def thread():
    return begin()


@pytest.fixture
def held(cast, thread):
    answer_all(*thread)
    return accept_request(
        JOB,
        request_id=call(*thread, project(cast)),
        owner_id=cast.people[Role.ADVISER],
        next_move="Visiter l’atelier",
        next_move_on=TODAY,
    )


def log(viewer, held, hours="4", **more):
    return log_service(viewer, case_file_id=held, given_on=TODAY, hours=Decimal(hours), what="Visite", **more)


def correct(viewer, line, hours="2", **more):
    said = {"given_on": TODAY, "hours": Decimal(hours), "what": "Visite", "why": "Une heure de trop", **more}
    return correct_service(viewer, service_id=line, **said)


def accompanied():
    return sum(
        count for (_project, indicator), count in results(JOB, until=TODAY).items() if indicator == "accompanied"
    )


def test_a_line_says_what_was_left_and_who_pays(cast, held, thread):
    cost = Cost(price=Money(Decimal("600.01")), shares=QUARTER)
    log(cast.viewer(Role.ADVISER), held, deliverable=REPORT, cost=cost)
    (line,) = services_of(thread[1], key=thread[0].key)
    assert (line.deliverable, line.cost, line.enterprise_part) == (REPORT, cost, Money(Decimal("150.00")))
    totals = service_totals([line])
    assert totals.price == Money(Decimal("600.01"))
    assert totals.parts == (("enterprise", Money(Decimal("150.00"))), ("project", Money(Decimal("450.01"))))


def test_a_correction_takes_the_place_and_keeps_the_history(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    first = log(viewer, held)
    second = correct(viewer, first)
    third = correct(viewer, second, hours="3", why="Trois, après vérification")
    (line,) = services(viewer, case_file_id=held)
    assert (line.id, line.hours, line.why) == (third, Decimal(3), "Trois, après vérification")
    assert [(old.id, old.hours) for old in line.former] == [(second, Decimal(2)), (first, Decimal(4))]
    assert service_totals([line]).hours == Decimal(3)
    assert (
        history(viewer, case_file_id=held)[0].words == "service corrigé\u00a0: 2\u00a0h au départ, 3\u00a0h maintenant"
    )


def test_a_line_is_corrected_once_and_never_changed(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    first = log(viewer, held)
    correct(viewer, first)
    with pytest.raises(AlreadyCorrected):
        correct(viewer, first)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Service.objects.for_operation().filter(pk=first).update(hours=9)


def test_corrected_to_zero_no_longer_counts(cast, held):
    line = log(cast.viewer(Role.ADVISER), held)
    assert accompanied() == 1
    correct(cast.viewer(Role.ADVISER), line, hours="0", why="La visite n’a pas eu lieu")
    assert accompanied() == 0
    assert services(JOB, case_file_id=held)[0].void


def test_a_closed_file_is_still_corrected(cast, held):
    line = log(JOB, held)
    version = CaseFile.objects.for_operation().get(pk=held).version
    close_file(JOB, case_file_id=held, version=version, outcome=Outcome.DONE)
    correct(cast.viewer(Role.PROMOTER), line)
    assert service_totals(services(JOB, case_file_id=held)).hours == Decimal(2)


def test_nobody_else_reads_or_corrects(cast, held):
    line = log(JOB, held)
    AccessGrant.objects.for_operation().update(revoked_at=timezone.now())
    with pytest.raises(Forbidden):
        correct(cast.viewer(Role.ADVISER), line)
    assert services(cast.viewer(Role.ADVISER), case_file_id=held) == ()
    with pytest.raises(Forbidden):
        correct(JOB, line + 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": 0},
        {"deliverable": "Rapport"},
        {"link": "https://example.org"},
        {"price": 10, "project_share": 50},
        {"project_share": 100},
    ],
)
def test_the_database_refuses_half_said_lines(held, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(**{"case_file_id": held, "given_on": TODAY, "hours": 1, "what": "w", "by": "b", **wrong})


def said(**other):
    query = QueryDict(mutable=True)
    query.update({"given_on": TODAY.isoformat(), "hours": "1,5", "what": "Visite", **other})
    return query


def test_the_form_asks_where_and_whose_share(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    page = service_page(viewer, case_file_id=held, said=said(deliverable="Plan", price="100", project_share="50"))
    assert not page.done
    assert page.form.errors.keys() == {"link", "enterprise_share"}
    full = said(deliverable="Plan", handed_on=TODAY.isoformat(), price="100", project_share="50", partner_share="50")
    assert service_page(viewer, case_file_id=held, said=full).done
    (line,) = services(viewer, case_file_id=held)
    assert (line.hours, line.deliverable) == (Decimal("1.5"), Deliverable(name="Plan", handed_on=TODAY))


def test_the_form_corrects_what_stands_and_asks_why(cast, held):
    viewer = cast.viewer(Role.ADVISER)
    line = log(viewer, held, cost=Cost(price=Money(Decimal(100)), shares=QUARTER))
    begun = correction_page(viewer, case_file_id=held, service_id=line, said=None).form.initial
    assert (begun["hours"], begun["price"], begun["enterprise_share"]) == (Decimal(4), Decimal(100), Decimal(25))
    refused = correction_page(viewer, case_file_id=held, service_id=line, said=said(hours="0"))
    assert refused.form.errors.keys() == {"why"}
    assert correction_page(viewer, case_file_id=held, service_id=line, said=said(hours="0", why="Annulée")).done
    with pytest.raises(AlreadyCorrected):
        correction_page(viewer, case_file_id=held, service_id=line, said=None)


def test_tomorrow_is_not_done_yet(cast, held):
    later = (TODAY + timedelta(days=1)).isoformat()
    page = service_page(cast.viewer(Role.ADVISER), case_file_id=held, said=said(given_on=later))
    assert page.form.errors.keys() == {"given_on"}
