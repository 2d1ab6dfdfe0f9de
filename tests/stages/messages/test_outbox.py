"""The outbox: written with what happened, sent after, cancelled with the matter, seen when it fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from tests.cast import JOB, KEY
from tests.thread import begin, call, project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import Invitation, Organisation
from virage.stages.assessments.operations import keep_by_email
from virage.stages.messages.models import Message
from virage.stages.messages.operations import (
    NotWaiting,
    TooManyMessages,
    cancel_messages,
    invite_person,
    post_message,
    post_words,
    resend_invitation,
    send_again,
    send_due,
    send_private_link,
)
from virage.stages.messages.policies import MAX_ATTEMPTS, PER_HOUR
from virage.stages.messages.queries import mailbox, unsent_messages
from virage.stages.messages.rendering import words_of
from virage.stages.messages.team import FoundForm

WORDS = {"kind": "account", "language": "fr", "subject": "Sujet", "body": "Corps"}
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


class Unreachable:
    """A mail server that is away."""

    def __init__(self, *_args, **_kwargs):
        raise ConnectionRefusedError("personne ne répond")


@pytest.fixture
def real(settings):
    """Outside a demonstration, mail leaves."""
    settings.DEMO = False
    settings.DELIVERY_BACKEND = MEMORY


@pytest.fixture
def away(settings):
    settings.DEMO = False
    settings.DELIVERY_BACKEND = f"{__name__}.Unreachable"


def message(key):
    return Message.objects.for_operation().get(pk=key)


def test_a_message_leaves_after_its_transaction_and_its_words_do_not_stay(
    cast, real, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        key = send_private_link(cast.sme, subject=KEY, address="PME@example.org")
        assert mail.outbox == []
    assert [letter.to for letter in mail.outbox] == [["pme@example.org"]]
    assert "/lien/" in mail.outbox[0].body
    assert message(key).sent_at is not None
    assert message(key).body == ""


def test_what_is_undone_is_never_sent(cast, real, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        post_words(cast.sme, address="pme@example.org", **WORDS)
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not Message.objects.for_operation().exists()


def test_a_matter_that_moves_takes_its_reminders_with_it(cast, real):
    later = timezone.now() + timedelta(days=9)
    for matter in ("callback:1", "callback:1", "callback:2"):
        post_message(
            JOB, kind="private_link", address="a@example.org", matter=matter, due_at=later, link="-", ends=later
        )
    assert cancel_messages(JOB, matter="callback:1") == 2
    assert send_due(JOB, at=later) == (1, 0)
    assert len(mail.outbox) == 1


def test_a_refused_message_is_seen_retried_and_finally_given_up(cast, away, settings):
    key = post_words(JOB, address="a@example.org", **WORDS)
    assert send_due(JOB, at=timezone.now()) == (0, 1)
    seen = unsent_messages(cast.viewer(Role.DIRECTOR))
    assert [(m.state, m.error) for m in seen] == [("waiting", "ConnectionRefusedError: personne ne répond")]
    assert message(key).due_at > timezone.now()
    for _ in range(MAX_ATTEMPTS - 1):
        send_due(JOB, at=timezone.now() + timedelta(days=1))
    assert unsent_messages(cast.viewer(Role.DIRECTOR))[0].state == "failed"
    settings.DELIVERY_BACKEND = MEMORY
    assert send_due(JOB, at=timezone.now() + timedelta(days=1)) == (0, 0)


def test_nobody_floods_an_address_through_us(cast):
    for _ in range(PER_HOUR):
        post_words(cast.stranger, address="a@example.org", **WORDS)
    with pytest.raises(TooManyMessages):
        post_words(cast.stranger, address="A@example.org ", **WORDS)
    post_words(cast.stranger, address="b@example.org", **WORDS)
    post_words(JOB, address="a@example.org", **WORDS)


def test_outside_a_demonstration_there_is_no_mailbox_for_anyone(cast, real):
    post_words(JOB, address="a@example.org", **WORDS)
    assert [mailbox(viewer) for viewer in (cast.stranger, JOB, *map(cast.viewer, Role))] == [()] * (len(Role) + 2)


def test_what_did_not_leave_is_seen_by_the_direction_and_by_whose_matter_it_is(cast, away):
    whose = {"organisation_id": cast.organisations["promoter"]}
    post_message(JOB, kind="private_link", address="b@example.org", link="secret", ends=timezone.now(), **whose)
    post_words(JOB, address="a@example.org", **WORDS)
    send_due(JOB, at=timezone.now())
    seen = {role: [one.address for one in unsent_messages(cast.viewer(role))] for role in Role}
    expected = {role: [] for role in Role}
    assert seen == expected | {Role.DIRECTOR: ["a@example.org", "b@example.org"], Role.PROMOTER: ["b@example.org"]}
    assert unsent_messages(cast.viewer(Role.PROMOTER))[0].why == "Le serveur de courriel ne répond pas."
    assert "secret" not in str(unsent_messages(cast.viewer(Role.PROMOTER)))


def test_a_message_given_up_is_sent_again_at_once_by_whom_it_concerns(
    cast, away, settings, django_capture_on_commit_callbacks
):
    key = post_words(JOB, address="a@example.org", **WORDS)
    for _ in range(MAX_ATTEMPTS):
        send_due(JOB, at=timezone.now() + timedelta(days=1))
    settings.DELIVERY_BACKEND = MEMORY
    for other in (Role.PROMOTER, Role.ADVISER, Role.AUDITOR, Role.ANALYST):
        with pytest.raises(NotWaiting):
            send_again(cast.viewer(other), message_id=key)
    with django_capture_on_commit_callbacks(execute=True):
        send_again(cast.viewer(Role.DIRECTOR), message_id=key)
    assert message(key).sent_at is not None
    assert [letter.to for letter in mail.outbox] == [["a@example.org"]]
    with pytest.raises(NotWaiting):
        send_again(cast.viewer(Role.DIRECTOR), message_id=key)


def test_an_invitation_is_written_in_the_language_of_who_is_invited(cast):
    invite_person(
        cast.viewer(Role.DIRECTOR),
        email="new@example.org",
        name="New",
        role="analyst",
        language="en",
        organisation_id=cast.organisations["ministry"],
    )
    letter = mailbox(cast.stranger)[0]
    assert letter.subject == "Ministère fictif de la Transformation invites you – Virage"
    assert "/en/invitation/" in letter.body


def test_an_invitation_sent_again_replaces_the_former_link(cast):
    director = cast.viewer(Role.DIRECTOR)
    whose = cast.organisations["promoter"]
    invite_person(director, email="new@example.org", name="New", role="adviser", organisation_id=whose)
    former = Invitation.objects.get()
    resend_invitation(cast.viewer(Role.PROMOTER), invitation_id=former.pk)
    again = Invitation.objects.exclude(pk=former.pk).get()
    former.refresh_from_db()
    assert (former.revoked_at is not None, again.email, again.role, again.revoked_at) == (
        True,
        "new@example.org",
        "adviser",
        None,
    )
    for stranger in (cast.viewer(Role.ADVISER), cast.viewer(Role.ANALYST), cast.stranger):
        with pytest.raises(Forbidden):
            resend_invitation(stranger, invitation_id=again.pk)


def test_every_kind_has_words_in_both_languages():
    from pathlib import Path

    from virage.stages.messages import rendering

    folder = Path(rendering.__file__).parent / "templates" / "mail"
    kinds = {language: {f.name.split(".")[0] for f in folder.glob(f"*.{language}.txt")} for language in ("fr", "en")}
    assert kinds["fr"] == kinds["en"]
    assert words_of("private_link", "fr", link="L’été & moi", ends=timezone.localdate()).body.count("L’été & moi") == 1


@pytest.mark.parametrize("demo", [True, False])
def test_an_organisation_entered_in_a_demonstration_is_invented(cast, settings, demo):
    settings.DEMO = demo
    form = FoundForm({"name": "Organisme de plus", "kind": "promoter"})
    assert form.is_valid()
    number = form.found(cast.viewer(Role.DIRECTOR))
    assert Organisation.objects.get(pk=number).fictitious is demo


def test_the_letter_of_the_private_link_says_who_may_read(cast):
    thread, owner = begin()
    keep_by_email(owner, key=thread.key, email="eve@example.org")
    call(thread, owner, project(cast))
    alone, shared = Message.objects.for_operation().filter(kind="private_link").order_by("pk")
    assert ["personne ne verra vos réponses" in letter.body for letter in (alone, shared)] == [True, False]
    assert "Un organisme peut lire vos réponses" in shared.body
