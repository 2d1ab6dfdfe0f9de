"""An open file passes to another project: asked, agreed to, taken up; its history follows, its former team lets go."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.operations import enrol_person, found_organisation, grant_membership
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import (
    AlreadyAnswered,
    HandedOver,
    Passes,
    accept_request,
    close_file,
    decline_request,
    lapse_passings,
    log_service,
    plan_next_move,
    reopen_file,
    withdraw_agreement,
)
from virage.stages.casefiles.queries import case_file, history, request, service_totals, services, services_of
from virage.stages.casefiles.states import DeclineReason, NextMove, Outcome
from virage.stages.concertation.forms import hand_over_page
from virage.stages.concertation.models import Referral
from virage.stages.concertation.operations import (
    agree_to_referral,
    drop_referral,
    propose_handover,
    propose_referral,
    refuse_referral,
)
from virage.stages.concertation.queries import referral, referrals_of
from virage.stages.concertation.refusals import AlreadyReferred, AlreadyThere, NotYourReferral, ReferralMoved
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.models import AccessGrant, Enterprise
from virage.stages.directory.onlookers import consents
from virage.stages.directory.operations import merge_enterprises
from virage.stages.insight.queries import results
from virage.stages.messages.models import Message
from virage.stages.programme.models import Project
from virage.stages.programme.operations import announce_project
from virage.stages.programme.states import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.data]

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def here(cast):
    return project(cast)


@pytest.fixture
def there(cast, here):
    """Another promoter's project, its manager."""
    other = found_organisation(JOB, name="Autre porteur fictif", kind="promoter", fictitious=True)
    number = announce_project(
        JOB,
        initiative_id=Project.objects.for_operation().get(pk=here).initiative_id,
        promoter_id=other,
        name="Autre projet fictif",
        summary=("r", "s"),
        offer=("o", "o"),
        sectors=[],
        regions=[],
        announced_on=TODAY,
        accepts_requests=True,
    ).pk
    person = enrol_person(JOB, email="autre@example.org", name="Autre Personne", fictitious=True)
    grant_membership(JOB, person_id=person, organisation_id=other, role=Role.PROMOTER)
    viewer = Viewer(
        person_id=person,
        name="Autre Personne",
        memberships=(Membership(role=Role.PROMOTER, organisation_id=other, organisation="Autre porteur fictif"),),
    )
    return number, viewer, person


@pytest.fixture
def thread():
    return begin()


@pytest.fixture
def held(cast, thread, here):
    answer_all(*thread)
    number = accept_request(
        JOB,
        request_id=call(*thread, here),
        owner_id=cast.people[Role.ADVISER],
        next_move="Visiter",
        next_move_on=TODAY,
    )
    log_service(
        cast.viewer(Role.ADVISER), case_file_id=number, given_on=TODAY, hours=Decimal(4), what="Diagnostic sur place"
    )
    return number


def propose(cast, held, there, until=SOON):
    return propose_handover(
        cast.viewer(Role.PROMOTER), case_file_id=held, project_id=there[0], why="Mieux là-bas", former_until=until
    )


def agreed(cast, held, there, thread, until=SOON):
    """The number of the referral and of the request that follows."""
    number = propose(cast, held, there, until)
    agree_to_referral(thread[1], key=thread[0].key, referral_id=number)
    return number, Request.objects.for_operation().get(continues__case_file=held).pk


def take(there, asked):
    return accept_request(there[1], request_id=asked, owner_id=there[2], next_move="Appeler", next_move_on=SOON)


def state(viewer, number):
    return referral(viewer, referral_id=number).state


def test_the_form_says_to_whom_the_file_passes(cast, held, there):
    page = hand_over_page(cast.viewer(Role.PROMOTER), case_file_id=held, said=QueryDict(""))
    assert str(page.form["to"].label) == "Passer le dossier à"
    assert page.form.errors["to"] == ["Choisissez le projet à qui le dossier passerait."]
    assert [name for name, _label in page.form["to"].field.choices] == [f"project:{there[0]}"]


def test_nothing_moves_before_the_enterprise_agrees(cast, held, there, thread):
    number = propose(cast, held, there)
    line = referral(thread[1], referral_id=number)
    assert (line.state, line.lapses_on) == (ReferralState.PROPOSED, TODAY + timedelta(days=45))
    assert referral(there[1], referral_id=number) is None
    assert Enterprise.objects.visible_to(there[1]).count() == 0
    assert Message.objects.for_operation().filter(kind="handover_proposed").count() == 1
    refuse_referral(thread[1], key=thread[0].key, referral_id=number)
    assert state(cast.viewer(Role.PROMOTER), number) == ReferralState.REFUSED
    assert case_file(cast.viewer(Role.ADVISER), case_file_id=held).closed_at is None


def test_the_very_words_are_kept_and_the_other_owes_an_answer(cast, held, there, thread):
    words = referral(thread[1], referral_id=(number := propose(cast, held, there))).consent
    agree_to_referral(thread[1], key=thread[0].key, referral_id=number)
    assert [one.text for one in consents(thread[1], key=thread[0].key)][-1] == words
    asked = Request.objects.for_operation().get(continues__case_file=held)
    line = request(there[1], request_id=asked.pk)
    assert line.need.endswith("écrit : « Mieux là-bas »")  # its words, under its name, after the enterprise's own
    assert (line.from_project, line.former_until, line.waiting) == ("Chantiers fictifs", SOON, True)
    assert referral(there[1], referral_id=number).due_on == TODAY + timedelta(days=9)
    assert services(there[1], case_file_id=held) == ()  # its history opens once it is taken up
    assert case_file(there[1], case_file_id=held) is None


def test_taken_up_it_continues_with_its_history(cast, held, there, thread):
    plan_next_move(
        cast.viewer(Role.ADVISER),
        case_file_id=held,
        version=1,
        owner_id=cast.people[Role.ADVISER],
        next_move="Chercher l’aide",
        next_move_by=NextMove.ADVISER,
        next_move_on=TODAY,
        stage=Stage.FUNDING,
    )
    number, asked = agreed(cast, held, there, thread)
    file = take(there, asked)
    assert case_file(there[1], case_file_id=file).stage == Stage.FUNDING
    assert [line.what for line in services(there[1], case_file_id=file)] == ["Diagnostic sur place"]
    assert "dossier passé à un autre projet" in [act.words for act in history(there[1], case_file_id=file)]
    assert state(there[1], number) == state(cast.viewer(Role.PROMOTER), number) == ReferralState.ACCEPTED
    former = CaseFile.objects.for_operation().get(pk=held)
    assert (former.outcome, former.closed_at is None) == (Outcome.HANDED, False)
    assert Message.objects.for_operation().filter(kind="handover_settled").count() == 1
    with pytest.raises(HandedOver):
        reopen_file(
            JOB, case_file_id=held, owner_id=cast.people[Role.ADVISER], next_move="Rappeler", next_move_on=TODAY
        )


def test_the_former_project_sees_it_through_the_day_agreed_and_not_after(cast, held, there, thread):
    file = take(there, agreed(cast, held, there, thread)[1])
    former = cast.viewer(Role.ADVISER)
    assert case_file(former, case_file_id=held) is not None
    assert case_file(former, case_file_id=file) is None
    ours = AccessGrant.objects.for_operation().filter(organisation=cast.organisations["promoter"])
    ends = ours.get().ends_at
    assert timezone.localtime(ends).date() == SOON + timedelta(days=1)
    ours.update(begins_at=ends - timedelta(days=99), ends_at=timezone.now() - timedelta(minutes=1))
    assert case_file(former, case_file_id=held) is None
    assert Enterprise.objects.visible_to(former).count() == 0
    assert case_file(there[1], case_file_id=file) is not None


def test_each_keeps_its_counts_and_the_enterprise_is_one(cast, held, there, here, thread):
    file = take(there, agreed(cast, held, there, thread)[1])
    log_service(there[1], case_file_id=file, given_on=TODAY, hours=Decimal(2), what="Choix d’un logiciel")
    found = results(JOB, until=TODAY)
    assert (found[here, "accompanied"], found[there[0], "accompanied"]) == (1, 1)
    assert service_totals(services_of(thread[1], key=thread[0].key)).hours == Decimal(6)
    assert service_totals(services(cast.viewer(Role.ADVISER), case_file_id=held)).hours == Decimal(4)
    assert Enterprise.objects.for_operation().count() == 1


def test_declined_it_stays_where_it_is(cast, held, there, thread):
    number, asked = agreed(cast, held, there, thread)
    decline_request(there[1], request_id=asked, reason=DeclineReason.FULL, words="Au printemps")
    assert state(cast.viewer(Role.PROMOTER), number) == ReferralState.DECLINED
    assert case_file(cast.viewer(Role.ADVISER), case_file_id=held).closed_at is None
    assert Enterprise.objects.visible_to(there[1]).count() == 0
    propose(cast, held, there)


def test_without_an_answer_each_side_has_its_end(cast, held, there, thread):
    number = propose(cast, held, there)
    late = timezone.now() - timedelta(days=46)
    Referral.objects.for_operation().filter(pk=number).update(proposed_at=late)
    assert state(cast.viewer(Role.PROMOTER), number) == ReferralState.LAPSED
    with pytest.raises(ReferralMoved):
        agree_to_referral(thread[1], key=thread[0].key, referral_id=number)
    again, asked = agreed(cast, held, there, thread)
    assert lapse_passings(JOB, at=timezone.now() + timedelta(days=44)) == 0
    assert lapse_passings(JOB, at=timezone.now() + timedelta(days=45)) == 1
    assert state(cast.viewer(Role.PROMOTER), again) == ReferralState.DECLINED
    assert request(there[1], request_id=asked) is None


def test_a_consent_withdrawn_before_the_answer_takes_it_back(cast, held, there, thread):
    number, asked = agreed(cast, held, there, thread)
    given = consents(thread[1], key=thread[0].key)[-1]
    withdraw_agreement(thread[1], key=thread[0].key, consent_id=given.id)
    assert state(cast.viewer(Role.PROMOTER), number) == ReferralState.WITHDRAWN
    with pytest.raises(AlreadyAnswered):
        take(there, asked)
    assert case_file(cast.viewer(Role.ADVISER), case_file_id=held).closed_at is None


def test_it_is_proposed_once_by_its_manager_and_may_be_taken_back(cast, held, there, thread):
    with pytest.raises(NotYourReferral):
        propose_handover(cast.viewer(Role.ADVISER), case_file_id=held, project_id=there[0], why="w", former_until=SOON)
    number = propose(cast, held, there)
    with pytest.raises(AlreadyReferred):
        propose(cast, held, there)
    with pytest.raises(NotYourReferral):
        drop_referral(there[1], referral_id=number)
    drop_referral(cast.viewer(Role.PROMOTER), referral_id=number)
    assert state(thread[1], number) == ReferralState.DROPPED
    with pytest.raises(ReferralMoved):
        agree_to_referral(thread[1], key=thread[0].key, referral_id=number)


def test_a_file_that_waits_elsewhere_does_not_close_here(cast, held, there, thread):
    agreed(cast, held, there, thread)
    with pytest.raises(Passes):
        close_file(cast.viewer(Role.ADVISER), case_file_id=held, version=1, outcome=Outcome.DONE)


def test_two_records_of_one_enterprise_are_proposed_once_and_followed_once(cast, held, there, thread, here):
    twin, its_owner = begin()
    other = accept_request(
        JOB,
        request_id=call(twin, its_owner, here),
        owner_id=cast.people[Role.ADVISER],
        next_move="Visiter",
        next_move_on=TODAY,
    )
    number = propose(cast, held, there)
    merge_enterprises(JOB, kept_id=twin.id, absorbed_id=thread[0].id, reason="même NEQ")
    with pytest.raises(AlreadyReferred):
        propose(cast, other, there)
    with pytest.raises(AlreadyReferred):
        propose_referral(cast.viewer(Role.ADVISER), case_file_id=other, why="w", project_id=there[0])
    seen = referrals_of(cast.viewer(Role.PROMOTER), enterprise_id=twin.id)
    assert [line.id for line in seen] == [number]
    assert referrals_of(its_owner, enterprise_id=twin.id) == ()  # a key opens its own record
    agree_to_referral(thread[1], key=thread[0].key, referral_id=number)
    take(there, Request.objects.for_operation().get(continues__case_file=held).pk)
    with pytest.raises(AlreadyThere):
        propose(cast, other, there)
    assert results(JOB, until=TODAY)[here, "accompanied"] == 1
