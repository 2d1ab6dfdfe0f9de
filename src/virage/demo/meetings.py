"""Activities past and to come: published, with places, those who registered and those who came."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from virage.base.viewer import Role
from virage.demo import aftermath
from virage.demo.cast import Cast
from virage.demo.clock import at, working
from virage.demo.portfolio import Announced
from virage.demo.rooms import terms
from virage.demo.stories import Story
from virage.demo.trail import Trail
from virage.stages.awareness.models import Activity, Registration, Session
from virage.stages.awareness.states import ActivityKind, RegistrationState

Title = tuple[ActivityKind, str, str, str]
TITLES: tuple[Title, ...] = (
    (ActivityKind.WEBINAR, "fr", "Par où commencer son virage numérique", "Une heure, trois gestes, vos questions."),
    (ActivityKind.WEBINAR, "fr", "Ses copies de sécurité, pour de bon", "Vérifier qu’on peut tout remettre en place."),
    (ActivityKind.TRAINING, "fr", "Facturer le jour même", "De la feuille de temps à la facture, pas à pas."),
    (
        ActivityKind.TOUR_STOP,
        "fr",
        "Étape fictive de la tournée",
        "Des entreprises d’ici racontent; on essaie sur place.",
    ),
    (ActivityKind.WEBINAR, "en", "First steps in going digital", "One hour, three moves, your questions."),
    (ActivityKind.TRAINING, "fr", "Un seul inventaire, deux comptoirs", "Vendre en ligne sans tout compter deux fois."),
    (ActivityKind.FAIR, "fr", "Salon fictif des outils numériques", "Vingt démonstrations, aucune vente pressée."),
    (ActivityKind.TOUR_STOP, "fr", "La tournée fictive s’arrête ici", "Une matinée, trois ateliers, un café."),
)
PAST, TO_COME, FULL = 36, 8, 2
PLACES = {ActivityKind.WEBINAR: 60, ActivityKind.TRAINING: 16, ActivityKind.TOUR_STOP: 35, ActivityKind.FAIR: 120}
FULL_PLACES, WAITING = 10, 4
CODES = str.maketrans("0123456789", "ACDEFGHJKM")


@dataclass(slots=True, kw_only=True)
class Meeting:
    """A session before it is written, and who registered: enterprise, day, came or not."""

    project: Announced
    title: Title
    on: date
    places: int
    guests: list[tuple[Story, date, bool | None]] = field(default_factory=list)


def plan(rng: random.Random, on: date, projects: Sequence[Announced], stories: Sequence[Story]) -> list[Meeting]:
    """Set the dates, then bring in the guests."""
    first = min(project.announced_on for project in projects) + timedelta(days=40)
    past = [first + (on - first - timedelta(days=6)) * rank / PAST for rank in range(PAST)]
    to_come = [on + timedelta(days=4 + 9 * rank) for rank in range(TO_COME)]
    meetings = [_meeting(working(day), rank, on, projects) for rank, day in enumerate((*past, *to_come))]
    behind = [meeting for meeting in meetings if meeting.on < on]
    ahead = [meeting for meeting in meetings if meeting.on > on]
    known = [story for story in stories if not story.anonymous]
    for story in known:
        _attend(rng, story, behind)
    for story in rng.sample(known, 12):
        _register(story, rng.choice(behind), came=False)
    full = ahead[FULL]
    full.places = FULL_PLACES
    for rank, meeting in enumerate(ahead):
        count = FULL_PLACES + WAITING if meeting is full else 2 + (rank * 5) % 9
        for story in rng.sample(known, min(count, len(known))):
            meeting.guests.append((story, on - timedelta(days=rng.randint(1, 14)), None))
    return meetings


def _meeting(day: date, rank: int, on: date, projects: Sequence[Announced]) -> Meeting:
    title = TITLES[rank % len(TITLES)]
    carriers = [p for p in projects if p.announced_on < min(day, on) and p.accepts] or [projects[0]]
    return Meeting(project=carriers[rank % len(carriers)], title=title, on=day, places=PLACES[title[0]])


def _attend(rng: random.Random, story: Story, behind: Sequence[Meeting]) -> None:
    """The latest meetings before its thread began; the nearest of all when there was none before."""
    before = [meeting for meeting in behind if meeting.on <= story.began_on] or list(behind[:1])
    theirs = [meeting for meeting in before if meeting.project.suits(story.sector, story.region)]
    own = [meeting for meeting in theirs if meeting.project.sectors]
    near = own[-2:] or theirs[-2:] or before[-2:]
    for meeting in rng.sample(near, min(story.attends, len(near))):
        _register(story, meeting, came=True)


def _register(story: Story, meeting: Meeting, *, came: bool) -> None:
    if len(meeting.guests) < meeting.places and all(guest.key != story.key for guest, *_rest in meeting.guests):
        meeting.guests.append((story, meeting.on - timedelta(days=5), came))


def write(  # noqa: PLR0917 — the story hands over all it knows
    rng: random.Random, on: date, meetings: Sequence[Meeting], ids: Mapping[UUID, int], cast: Cast, trail: Trail
) -> None:
    """Write activities, sessions and registrations; ``ids`` gives the number of an enterprise by its key."""
    published = [at(min(m.on - timedelta(days=45), on - timedelta(days=3)), 9) for m in meetings]
    said = [terms(m.title[0], rank, m.project) for rank, m in enumerate(meetings)]
    activities = Activity.objects.bulk_create(
        Activity(
            project_id=m.project.id,
            kind=m.title[0],
            language=m.title[1],
            title=m.title[2],
            summary=m.title[3],
            sectors=list(m.project.sectors),
            price=of.price,
            prerequisites=of.prerequisites,
            organiser=of.organiser,
        )
        for m, of in zip(meetings, said, strict=True)
    )
    sessions = Session.objects.bulk_create(
        Session(
            activity=activity,
            starts_at=at(m.on, 10),
            ends_at=at(m.on, 11 if of.online else 15),
            online=of.online,
            place=of.place,
            region=of.region,
            link=of.link,
            access=list(of.access),
            partners=list(of.partners),
            places=m.places,
            published_at=shown,
        )
        for m, of, activity, shown in zip(meetings, said, activities, published, strict=True)
    )
    rows: list[tuple[Registration, int]] = []
    for m, session, shown in zip(meetings, sessions, published, strict=True):
        organisation, by = cast.organisations[m.project.promoter], cast.by(m.project.promoter, Role.PROMOTER)
        trail.add(shown, by, "activity.published", "activity", session.activity_id, organisation)
        for rank, (story, day, came) in enumerate(m.guests):
            state = RegistrationState.REGISTERED if rank < m.places else RegistrationState.WAITING
            row = Registration(
                key=UUID(int=rng.getrandbits(128), version=4),
                session=session,
                enterprise_id=ids[story.key],
                name=story.name,
                code=f"{rank:06}".translate(CODES),
                email=story.email,
                state=state,
                made_at=at(day, 9 + rank // 60, rank % 60),
                came=came,
            )
            rows.append((row, organisation))
        if m.guests and m.guests[0][2] is not None:
            present = sum(1 for *_guest, came in m.guests if came)
            trail.add(at(m.on, 16), by, "attendance.noted", "session", session.pk, organisation, came=present)
    Registration.objects.bulk_create(row for row, _organisation in rows)
    carriers = {session.pk: m.project.promoter for m, session in zip(meetings, sessions, strict=True)}
    aftermath.follow(on, sessions, carriers, cast, trail)
    aftermath.change(on, sessions)
    for row, organisation in rows:
        trail.add(
            row.made_at, "public", "registration.made", "registration", row.pk, organisation, state=str(row.state)
        )
