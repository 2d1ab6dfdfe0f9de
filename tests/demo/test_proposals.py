"""What the demonstration says the calculation chose is what the calculation chooses."""

from datetime import date
from decimal import Decimal

import pytest

from virage.base.viewer import Membership, Role, Viewer
from virage.demo import cast as people, portfolio, proposals, strategy
from virage.demo.clock import first_day
from virage.demo.trail import Trail
from virage.stages.calls.choosing import answered
from virage.stages.calls.models import Selection
from virage.stages.calls.queries import call, calls, replay

ON = date(2026, 11, 22)


@pytest.mark.django_db
def test_the_selection_of_the_story_runs_again():
    everyone = people.assemble(first_day(ON))
    initiative, _projects = portfolio.announce(everyone, first_day(ON), strategy.announce(everyone, first_day(ON)))
    proposals.write(ON, initiative, everyone, Trail())
    kept = Selection.objects.for_operation().get()
    assert answered(kept.given) == kept.answered
    house = Membership(role=Role.AUDITOR, organisation_id=0, organisation="Vérification")
    again = replay(Viewer(person_id=0, memberships=(house,)), selection_id=kept.pk)
    assert (again.differences, again.moved, again.same_terms) == ((), (), True)
    told = call(Viewer.public(), call_id=kept.call_id)
    assert (told.given, told.departures, len(calls(Viewer.public()))) == (Decimal(600_000), 1, 4)
