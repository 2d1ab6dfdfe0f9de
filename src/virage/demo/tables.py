"""A concertation table: one meeting held and its decisions, one to come."""

from datetime import date, timedelta

from virage.base.viewer import Role
from virage.demo.cast import MINISTRY, PARTNER, Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.concertation.models import Decision, Meeting, RoundTable, Seat
from virage.stages.programme.models import Project

NAME, REGION = "Table fictive de l’Est", "01"
ROOM = "Salle fictive, 1, rue de l’Exemple"
AGENDA = "1. Qui reçoit quelles entreprises\n2. Les séances de l’hiver\n3. Prêts et accompagnement : qui appelle qui"
MINUTES = (
    "Les organismes comparent ce qu’ils offrent. Deux séances tombent la même semaine : une sera déplacée. On convient "
    "d’une seule feuille de route pour aiguiller, et de se revoir dans trois mois."
)
TO_COME = "1. Suites de la dernière rencontre\n2. Ce que disent les comptes de la région"


def write(on: date, cast: Cast, trail: Trail) -> None:
    """Seat the ministry, the partner and the first promoter; what each owes is on its desk."""
    by, ministry, partner = cast.by(MINISTRY, Role.DIRECTOR), cast.organisations[MINISTRY], cast.organisations[PARTNER]
    promoter = Project.objects.for_operation().order_by("pk").values_list("promoter_id", flat=True)[0]
    began, held = at(on - timedelta(days=60), 9), at(on - timedelta(days=30), 13)
    table = RoundTable.objects.create(name=NAME, region=REGION, founded_at=began, by=by)
    Seat.objects.bulk_create(Seat(table=table, organisation_id=one) for one in (ministry, partner, promoter))
    said = {"minutes": MINUTES, "minutes_at": held + timedelta(days=1)}
    meeting = Meeting.objects.create(
        table=table, starts_at=held, place=ROOM, agenda=AGENDA, called_at=began, by=by, **said
    )
    Meeting.objects.create(
        table=table, starts_at=at(on + timedelta(days=12), 13), place=ROOM, agenda=TO_COME, called_at=held, by=by
    )
    for what, house, days, outcome in (
        (
            "Déplacer la séance qui tombe la même semaine que l’autre",
            promoter,
            -20,
            "Déplacée; tous le savent.",
        ),
        ("Écrire en une page qui reçoit quelles entreprises", promoter, 5, ""),
        ("Dire quels prêts se combinent avec un accompagnement", partner, -3, ""),
        ("Envoyer les comptes de la région à la table", ministry, 9, ""),
    ):
        Decision.objects.create(
            meeting=meeting,
            what=what,
            organisation_id=house,
            due_on=on + timedelta(days=days),
            noted_at=held,
            by=by,
            settled_at=held + timedelta(days=8) if outcome else None,
            outcome=outcome,
        )
    trail.add(began, by, "table.founded", "table", table.pk, ministry)
