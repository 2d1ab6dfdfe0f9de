"""The offers of the fictitious projects: a first visit for nothing, then hours that are shared or not."""

from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal

from virage.demo.clock import at
from virage.demo.portfolio import PLOTS, Announced
from virage.stages.programme.models import Offer
from virage.stages.programme.operations import OfferWords
from virage.stages.programme.states import OfferState, Stage

RUN = timedelta(days=365)
VISIT = OfferWords(
    name="Première visite",
    name_en="First visit",
    what="Une personne-conseil vient chez vous, fait le diagnostic avec l’équipe et remet un plan d’intervention.",
    what_en="An adviser comes to you, makes the assessment with your team and leaves an action plan.",
    hours=Decimal(8),
    enterprise_share=Decimal(0),
    project_share=Decimal(100),
    languages=["fr", "en"],
)
ADVICE = replace(
    VISIT,
    name="Heures de conseil",
    name_en="Hours of advice",
    what="Choisir un logiciel, préparer une demande d’aide, former l’équipe : les heures vont où votre plan le dit.",
    what_en="Choose software, prepare an application, train the team: the hours go where your plan says.",
    hours=Decimal(20),
    stage=Stage.FUNDING,
)
SHARED = replace(ADVICE, hours=Decimal(40), enterprise_share=Decimal(25), project_share=Decimal(75))
ROLLOUT = replace(
    ADVICE,
    name="Mise en route accompagnée",
    name_en="Supported rollout",
    what="Cahier des charges, comparaison des soumissions, suivi jusqu’à la mise en service.",
    what_en="Specification, comparison of quotes, follow-up until go-live.",
    hours=Decimal(30),
    enterprise_share=Decimal("33.34"),
    project_share=Decimal("33.33"),
    partner_share=Decimal("33.33"),
    stage=Stage.TECHNOLOGY,
    employees_least=5,
    to_confirm=["avoir un plan d’intervention de moins d’un an"],
    to_confirm_en=["having an action plan less than a year old"],
)


def publish(projects: tuple[Announced, ...]) -> None:
    """Two or three offers for each project: one is still a draft, and a finished project retired its own."""
    plots = {plot.name: plot for plot in PLOTS}
    for rank, project in enumerate(projects):
        hours = SHARED if "40 heures" in plots[project.name].offer[0] else ADVICE
        last = OfferState.PUBLISHED if project.accepts else OfferState.RETIRED
        rows = [_row(project, VISIT, last), _row(project, hours, last)]
        if rank % 3 == 0:
            rows.append(_row(project, ROLLOUT, OfferState.PUBLISHED if rank else OfferState.DRAFT))
        Offer.objects.bulk_create(rows)


def _row(project: Announced, words: OfferWords, state: OfferState) -> Offer:
    own = asdict(replace(words, sectors=list(project.sectors), regions=list(project.regions)))
    since = at(project.announced_on, 9)
    return Offer(
        project_id=project.id,
        **own,
        state=state,
        published_at=None if state == OfferState.DRAFT else since,
        retired_at=at(project.announced_on + RUN, 16) if state == OfferState.RETIRED else None,
    )
