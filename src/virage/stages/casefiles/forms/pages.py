"""The pages that every team works on, whatever its desk: the caseload, the next move."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.forms.caseload import CaseloadFilter
from virage.stages.casefiles.forms.holding import MoveForm, as_it_stands
from virage.stages.casefiles.forms.rows import CaseloadRow, caseload_rows
from virage.stages.casefiles.operations import NotYours
from virage.stages.casefiles.queries import (
    CaseFileLine,
    Caseload,
    HistoryLine,
    case_file,
    caseload,
    colleagues,
    history,
    team,
)
from virage.stages.casefiles.states import Due
from virage.stages.directory.queries import profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadPage:
    """One page of files; ``narrowed`` counts filters in use, ``query`` is the rest of the address for other pages."""

    form: CaseloadFilter
    load: Caseload
    rows: tuple[CaseloadRow, ...]
    narrowed: int
    late_only: bool
    closed: bool
    on: date
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage:
    """``meanwhile`` is the last act on the file when someone saved while this form was being filled."""

    file: CaseFileLine
    form: MoveForm
    done: bool
    version: Any
    meanwhile: HistoryLine | None
    on: date


def caseload_page(viewer: Viewer, *, roles: Collection[Role], asked: QueryDict) -> CaseloadPage:
    """The caseload as the address asks for it. Four queries."""
    on = timezone.localdate()
    people = team(viewer, organisations=viewer.organisations(*roles))
    form = CaseloadFilter(asked, people=people, tongue=viewer.language)
    chosen = dict(form.cleaned_data) if form.is_valid() else {}
    closed = chosen.pop("state", "") == "closed"
    narrowed = sum(1 for name, value in chosen.items() if value and name != "order") + closed
    load = caseload(viewer, roles=roles, on=on, closed=closed, page=asked.get("page", "1"), **chosen)
    known = profiles(viewer, enterprises=[line.enterprise_id for line in load.page])
    rest = asked.copy()
    rest.pop("page", None)
    return CaseloadPage(
        form=form,
        load=load,
        rows=caseload_rows(load.page, profiles=known, on=on),
        narrowed=narrowed,
        late_only=chosen.get("due") is Due.LATE,
        closed=closed,
        on=on,
        query=f"&{rest.urlencode()}" if rest else "",
    )


def move_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> MovePage:
    """The next move as it stands, or as it was just said. A conflict shows both, and nothing typed is lost."""
    file, on = file_of(viewer, case_file_id), timezone.localdate()
    people = colleagues(viewer, organisation_id=file.promoter_id)
    form = MoveForm(said, people=people, on=on, initial=as_it_stands(file))
    done = said is not None and form.is_valid() and form.move(viewer, case_file_id=case_file_id)
    acts = history(viewer, case_file_id=case_file_id) if form.conflict else ()
    if form.conflict:
        file = file_of(viewer, case_file_id)
    return MovePage(
        file=file,
        form=form,
        done=done,
        version=file.version if form.conflict else form["version"].value(),
        meanwhile=next(iter(acts), None),
        on=on,
    )


def file_of(viewer: Viewer, case_file_id: int) -> CaseFileLine:
    """One file of the viewer's team, or the refusal that it is not theirs."""
    found = case_file(viewer, case_file_id=case_file_id)
    if found is None:
        raise NotYours
    return found
