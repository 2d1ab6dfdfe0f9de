"""A file continues in another project: the former one closes, its history opens to the new one, its access ends."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations.files import note
from virage.stages.casefiles.operations.letters import tell_settled
from virage.stages.casefiles.states import Outcome
from virage.stages.directory.operations import end_access, grant_access
from virage.stages.directory.states import Purpose

HANDING = Viewer.system("handing")  # the enterprise agreed before: what it agreed to is carried out


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """The request whose file passes on, and the last day its former project sees it."""

    request_id: int
    until: date


def hand_on(viewer: Viewer, request: Request) -> dict[str, Any]:
    """Close the file that this accepted request continues, if it is open; returns what the new one takes from it.

    Each file of the story opens to the project that takes it up, and shuts for the former one after the day agreed.
    """
    rows = CaseFile.objects.for_operation().select_for_update(of=("self",)).select_related("project", "request")
    former = rows.get(request=request.continues)
    if former.closed_at is None:
        former.closed_at, former.outcome = timezone.now(), Outcome.HANDED
        former.version += 1
        former.save()
    note(viewer, former, "case_file.handed", project=request.project_id)
    story = CaseFile.objects.for_operation().filter(story=former.story).select_related("request").order_by("pk")
    for held in story:
        _let_in(held, request)
        _let_go(held, former, request)
    tell_settled(request)
    return {"story": former.story, "stage": former.stage}


def _let_in(held: CaseFile, request: Request) -> None:
    grant_access(
        HANDING,
        enterprise_id=held.enterprise_id,
        organisation_id=request.project.promoter_id,
        matter=held.request.matter,
        purpose=Purpose.HANDOVER,
        reason=gettext_noop("historique du dossier no %(number)s") % {"number": held.pk},
    )


def _let_go(held: CaseFile, former: CaseFile, request: Request) -> None:
    end_access(
        HANDING,
        enterprise_id=held.enterprise_id,
        organisation_id=former.project.promoter_id,
        matter=held.request.matter,
        ends_at=end_of(request.former_until or timezone.localdate()),
        reason=_("dossier passé à un autre projet"),
    )


def end_of(on: date) -> datetime:
    """The instant that ends a day, here."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
