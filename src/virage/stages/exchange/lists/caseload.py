"""Lists of the promoter, the adviser and the partner: the columns, the filters and the order of the screen."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.forms import number_in
from virage.base.tables.model import Column, Table, Value
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.queries import registrations, session
from virage.stages.casefiles.forms.caseload import CaseloadFilter
from virage.stages.casefiles.queries import requests, team
from virage.stages.casefiles.queries.caseload import ORDERS, caseload_rows
from virage.stages.casefiles.queries.files import CaseFileLine, lines
from virage.stages.casefiles.states import CaseloadOrder
from virage.stages.concertation.queries import pipeline
from virage.stages.directory.queries import profiles
from virage.stages.exchange.listing import Listing, day, listed, number, place, place_columns, text


@listed("dossiers")
def case_files(viewer: Viewer, asked: QueryDict, roles: Collection[Role]) -> Listing:
    """The caseload as its page filters and sorts it, every page of it."""
    people = team(viewer, organisations=viewer.organisations(*roles))
    form = CaseloadFilter(asked, people=people, tongue=viewer.language)
    chosen: dict[str, Any] = dict(form.cleaned_data) if form.is_valid() else {}
    closed = chosen.pop("state", "") == "closed"
    order = chosen.pop("order", CaseloadOrder.DATE)
    rows = caseload_rows(viewer, roles=roles, on=timezone.localdate(), closed=closed, **chosen)
    ends = (text(_("Dénouement"), 36), day(_("Fermé le")))
    moves = (text(_("Prochain geste"), 36), day(_("Pour quand")), text(_("À qui")))
    held = (text(_("Responsable"), 24), text(_("Étape"), 26))
    table = Table(
        title=_("Dossiers fermés") if closed else _("Dossiers ouverts"),
        columns=(text(_("Entreprise"), 36), *_profile_columns(), *(ends if closed else moves), *held),
        rows=_files(viewer, rows.order_by(*ORDERS[order]), closed=closed),
    )
    return Listing(size=rows.count(), table=table)


def _files(viewer: Viewer, rows: Any, *, closed: bool) -> Iterator[tuple[Value, ...]]:
    found = lines(rows)
    known = profiles(viewer, enterprises=[line.enterprise_id for line in found])
    for line in found:
        profile = _profile(known.get(line.enterprise_id, {}), viewer)
        yield (line.enterprise, *profile, *(_end(line) if closed else _move(line)), line.owner, line.stage_words)


def _end(line: CaseFileLine) -> tuple[Value, ...]:
    return line.outcome_words, line.closed_at


def _move(line: CaseFileLine) -> tuple[Value, ...]:
    return line.next_move, line.next_move_on, line.next_move_by_words


@listed("demandes")
def waiting_requests(viewer: Viewer, _asked: QueryDict, roles: Collection[Role]) -> Listing:
    """Requests that wait for an answer, oldest first."""
    found = requests(viewer, waiting_only=True, roles=roles)
    known = profiles(viewer, enterprises=[line.enterprise_id for line in found])
    columns = (text(_("Projet"), 30), text(_("Besoin"), 50), day(_("Demandé le")), day(_("À répondre avant le")))
    table = Table(
        title=_("Demandes en attente"),
        columns=(text(_("Entreprise"), 36), *_profile_columns(), *columns),
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
    return Listing(size=len(found), table=table)


@listed("presences")
def attendance(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Who registered to a session (``seance`` in the address), in order, and who came."""
    number_asked = number_in(asked.get("seance"))
    card = session(viewer, session_id=number_asked) if number_asked is not None else None
    if card is None:
        raise Http404
    came = {True: _("venue"), False: _("absente"), None: ""}
    columns = (text(_("Entreprise"), 36), text(_("Courriel"), 30), text(_("Inscription")))
    found = registrations(viewer, session_id=card.id)
    table = Table(
        title=_("Inscriptions – %(title)s") % {"title": card.title},
        columns=(*columns, day(_("Faite le")), text(_("Présence"))),
        rows=((line.enterprise, line.email, line.state_words, line.made_at, came[line.came]) for line in found),
    )
    return Listing(size=len(found), table=table)


@listed("partages")
def shared_files(viewer: Viewer, _asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """What enterprises let a partner follow, and until when."""
    found = pipeline(viewer).files
    moves = (text(_("Prochain geste"), 36), day(_("Pour quand")), text(_("À qui")))
    ends = (text(_("Dénouement"), 36), day(_("Fermé le")), day(_("Partagé jusqu’au")))
    columns = (text(_("Entreprise"), 36), text(_("Projet"), 30), text(_("Organisme"), 30), text(_("Étape"), 26))
    nothing: tuple[Value, ...] = (None, None, None)
    table = Table(
        title=_("Dossiers partagés"),
        columns=(*columns, *moves, *ends),
        rows=(
            (
                *(one.file.enterprise, one.file.project, one.file.promoter, one.file.stage_words),
                *(nothing if one.file.closed_at else _move(one.file)),
                *(_end(one.file) if one.file.closed_at else nothing[:2]),
                one.until,
            )
            for one in found
        ),
    )
    return Listing(size=len(found), table=table)


def _profile_columns() -> tuple[Column, ...]:
    sector, region = place_columns()
    return sector, number(_("Employés")), region


def _profile(facts: Mapping[str, Any], viewer: Viewer) -> tuple[Value, Value, Value]:
    sector, region = place(facts.get("sector"), facts.get("region"), viewer)
    people = facts.get("employees")
    return sector, people if isinstance(people, int) else None, region
