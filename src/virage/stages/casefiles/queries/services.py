"""The services log, as the viewer may see it: each line as it stands, what it replaces, and totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from virage.base.viewer import Viewer
from virage.core.money import Money, total
from virage.core.services import Cost, Deliverable, owed
from virage.core.shares import Payer
from virage.stages.casefiles.models import CaseFile, LineQuerySet, Service
from virage.stages.casefiles.queries.files import names_of
from virage.stages.documents.queries import FileLine, file_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """A line that stands. ``former`` are those it takes the place of, latest first; ``why`` says the reason."""

    id: int
    case_file_id: int
    project: str
    given_on: date
    hours: Decimal
    what: str
    by: str
    noted_at: datetime
    deliverable: Deliverable | None
    cost: Cost | None
    why: str
    former: "tuple[ServiceLine, ...]" = ()

    @property
    def void(self) -> bool:
        """True when a correction says that nothing was given."""
        return not self.hours

    @property
    def enterprise_part(self) -> Money | None:
        """What the enterprise itself owes; None without a price."""
        return self.cost.parts[Payer.ENTERPRISE] if self.cost else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTotals:
    """Hours and prices of lines; ``parts`` by payer, those who owe nothing left out. ``price`` None: none noted."""

    hours: Decimal
    price: Money | None
    parts: tuple[tuple[str, Money], ...]


def services(viewer: Viewer, *, case_file_id: int) -> tuple[ServiceLine, ...]:
    """The log of a file and of those it continues, as far as the viewer sees them, latest day first. Two queries."""
    story = CaseFile.objects.for_operation().filter(pk=case_file_id).values("story")
    return service_lines(Service.objects.visible_to(viewer).filter(case_file__story__in=story))


def services_of(viewer: Viewer, *, key: UUID) -> tuple[ServiceLine, ...]:
    """All that was done for an enterprise, whoever did it, latest day first. Two queries."""
    return service_lines(Service.objects.visible_to(viewer).filter(case_file__enterprise__key=key))


def service_lines(found: LineQuerySet[Service]) -> tuple[ServiceLine, ...]:
    """Lines that stand, each with those it replaces: whole logs, or the history would have holes. Two queries."""
    rows = list(found.select_related("case_file__project").order_by("-given_on", "-pk"))
    names = names_of(row.by for row in rows)
    by_number = {row.pk: row for row in rows}
    corrected = {row.corrects_id for row in rows}
    return tuple(_line(row, names, by_number) for row in rows if row.pk not in corrected)


def delivered(viewer: Viewer, *, document_id: int) -> tuple[FileLine, int, int] | None:
    """The file of a deliverable, its enterprise and who carries the project; None when none of that is for the viewer.

    Two queries.
    """
    rows = Service.objects.visible_to(viewer).filter(document_id=document_id)
    found = rows.values_list("case_file__enterprise_id", "case_file__project__promoter_id").first()
    return (file_lines([document_id])[document_id], *found) if found else None


def service_totals(lines: Iterable[ServiceLine]) -> ServiceTotals:
    """The sums of lines that stand."""
    kept = list(lines)
    costs = [line.cost for line in kept if line.cost]
    parts = tuple((payer.value, part) for payer, part in owed(costs).items() if part)
    return ServiceTotals(
        hours=sum((line.hours for line in kept), Decimal(0)),
        price=total(cost.price for cost in costs) if costs else None,
        parts=parts,
    )


def _line(row: Service, names: Mapping[str, str], by_number: Mapping[int, Service]) -> ServiceLine:
    former: tuple[ServiceLine, ...] = ()
    if row.corrects_id:
        before = _line(by_number[row.corrects_id], names, by_number)
        former = (before, *before.former)
    return ServiceLine(
        id=row.pk,
        case_file_id=row.case_file_id,
        project=row.case_file.project.name,
        given_on=row.given_on,
        hours=row.hours,
        what=row.what,
        by=names.get(row.by, ""),
        noted_at=row.noted_at,
        deliverable=Deliverable(name=row.deliverable, link=row.link, handed_on=row.handed_on, document=row.document_id)
        if row.deliverable
        else None,
        cost=_cost(row),
        why=row.why,
        former=former,
    )


def _cost(row: Service) -> Cost | None:
    if row.price is None:
        return None
    shares = {payer: Fraction(getattr(row, f"{payer.value}_share")) / 100 for payer in Payer}
    return Cost(price=Money(row.price), shares=shares)
