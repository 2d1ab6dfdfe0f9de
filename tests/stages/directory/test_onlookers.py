"""Who may see, why, until when, who looked; one consent a purpose, each withdrawn alone."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.cast import JOB
from tests.thread import begin, call, project
from virage.base.viewer import Role
from virage.stages.casefiles.models import Request
from virage.stages.casefiles.operations import accept_request, close_access
from virage.stages.casefiles.queries import case_files_of, requests_of
from virage.stages.casefiles.states import Outcome
from virage.stages.directory.models import AccessGrant, Enterprise, LastSeen
from virage.stages.directory.onlookers import choices, consents, former_onlookers, note_look, onlookers
from virage.stages.directory.operations import (
    AlreadyClosed,
    UnknownEnterprise,
    close_grant,
    give_consent,
    grant_access,
    withdraw_consent,
)
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import OPTIONAL, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def asked(cast):
    thread, owner = begin()
    return thread, owner, call(thread, owner, project(cast))


def share(cast, thread, owner, **terms):
    give_consent(
        owner, key=thread.key, purpose=Purpose.SHARING, text="Je partage", organisation_id=cast.organisations["partner"]
    )
    grant_access(
        owner,
        enterprise_id=thread.id,
        organisation_id=cast.organisations["partner"],
        matter=Request.objects.for_operation().get().matter,
        purpose=Purpose.SHARING,
        reason="dossier partagé",
        **terms,
    )


def names(viewer, thread):
    return [one.organisation for one in onlookers(viewer, key=thread.key)]


def test_why_is_said_in_the_language_of_the_page_whoever_wrote_it(cast):
    thread, owner = begin()
    with translation.override("en"):
        number = call(thread, owner, project(cast))
        said = onlookers(owner, key=thread.key)[0].reason
    share(cast, thread, owner)
    assert said == f"call-back request no. {number}"
    assert [one.reason for one in onlookers(owner, key=thread.key)] == [
        f"demande de rappel no {number}",
        "dossier partagé",
    ]


def test_one_sees_who_sees_until_when_and_who_looked(cast, asked):
    thread, owner, _number = asked
    until = timezone.now() + timedelta(days=90)
    share(cast, thread, owner, ends_at=until)
    promoter = cast.viewer(Role.PROMOTER)
    for viewer in (promoter, promoter, cast.viewer(Role.AUDITOR), cast.viewer(Role.ANALYST)):
        note_look(viewer, enterprise_id=thread.id, organisations=list(cast.organisations.values()))
    first, second = onlookers(owner, key=thread.key)
    assert (first.organisation, first.until, first.seen_at is None) == ("Réseau fictif du Bâtiment", None, False)
    assert (second.organisation, second.until, second.seen_at) == ("Fonds fictif d’investissement", until, None)
    assert LastSeen.objects.visible_to(owner).count() == LastSeen.objects.for_operation().count() == 1
    assert LastSeen.objects.visible_to(cast.other_sme).count() == 0
    # one organisation is not told of another
    assert names(promoter, thread) == ["Réseau fictif du Bâtiment"]


def test_an_end_is_applied_when_one_looks(cast, asked):
    thread, owner, _number = asked
    share(cast, thread, owner, ends_at=timezone.now() + timedelta(days=1))
    partner = cast.viewer(Role.PARTNER)
    assert Enterprise.objects.visible_to(partner).exists()
    past = timezone.now() - timedelta(days=2)
    AccessGrant.objects.for_operation().filter(purpose=Purpose.SHARING).update(
        begins_at=past, ends_at=past + timedelta(days=1)
    )
    assert not Enterprise.objects.visible_to(partner).exists()
    assert [one.organisation for one in former_onlookers(owner, key=thread.key)] == ["Fonds fictif d’investissement"]


def test_each_purpose_is_withdrawn_alone(cast, asked):
    thread, owner, _number = asked
    share(cast, thread, owner)
    for purpose in OPTIONAL:
        give_consent(owner, key=thread.key, purpose=purpose, text=words_of(purpose))
    sharing = next(c for c in consents(owner, key=thread.key) if c.organisation)
    withdraw_consent(owner, key=thread.key, consent_id=sharing.id)
    assert names(owner, thread) == ["Réseau fictif du Bâtiment"]
    assert [choice.given is not None for choice in choices(owner, key=thread.key)] == [True, True, True]


def test_other_words_take_the_place_of_the_former_and_both_are_kept(asked):
    thread, owner, _number = asked
    for text in ("un", "deux", "deux"):
        give_consent(owner, key=thread.key, purpose=Purpose.NEWS, text=text)
    news = [(c.text, c.version, c.withdrawn_at is None) for c in consents(owner, key=thread.key)[1:]]
    assert news == [("un", "2026-11", False), ("deux", "2026-11", True)]


def test_closing_an_access_takes_back_the_consent_that_named_it(cast, asked):
    thread, owner, _number = asked
    share(cast, thread, owner)
    shared = onlookers(owner, key=thread.key)[1]
    with pytest.raises(UnknownEnterprise):
        close_grant(cast.viewer(Role.PARTNER), key=thread.key, grant_id=shared.id)
    close_access(owner, key=thread.key, grant_id=shared.id)
    assert [c.withdrawn_at is None for c in consents(owner, key=thread.key)] == [True, False]
    assert requests_of(owner, key=thread.key)[0].waiting
    with pytest.raises(AlreadyClosed):
        close_access(owner, key=thread.key, grant_id=shared.id)


def test_closing_the_promoter_s_access_leaves_nothing_open_behind(cast, asked):
    thread, owner, number = asked
    accept_request(
        JOB,
        request_id=number,
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler",
        next_move_on=timezone.localdate(),
    )
    close_access(owner, key=thread.key, grant_id=onlookers(owner, key=thread.key)[0].id)
    (file,) = case_files_of(owner, key=thread.key)
    assert (file.closed_at is None, file.outcome_words) == (False, Outcome.LEFT.label)
    assert names(owner, thread) == []
