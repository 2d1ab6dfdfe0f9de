"""Who an enterprise is: names through time, places, facts with their source, merges. Never what it answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Func, OuterRef, Q, QuerySet, Subquery

from virage.base.viewer import Viewer
from virage.core.identifiers import neq_looks_odd, say_neq
from virage.stages.directory.models import (
    Contact,
    Enterprise,
    EnterpriseFact,
    EnterpriseName,
    Establishment,
    LinkPair,
    Merge,
)
from virage.stages.directory.policies import can_merge, can_see_identities
from virage.stages.directory.queries.enterprises import ContactCard
from virage.stages.directory.register.reading import words_of
from virage.stages.directory.states import NameKind, PairState, Provenance

IDENTITY_FACTS = (
    "neq",
    "bn",
    "registered_name",
    "registered_form",
    "registered_status",
    "registered_employees",
    "registered_cae",
    "registered_successor",
)
"""What an identity is made of; the other facts of an enterprise are its own to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A name and its period; ``source`` in words."""

    name: str
    kind: str
    legal: bool
    since: date | None
    until: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """An establishment; ``region`` follows the map of ``region_on``."""

    id: int
    suffix: int | None
    main: bool
    name: str
    address: str
    postal: str
    mrc: str
    region: str
    region_on: date | None
    closed_on: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of the identity as last stated by one source."""

    name: str
    value: str
    source: str
    registered: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """A merge, in force or undone."""

    id: int
    absorbed_id: int
    absorbed: str
    kept_id: int
    kept: str
    source: str
    at: datetime
    undone_at: datetime | None
    may_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A record that is this same enterprise."""

    id: int
    name: str
    neq: str
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySheet:
    """The whole identity. ``speaks_for``: the other records of this enterprise; ``said_by``: the one that speaks."""

    id: int
    name: str
    fictitious: bool
    neq: str
    neq_said: str
    neq_odd: bool
    bn: str
    contact: ContactCard | None
    names: tuple[NameLine, ...]
    places: tuple[PlaceLine, ...]
    facts: tuple[FactLine, ...]
    merges: tuple[MergeLine, ...]
    said_by: MemberLine | None
    speaks_for: tuple[MemberLine, ...]
    open_pairs: int

    @property
    def main(self) -> PlaceLine | None:
        """Where it stands today, the owner's word first."""
        standing = [place for place in self.places if place.main and place.closed_on is None]
        return standing[0] if standing else None

    @property
    def records(self) -> tuple[int, ...]:
        """The numbers of every record that is this enterprise."""
        return (self.id, *(member.id for member in self.speaks_for))


def known_to(viewer: Viewer) -> QuerySet[Enterprise]:
    """Enterprises whose identity the viewer may see: its own; for ministry and auditor, all given under a name."""
    seen = Enterprise.objects.visible_to(viewer)
    if can_see_identities(viewer):
        seen = Enterprise.objects.for_operation().filter(claimed_at__isnull=False)
    return seen


def identity_sheet(viewer: Viewer, *, enterprise_id: int) -> IdentitySheet | None:
    """The identity of an enterprise, or None when the viewer may not know it. Seven queries at most."""
    return _sheet(viewer, _with_pairs(viewer, known_to(viewer).filter(pk=enterprise_id)))


def own_identity(viewer: Viewer, *, key: UUID) -> IdentitySheet | None:
    """The same, for whoever holds the key: this record alone."""
    return _sheet(viewer, _with_pairs(viewer, Enterprise.objects.visible_to(viewer).filter(key=key)))


def _with_pairs(viewer: Viewer, rows: QuerySet[Enterprise]) -> Enterprise | None:
    """The record with its contact, and the number of open pairs that concern it as ``open_pairs``."""
    pairs = LinkPair.objects.visible_to(viewer).filter(state__in=[PairState.WAITING, PairState.LATER])
    about = pairs.filter(Q(left=OuterRef("pk")) | Q(right=OuterRef("pk"))).order_by()
    counted = about.annotate(n=Func("pk", function="COUNT")).values("n")
    return rows.select_related("contact").annotate(open_pairs=Subquery(counted)).first()


def _sheet(viewer: Viewer, row: Enterprise | None) -> IdentitySheet | None:
    if row is None:
        return None
    seen = known_to(viewer)
    members = tuple(_member(m) for m in seen.filter(canonical_id=row.pk).order_by("pk"))
    speaking = seen.filter(pk=row.canonical_id).first() if row.canonical_id else None
    return IdentitySheet(
        id=row.pk,
        name=row.name,
        fictitious=row.fictitious,
        neq=row.neq or "",
        neq_said=say_neq(row.neq) if row.neq else "",
        neq_odd=neq_looks_odd(row.neq) if row.neq else False,
        bn=row.bn or "",
        contact=_contact(row),
        names=_names(row.pk),
        places=_places(row.pk),
        facts=_facts(row.pk),
        merges=_merges(viewer, [row.pk, *(m.id for m in members), *([row.canonical_id] if row.canonical_id else [])]),
        said_by=_member(speaking) if speaking else None,
        speaks_for=members,
        open_pairs=row.open_pairs,  # type: ignore[attr-defined] # annotated above
    )


def _member(row: Enterprise) -> MemberLine:
    return MemberLine(id=row.pk, name=row.name, neq=say_neq(row.neq) if row.neq else "", started_at=row.started_at)


def _contact(enterprise: Enterprise) -> ContactCard | None:
    row: Contact | None = getattr(enterprise, "contact", None)
    return ContactCard(name=row.name, email=row.email, phone=row.phone, language=row.language) if row else None


def _names(enterprise_id: int) -> tuple[NameLine, ...]:
    rows = EnterpriseName.objects.for_operation().filter(enterprise=enterprise_id)
    lines = [
        NameLine(
            name=row.name,
            kind=row.get_kind_display(),
            legal=row.kind == NameKind.LEGAL,
            since=row.since,
            until=row.until,
            source=row.get_provenance_display(),
            at=row.at,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda n: (n.until is not None, -(n.since or date.min).toordinal(), n.name)))


def _places(enterprise_id: int) -> tuple[PlaceLine, ...]:
    rows = Establishment.objects.for_operation().filter(enterprise=enterprise_id)
    ordered = sorted(rows, key=lambda e: (e.closed_on is not None, not e.main, e.provenance != "owner", e.suffix or 0))
    return tuple(
        PlaceLine(
            id=row.pk,
            suffix=row.suffix,
            main=row.main,
            name=row.name,
            address=row.address,
            postal=f"{row.postal[:3]} {row.postal[3:]}" if row.postal else "",
            mrc=row.mrc,
            region=row.region,
            region_on=row.region_on,
            closed_on=row.closed_on,
            source=row.get_provenance_display(),
            at=row.at,
        )
        for row in ordered
    )


def _facts(enterprise_id: int) -> tuple[FactLine, ...]:
    rows = (
        EnterpriseFact.objects.for_operation()
        .filter(enterprise=enterprise_id, name__in=IDENTITY_FACTS)
        .order_by("name", "provenance", "-at", "-pk")
        .distinct("name", "provenance")
    )
    found = [row for row in rows if row.value is not None]
    words = words_of({row.name: str(row.value) for row in found if row.provenance == Provenance.REGISTER})
    return tuple(
        FactLine(
            name=row.name,
            value=words.get(row.name, str(row.value)),
            source=row.get_provenance_display(),
            registered=row.provenance == Provenance.REGISTER,
            at=row.at,
        )
        for row in sorted(found, key=lambda row: IDENTITY_FACTS.index(row.name))
    )


def _merges(viewer: Viewer, records: Sequence[int]) -> tuple[MergeLine, ...]:
    rows = (
        Merge.objects.visible_to(viewer)
        .filter(Q(absorbed__in=records) | Q(kept__in=records))
        .select_related("absorbed", "kept")
        .order_by("-at", "-pk")
    )
    return tuple(
        MergeLine(
            id=row.pk,
            absorbed_id=row.absorbed_id,
            absorbed=row.absorbed.name,
            kept_id=row.kept_id,
            kept=row.kept.name,
            source=row.get_source_display(),
            at=row.at,
            undone_at=row.undone_at,
            may_undo=row.undone_at is None and can_merge(viewer, row.absorbed, row.kept),
        )
        for row in rows
    )
