"""Aids given on to enterprises, the same for whoever proposes and whoever decides: a desk brings its door."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import Door, ViewerRequest
from virage.base.forms import posted
from virage.stages.regrants.forms import DecideForm, PaidForm, ProposeForm, SearchForm
from virage.stages.regrants.operations import renounce_regrant
from virage.stages.regrants.queries import SELECTED, LineCard, RegrantSheet, lines, regrant_sheet, selectable


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPage:
    """What is set aside, what became of it; ``form`` proposes another, where something is set aside.

    ``search`` narrows the enterprises to choose from, where they are many.
    """

    lines: tuple[LineCard, ...]
    form: forms.Form | None = None
    search: forms.Form | None = None
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantPage:
    """One regrant; each form for whoever may."""

    sheet: RegrantSheet
    form: DecideForm | None
    paying: PaidForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantDesk:
    """Two pages behind one door."""

    door: Door

    def paths(self) -> list[URLPattern]:
        """The lines and each regrant, under ``aides/``."""
        door = self.door
        return [
            path("aides/", door.form("regrants/lines.html")(self.listed), name="regrants"),
            path("aides/<int:regrant_id>/", door.form("regrants/one.html")(self.one), name="regrant"),
        ]

    def listed(self, request: ViewerRequest) -> LinesPage | HttpResponse:
        viewer = request.viewer
        cards = lines(viewer)
        if not cards:
            return LinesPage(lines=cards)
        name = request.GET.get("nom", "")
        found = selectable(viewer, projects={one.project_id for one in cards}, name=name)
        form = ProposeForm(
            posted(request),
            lines=[(one.id, f"{one.reference} – {one.project}") for one in cards],
            enterprises=list(found[:SELECTED]),
        )
        if request.method == "POST" and form.is_valid() and (number := form.propose(viewer)):
            messages.success(request, _("L’aide est proposée. Lisez son cumul; une autre personne y répond."))
            return redirect(f"{self.door.desk}:regrant", regrant_id=number)
        more = len(found) > SELECTED
        search = SearchForm(request.GET or None) if name or more else None
        return LinesPage(lines=cards, form=form, search=search, more=more)

    def one(self, request: ViewerRequest, regrant_id: int) -> RegrantPage | HttpResponse:
        sheet = regrant_sheet(request.viewer, regrant_id=regrant_id)
        if sheet is None:
            raise Http404
        act = request.POST.get("act", "")
        form = DecideForm(posted(request)) if sheet.may_decide else None
        paying = PaidForm(posted(request)) if sheet.may_pay else None
        if request.method == "POST" and (said := self._done(request, sheet, act, form, paying)):
            messages.success(request, said)
            return redirect(f"{self.door.desk}:regrant", regrant_id=regrant_id)
        return RegrantPage(sheet=sheet, form=form, paying=paying)

    def _done(
        self, request: ViewerRequest, sheet: RegrantSheet, act: str, form: DecideForm | None, paying: PaidForm | None
    ) -> str:
        """Do what the button says; the words once done, nothing with the reason in the form."""
        viewer, number = request.viewer, sheet.card.id
        if act == "renounce" and sheet.may_renounce:
            renounce_regrant(viewer, regrant_id=number, on=timezone.localdate())
            return _("L’aide est abandonnée; sa somme peut servir à d’autres.")
        if act in {"grant", "refuse"} and form is not None and form.is_valid():
            done = form.decide(viewer, regrant_id=number, grants=act == "grant")
            said = _("L’aide est accordée.") if act == "grant" else _("L’aide est refusée, avec votre raison.")
            return said if done else ""
        if act == "pay" and paying is not None and paying.is_valid() and paying.pay(viewer, regrant_id=number):
            return _("Le versement est noté.")
        return ""
