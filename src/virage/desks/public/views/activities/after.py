"""After a session, for whoever came: two questions, a certificate."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.documents.blocks import Document, Paragraph, Terms
from virage.base.documents.pdf import pdf
from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.base.words import Language, clock, day, hours, spoken
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import unlisted
from virage.stages.awareness.forms import FeedbackForm
from virage.stages.awareness.operations import give_feedback
from virage.stages.awareness.queries import RegistrationLine, SessionCard, feedback, registration, session

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    line: RegistrationLine
    session: SessionCard
    form: FeedbackForm


@unlisted
@PUBLIC.form("public/feedback.html")
def opinion(request: ViewerRequest, key: UUID) -> FeedbackPage | HttpResponse:
    line, card = attended(request, key)
    if key not in request.viewer.keys:
        raise Http404
    said = feedback(request.viewer, key=key)
    initial = {"useful": said.useful, "knows_next": said.knows_next} if said else None
    form = FeedbackForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            give_feedback(
                request.viewer,
                key=key,
                useful=form.cleaned_data["useful"],
                knows_next=form.cleaned_data["knows_next"],
            )
            messages.success(request, _("Merci. Vos deux réponses comptent avec celles des autres, sans votre nom."))
            return redirect("public:my_registration", key=key)
    return FeedbackPage(line=line, session=card, form=form)


@unlisted
@PUBLIC.page("")
def certificate(request: ViewerRequest, key: UUID) -> HttpResponse:
    """A tagged PDF: this enterprise was there."""
    line, card = attended(request, key)
    response = HttpResponse(
        pdf(certificate_document(line, card, spoken(request.viewer.language))), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{_("attestation")}-{card.id}.pdf"'
    return response


def certificate_document(line: RegistrationLine, card: SessionCard, language: Language) -> Document:
    """What the certificate says: who, what, when, how long, where, from whom."""
    on, starts, ends = timezone.localdate(card.starts_at), *map(timezone.localtime, (card.starts_at, card.ends_at))
    length = Decimal((card.ends_at - card.starts_at) / HOUR).quantize(Decimal("0.01"))
    notice = _("Démonstration : l’organisme, la séance et l’entreprise sont fictifs. Cette attestation n’atteste rien.")
    pairs = (
        (_("Entreprise"), line.enterprise),
        (_("Activité"), f"{card.title} ({card.kind})"),
        (_("Date"), day(on, language)),
        (
            _("Heures"),
            _("de %(start)s à %(end)s") % {"start": clock(starts, language), "end": clock(ends, language)},
        ),
        (_("Durée"), hours(length, language)),
        (_("Lieu"), card.place),
        (_("Organisée par"), card.promoter),
    )
    return Document(
        title=_("Attestation de présence"),
        subtitle=line.enterprise,
        place=card.project,
        author=card.promoter,
        footer=_("Présence notée par %(promoter)s") % {"promoter": card.promoter},
        on=on,
        language=language,
        blocks=(
            *((Paragraph(text=notice, tone="demo"),) if card.fictitious else ()),
            Paragraph(text=_("La présence de cette entreprise à la séance suivante a été notée."), tone="lead"),
            Terms(pairs=pairs),
        ),
    )


def attended(request: ViewerRequest, key: UUID) -> tuple[RegistrationLine, SessionCard]:
    """A registration whose presence was noted, and its session; for anyone else neither exists."""
    line = registration(request.viewer, key=key)
    card = session(request.viewer, session_id=line.session_id) if line and line.came else None
    if line is None or card is None:
        raise Http404
    return line, card
