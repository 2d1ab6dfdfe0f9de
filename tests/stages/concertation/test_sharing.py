"""A partner follows what it was shown, until the day said, and nothing else."""

import pytest
from django.utils import timezone

from tests.thread import begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.casefiles.operations import accept_request, close_access
from virage.stages.casefiles.queries import case_file
from virage.stages.casefiles.states import DeclineReason
from virage.stages.concertation.operations import (
    accept_referral,
    agree_to_referral,
    decline_referral,
    propose_referral,
    refuse_referral,
    report_outcome,
    share_files,
)
from virage.stages.concertation.queries import pipeline, referral, referrals_of
from virage.stages.concertation.refusals import AlreadyReferred, NothingToShare, NowhereElse, ReferralMoved
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.models import AccessGrant, Enterprise
from virage.stages.directory.onlookers import consents, onlookers
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def held(cast):
    """Two enterprises with a file each: what the second holds could leak through the first."""
    number = project(cast)
    files = []
    for _each in range(2):
        thread, owner = begin()
        asked = call(thread, owner, number)
        file = accept_request(
            cast.viewer(Role.PROMOTER),
            request_id=asked,
            owner_id=cast.people[Role.ADVISER],
            next_move="Appeler",
            next_move_on=timezone.localdate(),
        )
        files.append((thread, owner, file))
    return files


@pytest.fixture
def partner(cast):
    return cast.viewer(Role.PARTNER)


def share(cast, thread, owner, months=3):
    share_files(owner, key=thread.key, organisation_id=cast.organisations["partner"], months=months)


def refer(cast, file, **to):
    where = to or {"receiver_id": cast.organisations["partner"]}
    return propose_referral(cast.viewer(Role.ADVISER), case_file_id=file, why="Un prêt", **where)


def test_nothing_shows_without_a_consent_and_only_what_was_shared_with_one(cast, held, partner):
    (thread, owner, file), (_other, _its_owner, other_file) = held
    assert [len(part) for part in (pipeline(partner).files, pipeline(partner).waiting)] == [0, 0]
    assert [case_file(partner, case_file_id=n) for n in (file, other_file)] == [None, None]
    share(cast, thread, owner)
    (shared,) = pipeline(partner).files
    assert (shared.file.id, shared.until is None) == (file, False)
    assert case_file(partner, case_file_id=other_file) is None
    assert Enterprise.objects.visible_to(partner).count() == 1
    assert pipeline(cast.viewer(Role.PROMOTER)).files == ()


def test_the_words_name_the_partner_and_the_day_and_a_new_end_takes_the_place_of_the_former(cast, held):
    (thread, owner, _file), _other = held
    share(cast, thread, owner, months=3)
    share(cast, thread, owner, months=12)
    given = [c for c in consents(owner, key=thread.key) if c.organisation]
    assert [c.withdrawn_at is None for c in given] == [False, True]
    assert given[1].text.startswith("J’accepte que Fonds fictif d’investissement voie, jusqu’au ")
    assert len([one for one in onlookers(owner, key=thread.key) if one.until]) == 1


def test_what_is_shared_ends_by_itself_or_in_one_act_and_the_file_goes_on(cast, held, partner):
    (thread, owner, file), _other = held
    share(cast, thread, owner)
    shared = next(one for one in onlookers(owner, key=thread.key) if one.until)
    close_access(owner, key=thread.key, grant_id=shared.id)
    assert (pipeline(partner).files, case_file(owner, case_file_id=file).closed_at) == ((), None)


def test_there_is_nothing_to_share_before_a_request(cast):
    thread, owner = begin()
    with pytest.raises(NothingToShare):
        share(cast, thread, owner)


def test_a_partner_reads_nothing_of_a_referral_before_the_enterprise_agrees(cast, held, partner):
    (thread, owner, file), _other = held
    number = refer(cast, file)
    assert (referral(partner, referral_id=number), Enterprise.objects.visible_to(partner).exists()) == (None, False)
    assert referral(owner, referral_id=number).proposed
    assert Message.objects.for_operation().filter(kind="referral_proposed").count() == 1
    with pytest.raises(AlreadyReferred):
        refer(cast, file)
    agree_to_referral(owner, key=thread.key, referral_id=number)
    assert referral(partner, referral_id=number).to_answer
    assert Message.objects.for_operation().filter(kind="referral_received").count() == 1


def test_accepted_and_what_came_of_it_are_read_by_the_three(cast, held, partner):
    (thread, owner, file), _other = held
    number = refer(cast, file)
    agree_to_referral(owner, key=thread.key, referral_id=number)
    accept_referral(partner, referral_id=number, words="Rendez-vous lundi")
    report_outcome(partner, referral_id=number, words="Prêt accordé")
    lines = [referral(v, referral_id=number) for v in (owner, partner, cast.viewer(Role.ADVISER))]
    assert [(line.state, line.answer, line.outcome) for line in lines] == [
        (ReferralState.ACCEPTED, "Rendez-vous lundi", "Prêt accordé")
    ] * 3
    with pytest.raises(ReferralMoved):
        accept_referral(partner, referral_id=number, words="Encore")


def test_declined_with_a_reason_closes_the_access(cast, held, partner):
    (thread, owner, file), _other = held
    number = refer(cast, file)
    agree_to_referral(owner, key=thread.key, referral_id=number)
    decline_referral(partner, referral_id=number, reason=DeclineReason.NEED, words="Voyez la banque")
    assert Enterprise.objects.visible_to(partner).exists() is False
    line = referral(cast.viewer(Role.ADVISER), referral_id=number)
    assert (line.state, line.answer) == (
        ReferralState.DECLINED,
        "nous n’offrons pas ce service. Voyez la banque",
    )


def test_no_means_that_nothing_is_sent(cast, held, partner):
    (thread, owner, file), (_thread, its_owner, _file) = held
    number = refer(cast, file)
    for viewer, key in ((its_owner, _thread.key), (partner, thread.key)):
        with pytest.raises(Forbidden):
            agree_to_referral(viewer, key=key, referral_id=number)
    refuse_referral(owner, key=thread.key, referral_id=number)
    assert AccessGrant.objects.for_operation().filter(organisation=cast.organisations["partner"]).exists() is False
    assert referrals_of(owner, enterprise_id=thread.id)[0].state == ReferralState.REFUSED


def test_an_access_closed_by_the_enterprise_withdraws_the_referral(cast, held, partner):
    (thread, owner, file), _other = held
    number = refer(cast, file)
    agree_to_referral(owner, key=thread.key, referral_id=number)
    grant = next(one for one in onlookers(owner, key=thread.key) if "aiguillage" in one.reason)
    close_access(owner, key=thread.key, grant_id=grant.id)
    assert referral(owner, referral_id=number).state == ReferralState.WITHDRAWN
    with pytest.raises(Forbidden):
        accept_referral(partner, referral_id=number, words="Trop tard")


def test_to_a_project_it_becomes_a_request_there_and_follows_its_fate(cast, held):
    """The cast has one promoter: the referral comes from the partner, which was shown the file."""
    (thread, owner, file), _other = held
    share(cast, thread, owner)
    partner = cast.viewer(Role.PARTNER)
    with pytest.raises(NowhereElse):
        propose_referral(partner, case_file_id=file, why="-", receiver_id=cast.organisations["partner"])
    number = propose_referral(partner, case_file_id=file, why="Vingt heures", project_id=case_project(owner, file))
    agree_to_referral(owner, key=thread.key, referral_id=number)
    assert referral(partner, referral_id=number).state == ReferralState.WAITING
    close_access(owner, key=thread.key, grant_id=onlookers(owner, key=thread.key)[-1].id)
    assert referral(partner, referral_id=number).state == ReferralState.WITHDRAWN


def case_project(owner, file):
    from virage.stages.casefiles.models import CaseFile

    return CaseFile.objects.visible_to(owner).get(pk=file).project_id


def test_a_pipeline_costs_the_same_at_one_file_and_at_two(cast, held, partner, django_assert_num_queries):
    for thread, owner, _file in held:
        share(cast, thread, owner)
        with django_assert_num_queries(6):
            pipeline(partner)
