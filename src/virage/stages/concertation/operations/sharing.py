"""Share files with a partner, until a day."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.base.words import day, spoken
from virage.stages.accounts.models import Organisation, OrganisationKind
from virage.stages.casefiles.models import Request
from virage.stages.casefiles.states import RequestState
from virage.stages.concertation.refusals import NotAPartner, NothingToShare
from virage.stages.directory.operations import give_consent, grant_access, locked_enterprise, revoke_access
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of

LIVE = (RequestState.WAITING, RequestState.ACCEPTED)


def sharing_words(viewer: Viewer, *, organisation: str, months: int) -> str:
    """The consent to share for some months from today, as the owner reads it."""
    until = day((timezone.now() + _months(months)).date(), spoken(viewer.language))
    return words_of(Purpose.SHARING, organisation=organisation, until=until)


def _months(months: int) -> timedelta:
    return timedelta(days=365 * months // 12)


@operation
def share_files(viewer: Viewer, *, key: UUID, organisation_id: int, months: int) -> None:
    """The owner lets a named partner follow its current requests and files, until a day; the words are kept.

    Raises:
        NothingToShare: nothing waits and nothing is open.
    """
    enterprise = locked_enterprise(viewer, key=key)
    partner = Organisation.objects.filter(pk=organisation_id, kind=OrganisationKind.PARTNER).first()
    if partner is None:
        raise NotAPartner
    live = Request.objects.for_operation().filter(enterprise=enterprise, state__in=LIVE, case_file__closed_at=None)
    matters = list(live.order_by("pk").values_list("matter", flat=True))
    if not matters:
        raise NothingToShare
    words = sharing_words(viewer, organisation=partner.name, months=months)
    give_consent(viewer, key=key, purpose=Purpose.SHARING, text=words, organisation_id=partner.pk)
    for matter in matters:
        # the new end takes the place of the former one
        revoke_access(viewer, enterprise_id=enterprise.pk, organisation_id=partner.pk, matter=matter, reason="")
        grant_access(
            viewer,
            enterprise_id=enterprise.pk,
            organisation_id=partner.pk,
            matter=matter,
            purpose=Purpose.SHARING,
            reason=gettext_noop("avancement partagé avec ce partenaire"),
            ends_at=timezone.now() + _months(months),
        )
