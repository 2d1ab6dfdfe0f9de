"""Whoever passed a file on keeps what it gave, and learns nothing of what followed."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.stages.concertation.test_handovers import agreed, held, here, take, there, thread  # noqa: F401 — fixtures
from virage.base.viewer import Role
from virage.core.money import Money
from virage.core.services import Cost, Deliverable
from virage.core.shares import Payer
from virage.stages.accounts.models import Person
from virage.stages.casefiles.models import Request, Service
from virage.stages.casefiles.operations import correct_service, log_service
from virage.stages.casefiles.queries import handed_file, handed_files
from virage.stages.directory.models import AccessGrant

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TODAY = timezone.localdate()


@pytest.fixture
def passed(cast, held, there, thread):  # noqa: F811
    """The adviser's four hours and a priced deliverable, then the file goes, then the other project works."""
    log_service(
        cast.viewer(Role.ADVISER),
        case_file_id=held,
        given_on=TODAY,
        hours=Decimal(2),
        what="Cahier des charges",
        deliverable=Deliverable(name="Cahier", handed_on=TODAY),
        cost=Cost(
            price=Money(Decimal(300)),
            shares={Payer.ENTERPRISE: Fraction(1), Payer.PROJECT: Fraction(0), Payer.PARTNER: Fraction(0)},
        ),
    )
    number = take(there, agreed(cast, held, there, thread)[1])
    log_service(there[1], case_file_id=number, given_on=TODAY, hours=Decimal(9), what="Chez l’autre")
    return held, number


def shut():
    AccessGrant.objects.update(revoked_at=timezone.now())


def test_what_was_given_and_charged_stays_without_the_name_nor_what_followed(cast, passed):
    former, _new = passed
    promoter = cast.viewer(Role.PROMOTER)
    assert handed_file(promoter, case_file_id=former).enterprise == "Toitures fictives"
    shut()
    with CaptureQueriesContext(connection) as asked:
        (file,) = handed_files(promoter)
    assert (file.id, file.enterprise, file.to_promoter, file.handed_on) == (former, "", "Autre porteur fictif", TODAY)
    assert [line.what for line in file.services] == ["Cahier des charges", "Diagnostic sur place"]
    assert (file.totals.hours, file.totals.price) == (Decimal(6), Money(Decimal(300)))
    assert file == handed_file(promoter, case_file_id=former)
    assert len(asked) == 4


def test_nothing_is_dated_after_the_day_it_passed(cast, passed):
    former, _new = passed
    line = Service.objects.for_operation().get(what="Diagnostic sur place")
    after = TODAY + timedelta(days=1)
    correct_service(
        JOB, service_id=line.pk, why="Autre jour", given_on=after, hours=Decimal(1), what="Diagnostic sur place"
    )
    found = handed_file(cast.viewer(Role.PROMOTER), case_file_id=former)
    assert [one.what for one in found.services] == ["Cahier des charges"]


def test_it_is_the_former_manager_s_alone(cast, passed, there):  # noqa: F811
    former, new = passed
    for nobody in (there[1], cast.viewer(Role.ADVISER), cast.viewer(Role.ANALYST), cast.stranger):
        assert handed_files(nobody) == ()
        assert handed_file(nobody, case_file_id=former) is None
    assert handed_file(cast.viewer(Role.PROMOTER), case_file_id=new) is None


def test_what_is_only_proposed_is_not_handed(cast, held, there, thread):  # noqa: F811
    agreed(cast, held, there, thread)
    assert (Request.objects.for_operation().count(), handed_files(cast.viewer(Role.PROMOTER))) == (2, ())


def test_the_caseload_leads_to_it_and_it_offers_nothing_to_do(client, cast, passed):
    former, _new = passed
    shut()
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert "/promoteur/dossiers/passes/" in client.get("/promoteur/dossiers/").text
    assert f"/promoteur/dossiers/passes/{former}/" in client.get("/promoteur/dossiers/passes/").text
    page = client.get(f"/promoteur/dossiers/passes/{former}/").text
    assert "300,00" in page.replace("\xa0", " ")
    for gone in ("Toitures", "Ève", "Chez l’autre", "/corriger/", f"/dossiers/{former}/geste"):
        assert gone not in page
    assert client.get(f"/promoteur/dossiers/passes/{former + 999}/").status_code == 404
