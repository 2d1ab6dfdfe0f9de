"""The queue and one pair, for the desks that decide."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from virage.base.viewer import Viewer
from virage.stages.directory.operations import decide_pair, postpone_pair
from virage.stages.directory.queries import PairLine, PairSheet, Queue, open_pairs, pair_sheet
from virage.stages.directory.queries.doubles import PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """One page of the queue."""

    queue: Queue
    page: "Page[int]"

    @property
    def pairs(self) -> tuple[PairLine, ...]:
        return self.queue.pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of both records; ``differs`` when both say something, and not the same."""

    name: str
    left: str
    right: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """A pair side by side; ``done`` says what was decided, and ``next_id`` is the pair that follows."""

    sheet: PairSheet
    rows: tuple[Row, ...]
    done: str = ""
    next_id: int | None = None


def queue_page(viewer: Viewer, *, asked: Mapping[str, str]) -> QueuePage:
    """The queue, at the page of the address."""
    number = int(asked["page"]) if asked.get("page", "").isdecimal() else 1
    queue = open_pairs(viewer, page=number)
    return QueuePage(queue=queue, page=Paginator(range(queue.total), PAGE).get_page(queue.page))


def pair_page(viewer: Viewer, *, pair_id: int, said: Mapping[str, str] | None) -> PairPage | None:
    """The pair, and what a decision leads to; None when the viewer may not see it."""
    sheet = pair_sheet(viewer, pair_id=pair_id)
    if sheet is None:
        return None
    page = PairPage(sheet=sheet, rows=_rows(sheet))
    words = {
        "same": _("C’est noté : même entreprise. Rien n’est perdu, et vous pourrez revenir sur cette décision."),
        "different": _("C’est noté : entreprises différentes. Cette paire ne reviendra pas."),
        "later": _("Cette paire attendra derrière les autres."),
    }
    decision = (said or {}).get("decision", "")
    if decision not in words:
        return page
    if decision == "later":
        postpone_pair(viewer, pair_id=pair_id)
    else:
        decide_pair(viewer, pair_id=pair_id, same=decision == "same")
    following = [line.id for line in open_pairs(viewer).pairs if line.id != pair_id and not line.later]
    return replace(page, done=words[decision], next_id=following[0] if following else None)


def _rows(sheet: PairSheet) -> tuple[Row, ...]:
    names = {
        "name": _("Nom"),
        "neq": _("NEQ"),
        "bn": _("Numéro fédéral"),
        "phone": _("Téléphone"),
        "email": _("Courriel"),
        "address": _("Adresse"),
        "postal": _("Code postal"),
    }
    return tuple(
        Row(
            name=words,
            left=getattr(sheet.left, field),
            right=getattr(sheet.right, field),
            differs=field in sheet.differs,
        )
        for field, words in names.items()
    )
