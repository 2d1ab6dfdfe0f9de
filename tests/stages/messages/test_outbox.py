"""The outbox: written with what happened, sent after, cancelled with the matter, seen when it fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from tests.cast import JOB, KEY
from virage.base.viewer import Role
from virage.stages.messages.models import Message
from virage.stages.messages.operations import (
    TooManyMessages,
    cancel_messages,
    invite_person,
    post_words,
    send_due,
    send_private_link,
)
from virage.stages.messages.policies import MAX_ATTEMPTS, PER_HOUR
from virage.stages.messages.queries import failed_messages, mailbox
from virage.stages.messages.rendering import words_of

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
    from virage.stages.messages.operations import post_message

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
    seen = failed_messages(cast.viewer(Role.DIRECTOR))
    assert [(m.state, m.last_error) for m in seen] == [("waiting", "ConnectionRefusedError: personne ne répond")]
    assert message(key).due_at > timezone.now()
    for _ in range(MAX_ATTEMPTS - 1):
        send_due(JOB, at=timezone.now() + timedelta(days=1))
    assert failed_messages(cast.viewer(Role.DIRECTOR))[0].state == "failed"
    settings.DELIVERY_BACKEND = MEMORY
    assert send_due(JOB, at=timezone.now() + timedelta(days=1)) == (0, 0)


def test_nobody_floods_an_address_through_us(cast):
    for _ in range(PER_HOUR):
        post_words(cast.stranger, address="a@example.org", **WORDS)
    with pytest.raises(TooManyMessages):
        post_words(cast.stranger, address="A@example.org ", **WORDS)
    post_words(cast.stranger, address="b@example.org", **WORDS)
    post_words(JOB, address="a@example.org", **WORDS)


def test_outside_a_demonstration_only_directors_read_the_mailbox(cast, real):
    post_words(JOB, address="a@example.org", **WORDS)
    read = {role: len(mailbox(cast.viewer(role))) for role in Role}
    assert read == {role: int(role == Role.DIRECTOR) for role in Role}
    assert mailbox(cast.stranger) == ()


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


def test_every_kind_has_words_in_both_languages():
    from pathlib import Path

    from virage.stages.messages import rendering

    folder = Path(rendering.__file__).parent / "templates" / "mail"
    kinds = {language: {f.name.split(".")[0] for f in folder.glob(f"*.{language}.txt")} for language in ("fr", "en")}
    assert kinds["fr"] == kinds["en"]
    assert words_of("private_link", "fr", link="L’été & moi").body.count("L’été & moi") == 1
