"""Tables where bodies meet, the same at each desk that sits."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from virage.base.door import Admits, Door, ViewerRequest
from virage.base.forms import posted
from virage.stages.concertation.forms.tables import CallForm, DecisionForm, FoundForm, MinutesForm, SettleForm
from virage.stages.concertation.policies import can_found
from virage.stages.concertation.queries.tables import (
    FollowUp,
    MeetingSheet,
    TableLine,
    TableSheet,
    follow_up,
    follow_ups,
    meeting,
    seatable,
    table,
    tables,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesPage:
    """Where one sits, and what one owes."""

    tables: tuple[TableLine, ...]
    owed: tuple[FollowUp, ...]
    form: FoundForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """One table, and a meeting to call."""

    table: TableSheet
    form: CallForm


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """One meeting: ``form`` is what one writes there, if one does."""

    meeting: MeetingSheet
    form: forms.Form | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePage:
    """What is owed, and what came of it."""

    owed: FollowUp
    form: SettleForm


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDesk:
    """Tables behind one door; ``admits`` where only some of its people sit."""

    door: Door
    admits: Admits | None = None

    def paths(self) -> list[URLPattern]:
        """Where one sits, one table, one meeting with its minutes and decisions, what is owed."""
        door, may = self.door, self.admits
        return [
            path("concertation/", door.form("tables/tables.html", admits=may)(self.tables), name="tables"),
            path("concertation/<int:table_id>/", door.form("tables/table.html", admits=may)(self.table), name="table"),
            path(
                "concertation/rencontres/<int:meeting_id>/",
                door.page("tables/meeting.html", admits=may)(self.meeting),
                name="meeting",
            ),
            path(
                "concertation/rencontres/<int:meeting_id>/compte-rendu/",
                door.form("tables/write.html", admits=may)(self.minutes),
                name="minutes",
            ),
            path(
                "concertation/rencontres/<int:meeting_id>/decision/",
                door.form("tables/write.html", admits=may)(self.decide),
                name="decide_at_table",
            ),
            path(
                "concertation/suites/<int:decision_id>/",
                door.form("tables/settle.html", admits=may)(self.settle),
                name="settle",
            ),
        ]

    def tables(self, request: ViewerRequest) -> TablesPage | HttpResponse:
        viewer, said = request.viewer, posted(request)
        form = FoundForm(said, seats=seatable(viewer), language=viewer.language) if can_found(viewer) else None
        if said is not None and form and form.is_valid() and form.write(viewer):
            messages.success(request, _("La table est ouverte."))
            return redirect(f"{self.door.desk}:tables")
        return TablesPage(tables=tables(viewer), owed=follow_ups(viewer), form=form)

    def table(self, request: ViewerRequest, table_id: int) -> TablePage | HttpResponse:
        sheet, said = table(request.viewer, table_id=table_id), posted(request)
        if sheet is None:
            raise Http404
        form = CallForm(said)
        if said is not None and form.is_valid() and form.write(request.viewer, table_id=table_id):
            messages.success(request, _("La rencontre est annoncée à la table."))
            return redirect(f"{self.door.desk}:table", table_id=table_id)
        return TablePage(table=sheet, form=form)

    def meeting(self, request: ViewerRequest, meeting_id: int) -> MeetingPage:
        return MeetingPage(meeting=_held(request, meeting_id), form=None)

    def minutes(self, request: ViewerRequest, meeting_id: int) -> MeetingPage | HttpResponse:
        held, said = _held(request, meeting_id), posted(request)
        form = MinutesForm(said, initial={"minutes": held.minutes})
        if said is not None and form.is_valid() and form.write(request.viewer, meeting_id=meeting_id):
            messages.success(request, _("Le compte rendu est gardé; toute la table le lit."))
            return redirect(f"{self.door.desk}:meeting", meeting_id=meeting_id)
        return MeetingPage(meeting=held, form=form)

    def decide(self, request: ViewerRequest, meeting_id: int) -> MeetingPage | HttpResponse:
        held, said = _held(request, meeting_id), posted(request)
        form = DecisionForm(said, seats=held.seats)
        if said is not None and form.is_valid() and form.write(request.viewer, meeting_id=meeting_id):
            messages.success(request, _("C’est noté, et sur le bureau de l’organisme qui s’en charge."))
            return redirect(f"{self.door.desk}:meeting", meeting_id=meeting_id)
        return MeetingPage(meeting=held, form=form)

    def settle(self, request: ViewerRequest, decision_id: int) -> SettlePage | HttpResponse:
        owed, said = follow_up(request.viewer, decision_id=decision_id), posted(request)
        if owed is None or not owed.mine:
            raise Http404
        form = SettleForm(said)
        if said is not None and form.is_valid() and form.write(request.viewer, decision_id=decision_id):
            messages.success(request, _("La suite est fermée; toute la table lit ce qui en est advenu."))
            return redirect(f"{self.door.desk}:tables")
        return SettlePage(owed=owed, form=form)


def _held(request: ViewerRequest, meeting_id: int) -> MeetingSheet:
    sheet = meeting(request.viewer, meeting_id=meeting_id)
    if sheet is None:
        raise Http404
    return sheet
