"""Where the fictitious projects serve, with whom, and what each person takes on. The towns exist; the rest does not."""

from datetime import date, timedelta

from virage.base.viewer import Role
from virage.demo.cast import Cast
from virage.demo.portfolio import Announced
from virage.stages.programme.models import Absence, DeliveryPartner, DeliveryPoint, WorkProfile

HOURS = ("du lundi au jeudi, 9 h à 16 h", "Monday to Thursday, 9:00 to 16:00")
ACCESS = ("entrée sans marche, ascenseur", "step-free entrance, elevator")
TOWNS = {
    "batiment": (("Québec", "03"), ("Montréal", "06")),
    "fabrication": (("Drummondville", "17"),),
    "saveurs": (("Saint-Hyacinthe", "16"),),
    "comptoir": (("Laval", "13"),),
    "accueil": (("Québec", "03"),),
    "regions": (("Rimouski", "01"), ("Rouyn-Noranda", "08")),
}
"""Promoter → town and region."""
CAPACITY = {Role.ADVISER: 25, Role.PROMOTER: 8}
MOVED_AFTER = timedelta(days=500)


def write(on: date, projects: tuple[Announced, ...], everyone: Cast) -> None:
    """Points, one of them closed since, an organisation that delivers too, profiles of work and an absence to come."""
    first: dict[str, Announced] = {}
    for project in projects:
        first.setdefault(project.promoter, project)
    DeliveryPoint.objects.bulk_create(
        _point(project, town, region) for short, project in first.items() for town, region in TOWNS.get(short, ())
    )
    building = first["batiment"]
    DeliveryPoint.objects.bulk_create([_closed(building)])
    DeliveryPartner.objects.bulk_create([_partner(building)])
    WorkProfile.objects.bulk_create(
        WorkProfile(
            person_id=person,
            organisation_id=everyone.organisations[short],
            languages=["fr", "en"] if role == Role.ADVISER else ["fr"],
            capacity=CAPACITY[role],
        )
        for (short, role), person in everyone.people.items()
        if role in CAPACITY
    )
    Absence.objects.create(
        person_id=everyone.people["batiment", Role.PROMOTER],
        organisation_id=everyone.organisations["batiment"],
        first=on + timedelta(days=30),
        last=on + timedelta(days=44),
    )


def _point(project: Announced, town: str, region: str) -> DeliveryPoint:
    return DeliveryPoint(
        project_id=project.id,
        name=f"Point de service fictif de {town}",
        place=f"adresse inventée, {town}",
        region=region,
        languages=["fr", "en"],
        hours=HOURS[0],
        hours_en=HOURS[1],
        access=ACCESS[0],
        access_en=ACCESS[1],
        opened_on=project.announced_on,
    )


def _closed(project: Announced) -> DeliveryPoint:
    point = _point(project, "Lévis", "12")
    point.closed_on = project.announced_on + MOVED_AFTER
    return point


def _partner(project: Announced) -> DeliveryPartner:
    return DeliveryPartner(
        project_id=project.id,
        name="Atelier-école fictif des métiers",
        role="prête ses salles et ses appareils pour les démonstrations",
        role_en="lends its rooms and equipment for demonstrations",
        since=project.announced_on,
    )
