"""What an invitation says, in both languages: the reader's own is chosen when it leaves."""

from dataclasses import dataclass

from django.utils import timezone

from virage.base.words import clock, day
from virage.core.words import Words
from virage.stages.awareness.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Its words, and the page it opens."""

    subject: Words
    text: Words
    page: str
    of_page: tuple[object, ...] = ()


CHECK = Invitation(
    subject=Words(fr="Dix minutes pour voir où vous en êtes", en="Ten minutes to see where you stand"),
    text=Words(
        fr="Le diagnostic rapide pose une douzaine de questions sur votre façon de travailler et donne trois premiers "
        "gestes. Sans compte; rien n’est envoyé à personne tant que vous ne le demandez pas.",
        en="The quick check asks about a dozen questions on how you work and gives three first steps. No account; "
        "nothing is sent to anyone until you ask for it.",
    ),
    page="sme:start",
)


def invitation_to(session: Session | None) -> Invitation:
    """To a session, or to the quick check."""
    if session is None:
        return CHECK
    at, title = timezone.localtime(session.starts_at), session.activity.title
    return Invitation(
        subject=Words(fr=f"Une activité pour vous : {title}", en=f"An activity for you: {title}"),
        text=Words(
            fr=f"{day(at.date(), 'fr')}, {clock(at, 'fr')}. {session.place}. {session.activity.summary}",
            en=f"{day(at.date(), 'en')}, {clock(at, 'en')}. {session.place}. {session.activity.summary}",
        ),
        page="public:session",
        of_page=(session.pk,),
    )
