"""Follow one dollar, for the auditor: the agreements that money was bound to, and the chain of one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from virage.base import words
from virage.base.models import TrailEvent
from virage.base.paging import EVERY
from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import (
    Agreement,
    AnalysisLine,
    Approval,
    Contribution,
    Deliverable,
    Payable,
    Signature,
    Tranche,
)
from virage.stages.calls.models import Criterion, Proposal, Score
from virage.stages.ledger.following import ANNOUNCING, CREDITING, Link, Rows, Subject, links_of
from virage.stages.ledger.models import Entry
from virage.stages.ledger.showing.sums import total_of
from virage.stages.ledger.states import PAYING, EntryKind

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedLine:
    """An agreement with its amendments: promised by signed rows, bound net of releases, found owed, paid. Dollars."""

    id: int
    reference: str
    project: str
    promoter: str
    signed_on: date | None
    announced_on: date | None
    envelopes: tuple[int, ...]
    promised: Decimal
    committed: Decimal
    owed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One agreement, link by link."""

    id: int
    reference: str
    purpose: str
    project: str
    promoter: str
    initiative: str
    fictitious: bool
    route: str
    authorisation: str
    links: tuple[Link, ...]

    @property
    def missing(self) -> int:
        """How many things are said to be missing."""
        return sum(len(link.missing) for link in self.links)


def followed_count(viewer: Viewer) -> int:
    """How many agreements there are, for the auditor alone. One query."""
    return Agreement.objects.visible_to(viewer).filter(number=0).count() if _follows(viewer) else 0


def followed(viewer: Viewer, *, rows: slice = EVERY) -> tuple[FollowedLine, ...]:
    """Agreements, the first begun first, for the auditor alone. One query."""
    if not _follows(viewer):
        return ()
    signed = Contribution.objects.for_operation().standing().filter(own=True)
    roots = Agreement.objects.visible_to(viewer).filter(number=0).select_related("project", "promoter")
    bound = Entry.objects.for_operation().filter(agreement=OuterRef("pk"))
    given: QuerySet[Any] = roots.annotate(
        promised=total_of(signed.filter(Q(agreement=OuterRef("pk")) | Q(agreement__amends=OuterRef("pk"))).order_by()),
        bound=total_of(bound.filter(kind=EntryKind.COMMITTED)),
        released=total_of(bound.filter(kind=EntryKind.RELEASED)),
        paid=total_of(bound.filter(kind__in=PAYING)),
        owed=total_of(Payable.objects.for_operation().filter(agreement=OuterRef("pk"))),
        envelopes=ArraySubquery(bound.order_by("envelope_id").values_list("envelope_id").distinct()),
    )
    return tuple(
        FollowedLine(
            id=row.pk,
            reference=row.reference,
            project=row.project.name,
            promoter=row.promoter.name,
            signed_on=row.signed_on,
            announced_on=row.announced_on,
            envelopes=tuple(row.envelopes),
            promised=row.promised,
            committed=row.bound - row.released,
            owed=row.owed,
            paid=row.paid,
        )
        for row in given.order_by("begins_on", "pk")[rows]
    )


def chain(viewer: Viewer, *, agreement_id: int, on: date) -> Chain | None:
    """One agreement from the announcement to the evidence, as it stands ``on``; None for whoever is not the auditor.

    Seven queries, however many entries.
    """
    if not _follows(viewer):
        return None
    agreements = list(_rows(viewer, agreement_id))
    if not agreements:
        return None
    first = agreements[0]
    numbers = [row.pk for row in agreements]
    tranches = Tranche.objects.visible_to(viewer).standing().filter(agreement_id__in=numbers, payable=None)
    payables = Payable.objects.visible_to(viewer).filter(agreement=first).select_related("tranche")
    entries = list(_entries(viewer, first.pk))
    owed = list(payables.order_by("released_on", "pk"))
    links = links_of(
        Rows(
            agreements=agreements,
            proposal=_proposal(viewer, first.proposal_id),
            payables=owed,
            unowed=list(tranches.order_by("due_on", "pk")),
            deposits=list(_deposits(viewer, numbers)),
            entries=entries,
            lines=_lines(
                numbers, (row.pk for row in owed), (row.pk for row in entries), filter(None, [first.proposal_id])
            ),
            today=on,
            language=words.spoken(viewer.language),
        )
    )
    return Chain(
        id=first.pk,
        reference=first.reference,
        purpose=first.purpose,
        project=first.project.name,
        promoter=first.promoter.name,
        initiative=first.project.initiative.name,
        fictitious=first.project.initiative.fictitious,
        route=first.get_route_display(),
        authorisation=first.authorisation,
        links=links,
    )


def _follows(viewer: Viewer) -> bool:
    return bool(viewer.job) or viewer.has(Role.AUDITOR)


def _rows(viewer: Viewer, agreement_id: int) -> QuerySet[Any]:
    """The agreement and its amendments, each with what approved and signed it."""
    given = ("turn", "step", "given_on", "given_at", "given_by", "act")
    signed = ("side", "name", "title", "signed_on", "recorded_at", "recorded_by")
    approvals = Approval.objects.for_operation().filter(agreement=OuterRef("pk")).order_by("rank")
    signatures = Signature.objects.for_operation().filter(agreement=OuterRef("pk")).order_by("side")
    scored = AnalysisLine.objects.for_operation().filter(agreement=OuterRef("pk"))
    own = Contribution.objects.for_operation().filter(agreement=OuterRef("pk"), own=True)
    rows = Agreement.objects.visible_to(viewer).filter(Q(pk=agreement_id, number=0) | Q(amends_id=agreement_id))
    return (
        rows.select_related("project__initiative", "promoter")
        .annotate(
            share=total_of(own) - total_of(own, "changed__amount"),
            approvals_said=ArraySubquery(approvals.values(json=JSONObject(**{name: name for name in given}))),
            signatures_said=ArraySubquery(signatures.values(json=JSONObject(**{name: name for name in signed}))),
            unanalysed=Exists(scored.filter(Q(score=None) | Q(reason="") | Q(document=None))),
        )
        .order_by("number")
    )


def _entries(viewer: Viewer, agreement_id: int) -> QuerySet[Any]:
    """Those of the agreement, and those that gave credits to the envelopes it draws on."""
    own = Entry.objects.for_operation().filter(agreement_id=agreement_id)
    giving = Q(envelope__in=own.values("envelope"), kind__in=(*ANNOUNCING, *CREDITING, EntryKind.AUTHORISED))
    rows = Entry.objects.visible_to(viewer).filter(Q(agreement_id=agreement_id) | giving)
    return rows.annotate(about_kind=F("about__kind")).order_by("on", "pk")


def _deposits(viewer: Viewer, numbers: Iterable[int]) -> Any:
    names = ("id", "received_on", "at", "by", "accepted", "answered_on", "answered_by", "document__content_id")
    rows = Deliverable.objects.visible_to(viewer).filter(agreement_id__in=numbers)
    rows = rows.exclude(changes__agreement__state="signed")
    ordered = rows.order_by("due_on", "pk", F("deposits__pk").asc(nulls_last=True))
    return ordered.values("id", "title", "due_on", "agreement_id", *(f"deposits__{name}" for name in names))


def _proposal(viewer: Viewer, number: int | None) -> Any:
    """The one that was chosen, with whether a criterion lacks its discussed score."""
    if number is None:
        return None
    given = Score.objects.for_operation().filter(criterion=OuterRef("pk"), proposal=number, review=None)
    wanted = Criterion.objects.for_operation().filter(~Exists(given), call=OuterRef("call"))
    rows = Proposal.objects.visible_to(viewer).select_related("call", "decision").filter(pk=number)
    return rows.annotate(unscored=Exists(wanted)).first()


def _lines(
    agreements: Iterable[int], payables: Iterable[int], entries: Iterable[int], proposals: Iterable[int]
) -> Mapping[Subject, int]:
    """The lines of the trail about them; of two that say the same, the latest."""
    wanted = {"agreement": agreements, "payable": payables, "entry": entries, "proposal": proposals}
    sought = Q()
    for kind, numbers in wanted.items():
        sought |= Q(subject_kind=kind, subject_id__in=[str(number) for number in numbers])
    found: dict[Subject, int] = {}
    rows = TrailEvent.objects.filter(sought).order_by("pk")
    for row in rows.values("pk", "subject_kind", "subject_id", "verb", "details"):
        detail = row["details"].get("step") or row["details"].get("deposit") or ""
        found[row["subject_kind"], row["subject_id"], row["verb"], str(detail)] = row["pk"]
    return found
