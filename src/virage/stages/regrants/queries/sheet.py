"""One regrant whole: where it stands, its cumulation line by line, and what the viewer may do."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from virage.base.viewer import Viewer
from virage.core.answers import Answer, all_of
from virage.stages.casefiles.queries.files import names_of
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.policies import can_grant
from virage.stages.regrants.queries.cumulation import weigh
from virage.stages.regrants.queries.lines import RegrantCard
from virage.stages.regrants.readings import snapshot
from virage.stages.regrants.states import COUNTED, RegrantState


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRow:
    """What one aid counts for under one ceiling, in dollars; ``most`` None where nobody can say."""

    name: str
    least: Decimal
    most: Decimal | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One ceiling: its limit in dollars, None where no source gives it; its answer, aid by aid."""

    name: str
    source: str
    limit: Decimal | None
    answer: Answer
    lines: tuple[AidRow, ...]

    @property
    def least(self) -> Decimal:
        """Dollars that count for certain."""
        return sum((line.least for line in self.lines), Decimal(0))

    @property
    def excess(self) -> Decimal:
        """Dollars above the limit, for certain."""
        return Decimal(0) if self.limit is None else max(Decimal(0), self.least - self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantSheet:
    """A regrant and its cumulation: as it is read now while it is proposed, as it was read once it is decided.

    ``ask`` is the one thing to ask first; ``left``, dollars left of its line; ``yours``, the viewer proposed it.
    """

    card: RegrantCard
    project: str
    clause: str
    left: Decimal
    readings: tuple[ReadingRow, ...]
    ask: str
    confirmed_at: datetime | None
    proposed_by: str
    decided_by: str
    manages: bool
    yours: bool

    @property
    def answer(self) -> Answer:
        """Of every ceiling; unknown where none is read."""
        return all_of(one.answer for one in self.readings) if self.readings else Answer.UNKNOWN

    @property
    def excess(self) -> Decimal:
        """Above the strictest ceiling, in dollars."""
        return max((one.excess for one in self.readings), default=Decimal(0))

    @property
    def proposed(self) -> bool:
        return self.card.state == RegrantState.PROPOSED

    @property
    def may_decide(self) -> bool:
        """Whoever manages the project, and did not propose."""
        return self.proposed and self.manages and not self.yours and self.card.enterprise_id is not None

    @property
    def may_pay(self) -> bool:
        return self.manages and self.card.state == RegrantState.GRANTED and self.card.enterprise_id is not None

    @property
    def may_renounce(self) -> bool:
        return self.may_pay or (self.proposed and self.manages and self.card.enterprise_id is not None)


def regrant_sheet(viewer: Viewer, *, regrant_id: int) -> RegrantSheet | None:
    """A regrant, for whoever sees it. Eleven queries at most."""
    seen = Regrant.objects.visible_to(viewer).filter(pk=regrant_id)
    joined = ("line__agreement__project", "line__agreement__promoter", "enterprise__aid_declaration", "case_file")
    row = seen.select_related(*joined).first()
    if row is None:
        return None
    named = Enterprise.objects.visible_to(viewer).filter(pk__in=[row.enterprise_id]).values_list("pk", "name")
    card = RegrantCard.of(row, dict(named))
    line, kept, ask = row.line, card.counted, ""
    if row.state == RegrantState.PROPOSED and card.enterprise:
        found = weigh(viewer, row)
        kept = snapshot(found, viewer.language)
        ask = found.to_settle[0].say(viewer.language) if found.to_settle else ""
    word = getattr(row.enterprise, "aid_declaration", None)
    names = names_of((row.proposed_by, row.decided_by))
    given = Regrant.objects.for_operation().filter(Q(line=line, state__in=COUNTED)).aggregate(sum=Sum("amount"))
    return RegrantSheet(
        card=card,
        project=line.agreement.project.name,
        clause=line.clause,
        left=line.amount - (given["sum"] or Decimal(0)),
        readings=tuple(_reading(one) for one in kept),
        ask=ask if word else _("Demandez à l’entreprise de confirmer les aides qu’elle a reçues."),
        confirmed_at=word.confirmed_at if word else None,
        proposed_by=names.get(row.proposed_by, ""),
        decided_by=names.get(row.decided_by, ""),
        manages=can_grant(viewer, line),
        yours=row.proposed_by == viewer.by,
    )


def _reading(kept: dict[str, Any]) -> ReadingRow:
    return ReadingRow(
        name=kept["name"],
        source=kept["source"],
        limit=None if kept["limit"] is None else Decimal(kept["limit"]),
        answer=Answer(kept["answer"]),
        lines=tuple(
            AidRow(
                name=line["name"],
                least=Decimal(line["least"]),
                most=None if line["most"] is None else Decimal(line["most"]),
                why=line["why"],
            )
            for line in kept["lines"]
        ),
    )
