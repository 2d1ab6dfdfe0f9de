"""Answer a survey by private link or at a session; nothing keeps who answered what."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tokens import digest, new_token
from virage.base.viewer import Viewer
from virage.core.words import Words
from virage.stages.awareness.models import Session
from virage.stages.insight.models import SurveyInvitation, SurveyResponse
from virage.stages.insight.policies import can_reach_out
from virage.stages.insight.queries.proofs import profiles
from virage.stages.messages.news import Held, NotAgreed, TooSoon, post_news, reachable

OPEN_DAYS = 7
"""How long after its start a session takes answers."""
SENDER = Viewer.system("insight")


class SurveyClosed(Forbidden):
    """No such survey, or not open here."""

    sentence = _("Cette enquête n’est pas ouverte ici : le lien est incomplet, ou le temps d’y répondre est passé.")


class AlreadyAnswered(Refusal):
    """One link, one answer."""

    sentence = _("Merci : une réponse a déjà été donnée par ce lien.")


@operation
def invite_to_survey(viewer: Viewer, *, survey: str, enterprise_id: int) -> None:
    """Send a private link to an enterprise that agreed to news; its digest alone is kept.

    Raises:
        Held, NotAgreed, TooSoon: see `messages.news`.
    """
    if not can_reach_out(viewer):
        raise Forbidden
    entry, token = library().surveys[survey], new_token()
    SurveyInvitation.objects.create(
        digest=digest(token), survey=survey, enterprise_id=enterprise_id, made_at=timezone.now()
    )
    record(viewer, "survey.offered", kind="enterprise", id=enterprise_id, survey=survey)
    post_news(
        SENDER,
        enterprise_id=enterprise_id,
        subject=entry.name.words,
        text=Words(
            fr=f"{entry.minutes} minutes, sans votre nom. {entry.purpose.fr}",
            en=f"{entry.minutes} minutes, without your name. {entry.purpose.en}",
        ),
        page="public:survey",
        of_page=(survey, token),
        days_between=library().barrier_messages.days_between,
    )


@operation
def send_survey(viewer: Viewer, *, survey: str) -> int:
    """Send its link to each enterprise that agreed to news and was not written to lately, once a survey.

    Returns how many were posted.
    """
    if not can_reach_out(viewer):
        raise Forbidden
    posted = 0
    for enterprise in sorted(reachable() - set(invited_to(survey))):
        with suppress(Held, NotAgreed, TooSoon):
            invite_to_survey(viewer, survey=survey, enterprise_id=enterprise)
            posted += 1
    record(viewer, "survey.sent", kind="survey", id=survey, posted=posted)
    return posted


def invited_to(survey: str) -> QuerySet[SurveyInvitation, int]:
    """Enterprises that hold a link to this survey."""
    rows = SurveyInvitation.objects.for_operation().filter(survey=survey)
    return rows.values_list("enterprise_id", flat=True)


@operation
def answer_by_link(viewer: Viewer, *, survey: str, token: str, answers: Mapping[str, str]) -> None:
    """Answer once by a private link; the sector and region kept are those of the enterprise, its name is not.

    Raises:
        SurveyClosed: not a link of ours.
        AlreadyAnswered: it was used.
    """
    held = SurveyInvitation.objects.for_operation().select_for_update().filter(digest=digest(token), survey=survey)
    invitation = held.first()
    if invitation is None:
        raise SurveyClosed
    if invitation.answered:
        raise AlreadyAnswered
    invitation.answered = True
    invitation.save()
    known = profiles([invitation.enterprise_id])
    place = {name: known.get((invitation.enterprise_id, name), "") for name in ("sector", "region")}
    _keep(viewer, survey=survey, answers=answers, session=None, **place)


@operation
def answer_at_session(
    viewer: Viewer, *, survey: str, session_id: int, sector: str, region: str, answers: Mapping[str, str]
) -> None:
    """Answer at a session, while it lasts and for a week; no more answers than places.

    Raises:
        SurveyClosed: not published, not begun, over for more than a week, or as many answers as places.
    """
    session = Session.objects.for_operation().select_for_update()
    held = session.filter(pk=session_id, published_at__isnull=False).first()
    now = timezone.now()
    if held is None or not held.starts_at <= now <= held.starts_at + timedelta(days=OPEN_DAYS):
        raise SurveyClosed
    if SurveyResponse.objects.for_operation().filter(survey=survey, session=held).count() >= held.places:
        raise SurveyClosed
    _keep(viewer, survey=survey, answers=answers, session=held, sector=sector, region=region)


def _keep(  # noqa: PLR0913, PLR0917, RUF100 - one response
    viewer: Viewer, *, survey: str, answers: Mapping[str, str], session: Session | None, sector: str, region: str
) -> None:
    entry = library().surveys.get(survey)
    if entry is None:
        raise SurveyClosed
    asked = {question.id: question.options for question in entry.questions}
    given = {name: value for name, value in answers.items() if value in asked.get(name, ())}
    SurveyResponse.objects.create(
        survey=survey,
        version=entry.version,
        content_hash=entry.digest,
        session=session,
        sector=sector,
        region=region,
        answers=given,
        answered_on=timezone.localdate(),
    )
    record(viewer, "survey.answered", kind="survey", id=survey, version=entry.version)
