"""The cast as the demonstration plays it: each page has something to show."""

from datetime import date

from tests.cast import PLACES, Cast
from virage.base import demonstration
from virage.demo import build as building
from virage.stages.accounts.models import Membership


def play(monkeypatch) -> Cast:
    """Build the demonstration; each role is its first person there, in that person's own organisation."""
    for module in (demonstration, building):
        monkeypatch.setattr(module, "database_is_demo", lambda: True)
    building.build(on=date(2026, 11, 22), seed=1)
    found = {role: Membership.objects.for_operation().filter(role=role).order_by("pk").first() for role in PLACES}
    return Cast(
        people={role: one.person_id for role, one in found.items()},
        organisations={PLACES[role]: one.organisation_id for role, one in found.items()},
    )
