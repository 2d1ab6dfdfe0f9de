"""The aids of one enterprise, as its owner reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.stages.regrants.models import Declaration, DeclaredAid, Regrant
from virage.stages.regrants.queries.lines import RegrantCard, cards_of
from virage.stages.regrants.states import COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCard:
    """One aid declared; ``by_owner``: false where somebody wrote it in the owner's place."""

    id: int
    name: str
    giver: str
    kind: str
    kind_words: str
    amount: Decimal | None
    received_on: date
    same_project: bool | None
    by_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSheet:
    """What is declared, when the owner said that it is all, and what was given here."""

    aids: tuple[DeclaredCard, ...]
    confirmed_at: datetime | None
    regrants: tuple[RegrantCard, ...]


def declared(viewer: Viewer, *, enterprise_id: int) -> DeclaredSheet:
    """The sheet of an enterprise, as far as the viewer sees it. Four queries."""
    rows = DeclaredAid.objects.visible_to(viewer).filter(enterprise_id=enterprise_id).order_by("received_on", "pk")
    word = Declaration.objects.visible_to(viewer).filter(enterprise_id=enterprise_id).first()
    given = Regrant.objects.visible_to(viewer).filter(enterprise_id=enterprise_id, state__in=COUNTED)
    return DeclaredSheet(
        aids=tuple(
            DeclaredCard(
                id=row.pk,
                name=row.name,
                giver=row.giver,
                kind=row.kind,
                kind_words=str(row.get_kind_display()),
                amount=row.amount,
                received_on=row.received_on,
                same_project=row.same_project,
                by_owner=row.declared_by == "link",
            )
            for row in rows
        ),
        confirmed_at=word.confirmed_at if word else None,
        regrants=tuple(card for _line, card in cards_of(viewer, given)),
    )
