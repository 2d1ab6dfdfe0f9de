"""The queue of pairs, and one pair side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, F, Q

from virage.base.viewer import Viewer
from virage.core.coordinates import phone_number, plain_street, postal_code
from virage.core.enterprise_names import plain_name
from virage.core.identifiers import say_neq
from virage.core.linkage import Likeness, Reason, likeness, reasons
from virage.stages.directory.models import Contact, Enterprise, Establishment, LinkPair, Merge
from virage.stages.directory.policies import can_decide
from virage.stages.directory.register.reading import register_sheet
from virage.stages.directory.states import PairState

PAGE, LATEST = 25, 10
OPEN = (PairState.WAITING, PairState.LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One pair of the queue. ``right`` is a name, of an enterprise or of the register (``neq``)."""

    id: int
    left: str
    right: str
    neq: str
    likeness: Likeness | None
    percent: Decimal
    later: bool
    reason: Reason | None
    fictitious: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One record of a pair; empty is not known. ``id`` None: a line of the register."""

    id: int | None
    name: str
    neq: str
    bn: str
    phone: str
    email: str
    address: str
    postal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSheet:
    """A pair to decide. ``differs`` names the fields that both give, and do not give alike."""

    id: int
    left: Side
    right: Side
    likeness: Likeness | None
    percent: Decimal
    reasons: tuple[Reason, ...]
    differs: frozenset[str]
    state: PairState
    may_decide: bool

    @property
    def against(self) -> bool:
        """Does anything set them apart?"""
        return any(reason.weight < 0 for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A merge in force: the record that speaks now, and the name of the other."""

    kept_id: int
    kept: str
    absorbed: str
    at: datetime
    fictitious: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of the queue: those nobody looked at first, the most probable first; then those put off.

    ``joined``: the latest merges in force, where one comes back to a decision.
    """

    pairs: tuple[PairLine, ...]
    total: int
    waiting: int
    page: int
    pages: int
    joined: tuple[Joined, ...]


def open_pairs(viewer: Viewer, *, page: int = 1) -> Queue:
    """Pairs to decide, and what was joined lately. Four queries."""
    rows = LinkPair.objects.visible_to(viewer).filter(state__in=OPEN)
    counted = rows.aggregate(total=Count("pk"), waiting=Count("pk", filter=Q(state=PairState.WAITING)))
    pages = max(1, -(-counted["total"] // PAGE))
    at = min(max(page, 1), pages)
    shown = rows.select_related("left", "right").order_by(F("later_at").asc(nulls_first=True), "-probability", "pk")[
        (at - 1) * PAGE : at * PAGE
    ]
    names = _register_names([row.neq for row in shown if row.neq])
    return Queue(
        pairs=tuple(_line(row, names) for row in shown),
        total=counted["total"],
        waiting=counted["waiting"],
        page=at,
        pages=pages,
        joined=_joined(viewer),
    )


def _joined(viewer: Viewer) -> tuple[Joined, ...]:
    rows = Merge.objects.visible_to(viewer).filter(undone_at=None).select_related("kept", "absorbed")
    return tuple(
        Joined(
            kept_id=row.kept_id,
            kept=row.kept.name,
            absorbed=row.absorbed.name,
            at=row.at,
            fictitious=row.kept.fictitious,
        )
        for row in rows.order_by("-at", "-pk")[:LATEST]
    )


def _line(row: LinkPair, names: Mapping[str, str]) -> PairLine:
    why = reasons(row.levels)
    return PairLine(
        id=row.pk,
        left=row.left.name,
        right=row.right.name if row.right else names.get(row.neq, ""),
        neq=say_neq(row.neq) if row.neq else "",
        likeness=likeness(float(row.probability), row.levels),
        percent=_percent(row),
        later=row.state == PairState.LATER,
        reason=why[0] if why else None,
        fictitious=row.left.fictitious,
    )


def _register_names(numbers: list[str]) -> dict[str, str]:
    from virage.stages.directory.register.reading import names_of

    return names_of(numbers) if numbers else {}


def pair_sheet(viewer: Viewer, *, pair_id: int) -> PairSheet | None:
    """One pair, side by side, or None when the viewer may not see it."""
    row = LinkPair.objects.visible_to(viewer).filter(pk=pair_id).select_related("left", "right").first()
    if row is None:
        return None
    left = _side(row.left)
    right = _side(row.right) if row.right else _registered(row.neq)
    return PairSheet(
        id=row.pk,
        left=left,
        right=right,
        likeness=likeness(float(row.probability), row.levels),
        percent=_percent(row),
        reasons=reasons(row.levels),
        differs=_differences(left, right),
        state=PairState(row.state),
        may_decide=row.state in OPEN and can_decide(viewer, row),
    )


def _percent(row: LinkPair) -> Decimal:
    """Never « 100 % » : a person decides."""
    return min(Decimal("99.9"), round(row.probability * 100, 1))


def _side(row: Enterprise) -> Side:
    contact = Contact.objects.for_operation().filter(enterprise=row).first()
    place = (
        Establishment.objects.for_operation().filter(enterprise=row, closed_on=None).order_by("-main", "-at").first()
    )
    return Side(
        id=row.pk,
        name=row.name,
        neq=say_neq(row.neq) if row.neq else "",
        bn=row.bn or "",
        phone=contact.phone if contact else "",
        email=contact.email if contact else "",
        address=place.address if place else "",
        postal=place.postal if place else "",
    )


def _registered(neq: str) -> Side:
    found = register_sheet(neq)
    return Side(
        id=None,
        name=found.name if found else "",
        neq=say_neq(neq),
        bn="",
        phone="",
        email="",
        address=found.address if found else "",
        postal=found.postal if found else "",
    )


_READ: Mapping[str, Callable[[str], str]] = {
    "name": plain_name,
    "neq": str,
    "bn": str,
    "phone": phone_number,
    "email": str.casefold,
    "address": plain_street,
    "postal": postal_code,
}


def _differences(left: Side, right: Side) -> frozenset[str]:
    return frozenset(
        name
        for name, read in _READ.items()
        if getattr(left, name) and getattr(right, name) and read(getattr(left, name)) != read(getattr(right, name))
    )
