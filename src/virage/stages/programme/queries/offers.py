"""Offers, as the viewer may see them, and how an enterprise stands before each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from virage.base.viewer import Viewer
from virage.core.answers import Answer
from virage.core.offers import OfferTerms, Reading, read
from virage.core.shares import Payer
from virage.core.values import Facts
from virage.core.words import Words
from virage.stages.programme.models import Offer, OfferQuerySet
from virage.stages.programme.states import OfferState, Stage

WRITTEN = (
    "name",
    "name_en",
    "what",
    "what_en",
    "hours",
    "enterprise_share",
    "project_share",
    "partner_share",
    "stage",
    "sectors",
    "regions",
    "languages",
    "employees_least",
    "employees_most",
    "to_confirm",
    "to_confirm_en",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """An offer, in the viewer’s language; shares are percentages."""

    id: int
    project_id: int
    project: str
    promoter_id: int
    promoter: str
    fictitious: bool
    name: str
    what: str
    hours: Decimal
    percents: Mapping[Payer, Decimal]
    stage: Stage
    terms: OfferTerms
    to_confirm: tuple[str, ...]
    languages: tuple[str, ...]
    state: OfferState
    accepts_requests: bool
    written: Mapping[str, object]

    @property
    def shares(self) -> Mapping[Payer, Fraction]:
        """The same, as parts of the whole."""
        return {payer: Fraction(percent) / 100 for payer, percent in self.percents.items()}

    @property
    def stage_words(self) -> str:
        return str(self.stage.label)

    @property
    def state_words(self) -> str:
        return str(self.state.label)

    @property
    def who_pays(self) -> tuple[tuple[str, Fraction], ...]:
        """Payers of a part, the enterprise first, with their share of the whole."""
        return tuple((payer.value, share) for payer, share in self.shares.items() if share)

    def reading(self, facts: Facts) -> Reading:
        """How an enterprise stands before its terms."""
        return read(self.terms, facts)


def offers(viewer: Viewer, *, promoters: Collection[int]) -> tuple[OfferCard, ...]:
    """Offers of these promoters that the viewer may see: drafts, published, retired, by project. One query."""
    rows = _rows(viewer).filter(project__promoter_id__in=promoters)
    return tuple(_card(viewer, row) for row in rows.order_by("state", "project__name", "name", "pk"))


def offer(viewer: Viewer, *, offer_id: int) -> OfferCard | None:
    """One offer, or None when the viewer may not see it."""
    row = _rows(viewer).filter(pk=offer_id).first()
    return _card(viewer, row) if row else None


def offers_for(viewer: Viewer, *, facts: Facts) -> tuple[tuple[OfferCard, Reading], ...]:
    """Published offers of projects that take requests, and that nothing known excludes; sure ones first. One query."""
    rows = _rows(viewer).filter(state=OfferState.PUBLISHED, project__accepts_requests=True)
    cards = [_card(viewer, row) for row in rows.order_by("project__name", "name", "pk")]
    judged = [(card, card.reading(facts)) for card in cards]
    kept = [pair for pair in judged if pair[1].answer is not Answer.NO]
    return tuple(sorted(kept, key=lambda pair: (pair[1].answer is not Answer.YES, len(pair[1].to_ask))))


def _rows(viewer: Viewer) -> OfferQuerySet:
    return Offer.objects.visible_to(viewer).select_related("project__promoter", "project__initiative")


def _card(viewer: Viewer, row: Offer) -> OfferCard:
    english = viewer.language == "en"
    pairs = zip(row.to_confirm, row.to_confirm_en, strict=True)
    return OfferCard(
        id=row.pk,
        project_id=row.project_id,
        project=row.project.name,
        promoter_id=row.project.promoter_id,
        promoter=row.project.promoter.name,
        fictitious=row.project.initiative.fictitious,
        name=row.name_en if english else row.name,
        what=row.what_en if english else row.what,
        hours=row.hours,
        percents={
            Payer.ENTERPRISE: row.enterprise_share,
            Payer.PROJECT: row.project_share,
            Payer.PARTNER: row.partner_share,
        },
        stage=Stage(row.stage),
        terms=OfferTerms(
            sectors=tuple(row.sectors),
            regions=tuple(row.regions),
            employees_least=row.employees_least,
            employees_most=row.employees_most,
            to_confirm=tuple(Words(fr=fr, en=en) for fr, en in pairs),
        ),
        to_confirm=tuple(row.to_confirm_en if english else row.to_confirm),
        languages=tuple(row.languages),
        state=OfferState(row.state),
        accepts_requests=row.project.accepts_requests,
        written={name: getattr(row, name) for name in WRITTEN},
    )
