"""What allauth says by itself is said in our words, in both languages."""

from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po

from tools.places import SOURCES

OURS = SOURCES / "base" / "allauth_words" / "locale"
THEIRS = Path(allauth.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def catalogue(path):
    with path.open("rb") as po:
        return {message.id: message.string for message in read_po(po) if message.id}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_word_replaces_one_that_allauth_says(language):
    ours = catalogue(OURS / language / "LC_MESSAGES" / "django.po")
    assert set(ours) - set(catalogue(THEIRS)) == set()
    assert all(ours.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [("/compte/login/", "Rester connecté sur cet appareil"), ("/en/compte/login/", "Stay signed in on this device")],
)
def test_signing_in_speaks_our_words(client, address, words):
    page = client.get(address).content.decode()
    assert words in page
    assert "Remember Me" not in page
