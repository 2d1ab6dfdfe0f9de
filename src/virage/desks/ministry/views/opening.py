"""Open and say: a strategy, an initiative, a phase, an envelope, credits, a promise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.viewer import Viewer
from virage.desks.ministry.door import DESK, keeps_the_books
from virage.desks.ministry.frame import frame
from virage.desks.ministry.opening_forms import (
    Choices,
    CreditForm,
    EnvelopeForm,
    InitiativeForm,
    OpeningForm,
    PhaseForm,
    PromiseForm,
    StrategyForm,
)
from virage.desks.ministry.views.postings import PostingPage, Said
from virage.stages.ledger.queries import announced, phases_open, strategies_open
from virage.stages.programme.queries import initiatives


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A form, what it is for, the lists that it chooses from, and where it leads back."""

    form: type[OpeningForm]
    said: Said
    choices: Callable[[Viewer], Mapping[str, Choices]] = lambda _viewer: {}
    back: str = "ministry:envelope"


OPENINGS: Mapping[str, Opening] = {
    "strategie": Opening(
        form=StrategyForm,
        said=Said(
            title=gettext_lazy("Annoncer une stratégie"),
            what=gettext_lazy("Ce que des initiatives serviront ensemble. Elle est publique dès qu’elle est écrite."),
            button=gettext_lazy("Annoncer"),
        ),
    ),
    "initiative": Opening(
        form=InitiativeForm,
        said=Said(
            title=gettext_lazy("Ouvrir une initiative"),
            what=gettext_lazy("Ce que votre ministère porte : des enveloppes, des appels, des projets s’y rattachent."),
            button=gettext_lazy("Ouvrir"),
        ),
        choices=lambda viewer: {"strategy": strategies_open(viewer)},
    ),
    "phase": Opening(
        form=PhaseForm,
        said=Said(
            title=gettext_lazy("Ajouter une phase"),
            what=gettext_lazy("Une partie d’une initiative, dans le temps; une enveloppe peut être d’une phase."),
            button=gettext_lazy("Ajouter"),
        ),
        choices=lambda viewer: {"initiative": initiatives(viewer)},
    ),
    "enveloppe": Opening(
        form=EnvelopeForm,
        said=Said(
            title=gettext_lazy("Ouvrir une enveloppe"),
            what=gettext_lazy(
                "Les crédits de votre ministère pour une initiative; rien n’y est encore annoncé ni voté."
            ),
            button=gettext_lazy("Ouvrir"),
        ),
        choices=lambda viewer: {"initiative": initiatives(viewer), "phase": phases_open(viewer)},
    ),
    "promesse": Opening(
        form=PromiseForm,
        said=Said(
            title=gettext_lazy("Inscrire une promesse"),
            what=gettext_lazy(
                "Ce qui a été promis en public, avec son échéance. Ce qu’elle devient est calculé, jamais écrit à la "
                "main. Une promesse inscrite ne change plus."
            ),
            button=gettext_lazy("Inscrire"),
        ),
        choices=lambda viewer: {
            "initiative": initiatives(viewer),
            "announcement": [(one.id, one.words) for one in announced(viewer)],
        },
        back="ministry:promises",
    ),
}
CREDIT = Said(
    title=gettext_lazy("Inscrire des crédits"),
    what=gettext_lazy(
        "Annoncés, votés, autorisés : trois écritures différentes, chacune avec sa pièce. Ce qui est annoncé de "
        "nouveau se rattache à sa première annonce et n’ajoute rien."
    ),
    button=gettext_lazy("Inscrire au grand livre"),
)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def open_one(request: ViewerRequest, what: str) -> PostingPage | HttpResponse:
    opening = OPENINGS.get(what)
    if opening is None:
        raise Http404
    viewer = request.viewer
    form = opening.form(posted(request), viewer=viewer, **opening.choices(viewer))
    if request.method == "POST" and form.is_valid() and form.written_by(viewer):
        messages.success(request, _("C’est écrit."))
        return redirect(opening.back)
    back = reverse(opening.back)
    return PostingPage(frame=frame(request), said=opening.said, form=form, back=back, of_envelope=False)


@DESK.form("ministry/post.html", admits=keeps_the_books)
def credit(request: ViewerRequest, envelope_id: int) -> PostingPage | HttpResponse:
    around = frame(request, envelope_id=envelope_id)
    if around.envelope is None or around.envelope.id != envelope_id or not around.envelope.own:
        raise Http404
    form = CreditForm(
        posted(request), envelope_id=envelope_id, announced=announced(request.viewer), today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid() and (number := form.posted_by(request.viewer)):
        messages.success(request, _("C’est inscrit au grand livre, sous le numéro %(n)s.") % {"n": number})
        return redirect("ministry:entry", entry_id=number)
    back = f"{reverse('ministry:envelope')}?enveloppe={envelope_id}"
    return PostingPage(frame=around, said=CREDIT, form=form, back=back)
