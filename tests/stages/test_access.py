"""Viewer × state of the grant × thing: what an organisation may see hangs on its grants alone, everywhere at once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.thread import ON, answer_all, begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.operations import enrol_person, found_organisation, grant_membership
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.casefiles.models import CaseFile, Request, Service
from virage.stages.casefiles.operations import (
    accept_request,
    decline_request,
    log_service,
    withdraw_agreement,
    withdraw_request,
)
from virage.stages.casefiles.states import DeclineReason
from virage.stages.directory.models import AccessGrant, Consent, Contact, Enterprise, EnterpriseFact
from virage.stages.directory.operations import grant_access, revoke_access
from virage.stages.directory.states import Purpose
from virage.stages.funding.models import Verdicts
from virage.stages.funding.operations import draft_funded_plan
from virage.stages.plans.models import Plan, PlanStep

pytestmark = [pytest.mark.django_db, pytest.mark.data]

OF_ENTERPRISE = {Enterprise, EnterpriseFact, Contact, Consent}
ANSWERS = {Assessment, Answer, Plan, PlanStep, Verdicts}
FILE = {Request, CaseFile, Service}
ALL = OF_ENTERPRISE | ANSWERS | FILE
TEAM = {"adviser", "promoter"}
ALWAYS = {"owner", "auditor", "job"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def thread(cast):
    """A thread with something of everything, its file held by the promoter's team; unsent answers hide elsewhere."""
    begun, owner = begin()
    answer_all(begun, owner)
    draft_funded_plan(owner, key=begun.key, on=ON)
    number = call(begun, owner, project(cast))
    file = accept_request(
        cast.viewer(Role.PROMOTER),
        request_id=number,
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler",
        next_move_on=timezone.localdate(),
    )
    log_service(JOB, case_file_id=file, given_on=timezone.localdate(), hours=Decimal(1), what="Visite")
    return begun


def elsewhere():
    body = found_organisation(JOB, name="Autre organisme fictif", kind="promoter", fictitious=True)
    person = enrol_person(JOB, email="autre@example.org", name="Autre", fictitious=True)
    grant_membership(JOB, person_id=person, organisation_id=body, role=Role.PROMOTER)
    held = Membership(role=Role.PROMOTER, organisation_id=body, organisation="Autre")
    return Viewer(person_id=person, memberships=(held,))


@pytest.fixture
def viewers(cast, thread):
    return {
        "owner": Viewer.link(thread.key),
        "job": JOB,
        "stranger": cast.stranger,
        "other_sme": cast.other_sme,
        "elsewhere": elsewhere(),
        **{role.value: cast.viewer(role) for role in Role},
    }


def seen(viewers):
    """Viewer → the kinds of things of which at least one row shows; who sees nothing is left out."""
    shown = {name: {kind for kind in ALL if kind.objects.visible_to(v).exists()} for name, v in viewers.items()}
    return {name: kinds for name, kinds in shown.items() if kinds}


def everything(*names):
    return dict.fromkeys(names, ALL)


def change(**fields):
    AccessGrant.objects.for_operation().update(**fields)


def test_a_grant_in_force_opens_everything_to_the_team_and_to_nobody_else(viewers):
    assert seen(viewers) == everything(*ALWAYS, *TEAM)


def test_a_grant_that_is_over_or_to_come_opens_nothing(viewers):
    now = timezone.now()
    for fields in (
        {"begins_at": now - 2 * MINUTE, "ends_at": now - MINUTE},
        {"begins_at": now + MINUTE, "ends_at": now + 2 * MINUTE},
        {"begins_at": now - MINUTE, "ends_at": None, "revoked_at": now},
    ):
        change(**fields)
        assert seen(viewers) == everything(*ALWAYS)
    change(begins_at=now - MINUTE, ends_at=now + MINUTE, revoked_at=None)
    assert seen(viewers) == everything(*ALWAYS, *TEAM)


def test_a_consent_taken_back_closes_everything_at_once(viewers, thread):
    withdraw_agreement(viewers["owner"], key=thread.key, consent_id=Consent.objects.for_operation().get().pk)
    assert seen(viewers) == everything(*ALWAYS)
    assert CaseFile.objects.for_operation().get().closed_at is not None


def test_who_no_longer_sees_a_file_no_longer_moves_it(viewers):
    held = CaseFile.objects.for_operation().get()
    change(revoked_at=timezone.now())
    with pytest.raises(Forbidden):
        log_service(
            viewers["adviser"], case_file_id=held.pk, given_on=timezone.localdate(), hours=Decimal(1), what="Visite"
        )


def test_another_matter_of_the_same_enterprise_stays_shut(cast, viewers, thread):
    """A second organisation asked to call sees the answers and its own request, not the first one's file."""
    other = viewers["elsewhere"]
    (body,) = other.organisations(Role.PROMOTER)
    mine = Request.objects.for_operation().get().project
    theirs = type(mine).objects.create(
        initiative_id=mine.initiative_id, promoter_id=body, name="Autre", announced_on=ON, accepts_requests=True
    )
    number = call(thread, viewers["owner"], theirs.pk)
    shown = seen(viewers)
    assert shown["elsewhere"] == ALL - {CaseFile, Service}
    assert [r.pk for r in Request.objects.visible_to(other)] == [number]
    assert number not in [r.pk for r in Request.objects.visible_to(viewers["adviser"])]
    decline_request(other, request_id=number, reason=DeclineReason.FULL)
    assert seen(viewers) == everything(*ALWAYS, *TEAM)


def test_what_is_taken_back_closes_its_own_matter_only(viewers, thread):
    project_id = Request.objects.for_operation().get().project_id
    again = call(thread, viewers["owner"], project_id)
    assert Request.objects.visible_to(viewers["adviser"]).count() == 2
    withdraw_request(viewers["owner"], key=thread.key, request_id=again)
    assert Request.objects.visible_to(viewers["adviser"]).count() == 1
    assert seen(viewers) == everything(*ALWAYS, *TEAM)


def test_a_matter_is_handed_on_with_its_history_by_a_grant_alone(viewers, thread):
    """No row moves: the grant shows another organisation the request, the file and the hours given by the first."""
    (body,) = viewers["elsewhere"].organisations(Role.PROMOTER)
    request = Request.objects.for_operation().get()
    terms = {"enterprise_id": thread.id, "organisation_id": body, "matter": request.matter}
    given = {**terms, "purpose": Purpose.CALL_BACK, "reason": "transmis"}
    with pytest.raises(Forbidden):
        grant_access(viewers["promoter"], **given)
    for _twice in range(2):
        grant_access(viewers["owner"], **given)
    assert seen(viewers) == everything(*ALWAYS, *TEAM, "elsewhere")
    first = {**terms, "organisation_id": request.project.promoter_id}
    revoke_access(viewers["promoter"], **first, reason="transmis")
    assert seen(viewers) == everything(*ALWAYS, "elsewhere")


def test_an_ended_grant_is_given_anew(viewers, thread):
    request = Request.objects.for_operation().get()
    change(begins_at=timezone.now() - 2 * MINUTE, ends_at=timezone.now() - MINUTE)
    grant_access(
        viewers["owner"],
        enterprise_id=thread.id,
        organisation_id=request.project.promoter_id,
        matter=request.matter,
        purpose=Purpose.CALL_BACK,
        reason="de nouveau",
    )
    assert seen(viewers) == everything(*ALWAYS, *TEAM)
    assert AccessGrant.objects.for_operation().filter(revoked_at=None).count() == 1


def test_answers_not_sent_stay_the_owner_s(viewers):
    Assessment.objects.for_operation().update(sent_at=None)
    shown = seen(viewers)
    assert {name: shown[name] for name in TEAM | {"auditor"}} == dict.fromkeys(TEAM | {"auditor"}, ALL - ANSWERS)


def test_a_partner_with_a_grant_sees_the_pipeline_it_shares(cast, viewers, thread):
    grant_access(
        viewers["owner"],
        enterprise_id=thread.id,
        organisation_id=cast.organisations["partner"],
        matter=Request.objects.for_operation().get().matter,
        purpose=Purpose.CALL_BACK,
        reason="filière commune",
    )
    assert seen(viewers) == everything(*ALWAYS, *TEAM, "partner")
