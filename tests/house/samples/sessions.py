"""Activities: a session, who registered, who was met."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import JOB, KEY, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.meeting import announce
from tests.papers import paper
from virage.base.viewer import Role
from virage.stages.accounts.operations import make_private_link
from virage.stages.awareness.models import Lead, Registration, Session
from virage.stages.awareness.operations import add_material, note_lead, offer_appointments, register
from virage.stages.awareness.states import RegistrationState


@sample
def session(cast: Cast) -> Arguments:
    return {"session_id": announce(project(cast).pk)}


@sample
def drafted(cast: Cast) -> Arguments:
    """The same, before anyone may read it."""
    found = session(cast)
    Session.objects.for_operation().filter(pk=found["session_id"]).update(published_at=None)
    return found


@sample
def registration(cast: Cast) -> Arguments:
    """A place held by the owner's key."""
    if Registration.objects.for_operation().filter(key=KEY, state=RegistrationState.REGISTERED).exists():
        return {"key": KEY}
    key = register(JOB, **session(cast), enterprise_name="PME fictive", email="pme@example.org")
    Registration.objects.for_operation().filter(key=KEY).delete()
    Registration.objects.for_operation().filter(key=key).update(key=KEY)
    return {"key": KEY}


@sample
def place_offered(cast: Cast) -> Arguments:
    """A place that came free, offered to the owner's key."""
    found = registration(cast)
    until = timezone.now() + timedelta(days=1)
    Registration.objects.for_operation().update(state=RegistrationState.OFFERED, offered_until=until)
    return found


@sample
def ticket(cast: Cast) -> Arguments:
    """A code that somebody has."""
    held = Registration.objects.for_operation().get(key=registration(cast)["key"])
    return {"session_id": held.session_id, "code": held.code}


@sample
def attended(cast: Cast) -> Arguments:
    """A presence that was noted, of the owner's key."""
    found = registration(cast)
    Registration.objects.for_operation().filter(key=KEY).update(came=True)
    return found


@sample
def material(cast: Cast) -> Arguments:
    found = session(cast)
    number = add_material(JOB, **found, title="Document fictif", url="https://example.org/document")
    return {**found, "material_id": number}


@sample
def session_paper(cast: Cast) -> Arguments:
    """A file of a session where the owner's key holds a place."""
    held = Registration.objects.for_operation().get(key=registration(cast)["key"])
    return {"material_id": add_material(JOB, session_id=held.session_id, title="Aide-mémoire fictif", file=paper())}


@sample
def letter(cast: Cast) -> Arguments:
    return {**session(cast), "audience": "came"}


@sample
def lead(cast: Cast) -> Arguments:
    """Someone met, who holds the owner's key."""
    if Lead.objects.for_operation().filter(key=KEY, confirmed_at=None).exists():
        return {"key": KEY}
    number = note_lead(
        JOB, **session(cast), enterprise_name="PME fictive", name="Ève", email="met@example.org", phone="418 555-0100"
    )
    Lead.objects.for_operation().filter(key=KEY).delete()
    Lead.objects.for_operation().filter(pk=number).update(key=KEY)
    return {"key": KEY}


@sample
def fair(cast: Cast) -> Arguments:
    """A place held by the owner's key, at a fair where one of us may be met."""
    found = registration(cast)
    held = Registration.objects.for_operation().select_related("session").get(key=KEY)
    person, first = cast.people[Role.PROMOTER], held.session.starts_at
    offer_appointments(JOB, session_id=held.session_id, person_id=person, first=first, count=2, minutes=20)
    return found


@sample
def registration_link(cast: Cast) -> Arguments:
    return {"token": make_private_link(cast.sme, subject=registration(cast)["key"])}
