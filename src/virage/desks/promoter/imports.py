"""Import a caseload: send a sheet, read what it would do, decide, enter it whole, take it back."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.tables.model import Table
from virage.base.tables.writing import FORMATS, file_name
from virage.base.words import spoken
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.exchange import sheets
from virage.stages.exchange.columns import FIELDS, Field
from virage.stages.exchange.forms import SheetForm
from virage.stages.exchange.operations import Built, confirm_import, decide_lines, drop_import, undo_import
from virage.stages.exchange.queries import ImportCard, ImportSheet, import_sheet, imports, what_blocks, wrong_lines
from virage.stages.exchange.states import Fate
from virage.stages.exchange.undoing import Obstacle
from virage.stages.programme.queries import projects

TEMPLATES = {"modele": sheets.template, "mode-d-emploi": sheets.guide, "exemple": sheets.sample}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsPage:
    """The form, the sheets sent before, what each column takes."""

    form: SheetForm
    sent: tuple[ImportCard, ...]
    fields: tuple[Field, ...]
    allowed: dict[str, tuple[str, ...]]
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """One sheet: what it would do, or did."""

    sheet: ImportSheet
    fate: Fate | None
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedPage:
    """What keeps a sheet from being taken back."""

    card: ImportCard
    found: tuple[Obstacle, ...]


@DESK.form("promoter/imports.html")
def listed(request: ViewerRequest) -> ImportsPage | HttpResponse:
    own = projects(request.viewer, promoters=request.viewer.organisations(*ROLES))
    form = SheetForm(posted(request), request.FILES or None, projects=[(one.id, one.name) for one in own])
    if request.method == "POST" and form.is_valid():
        number = form.read(request.viewer)
        if number is not None:
            return redirect("promoter:import", import_id=number)
    return ImportsPage(
        form=form,
        sent=imports(request.viewer),
        fields=FIELDS,
        allowed=sheets.allowed(spoken(request.viewer.language)),
        sample=settings.DEMO,
    )


@DESK.page("promoter/import.html")
def one(request: ViewerRequest, import_id: int) -> ImportPage:
    asked = request.GET.get("voir", "")
    fate = Fate(asked) if asked in Fate.values else None
    sheet = _sheet(request, import_id, fate)
    return ImportPage(sheet=sheet, fate=fate, query=f"&voir={asked}" if fate else "")


@DESK.act()
def decide(request: ViewerRequest, import_id: int) -> HttpResponse:
    said = {
        int(name.removeprefix("same-")): answer == "yes"
        for name, answer in request.POST.items()
        if name.startswith("same-") and name.removeprefix("same-").isdecimal() and answer in {"yes", "no"}
    }
    decide_lines(request.viewer, import_id=import_id, same=said)
    return redirect("promoter:import", import_id=import_id)


@DESK.act()
def confirm(request: ViewerRequest, import_id: int) -> HttpResponse:
    _sheet(request, import_id, None)
    if request.POST.get("agreed") != "1":
        messages.error(request, _("Cochez d’abord la déclaration : sans l’accord des entreprises, rien n’est importé."))
        return redirect("promoter:import", import_id=import_id)
    opened = confirm_import(request.viewer, import_id=import_id)
    messages.success(
        request, ngettext("%(n)s dossier est ouvert.", "%(n)s dossiers sont ouverts.", opened) % {"n": opened}
    )
    return redirect("promoter:import", import_id=import_id)


@DESK.act()
def drop(request: ViewerRequest, import_id: int) -> HttpResponse:
    drop_import(request.viewer, import_id=import_id)
    messages.success(request, _("La feuille lue est jetée. Rien n’avait été écrit."))
    return redirect("promoter:imports")


@DESK.act()
def undo(request: ViewerRequest, import_id: int) -> HttpResponse:
    sheet = _sheet(request, import_id, None)
    try:
        undo_import(request.viewer, import_id=import_id)
    except Built:
        found = what_blocks(request.viewer, import_id=import_id)
        return render(
            request, "promoter/import_kept.html", {"door": DESK, "page": BlockedPage(card=sheet.card, found=found)}
        )
    messages.success(request, _("L’importation est annulée : les dossiers qu’elle avait ouverts n’existent plus."))
    return redirect("promoter:import", import_id=import_id)


@DESK.page("")
def template(request: ViewerRequest, name: str, extension: str) -> HttpResponse:
    build = TEMPLATES.get(name)
    if build is None or extension not in FORMATS or (name == "exemple" and not settings.DEMO):
        raise Http404
    return _file(request, build(), extension)


@DESK.page("")
def to_correct(request: ViewerRequest, import_id: int, extension: str) -> HttpResponse:
    found = wrong_lines(request.viewer, import_id=import_id)
    if found is None or extension not in FORMATS:
        raise Http404
    return _file(request, sheets.to_correct(*found), extension)


def _sheet(request: ViewerRequest, import_id: int, fate: Fate | None) -> ImportSheet:
    found = import_sheet(request.viewer, import_id=import_id, fate=fate, page=request.GET.get("page", "1"))
    if found is None:
        raise Http404
    return found


def _file(request: ViewerRequest, table: Table, extension: str) -> HttpResponse:
    form = FORMATS[extension]
    response = HttpResponse(form.write(table, spoken(request.viewer.language)), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(table.title, extension)}"'
    return response
