"""The full diagnostic: what it asks, dimension by dimension; begin it, end it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.core.instruments import Depth
from virage.desks.sme.door import SME, own
from virage.desks.sme.heading import caption
from virage.stages.assessments.operations import begin_full_assessment, finish_assessment, send_assessments
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.directory.onlookers import Onlooker, onlookers
from virage.stages.directory.queries import EnterpriseCard

FULL = SME.at(gettext_lazy("Diagnostic complet"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One dimension: its name, how far one is, and the address of its next question."""

    name: str
    answered: int
    total: int
    minutes: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPage:
    """The full diagnostic; not yet begun when ``begun`` is false: the lines then say what it would ask."""

    enterprise: EnterpriseCard
    caption: str
    sheet: Sheet
    begun: bool
    parts: tuple[PartLine, ...]
    minutes: int
    onlookers: tuple[Onlooker, ...]

    @property
    def total(self) -> int:
        """How many questions it asks."""
        return sum(part.total for part in self.parts)

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(part.answered for part in self.parts)


@FULL.page("sme/assessment.html")
def assessment(request: ViewerRequest, enterprise_id: int) -> AssessmentPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if sheet is None:
        return redirect("sme:sector", enterprise_id=card.id)
    language = request.viewer.language
    return AssessmentPage(
        enterprise=card,
        caption=caption(card, language),
        sheet=sheet,
        begun=sheet.depth is Depth.FULL,
        parts=tuple(
            PartLine(
                name=sheet.instrument.dimension_name(part.dimension, sheet.profile).say(language)
                if part.dimension
                else _("Pour finir"),
                answered=part.answered,
                total=len(part.questions),
                minutes=part.minutes_left,
                href=reverse("sme:question", args=[card.id, part.first]),
            )
            for part in sheet.parts(Depth.FULL)
        ),
        minutes=sheet.minutes_left_at(Depth.FULL),
        onlookers=onlookers(request.viewer, key=card.key),
    )


@FULL.act()
def begin(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    begin_full_assessment(request.viewer, key=card.key)
    return redirect("sme:assessment", enterprise_id=card.id)


@FULL.act()
def finish(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """The answers no longer change; the result follows."""
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if sheet is not None:
        finish_assessment(request.viewer, key=card.key, assessment_id=sheet.id)
        messages.success(request, _("Votre diagnostic est terminé. Ses réponses restent telles quelles."))
    return redirect("sme:result", enterprise_id=card.id)


@FULL.act()
def send(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """Let those who already see the file see these answers too."""
    card = own(request, enterprise_id)
    send_assessments(request.viewer, key=card.key)
    messages.success(request, _("Vos réponses sont envoyées à ceux qui voient votre dossier."))
    return redirect("sme:assessment", enterprise_id=card.id)
