"""Move, cancel or amend a session that people read."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import AmendForm, CancelForm, PostponeForm, amended, postponed
from virage.stages.awareness.operations import amend_session, cancel_session, postpone_session
from virage.stages.awareness.queries import SessionCard, joining_link


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """What would change, and how many people would be told."""

    session: SessionCard
    form: forms.Form

    @property
    def told(self) -> int:
        """Everyone who holds a place or waits for one."""
        return self.session.taken + self.session.waiting


@DESK.form("promoter/postpone.html")
def postpone(request: ViewerRequest, session_id: int) -> ChangePage | HttpResponse:
    card = own(request, session_id)
    form = PostponeForm(posted(request), on=timezone.localdate(), initial=postponed(card))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            told = postpone_session(
                request.viewer,
                session_id=session_id,
                starts_at=form.starts_at(),
                ends_at=form.ends_at(),
                place=form.cleaned_data["place"],
                reason=form.cleaned_data["reason"],
            )
            words = ngettext(
                "La séance est déplacée; %(n)s personne est prévenue.",
                "La séance est déplacée; %(n)s personnes sont prévenues.",
                told,
            )
            messages.success(request, words % {"n": told})
            return redirect("promoter:session", session_id=session_id)
    return ChangePage(session=card, form=form)


@DESK.form("promoter/cancel.html")
def cancel(request: ViewerRequest, session_id: int) -> ChangePage | HttpResponse:
    card = own(request, session_id)
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            told = cancel_session(request.viewer, session_id=session_id, reason=form.cleaned_data["reason"])
            words = ngettext(
                "La séance est annulée; %(n)s personne est prévenue.",
                "La séance est annulée; %(n)s personnes sont prévenues.",
                told,
            )
            messages.success(request, words % {"n": told})
            return redirect("promoter:session", session_id=session_id)
    return ChangePage(session=card, form=form)


@DESK.form("promoter/amend.html")
def amend(request: ViewerRequest, session_id: int) -> ChangePage | HttpResponse:
    card = own(request, session_id)
    initial = amended(card, joining_link(request.viewer, session_id=session_id))
    form = AmendForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_by(form):
            told = amend_session(
                request.viewer,
                session_id=session_id,
                places=said["places"],
                link=said["link"],
                access=tuple(said["access"]),
                partners=said["partners"],
                correction=form.correction(),
                reason=said["reason"],
            )
            words = ngettext(
                "C’est corrigé; %(n)s personne est prévenue.", "C’est corrigé; %(n)s personnes sont prévenues.", told
            )
            messages.success(request, words % {"n": told} if told else _("C’est corrigé."))
            return redirect("promoter:session", session_id=session_id)
    return ChangePage(session=card, form=form)
