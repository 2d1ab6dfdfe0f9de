"""In a demonstration only: enter as someone of the cast."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from virage.base import demonstration
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Person


class HoldsRealPeople(Refusal):
    """A database where real people sign in never becomes a demonstration."""

    sentence = _("Cette base contient de vraies personnes : elle ne devient pas une démonstration.")


class NotADemonstration(Forbidden):
    """Outside a demonstration nobody enters without proof."""

    sentence = _("Cette porte n’existe que dans une démonstration.")


@operation
def enter_as(viewer: Viewer, *, request: HttpRequest, person_id: int) -> None:
    """Sign this browser in as a fictitious person.

    Raises:
        NotADemonstration: real database, real person, or a request from another machine.
    """
    person = Person.objects.filter(pk=person_id, fictitious=True, is_active=True).first()
    if person is None or not demonstration.open_to(request):
        raise NotADemonstration
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record(viewer, "person.entered_in_demonstration", kind="person", id=person.pk)


@operation
def declare_demonstration(viewer: Viewer) -> None:
    """Mark this database for demonstration, before anything invented enters it: the one place that does.

    Raises:
        HoldsRealPeople: someone real has an account here.
    """
    if not viewer.job:
        raise Forbidden
    if Person.objects.filter(fictitious=False).exists():
        raise HoldsRealPeople
    demonstration.mark_database_as_demo()
    record(viewer, "demonstration.declared", kind="installation", id=0)
