"""The aids of one enterprise, as its owner reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.stages.regrants.models import Declaration, DeclaredAid, Regrant
from virage.stages.regrants.queries.cumulation import kept_here
from virage.stages.regrants.queries.lines import RegrantCard, cards_of
from virage.stages.regrants.readings import twin_of
from virage.stages.regrants.states import COUNTED, DECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCard:
    """One aid declared; ``by_owner``: false where somebody wrote it in the owner's place.

    ``twin`` names the aid known here that it may be, told twice; ``told_twice`` is what was answered, None: nothing.
    """

    id: int
    name: str
    giver: str
    kind: str
    kind_words: str
    amount: Decimal | None
    received_on: date
    same_project: bool | None
    by_owner: bool
    twin: str
    told_twice: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSheet:
    """What is declared, when the owner said that it is all, what was given or refused here."""

    aids: tuple[DeclaredCard, ...]
    confirmed_at: datetime | None
    regrants: tuple[RegrantCard, ...]
    refused: tuple[RegrantCard, ...]


def declared(viewer: Viewer, *, enterprise_id: int) -> DeclaredSheet:
    """The sheet of an enterprise, as far as the viewer sees it. Four queries, four more where an aid is declared."""
    seen = DeclaredAid.objects.visible_to(viewer).filter(enterprise_id=enterprise_id)
    rows = list(seen.order_by("received_on", "pk"))
    kept = kept_here(viewer, [enterprise_id]) if rows else ()
    twins = {row.pk: twin.aid.name for row in rows if (twin := twin_of(row, kept))}
    word = Declaration.objects.visible_to(viewer).filter(enterprise_id=enterprise_id).first()
    decided = Regrant.objects.visible_to(viewer).filter(enterprise_id=enterprise_id, state__in=DECIDED)
    cards = [card for _line, card in cards_of(viewer, decided)]
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
                twin=twins.get(row.pk, ""),
                told_twice=row.told_twice,
            )
            for row in rows
        ),
        confirmed_at=word.confirmed_at if word else None,
        regrants=tuple(card for card in cards if card.state in COUNTED),
        refused=tuple(card for card in cards if card.state not in COUNTED),
    )
