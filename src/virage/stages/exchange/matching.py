"""Which enterprise a line is: certainly, perhaps, or none yet.

The NEQ decides, wherever the enterprise comes from: it exists once. The rest is compared only with what whoever sent
the sheet may see, so that nobody learns from a sheet whom others follow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Lower

from virage.base.copying import among
from virage.base.viewer import Viewer
from virage.core.enterprise_names import plain_name
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.models import Contact, Enterprise, EnterpriseFact
from virage.stages.exchange.lines import ReadLine
from virage.stages.exchange.models import ImportLine
from virage.stages.exchange.states import Fate, ImportState


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What becomes of a line, and with which enterprise; ``known`` when whoever asks may see it already."""

    fate: Fate
    enterprise_id: int | None = None
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An enterprise that a line may be."""

    id: int
    name: str
    neq: str | None


@dataclass(slots=True, kw_only=True)
class Found:
    """Everything that the lines of one sheet may meet, read at once."""

    by_neq: dict[str, Candidate] = field(default_factory=dict)
    by_email: dict[str, list[Candidate]] = field(default_factory=dict)
    by_postal: dict[str, list[Candidate]] = field(default_factory=dict)
    entered: dict[str, int] = field(default_factory=dict)
    seen: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()


def matches(viewer: Viewer, project_id: int, lines: Sequence[ReadLine]) -> tuple[Match, ...]:
    """What becomes of each line, in order. Six queries whatever their number."""
    found = _found(viewer, project_id, [line for line in lines if not line.problems])
    taken: set[int] = set()
    return tuple(_match(line, found, taken) for line in lines)


def _match(line: ReadLine, found: Found, taken: set[int]) -> Match:
    if line.problems:
        return Match(fate=Fate.WRONG)
    if line.mark in found.entered:
        taken.add(found.entered[line.mark])
        return Match(fate=Fate.UNCHANGED, enterprise_id=found.entered[line.mark], known=True)
    sure, perhaps = _candidates(line.values, found)
    one = next((c for c in sure if c.id not in taken), None)
    if one is None:
        maybe = next((c for c in perhaps if c.id not in taken), None)
        return Match(fate=Fate.PROPOSED, enterprise_id=maybe.id, known=True) if maybe else Match(fate=Fate.NEW)
    taken.add(one.id)
    fate = Fate.UNCHANGED if one.id in found.held else Fate.JOINED
    return Match(fate=fate, enterprise_id=one.id, known=one.id in found.seen)


def _candidates(values: Mapping[str, Any], found: Found) -> tuple[list[Candidate], list[Candidate]]:
    """Those that it is, those that it may be."""
    neq, name = values.get("neq"), plain_name(values["name"])
    if neq in found.by_neq:
        return [found.by_neq[neq]], []
    at_address = found.by_email.get(values.get("email", ""), [])
    at_place = found.by_postal.get(values.get("postal_code", ""), [])
    near = [c for c in (*at_address, *at_place) if neq is None or c.neq is None]  # two NEQ are two enterprises
    alike = [c for c in near if plain_name(c.name) == name]
    if neq is None:
        return alike, [c for c in at_address if c not in alike]
    return [], alike or [c for c in at_address if c in near]


def _found(viewer: Viewer, project_id: int, lines: Sequence[ReadLine]) -> Found:
    found = Found()
    for candidate in _with_neq(line.values.get("neq") for line in lines):
        found.by_neq[candidate.neq or ""] = candidate
    emails = {line.values["email"] for line in lines if "email" in line.values}
    contacts = Contact.objects.visible_to(viewer).annotate(address=Lower("email")).filter(address__in=among(emails))
    for address, *rest in contacts.order_by("pk").values_list("address", *_of("enterprise__")):
        found.by_email.setdefault(address, []).append(_candidate(rest))
    codes = {line.values["postal_code"] for line in lines if "postal_code" in line.values}
    places = EnterpriseFact.objects.visible_to(viewer).filter(name="postal_code", value__in=among(codes, "jsonb"))
    for code, *rest in places.order_by("pk").values_list("value", *_of("enterprise__")):
        found.by_postal.setdefault(code, []).append(_candidate(rest))
    entered = ImportLine.objects.visible_to(viewer).filter(
        sheet__project_id=project_id,
        sheet__state=ImportState.DONE,
        case_file__isnull=False,
        mark__in=among({line.mark for line in lines}),
    )
    found.entered = dict(entered.values_list("mark", "case_file__enterprise_id"))
    some = {c.id for c in found.by_neq.values()}
    near = {c.id for group in (*found.by_email.values(), *found.by_postal.values()) for c in group}
    found.seen = frozenset(
        Enterprise.objects.visible_to(viewer).filter(pk__in=among(some, "bigint")).values_list("pk", flat=True)
    ) | frozenset(near)
    held = CaseFile.objects.for_operation().filter(
        project_id=project_id, enterprise_id__in=among(some | near, "bigint")
    )
    found.held = frozenset(held.values_list("enterprise_id", flat=True))
    return found


def _with_neq(numbers: Iterable[str | None]) -> Iterable[Candidate]:
    rows = Enterprise.objects.for_operation().filter(neq__in=among({number for number in numbers if number}))
    return map(_candidate, rows.values_list(*_of("")))


def _of(path: str) -> tuple[str, str, str]:
    return f"{path}pk", f"{path}name", f"{path}neq"


def _candidate(row: Sequence[Any]) -> Candidate:
    pk, name, neq = row
    return Candidate(id=pk, name=name, neq=neq)
