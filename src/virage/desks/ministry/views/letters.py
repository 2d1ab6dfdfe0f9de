"""Messages by barrier: what would be written, to how many, and the button that writes it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.desks.ministry.door import DESK, reaches_out
from virage.stages.insight.operations import send_barrier_messages, send_survey
from virage.stages.insight.queries import BarrierLetter, barrier_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """Every message of the pack, and how long an address is left alone after one."""

    letters: tuple[BarrierLetter, ...]
    days_between: int


@DESK.page("ministry/letters.html", admits=reaches_out)
def letters(request: ViewerRequest) -> LettersPage:
    return LettersPage(letters=barrier_letters(request.viewer), days_between=library().barrier_messages.days_between)


@DESK.act(admits=reaches_out)
def survey(request: ViewerRequest, survey_id: str) -> HttpResponse:
    if survey_id not in library().surveys:
        raise Http404
    posted = send_survey(request.viewer, survey=survey_id)
    said = ngettext("%(n)s invitation est partie.", "%(n)s invitations sont parties.", posted) % {"n": posted}
    messages.success(request, said)
    return redirect("ministry:letters")


@DESK.act(admits=reaches_out)
def write(request: ViewerRequest, barrier: str) -> HttpResponse:
    sent = send_barrier_messages(request.viewer, barrier=barrier)
    said = ngettext("%(n)s message est parti.", "%(n)s messages sont partis.", sent.posted) % {"n": sent.posted}
    left = _("Laissées de côté : %(agreed)s sans accord, %(held)s en comparaison, %(soon)s jointes il y a peu.")
    left = left % {
        "agreed": sent.left_out.get("not_agreed", 0),
        "held": sent.left_out.get("held", 0),
        "soon": sent.left_out.get("too_soon", 0),
    }
    messages.success(request, f"{said} {left}")
    return redirect("ministry:letters")
