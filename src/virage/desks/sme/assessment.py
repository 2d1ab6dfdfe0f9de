"""The full diagnostic: what it asks, dimension by dimension; begin it, end it, begin again and see what moved."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.core.instruments import Depth
from virage.core.progress import Change
from virage.desks.sme.door import SME, own
from virage.desks.sme.heading import caption
from virage.stages.assessments.operations import (
    begin_full_assessment,
    begin_next_assessment,
    finish_assessment,
    send_assessments,
)
from virage.stages.assessments.queries import ProgressSheet, Sheet, latest_sheet, progress_of
from virage.stages.assessments.reading import LEVELS, option_words
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One question that moved, in words; ``level`` of proof of the later answer, 1 to 4."""

    short: str
    before: str
    after: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage:
    """Practices adopted (proven), what went up on the owner's word, what went down, what cannot be compared."""

    enterprise: EnterpriseCard
    caption: str
    found: ProgressSheet
    before: int | None
    after: int | None
    adopted: tuple[ChangeLine, ...]
    declared: tuple[ChangeLine, ...]
    down: tuple[ChangeLine, ...]
    same: int
    left_out: tuple[str, ...]


@FULL.page("sme/assessment.html")
def assessment(request: ViewerRequest, enterprise_id: int) -> AssessmentPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts, under_way=True)
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
def begin_again(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """T1, T2: the same questions, a while later."""
    card = own(request, enterprise_id)
    begin_next_assessment(request.viewer, key=card.key)
    return redirect("sme:assessment", enterprise_id=card.id)


@FULL.page("sme/progress.html")
def moved(request: ViewerRequest, enterprise_id: int) -> ProgressPage | HttpResponse:
    """What moved since the one before, or since an earlier one."""
    card = own(request, enterprise_id)
    since = request.GET.get("depuis", "")
    found = progress_of(request.viewer, key=card.key, since=int(since) if since.isdecimal() else None)
    if found is None:
        return redirect("sme:assessment", enterprise_id=card.id)
    language, instrument = request.viewer.language, found.instrument

    def line(change: Change) -> ChangeLine:
        return ChangeLine(
            short=instrument.by_id[change.question].short.words.say(language),
            before=option_words(instrument, change.question, change.before, language),
            after=option_words(instrument, change.question, change.after, language),
            level=LEVELS[change.proof],
        )

    return ProgressPage(
        enterprise=card,
        caption=caption(card, language),
        found=found,
        before=_rounded(found.progress.before),
        after=_rounded(found.progress.after),
        adopted=tuple(line(change) for change in found.progress.adopted),
        declared=tuple(line(change) for change in found.progress.up if not change.adopted),
        down=tuple(line(change) for change in found.progress.down),
        same=sum(1 for change in found.progress.changes if not change.steps),
        left_out=tuple(
            instrument.by_id[name].short.words.say(language)
            for name in found.progress.left_out
            if name in instrument.by_id
        ),
    )


@FULL.act()
def finish(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    """The answers no longer change; the result follows."""
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts, under_way=True)
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


def _rounded(score: Fraction | None) -> int | None:
    return None if score is None else round(score)
