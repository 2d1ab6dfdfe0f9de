"""One letter of the demonstration did not leave: the ministry and its promoter see it, and nobody else."""

from datetime import date

import pytest

from virage.demo import build as building
from virage.demo.build import build
from virage.demo.letters import ADDRESS
from virage.stages.accounts.models import Person
from virage.stages.accounts.queries import viewer_of
from virage.stages.messages.queries import unsent_messages

ON = date(2026, 11, 22)


def unsent(name):
    """What someone of the cast reads in the list, as (address, attempts, given up)."""
    viewer = viewer_of(Person.objects.get(name=name), on=ON, keys=frozenset(), language="fr", screen="test")
    return [(one.address, one.attempts, one.given_up) for one in unsent_messages(viewer)]


@pytest.mark.django_db
def test_who_reads_the_letter_that_did_not_leave(monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)
    build(on=ON, seed=1)
    expected = [(ADDRESS, 8, True)]
    assert unsent("Martin Boisvert") == unsent("Julien Côté-Lambert") == expected
    assert unsent("Amina Benali") == []
