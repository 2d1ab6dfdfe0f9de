"""What must hold of activities: nobody holds a place that does not exist."""

from collections.abc import Iterable

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from virage.base.invariants import invariant
from virage.stages.awareness.models import Session
from virage.stages.awareness.states import HOLDING


@invariant("awareness.places", "Une séance n’a jamais plus de places prises que de places.")
def places_are_enough() -> Iterable[str]:
    """Count the places held of every session."""
    rows = Session.objects.for_operation().annotate(
        held=Count("registrations", filter=Q(registrations__state__in=HOLDING))
    )
    broken = rows.filter(held__gt=F("places")).order_by("pk").values_list("pk", "held", "places")
    for session, held, places in broken:
        yield _("Séance %(session)s : %(held)s places prises sur %(places)s.") % {
            "session": session,
            "held": held,
            "places": places,
        }
