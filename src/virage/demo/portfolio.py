"""The fictitious initiative: its projects, their offers, their targets in two versions."""

from dataclasses import dataclass
from datetime import date, timedelta

from virage.demo.cast import JOB, MINISTRY, Cast
from virage.stages.programme.operations import announce_project, open_initiative, set_target

NAME = "Offensive numérique de démonstration (fictive)"
RUN = timedelta(days=6 * 365)
FAR = ("01", "02", "08", "09", "10", "11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A project before it is in the database. ``after`` is in days from the first day of the initiative."""

    promoter: str
    name: str
    summary: tuple[str, str]
    offer: tuple[str, str]
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    after: int
    accepts: bool = True
    targets: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A project of the demonstration, and its number."""

    id: int
    name: str
    promoter: str
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    announced_on: date
    accepts: bool

    def suits(self, sector: str, region: str) -> bool:
        """Does it serve such an enterprise?"""
        return (not self.sectors or sector in self.sectors) and (not self.regions or region in self.regions)


_FREE = (
    "Un diagnostic, un plan d’intervention et jusqu’à 20 heures de conseil. L’entreprise ne paie rien.",
    "An assessment, an action plan and up to 20 hours of advice. The enterprise pays nothing.",
)
_SHARED = (
    "Un diagnostic gratuit, puis jusqu’à 40 heures de conseil. L’entreprise paie le quart des heures.",
    "A free assessment, then up to 40 hours of advice. The enterprise pays a quarter of the hours.",
)

PLOTS: tuple[Plot, ...] = (
    Plot(
        promoter="batiment",
        name="Chantiers branchés",
        summary=(
            "Du bureau au chantier : suivi, feuilles de temps, soumissions et facturation pour les entrepreneurs.",
            "From office to site: tracking, timesheets, bids and invoicing for contractors.",
        ),
        offer=_SHARED,
        sectors=("construction",),
        after=60,
        targets={"sensitised": (20, 26), "diagnosed": (10, 14), "accompanied": (8, 12)},
    ),
    Plot(
        promoter="fabrication",
        name="Ateliers connectés",
        summary=(
            "Planification, suivi des commandes et données de production pour les manufacturiers.",
            "Planning, order tracking and production data for manufacturers.",
        ),
        offer=_SHARED,
        sectors=("fabrication", "meuble", "mode_vetement", "sciences_vie"),
        after=75,
        targets={"sensitised": (24, 24), "diagnosed": (12, 10), "accompanied": (10, 9)},
    ),
    Plot(
        promoter="saveurs",
        name="De la terre à la table",
        summary=(
            "Traçabilité, registres et vente directe pour les fermes, les pêcheries et les transformateurs.",
            "Traceability, records and direct sales for farms, fisheries and food processors.",
        ),
        offer=_FREE,
        sectors=("agriculture", "peche", "transformation_alimentaire"),
        after=120,
        targets={"sensitised": (14, 18), "diagnosed": (8, 9), "accompanied": (6, 8)},
    ),
    Plot(
        promoter="ressources",
        name="Routes et ressources",
        summary=(
            "Répartition, entretien des équipements et suivi des livraisons en forêt, à la mine et sur la route.",
            "Dispatch, equipment upkeep and delivery tracking in forests, mines and on the road.",
        ),
        offer=_SHARED,
        sectors=("foresterie", "mines", "transport_logistique"),
        after=200,
        targets={"sensitised": (10, 12), "diagnosed": (6, 6), "accompanied": (5, 6)},
    ),
    Plot(
        promoter="comptoir",
        name="Comptoirs en ligne",
        summary=(
            "Vendre en ligne, tenir un seul inventaire et connaître ses clients, pour les commerces et les cabinets.",
            "Sell online, keep one inventory and know your customers, for shops and firms.",
        ),
        offer=_FREE,
        sectors=("commerce_detail", "finance_assurances"),
        after=150,
        targets={"sensitised": (18, 22), "diagnosed": (10, 12), "accompanied": (8, 10)},
    ),
    Plot(
        promoter="accueil",
        name="Accueil augmenté",
        summary=(
            "Réservations, billetterie et présence en ligne pour le tourisme, la table et la culture.",
            "Bookings, ticketing and online presence for tourism, food service and culture.",
        ),
        offer=_FREE,
        sectors=("tourisme", "restauration_hebergement", "culture_communications"),
        after=230,
        targets={"sensitised": (16, 20), "diagnosed": (9, 10), "accompanied": (7, 9)},
    ),
    Plot(
        promoter="regions",
        name="Loin des grands centres",
        summary=(
            "Une personne-conseil qui se déplace, pour tous les secteurs des six régions les plus éloignées.",
            "An adviser who travels, for every sector of the six farthest regions.",
        ),
        offer=_FREE,
        regions=FAR,
        after=400,
        targets={"sensitised": (12, 14), "diagnosed": (6, 7), "accompanied": (5, 6)},
    ),
    Plot(
        promoter="comptoir",
        name="Ensemble, en coopérative",
        summary=(
            "Outils communs et gouvernance des données pour les coopératives et les organismes d’économie sociale.",
            "Shared tools and data governance for cooperatives and social economy organisations.",
        ),
        offer=_FREE,
        sectors=("economie_sociale",),
        after=500,
        targets={"sensitised": (6, 8), "diagnosed": (3, 4), "accompanied": (3, 4)},
    ),
    Plot(
        promoter="regions",
        name="Premier pas numérique",
        summary=(
            "Pour toute entreprise du Québec que les autres projets ne servent pas : un premier diagnostic, un plan.",
            "For any Québec enterprise that the other projects do not serve: a first assessment, a plan.",
        ),
        offer=_FREE,
        after=90,
        targets={"sensitised": (20, 24), "diagnosed": (10, 12), "accompanied": (8, 10)},
    ),
    Plot(
        promoter="fabrication",
        name="Cohorte d’essai",
        summary=(
            "Une première cohorte de manufacturiers, terminée : ses résultats sont conservés.",
            "A first cohort of manufacturers, now over: its results are kept.",
        ),
        offer=_SHARED,
        sectors=("fabrication",),
        after=30,
        accepts=False,
        targets={"sensitised": (5, 4), "diagnosed": (3, 3), "accompanied": (3, 2)},
    ),
)


def announce(cast: Cast, since: date, strategy: int) -> tuple[int, tuple[Announced, ...]]:
    """Open the initiative of the strategy and announce its projects; returns its number and theirs."""
    initiative = open_initiative(
        JOB,
        name=NAME,
        ministry_id=cast.organisations[MINISTRY],
        began_on=since,
        fictitious=True,
        strategy_id=strategy,
    )
    projects = []
    for plot in PLOTS:
        day = since + timedelta(days=plot.after)
        project = announce_project(
            JOB,
            initiative_id=initiative.pk,
            promoter_id=cast.organisations[plot.promoter],
            name=plot.name,
            summary=plot.summary,
            offer=plot.offer,
            sectors=plot.sectors,
            regions=plot.regions,
            announced_on=day,
            accepts_requests=plot.accepts,
        )
        for indicator, (first, second) in plot.targets.items():
            set_target(JOB, project_id=project.pk, indicator=indicator, value=first, on=day)
            later, due = day + timedelta(days=720), day + RUN
            set_target(JOB, project_id=project.pk, indicator=indicator, value=second, on=later, due=due)
        projects.append(
            Announced(
                id=project.pk,
                name=plot.name,
                promoter=plot.promoter,
                sectors=plot.sectors,
                regions=plot.regions,
                announced_on=day,
                accepts=plot.accepts,
            )
        )
    return initiative.pk, tuple(projects)
