"""Two years after their session, registrations no longer say who came: they only count."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.awareness.letters import letters_of_leads
from virage.stages.awareness.models import Lead, Registration
from virage.stages.directory.models import Contact


@purges("registrations")
def anonymise_registrations(before: datetime) -> int:
    """Erase the address and the typed name of every registration to a session that ended before an instant.

    The contact goes too where the enterprise is known by such registrations alone. Returns how many were erased.
    """
    old = Registration.objects.for_operation().filter(session__ends_at__lt=before).exclude(email="")
    contacts = Contact.objects.for_operation().filter(enterprise__in=old.values("enterprise"))
    known_otherwise = contacts.filter(enterprise__requests__isnull=False) | contacts.filter(
        enterprise__facts__isnull=False
    )
    recent = contacts.filter(enterprise__registrations__session__ends_at__gte=before)
    contacts.exclude(pk__in=known_otherwise.values("pk")).exclude(pk__in=recent.values("pk")).delete()
    return old.update(email="", name="")


@purges("leads")
def destroy_leads(before: datetime) -> int:
    """Destroy what was noted of people who never confirmed, and what was written to them."""
    old = Lead.objects.for_operation().filter(noted_at__lt=before, confirmed_at=None)
    letters_of_leads(old.values_list("pk", flat=True)).delete()
    return old.delete()[0]
