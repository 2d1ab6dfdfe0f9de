"""Password resets go through the same outbox."""

from virage.stages.messages.queries import mailbox


def test_a_password_reset_reaches_the_mailbox(cast, client, settings):
    settings.EMAIL_BACKEND = "virage.stages.messages.mail.OutboxBackend"  # Django's test runner had replaced it
    assert client.post("/compte/password/reset/", {"email": "adviser@example.org"}).status_code == 302
    (letter,) = mailbox(cast.stranger)
    assert letter.address == "adviser@example.org"
    assert "/compte/password/reset/key/" in letter.body


def test_nobody_is_told_whether_an_address_has_an_account(cast, client, settings):
    settings.EMAIL_BACKEND = "virage.stages.messages.mail.OutboxBackend"
    known, unknown = (
        client.post("/compte/password/reset/", {"email": email}, follow=True).content
        for email in ("adviser@example.org", "inconnu@example.org")
    )
    assert known == unknown
    assert [letter.address for letter in mailbox(cast.stranger)] == ["adviser@example.org"]
