"""What followed the sessions: opinions, documents, letters, people met; and what changed before some were held."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from virage.base.viewer import Role
from virage.demo.cast import Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.awareness.models import Appointment, Feedback, Lead, Material, Registration, Session, SessionLetter
from virage.stages.awareness.states import ActivityKind, Audience, KnowsNext, RegistrationState, Useful

THANKS = (
    "Merci de votre présence. Les documents de la séance vous attendent, avec deux questions : votre avis nous guide."
)
MET = (("Atelier fictif du quai", "Rose Fictive", "418 555-0142"), ("Verger fictif", "Yvon Fictif", "819 555-0117"))
ANSWERS, MET_SINCE = 0.6, 28  # the share of those who answer; days after which who did not confirm is forgotten


def follow(on: date, sessions: Sequence[Session], promoters: Mapping[int, str], cast: Cast, trail: Trail) -> None:
    """Write what followed. ``promoters`` gives the short name of who carries each session."""
    rng = random.Random(f"{on}/aftermath")  # noqa: S311 — a story; apart, so that nothing else of the story moves
    held = {session.pk: session for session in sessions if session.starts_at < at(on, 0)}
    came = Registration.objects.for_operation().filter(session_id__in=held, came=True).order_by("pk")
    answers, people = [], dict.fromkeys(held, 0)
    for row in came:
        people[row.session_id] += 1
        if rng.random() < ANSWERS:
            answers.append(_answer(rng, row, held[row.session_id]))
    Feedback.objects.bulk_create(answers)
    for number, session in held.items():
        if people[number]:
            _write(session, people[number], cast.by(promoters[number], Role.PROMOTER), trail)
    for session in sessions:
        if session.activity.kind == ActivityKind.FAIR:
            _stand(session, cast.people[promoters[session.pk], Role.PROMOTER])
    for session in held.values():
        recent = session.starts_at > at(on - timedelta(days=MET_SINCE), 0)
        if session.activity.kind in {ActivityKind.TOUR_STOP, ActivityKind.FAIR} and recent:
            _meet(session, cast.by(promoters[session.pk], Role.PROMOTER))


def change(on: date, sessions: Sequence[Session]) -> None:
    """Among the sessions to come: one moved, one called off, one still a draft, a place given back and offered."""
    ahead = [session for session in sessions if session.starts_at > at(on, 23)]
    full = next(one for one in ahead if one.places == min(each.places for each in ahead))
    moved, off, draft = [one for one in ahead if one is not full][-3:]
    moved.moved_from, moved.version = moved.starts_at - timedelta(days=7), 1
    off.cancelled_at, off.version = at(on - timedelta(days=1), 14), 1
    off.cancel_reason = "La salle fictive n’est plus libre; une autre date sera annoncée."
    for session in (moved, off):
        session.save()
    _draft_again(draft)
    waiting = Registration.objects.for_operation().filter(session=full).order_by("made_at", "pk")
    if first := waiting.filter(state=RegistrationState.WAITING).first():
        left = waiting.filter(state=RegistrationState.REGISTERED).last()
        if left:
            left.state = RegistrationState.CANCELLED
            left.save()
            first.state, first.offered_until = RegistrationState.OFFERED, at(on + timedelta(days=2), 9)
            first.save()


def _answer(rng: random.Random, row: Registration, session: Session) -> Feedback:
    return Feedback(
        registration=row,
        useful=rng.choices((Useful.VERY, Useful.QUITE, Useful.LITTLE, Useful.NOT), (44, 38, 13, 5))[0],
        knows_next=rng.choices((KnowsNext.YES, KnowsNext.PARTLY, KnowsNext.NO), (48, 38, 14))[0],
        at=session.ends_at + timedelta(hours=20),
    )


def _write(session: Session, people: int, by: str, trail: Trail) -> None:
    after, promoter = session.ends_at + timedelta(hours=3), session.activity.project.promoter_id
    Material.objects.create(
        session=session, title="Aide-mémoire de la séance (fictif)", url="https://example.org/aide-memoire-fictif"
    )
    SessionLetter.objects.create(
        session=session,
        audience=Audience.CAME,
        subject=f"Merci de votre présence : {session.activity.title}",
        body=THANKS,
        people=people,
        at=after,
        by=by,
    )
    trail.add(after, by, "guests.written", "session", session.pk, promoter, people=people)


def _meet(session: Session, by: str) -> None:
    for rank, (enterprise, name, phone) in enumerate(MET):
        Lead.objects.create(
            session=session,
            enterprise_name=enterprise,
            name=name,
            email=f"rencontre{rank}@example.org",
            phone=phone,
            need="Savoir par où commencer.",
            noted_at=session.ends_at - timedelta(minutes=30),
            by=by,
        )


def _stand(session: Session, person: int) -> None:
    """Six appointments; at a fair to come, and at those held, the first two are taken."""
    guests = iter(Registration.objects.for_operation().filter(session=session).order_by("pk")[:2])
    Appointment.objects.bulk_create(
        Appointment(
            session=session,
            person_id=person,
            starts_at=session.starts_at + timedelta(minutes=20 * rank),
            registration=next(guests, None),
        )
        for rank in range(6)
    )


def _draft_again(model: Session) -> None:
    """Another session of the same series, four weeks later, that only its team reads."""
    Session.objects.create(
        activity=model.activity,
        starts_at=model.starts_at + timedelta(weeks=4),
        ends_at=model.ends_at + timedelta(weeks=4),
        online=model.online,
        place=model.place,
        region=model.region,
        link=model.link,
        access=model.access,
        places=model.places,
    )
