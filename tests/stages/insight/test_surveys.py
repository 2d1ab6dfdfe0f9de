"""A survey answers once, without a name; a sector is shown from ten answers; the page says what can be said."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import JOB
from virage.base.refusals import Forbidden
from virage.base.tokens import digest
from virage.base.viewer import Role
from virage.desks.ministry.views.barriers import verdict
from virage.stages.awareness.models import Activity, Session
from virage.stages.directory.models import Consent, Contact, Enterprise, EnterpriseFact
from virage.stages.insight.models import SurveyInvitation, SurveyResponse
from virage.stages.insight.operations import (
    AlreadyAnswered,
    SurveyClosed,
    answer_at_session,
    answer_by_link,
    invite_to_survey,
    send_survey,
)
from virage.stages.insight.queries import survey_barriers
from virage.stages.messages.models import Message
from virage.stages.programme.operations import announce_project, open_initiative

NOON = datetime(2026, 3, 10, 16, tzinfo=UTC)
ANSWERS = {"barrier": "time", "second": "people", "help": "hours", "when": "year"}


@pytest.fixture
def enterprise(db):
    made = Enterprise.objects.create(name="Ferme fictive", fictitious=True, started_at=NOON, claimed_at=NOON)
    Contact.objects.create(enterprise=made, name="Personne fictive", email="ferme@example.org")
    Consent.objects.create(enterprise=made, purpose="news", text="oui", given_at=NOON)
    for name, value in (("sector", "agriculture"), ("region", "01")):
        EnterpriseFact.objects.create(
            enterprise=made, name=name, value=value, provenance="demo", at=NOON, by="job:test"
        )
    return made


def respond(sector, barrier, times=1):
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            survey="freins", version="1", content_hash="0", sector=sector, answers={"barrier": barrier},
            answered_on=NOON.date(),
        )
        for _time in range(times)
    )  # fmt: skip


def test_a_link_answers_once_and_nothing_says_for_whom(cast, enterprise):
    invite_to_survey(cast.viewer(Role.ANALYST), survey="freins", enterprise_id=enterprise.pk)
    letter = Message.objects.for_operation().get(kind="news")
    token = next(line for line in letter.body.splitlines() if "/enquete/freins/" in line).rstrip("/").split("/")[-1]
    assert SurveyInvitation.objects.for_operation().get().digest == digest(token)
    answer_by_link(cast.stranger, survey="freins", token=token, answers=ANSWERS | {"name": "Jean"})
    (kept,) = SurveyResponse.objects.for_operation()
    assert (kept.sector, kept.region, kept.answers) == ("agriculture", "01", ANSWERS)
    assert not any(field.name == "enterprise" for field in SurveyResponse._meta.get_fields())
    with pytest.raises(AlreadyAnswered):
        answer_by_link(cast.stranger, survey="freins", token=token, answers=ANSWERS)
    with pytest.raises(SurveyClosed):
        answer_by_link(cast.stranger, survey="freins", token="another", answers=ANSWERS)  # noqa: S106


def test_each_enterprise_that_agreed_is_asked_once(cast, enterprise):
    Enterprise.objects.create(name="Sans accord", fictitious=True, started_at=NOON, claimed_at=NOON)
    assert send_survey(cast.viewer(Role.ANALYST), survey="freins") == 1
    assert send_survey(cast.viewer(Role.ANALYST), survey="freins") == 0


@pytest.mark.parametrize("role", [Role.PROMOTER, Role.COUNCIL, Role.FINANCE])
def test_others_send_no_survey(cast, enterprise, role):
    with pytest.raises(Forbidden):
        invite_to_survey(cast.viewer(role), survey="freins", enterprise_id=enterprise.pk)


@pytest.mark.parametrize(("hours", "opened"), [(1, False), (0, True), (-24 * 6, True), (-24 * 8, False)])
def test_a_session_takes_answers_from_its_start_for_a_week(cast, hours, opened):
    initiative = open_initiative(
        JOB, name="Offensive fictive", ministry_id=cast.organisations["ministry"], began_on=NOON.date(), fictitious=True
    )
    project = announce_project(
        JOB, initiative_id=initiative.pk, promoter_id=cast.organisations["promoter"], name="Projet fictif",
        summary=("", ""), offer=("", ""), sectors=[], regions=[], announced_on=NOON.date(), accepts_requests=True,
    )  # fmt: skip
    activity = Activity.objects.create(project=project, kind="fair", title="t", summary="")
    start = timezone.now() + timedelta(hours=hours)
    session = Session.objects.create(
        activity=activity, starts_at=start, ends_at=start + timedelta(hours=1), place="p", places=1, published_at=NOON
    )
    given = {"survey": "freins", "session_id": session.pk, "sector": "meuble", "region": "", "answers": ANSWERS}
    if opened:
        answer_at_session(cast.stranger, **given)
    with pytest.raises(SurveyClosed):  # no more answers than places
        answer_at_session(cast.stranger, **given)


def test_a_sector_is_shown_from_ten_answers_and_the_council_reads_it(cast):
    respond("meuble", "time", 9)
    respond("construction", "cost", 10)
    found = survey_barriers(cast.viewer(Role.COUNCIL), survey="freins")
    assert [(line.sector, line.n, bool(line.shares)) for line in found.lines] == [
        ("construction", 10, True),
        ("meuble", 9, False),
    ]
    assert survey_barriers(cast.viewer(Role.PROMOTER), survey="freins").whole.n == 0


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ((30, 30), (30, 30), "ne montrent pas d’écart"),
        ((50, 10), (10, 50), "les freins changent selon le secteur"),
        ((3, 2), (2, 3), "Trop peu de réponses"),
    ],
)
def test_what_can_be_said(cast, here, there, said):
    for sector, (time, cost) in (("meuble", here), ("mines", there)):
        respond(sector, "time", time)
        respond(sector, "cost", cost)
    assert said in verdict(survey_barriers(JOB, survey="freins").test, "fr")


@pytest.mark.django_db
def test_the_smallest_sectors_are_put_together_until_the_test_can_be_read():
    """Forty answers expect too few of a rare barrier: each alone in the test, they would silence it for everyone."""
    for sector, (time, cost, urgency) in {"meuble": (20, 80, 8), "mines": (80, 20, 8)}.items():
        respond(sector, "time", time)
        respond(sector, "cost", cost)
        respond(sector, "urgency", urgency)
    for sector in ("peche", "tourisme", "agriculture", "foresterie"):
        respond(sector, "time", 40)
        respond(sector, "urgency", 1)
    found = survey_barriers(JOB, survey="freins")
    assert (found.alone, found.test.groups, found.test.readable) == (4, 5, True)
