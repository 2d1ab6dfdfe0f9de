"""After a call: two answers of the enterprise, once."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CallAnswer, Request
from virage.stages.casefiles.operations.files import NotYours
from virage.stages.casefiles.operations.letters import stop_asking
from virage.stages.casefiles.queries.opinions import may_say
from virage.stages.casefiles.states import Called, CallWent
from virage.stages.directory.operations import locked_enterprise


class TooEarly(Refusal):
    """Nothing has moved yet."""

    sentence = _("Rien n’a encore bougé : revenez quand l’organisme vous aura appelé, ou à la date dite.")


class AlreadySaid(Refusal):
    """One answers once."""

    sentence = _("Vous avez déjà répondu à ces deux questions. Merci.")


class HowItWent(Refusal):
    """Called back: then how did it go?"""

    sentence = _("Dites comment l’échange s’est passé.")
    field = "went"


@operation
def say_of_call(
    viewer: Viewer, *, key: UUID, request_id: int, called: Called, went: CallWent | None = None, named: bool = False
) -> None:
    """Say whether one was called back and how it went, once; ``went`` is left out by whoever was not called.

    Raises:
        TooEarly: the request is not accepted, or nothing moved and the day promised has not passed.
        AlreadySaid: one answers once.
    """
    enterprise = locked_enterprise(viewer, key=key)
    rows = Request.objects.for_operation().select_related("case_file", "project")
    request = rows.filter(pk=request_id, enterprise=enterprise).first()
    if request is None:
        raise NotYours
    if CallAnswer.objects.for_operation().filter(request=request).exists():
        raise AlreadySaid
    if not may_say(request, on=timezone.localdate()):
        raise TooEarly
    if called is not Called.NO and went is None:
        raise HowItWent
    answer = CallAnswer.objects.create(
        request=request,
        called=called,
        went="" if called is Called.NO or went is None else went,
        named=named,
        at=timezone.now(),
    )
    record(viewer, "call.judged", kind="call_answer", id=answer.pk, organisation_id=request.project.promoter_id)
    stop_asking(request)
