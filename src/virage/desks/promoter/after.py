"""After a session: documents, letters to those who came and to the others, what they said of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.core.satisfaction import Opinion
from virage.desks.promoter.door import DESK
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import GuestsForm, MaterialForm
from virage.stages.awareness.operations import add_material, remove_material, write_to_guests
from virage.stages.awareness.queries import (
    MaterialLine,
    SentLetter,
    SessionCard,
    letters_sent,
    materials,
    opinion_of_session,
    opinions_of_organisations,
)
from virage.stages.awareness.states import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterPage:
    """``ours`` is what is said of all the organisation's activities, if enough people answered."""

    session: SessionCard
    materials: tuple[MaterialLine, ...]
    form: MaterialForm
    letters: tuple[SentLetter, ...]
    opinion: Opinion
    ours: Opinion | None

    @property
    def absent(self) -> int:
        """Noted absent."""
        return self.session.taken - self.session.came if self.session.noted else 0

    @property
    def to_write(self) -> tuple[Audience, ...]:
        """Who was not written to yet, where there is someone."""
        written = {letter.audience for letter in self.letters}
        there = {Audience.CAME: self.session.came, Audience.ABSENT: self.absent}
        return tuple(audience for audience in Audience if audience not in written and there[audience] > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    session: SessionCard
    form: GuestsForm
    audience: Audience


@DESK.form("promoter/after.html")
def after(request: ViewerRequest, session_id: int) -> AfterPage | HttpResponse:
    card = own(request, session_id)
    form = MaterialForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            add_material(request.viewer, session_id=session_id, **form.cleaned_data)
            messages.success(request, _("Le document est ajouté."))
            return redirect("promoter:after", session_id=session_id)
    return AfterPage(
        session=card,
        materials=materials(request.viewer, session_id=session_id),
        form=form,
        letters=letters_sent(request.viewer, session_id=session_id),
        opinion=opinion_of_session(request.viewer, session_id=session_id),
        ours=opinions_of_organisations().get(card.promoter_id),
    )


@DESK.act()
def remove(request: ViewerRequest, session_id: int, material_id: int) -> HttpResponse:
    remove_material(request.viewer, session_id=session_id, material_id=material_id)
    messages.success(request, _("Le document est retiré."))
    return redirect("promoter:after", session_id=session_id)


@DESK.form("promoter/letter.html")
def letter(request: ViewerRequest, session_id: int, audience: str) -> LetterPage | HttpResponse:
    card = own(request, session_id)
    if audience not in Audience.values:
        raise Http404
    to = Audience(audience)
    form = GuestsForm(posted(request), initial={"subject": _first_subject(to, card)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_by(form):
            told = write_to_guests(
                request.viewer, session_id=session_id, audience=to, subject=said["subject"], body=said["body"]
            )
            words = ngettext("Le message part à %(n)s personne.", "Le message part à %(n)s personnes.", told)
            messages.success(request, words % {"n": told})
            return redirect("promoter:after", session_id=session_id)
    return LetterPage(session=card, form=form, audience=to)


def _first_subject(to: Audience, card: SessionCard) -> str:
    words = _("Merci de votre présence : %(title)s") if to == Audience.CAME else _("Vous nous avez manqué : %(title)s")
    return (words % {"title": card.title})[:160]
