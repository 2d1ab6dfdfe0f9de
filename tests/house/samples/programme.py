"""The promoter's project, its offers, where it serves and with whom."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB, Cast
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Role
from virage.stages.accounts.operations import found_organisation
from virage.stages.programme.models import Absence, Initiative, Project, Strategy
from virage.stages.programme.operations import (
    OfferWords,
    add_partner,
    announce_project,
    announce_strategy,
    draft_offer,
    note_absence,
    open_initiative,
    open_point,
    publish_offer,
)
from virage.stages.programme.written import PartnerWords, PointWords

OFFER = OfferWords(
    name="Offre fictive",
    name_en="Fictitious offer",
    what="Vingt heures",
    what_en="Twenty hours",
    hours=Decimal(20),
    enterprise_share=Decimal(25),
    project_share=Decimal(75),
)


def project(cast: Cast) -> Project:
    """The promoter's one project, which takes requests."""
    if found := Project.objects.for_operation().first():
        return found
    opened = open_initiative(
        JOB,
        name="Initiative fictive",
        ministry_id=cast.organisations["ministry"],
        began_on=date(2021, 4, 1),
        fictitious=True,
    )
    return announce_project(
        JOB,
        initiative_id=opened.pk,
        promoter_id=cast.organisations["promoter"],
        name="Projet fictif",
        summary=("Résumé", "Summary"),
        offer=("Offre", "Offer"),
        sectors=["construction"],
        regions=[],
        announced_on=date(2022, 1, 1),
        accepts_requests=True,
    )


def elsewhere(cast: Cast) -> int:
    """A project of another promoter, that takes requests."""
    here = project(cast)
    if found := Project.objects.for_operation().exclude(promoter=here.promoter).first():
        return found.pk
    other = found_organisation(JOB, name="Autre porteur fictif", kind="promoter", fictitious=True)
    return announce_project(
        JOB,
        initiative_id=here.initiative_id,
        promoter_id=other,
        name="Autre projet fictif",
        summary=("Résumé", "Summary"),
        offer=("Offre", "Offer"),
        sectors=[],
        regions=[],
        announced_on=date(2022, 1, 1),
        accepts_requests=True,
    ).pk


@sample
def project_here(cast: Cast) -> Arguments:
    return {"project_id": project(cast).pk}


@sample
def project_target(cast: Cast) -> Arguments:
    return {**project_here(cast), "indicator": "accompanied"}


@sample
def offer(cast: Cast) -> Arguments:
    """A draft."""
    return {"offer_id": draft_offer(JOB, project_id=project(cast).pk, words=OFFER)}


@sample
def published_offer(cast: Cast) -> Arguments:
    found = offer(cast)
    publish_offer(JOB, **found)
    return found


@sample
def service_point(cast: Cast) -> Arguments:
    words = PointWords(name="Point fictif", place="Matane", region="01", opened_on=date(2022, 2, 1))
    return {"point_id": open_point(JOB, project_id=project(cast).pk, words=words)}


@sample
def delivery_partner(cast: Cast) -> Arguments:
    words = PartnerWords(name="Organisme fictif", role="Reçoit", role_en="Welcomes", since=date(2022, 2, 1))
    return {"partner_id": add_partner(JOB, project_id=project(cast).pk, words=words)}


@sample
def absence(cast: Cast) -> Arguments:
    """Each is on days of its own: two absences of one person do not meet."""
    first = timezone.localdate() + timedelta(days=10 * Absence.objects.for_operation().count())
    house, person = cast.organisations["promoter"], cast.people[Role.ADVISER]
    return {"absence_id": note_absence(JOB, organisation_id=house, person_id=person, first=first, last=first)}


@sample
def strategy_here(cast: Cast) -> Arguments:
    """A strategy of the ministry's, with its initiative."""
    if found := Strategy.objects.first():
        return {"strategy_id": found.pk}
    number = announce_strategy(
        JOB,
        ministry_id=cast.organisations["ministry"],
        name=("Stratégie fictive", "Fictitious strategy"),
        objective=("Aider des entreprises fictives", "Help fictitious enterprises"),
        announced_by="Porte-parole fictive",
        source="Communiqué fictif",
        announced_on=date(2021, 3, 1),
        begins_on=date(2021, 4, 1),
        fictitious=True,
    )
    Initiative.objects.filter(pk=project(cast).initiative_id).update(strategy_id=number)
    return {"strategy_id": number}
