"""The rows of a caseload, each word said before the template: a list of fifty is read many times a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from virage.base import icons
from virage.base.templatetags.content import profile
from virage.base.templatetags.look import delay
from virage.base.templatetags.words import day
from virage.stages.casefiles.queries import CaseFileLine

SIGNS = {"late": "alert", "near": "time"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One file, in words. ``due`` is the next move's date, or the day it closed; ``sign`` stands before it."""

    id: int
    version: int
    enterprise: str
    profile: str
    what: str
    due: str
    state: str
    sign: SafeString | str
    by: str
    owner: str
    stage: str


def caseload_rows(
    lines: Iterable[CaseFileLine], *, profiles: Mapping[int, Mapping[str, Any]], on: date
) -> tuple[CaseloadRow, ...]:
    """Lines as rows, in their order."""
    return tuple(_row(line, profile(profiles.get(line.enterprise_id)), on) for line in lines)


def _row(line: CaseFileLine, known: str, on: date) -> CaseloadRow:
    left = delay(line.next_move_on, on)
    said = left.words if left.state == "late" or left.close else day(line.next_move_on, "short")
    return CaseloadRow(
        id=line.id,
        version=line.version,
        enterprise=line.enterprise,
        profile=known,
        what=_capital(line.outcome_words) if line.closed_at else line.next_move,
        due=day(line.closed_at, "short") if line.closed_at else said,
        state=left.state,
        sign=icons.icon(SIGNS[left.state]) if left.state in SIGNS else "",
        by=line.next_move_by_words,
        owner=line.owner,
        stage=line.stage_words,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
