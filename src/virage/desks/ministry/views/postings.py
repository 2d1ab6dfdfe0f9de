"""What the finances post: credits moved, a year closed, an entry corrected."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.words import Language
from virage.desks.ministry.door import DESK, keeps_the_books
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.views.money import around_entry
from virage.stages.ledger.forms import (
    CarryOverForm,
    ClosingForm,
    CorrectionForm,
    LapseForm,
    MovementForm,
    TransferForm,
)
from virage.stages.ledger.queries import EntrySheet, EnvelopeCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a form is for, and the word of its button."""

    title: str | Promise
    what: str | Promise
    button: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingPage:
    """A form of the ledger, about an envelope unless said; ``sheet`` is the entry it corrects, if it does."""

    frame: Frame
    said: Said
    form: forms.Form
    back: str
    sheet: EntrySheet | None = None
    of_envelope: bool = True


TRANSFER = Said(
    title=gettext_lazy("Transférer des crédits"),
    what=gettext_lazy(
        "Des crédits non engagés passent à une autre enveloppe de la même initiative, dans le même exercice. "
        "Deux écritures s’inscrivent ensemble : ce qui sort ici, ce qui entre là."
    ),
    button=gettext_lazy("Inscrire le transfert"),
)
CARRY_OVER = Said(
    title=gettext_lazy("Reporter des crédits"),
    what=gettext_lazy(
        "Des crédits non engagés passent à l’exercice suivant. Ils ne pourront y être engagés qu’une fois autorisés."
    ),
    button=gettext_lazy("Inscrire le report"),
)
LAPSE = Said(
    title=gettext_lazy("Inscrire des crédits périmés"),
    what=gettext_lazy("Des crédits que personne n’a engagés et qui ne sont pas reportés sont perdus au 31 mars."),
    button=gettext_lazy("Inscrire les crédits périmés"),
)
CLOSE = Said(
    title=gettext_lazy("Clore un exercice"),
    what=gettext_lazy(
        "Un exercice se clôt quand chaque dollar est dit : versé, périmé ou reporté. C’est définitif : plus rien ne "
        "s’y inscrira, pas même une correction."
    ),
    button=gettext_lazy("Clore l’exercice"),
)
CORRECT = Said(
    title=gettext_lazy("Corriger une écriture"),
    what=gettext_lazy(
        "L’écriture reste; une autre, de signe contraire, en retire le montant que vous écrivez. "
        "Les deux moitiés d’un transfert ou d’un report se corrigent ensemble."
    ),
    button=gettext_lazy("Inscrire la correction"),
)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def transfer(request: ViewerRequest, envelope_id: int) -> PostingPage | HttpResponse:
    return _move(request, envelope_id, TransferForm, TRANSFER)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def carry_over(request: ViewerRequest, envelope_id: int) -> PostingPage | HttpResponse:
    return _move(request, envelope_id, CarryOverForm, CARRY_OVER)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def lapse(request: ViewerRequest, envelope_id: int) -> PostingPage | HttpResponse:
    return _move(request, envelope_id, LapseForm, LAPSE)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def close(request: ViewerRequest, envelope_id: int) -> PostingPage | HttpResponse:
    around, card = _own(request, envelope_id)
    form = ClosingForm(posted(request), card=card, language=_language(request))
    if request.method == "POST" and form.is_valid() and form.close(request.viewer):
        messages.success(request, _("L’exercice est clos."))
        return redirect(_place(card))
    return PostingPage(frame=around, said=CLOSE, form=form, back=_place(card))


@DESK.form("ministry/post.html", admits=keeps_the_books)
def correct(request: ViewerRequest, entry_id: int) -> PostingPage | HttpResponse:
    found = around_entry(request, entry_id)
    if not found.correctable:
        raise Http404
    form = CorrectionForm(posted(request), sheet=found.sheet)
    if request.method == "POST" and form.is_valid() and (number := form.posted_by(request.viewer)):
        messages.success(request, _("La correction est inscrite, sous le numéro %(n)s.") % {"n": number})
        return redirect("ministry:entry", entry_id=entry_id)
    return PostingPage(
        frame=found.frame, said=CORRECT, form=form, sheet=found.sheet, back=reverse("ministry:entry", args=[entry_id])
    )


def _move(
    request: ViewerRequest, envelope_id: int, form_class: type[MovementForm], said: Said
) -> PostingPage | HttpResponse:
    around, card = _own(request, envelope_id)
    others = (each for each in around.envelopes if each.own and each.initiative_id == card.initiative_id)
    form = form_class(
        posted(request),
        card=card,
        others=[each for each in others if each.id != card.id],
        language=_language(request),
    )
    if request.method == "POST" and form.is_valid() and (number := form.posted_by(request.viewer)):
        messages.success(request, _("C’est inscrit au grand livre, sous le numéro %(n)s.") % {"n": number})
        return redirect("ministry:entry", entry_id=number)
    return PostingPage(frame=around, said=said, form=form, back=_place(card))


def _own(request: ViewerRequest, envelope_id: int) -> tuple[Frame, EnvelopeCard]:
    around = frame(request, envelope_id=envelope_id)
    if around.envelope is None or around.envelope.id != envelope_id or not around.envelope.own:
        raise Http404
    return around, around.envelope


def _place(card: EnvelopeCard) -> str:
    return f"{reverse('ministry:envelope')}?enveloppe={card.id}"


def _language(request: ViewerRequest) -> Language:
    return "en" if request.viewer.language == "en" else "fr"
