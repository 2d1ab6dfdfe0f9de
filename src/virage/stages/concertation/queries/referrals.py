"""Referrals in and out with what came of them, files shared with a partner, and where one may refer or share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation, OrganisationKind
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.queries import CaseFileLine, RequestLine, requests
from virage.stages.casefiles.queries.files import lines
from virage.stages.casefiles.states import CLOCK_DAYS, RequestState
from virage.stages.concertation.models import Referral, ReferralQuerySet
from virage.stages.concertation.policies import LASTS, has_lapsed
from virage.stages.concertation.states import ReferralState
from virage.stages.concertation.wording import consent_to
from virage.stages.directory.canonical import same_enterprise
from virage.stages.directory.models import AccessGrant, Enterprise
from virage.stages.directory.states import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """One referral: from whom to whom, why, where it stands, and what came of it.

    ``case_file_id``: that open file itself is to pass, and its sender sees it through ``former_until``. A proposal
    falls after ``lapses_on``; an answer is due by ``due_on`` once the enterprise agreed.
    """

    id: int
    enterprise_id: int
    enterprise: str
    fictitious: bool
    sender: str
    receiver: str
    receiver_id: int
    project: str
    why: str
    proposed_at: datetime
    state: ReferralState
    state_words: str
    answer: str
    outcome: str
    consent: str
    case_file_id: int | None
    former_until: date | None
    lapses_on: date
    due_on: date | None

    @property
    def proposed(self) -> bool:
        return self.state == ReferralState.PROPOSED

    @property
    def waiting(self) -> bool:
        return self.state == ReferralState.WAITING

    @property
    def accepted(self) -> bool:
        return self.state == ReferralState.ACCEPTED

    @property
    def to_answer(self) -> bool:
        """True when the partner itself owes the answer."""
        return self.state == ReferralState.WAITING and not self.project


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file that its enterprise lets a partner follow, until a day."""

    file: CaseFileLine
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """What is shared with a partner: files, requests that still wait, referrals in and out."""

    files: tuple[SharedFile, ...]
    waiting: tuple[RequestLine, ...]
    received: tuple[ReferralLine, ...]
    sent: tuple[ReferralLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A partner, to whom one may refer or with whom one may share."""

    id: int
    name: str
    fictitious: bool


def pipeline(viewer: Viewer) -> Pipeline:
    """Everything shared with the organisations where the viewer is a partner; nothing without a grant. Six queries."""
    ours = viewer.organisations(Role.PARTNER)
    grants = AccessGrant.objects.visible_to(viewer).in_force().filter(organisation_id__in=ours, purpose=Purpose.SHARING)
    until = dict(grants.values_list("matter", "ends_at"))
    matters = dict(Request.objects.visible_to(viewer).filter(matter__in=until).values_list("pk", "matter"))
    rows = CaseFile.objects.visible_to(viewer).filter(request__in=matters).order_by("closed_at", "next_move_on", "pk")
    shared = [line for line in requests(viewer, waiting_only=True) if line.id in matters]
    referrals = Referral.objects.visible_to(viewer)
    return Pipeline(
        files=tuple(SharedFile(file=line, until=until[matters[line.request_id]]) for line in lines(rows)),
        waiting=tuple(shared),
        received=_lines(referrals.filter(receiver_id__in=ours)),
        sent=_lines(referrals.filter(sender_id__in=ours)),
    )


def referrals_of(viewer: Viewer, *, enterprise_id: int) -> tuple[ReferralLine, ...]:
    """The referrals of one enterprise that the viewer may see, latest first, whichever record they came through.

    Two queries.
    """
    record = Enterprise.objects.for_operation().filter(pk=enterprise_id).first()
    if record is None:
        return ()
    return _lines(Referral.objects.visible_to(viewer).filter(same_enterprise(record)))


def referral(viewer: Viewer, *, referral_id: int) -> ReferralLine | None:
    """One referral, or None when the viewer may not see it. One query."""
    return next(iter(_lines(Referral.objects.visible_to(viewer).filter(pk=referral_id))), None)


def partners(viewer: Viewer) -> tuple[Place, ...]:  # noqa: ARG001 — names of organisations stand on public pages
    """Partners of this installation, by name. One query."""
    rows = Organisation.objects.filter(kind=OrganisationKind.PARTNER).order_by("name")
    return tuple(Place(id=o.pk, name=o.name, fictitious=o.fictitious) for o in rows)


_AS_THE_REQUEST: Mapping[str, ReferralState] = {
    RequestState.WAITING: ReferralState.WAITING,
    RequestState.ACCEPTED: ReferralState.ACCEPTED,
    RequestState.DECLINED: ReferralState.DECLINED,
    RequestState.WITHDRAWN: ReferralState.WITHDRAWN,
}


def _lines(rows: ReferralQuerySet) -> tuple[ReferralLine, ...]:
    joined = rows.select_related("enterprise", "sender", "receiver", "project", "case_file", "request__case_file")
    opened = AccessGrant.objects.in_force().filter(matter=OuterRef("matter"), organisation=OuterRef("receiver"))
    found = joined.annotate(opened=Exists(opened)).order_by("-proposed_at", "-pk")
    return tuple(_line(row, opened=bool(getattr(row, "opened", False))) for row in found)


def _line(row: Referral, *, opened: bool) -> ReferralLine:
    held = row.request or row
    state = _AS_THE_REQUEST[row.request.state] if row.request else ReferralState(row.state)
    if row.request is None and state in {ReferralState.WAITING, ReferralState.ACCEPTED} and not opened:
        state = ReferralState.WITHDRAWN  # the enterprise closed the access that the partner had
    if has_lapsed(row):
        state = ReferralState.LAPSED
    reason = held.get_decline_reason_display() if held.decline_reason else ""
    return ReferralLine(
        id=row.pk,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise.name,
        fictitious=row.enterprise.fictitious,
        sender=row.sender.name,
        receiver=row.receiver.name,
        receiver_id=row.receiver_id,
        project=row.project.name if row.project else "",
        why=row.why,
        proposed_at=row.proposed_at,
        state=state,
        state_words=str(state.label),
        answer=". ".join(part for part in (reason, held.words) if part),
        outcome=row.outcome or _from_the_file(row.request),
        consent=consent_to(row),
        case_file_id=row.case_file_id,
        former_until=row.former_until,
        lapses_on=timezone.localdate(row.proposed_at + LASTS),
        due_on=timezone.localdate(row.request.asked_at) + timedelta(days=CLOCK_DAYS[0]) if row.request else None,
    )


def _from_the_file(request: Request | None) -> str:
    file: CaseFile | None = getattr(request, "case_file", None)
    if file is None:
        return ""
    return str(file.get_outcome_display()) if file.closed_at else f"{file.get_stage_display()} – {file.next_move}"
