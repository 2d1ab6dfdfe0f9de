"""Lists that one may take away: the columns, the filters and the order of the screen, values typed."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.library import library
from virage.base.tables.model import Column, ColumnKind, Table, Value
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.queries import registrations, session
from virage.stages.casefiles.forms.caseload import CaseloadFilter
from virage.stages.casefiles.queries import requests, team
from virage.stages.casefiles.queries.caseload import ORDERS, caseload_rows
from virage.stages.casefiles.queries.files import lines
from virage.stages.casefiles.states import CaseloadOrder
from virage.stages.directory.queries import profiles

Build = Callable[[Viewer, QueryDict, Collection[Role]], Table]


def case_files(viewer: Viewer, asked: QueryDict, roles: Collection[Role]) -> Table:
    """The caseload as its page filters and sorts it, every page of it."""
    people = team(viewer, organisations=viewer.organisations(*roles))
    form = CaseloadFilter(asked, people=people, tongue=viewer.language)
    chosen: dict[str, Any] = dict(form.cleaned_data) if form.is_valid() else {}
    closed = chosen.pop("state", "") == "closed"
    order = chosen.pop("order", CaseloadOrder.DATE)
    rows = caseload_rows(
        viewer, roles=roles, on=timezone.localdate(), late=asked.get("late") == "1", closed=closed, **chosen
    )
    found = lines(rows.order_by(*ORDERS[order]))
    known = profiles(viewer, enterprises=[line.enterprise_id for line in found])
    ends = (_text(_("Dénouement"), 36), _day(_("Fermé le")))
    moves = (_text(_("Prochain geste"), 36), _day(_("Pour quand")), _text(_("À qui")))
    return Table(
        title=_("Dossiers fermés") if closed else _("Dossiers ouverts"),
        columns=(_text(_("Entreprise"), 36), *_profile_columns(), *(ends if closed else moves), *_held_columns()),
        rows=(
            (
                line.enterprise,
                *_profile(known.get(line.enterprise_id, {}), viewer),
                *(
                    (line.outcome_words, line.closed_at)
                    if closed
                    else (line.next_move, line.next_move_on, line.next_move_by_words)
                ),
                line.owner,
                line.stage_words,
            )
            for line in found
        ),
    )


def waiting_requests(viewer: Viewer, _asked: QueryDict, roles: Collection[Role]) -> Table:
    """Requests that wait for an answer, oldest first."""
    found = requests(viewer, waiting_only=True, roles=roles)
    known = profiles(viewer, enterprises=[line.enterprise_id for line in found])
    columns = (_text(_("Projet"), 30), _text(_("Besoin"), 50), _day(_("Demandé le")), _day(_("À répondre avant le")))
    return Table(
        title=_("Demandes en attente"),
        columns=(_text(_("Entreprise"), 36), *_profile_columns(), *columns),
        rows=(
            (
                line.enterprise,
                *_profile(known.get(line.enterprise_id, {}), viewer),
                line.project,
                line.need,
                line.asked_at,
                line.due_on,
            )
            for line in found
        ),
    )


def attendance(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Table:
    """Who registered to a session (``seance`` in the address), in order, and who came."""
    number = asked.get("seance", "")
    card = session(viewer, session_id=int(number)) if number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004
    if card is None:
        raise Http404
    came = {True: _("venue"), False: _("absente"), None: ""}
    columns = (_text(_("Entreprise"), 36), _text(_("Courriel"), 30), _text(_("Inscription")))
    return Table(
        title=_("Inscriptions – %(title)s") % {"title": card.title},
        columns=(*columns, _day(_("Faite le")), _text(_("Présence"))),
        rows=(
            (line.enterprise, line.email, line.state_words, line.made_at, came[line.came])
            for line in registrations(viewer, session_id=card.id)
        ),
    )


LISTS: Mapping[str, Build] = {"dossiers": case_files, "demandes": waiting_requests, "presences": attendance}


def _text(heading: str, width: int = 20) -> Column:
    return Column(heading=heading, width=width)


def _day(heading: str) -> Column:
    return Column(heading=heading, kind=ColumnKind.DAY, width=12)


def _profile_columns() -> tuple[Column, ...]:
    employees = Column(heading=_("Employés"), kind=ColumnKind.NUMBER, width=10)
    return _text(_("Secteur")), employees, _text(_("Région"), 26)


def _held_columns() -> tuple[Column, ...]:
    return _text(_("Responsable"), 24), _text(_("Étape"), 26)


def _profile(facts: Mapping[str, Any], viewer: Viewer) -> tuple[Value, Value, Value]:
    sector = library().sectors.get(str(facts.get("sector", "")))
    region = library().regions.get(str(facts.get("region", "")))
    people = facts.get("employees")
    return (
        sector.name.say(viewer.language) if sector else None,
        people if isinstance(people, int) else None,
        region.name.say(viewer.language) if region else None,
    )
