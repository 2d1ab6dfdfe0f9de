"""Calls for projects: one ended with its results, one open, one cancelled, and the grid of direct proposals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from virage.base.viewer import Role
from virage.demo.cast import JOB, MINISTRY, PARTNER, Cast
from virage.demo.clock import at
from virage.demo.papers import paper
from virage.demo.trail import Trail
from virage.stages.accounts.operations import enrol_person, grant_membership
from virage.stages.calls.choosing import given_to, scored
from virage.stages.calls.letters import LETTERS
from virage.stages.calls.models import (
    BudgetLine,
    Call,
    Criterion,
    Decision,
    Draft,
    Piece,
    Proposal,
    ProposedTarget,
    Review,
    Score,
    Selection,
)
from virage.stages.calls.states import BudgetCategory, LineSource, Step
from virage.stages.documents.models import Document
from virage.stages.documents.operations import attach_document

CRITERIA = (
    ("Pertinence pour les entreprises visées", "Relevance for the enterprises aimed at", 40),
    ("Capacité de l’organisme et de ses partenaires", "Capacity of the organization and its partners", 30),
    ("Effet que l’on pourra mesurer", "Effect that can be measured", 30),
)
SHARE = {
    "fr": "Au moins 20 % du budget payé par d’autres que l’aide demandée",
    "en": "At least 20% of the budget paid by others than the aid requested",
    "condition": {"ge": {"other_share": 20}},
}
NONPROFIT = {
    "fr": "L’organisme est sans but lucratif",
    "en": "The organization is a non-profit",
    "condition": {"eq": {"nonprofit": True}},
}
LETTER = {"fr": "Lettre d’appui d’une entreprise", "en": "Letter of support from an enterprise"}
FLOOR = {"sector": "", "region": "01", "amount": "60000", "price": 10}
REASONS = ("Le besoin est décrit entreprise par entreprise.", "Deux équipes en place.", "Chaque heure est consignée.")
RESTS = (Step.PROJECT, None, Step.TARGETS)
"""The section that each score rests on; where there is none, the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A proposal of the ended call: what it asks, its discussed scores, and what the calculation answered."""

    promoter: str
    title: str
    asked: int
    marks: tuple[int, int, int]
    because: str
    lacking: int = 0
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    given: int = 0
    reason: str
    departure: str = ""


PLOTS = (
    Plot(
        promoter="batiment",
        title="Chantiers en réseau",
        asked=240_000,
        marks=(9, 8, 8),
        because="rank",
        sectors=("construction",),
        given=240_000,
        reason="La mieux notée : un besoin précis et des partenaires prêts.",
    ),
    Plot(
        promoter="saveurs",
        title="De la serre au comptoir",
        asked=180_000,
        marks=(8, 8, 7),
        because="rank",
        given=180_000,
        reason="Des cibles claires, une équipe connue des entreprises.",
    ),
    Plot(
        promoter="accueil",
        title="Routes et scènes",
        asked=160_000,
        marks=(9, 6, 6),
        because="rank",
        regions=("01", "11"),
        given=160_000,
        reason="Sert deux régions éloignées, avec un calendrier réaliste.",
    ),
    Plot(
        promoter="comptoir",
        title="Vitrines partagées",
        asked=150_000,
        marks=(6, 8, 7),
        because="below",
        lacking=130_000,
        given=20_000,
        reason="Une phase d’essai dans trois commerces; le reste pourra être proposé de nouveau.",
        departure="Il restait 20 000 $ dans l’enveloppe : une phase d’essai utile, sans promesse pour la suite.",
    ),
    Plot(
        promoter="regions",
        title="Ateliers d’hiver",
        asked=120_000,
        marks=(6, 5, 5),
        because="below",
        lacking=100_000,
        reason="Les cibles reprennent celles d’un projet en cours : l’effet propre ne se verrait pas.",
    ),
)
GIVEN, AMOUNT = Decimal(580_000), Decimal(600_000)


def write(on: date, initiative: int, cast: Cast, trail: Trail) -> None:
    """The four, as rows: the operations are tried where they live."""
    _ended(on, initiative, cast, trail)
    _open(on, initiative, cast, trail)
    _cancelled(on, initiative, cast, trail)
    grid = _call(
        initiative,
        on - timedelta(days=400),
        titles=("Grille des propositions directes (fictive)", "Grid for direct proposals (fictitious)"),
        summaries=(
            "Ce que toute proposition sans appel doit montrer, et la norme qu’elle nomme.",
            "What any proposal without a call must show, and the norm it names.",
        ),
        requirements=[SHARE],
    )
    trail.add(at(on - timedelta(days=400), 9), cast.by(MINISTRY, Role.DIRECTOR), "call.published", "call", grid.pk)


def _call(
    initiative: int, published_on: date, *, titles: tuple[str, str], summaries: tuple[str, str], **terms: object
) -> Call:
    call = Call(initiative_id=initiative, title=titles[0], title_en=titles[1], **terms)
    call.summary, call.summary_en = summaries
    call.save()
    Criterion.objects.bulk_create(
        Criterion(call=call, rank=rank, name=name, name_en=name_en, weight=weight)
        for rank, (name, name_en, weight) in enumerate(CRITERIA, 1)
    )
    call.published_on = published_on
    call.save(update_fields=["published_on"])
    return call


def _ended(on: date, initiative: int, cast: Cast, trail: Trail) -> None:
    published, closes, results = (on - timedelta(days=days) for days in (260, 200, 150))
    call = _call(
        initiative,
        published,
        titles=("Appel fictif : près des entreprises", "Fictitious call: close to enterprises"),
        summaries=(
            "Pour accompagner des entreprises de moins de cent personnes, là où elles sont.",
            "To support enterprises of fewer than one hundred people, where they are.",
        ),
        amount=AMOUNT,
        opens_on=published + timedelta(days=10),
        closes_on=closes,
        results_on=results,
        requirements=[SHARE, NONPROFIT],
        floors=[FLOOR],
        pieces=[LETTER],
    )
    files = _files(call, closes, cast)
    _read(call, files, closes, cast)
    _decide(call, files, results, cast)
    call.announced_at = at(results, 9)
    call.save(update_fields=["announced_at"])
    director, house = cast.by(MINISTRY, Role.DIRECTOR), cast.organisations[MINISTRY]
    trail.add(at(published, 9), director, "call.published", "call", call.pk, house)
    trail.add(at(results, 9), director, "call.announced", "call", call.pk, house)
    for file in files:
        trail.add(at(results, 9), LETTERS.by, "proposal.told", "proposal", file.pk, file.promoter_id, letters=1)


def _files(call: Call, closes: date, cast: Cast) -> list[Proposal]:
    files = Proposal.objects.bulk_create(
        Proposal(
            call=call,
            promoter_id=cast.organisations[plot.promoter],
            title=plot.title,
            summary="Des entreprises reçoivent un diagnostic, un plan et des heures de conseil, sur place.",
            starts_on=closes + timedelta(days=90),
            ends_on=closes + timedelta(days=819),
            sectors=list(plot.sectors),
            regions=list(plot.regions),
            offers="Diagnostic, plan d’intervention, jusqu’à 30 heures de conseil.",
            delivery_points="Dans l’entreprise, ou au bureau de l’organisme.",
            partners="Aucun autre organisme.",
            declared={"nonprofit": True},
            begun_at=at(closes - timedelta(days=30), 9),
            begun_by=cast.by(plot.promoter, Role.PROMOTER),
        )
        for plot in PLOTS
    )
    BudgetLine.objects.bulk_create(
        line for plot, file in zip(PLOTS, files, strict=True) for line in _budget(file, plot.asked)
    )
    ProposedTarget.objects.bulk_create(
        _target(file, plot.asked // 4_000) for plot, file in zip(PLOTS, files, strict=True)
    )
    Piece.objects.bulk_create(
        Piece(
            proposal=file,
            wanted=0,
            document_id=attach_document(JOB, file=paper("lettre-fictive.txt"), organisation_id=file.promoter_id),
        )
        for file in files
    )
    joined = Document.objects.for_operation().filter(pk__in=Piece.objects.for_operation().values("document"))
    joined.update(at=at(closes - timedelta(days=4), 10))
    for plot, file in zip(PLOTS, files, strict=True):
        file.asked, file.total = Decimal(plot.asked), Decimal(plot.asked) * 3 / 2
        file.submitted_at, file.submitted_by = at(closes - timedelta(days=3), 11), file.begun_by
    Proposal.objects.for_operation().bulk_update(files, ["asked", "total", "submitted_at", "submitted_by"])
    return files


def _budget(file: Proposal, asked: int) -> Iterable[BudgetLine]:
    terms = (
        (BudgetCategory.STAFF, LineSource.ASKED, asked, "", False),
        (BudgetCategory.STAFF, LineSource.OWN, asked // 4, "", False),
        (BudgetCategory.SERVICES, LineSource.PRIVATE, asked // 4, "Membres de l’organisme", True),
    )
    for rank, (category, source, amount, funder, in_kind) in enumerate(terms, 1):
        yield BudgetLine(
            proposal=file, rank=rank, category=category, source=source, amount=amount, funder=funder, in_kind=in_kind
        )


def _target(file: Proposal, value: int) -> ProposedTarget:
    return ProposedTarget(
        proposal=file,
        rank=1,
        indicator="Entreprises accompagnées",
        definition="Un dossier accepté et une heure de service au moins",
        baseline="0 au début du projet",
        method="Services consignés au dossier, comptés par entreprise distincte",
        value=value,
    )


def _read(call: Call, files: Sequence[Proposal], closes: date, cast: Cast) -> None:
    """Two people of the ministry, each apart, and someone of a partner for one; then together."""
    second = enrol_person(JOB, email="analyst2@ministere.example.org", name="Karim Lacasse", fictitious=True)
    grant_membership(
        JOB,
        person_id=second,
        organisation_id=cast.organisations[MINISTRY],
        role=Role.ANALYST,
        since=call.published_on or closes,
    )
    partner = cast.people[PARTNER, Role.PARTNER]
    readers, given = (cast.people[MINISTRY, Role.ANALYST], second), at(closes + timedelta(days=20), 14)
    reviews = Review.objects.bulk_create(
        Review(
            proposal=file, reviewer_id=person, conflict=False, assigned_at=at(closes, 15), declared_at=at(closes, 16)
        )
        for file in files
        for person in (*readers, *((partner,) if file == files[2] else ()))
    )
    criteria = list(Criterion.objects.for_operation().filter(call=call).order_by("rank"))
    marks = {file.pk: plot.marks for plot, file in zip(PLOTS, files, strict=True)}

    letters = dict(Piece.objects.for_operation().filter(proposal__in=files).values_list("proposal_id", "pk"))

    def scores(file: int, review: Review | None, shift: int) -> Iterable[Score]:
        for one, value, reason, section in zip(criteria, marks[file], REASONS, RESTS, strict=True):
            yield Score(
                proposal_id=file,
                criterion=one,
                review=review,
                value=value + shift,
                reason=reason,
                section=section or "",
                piece_id=None if section else letters[file],
                at=given,
                by=f"person:{review.reviewer_id if review else readers[0]}",
            )

    shifts = dict(zip((*readers, partner), (0, 1, 0), strict=True))
    apart = [row for review in reviews for row in scores(review.proposal_id, review, shifts[review.reviewer_id])]
    Score.objects.bulk_create([*apart, *(row for file in files for row in scores(file.pk, None, 0))])
    Review.objects.for_operation().filter(proposal__call=call).update(submitted_at=given)


def _decide(call: Call, files: Sequence[Proposal], results: date, cast: Cast) -> None:
    """The calculation's answer is written as it came: a test runs it again."""
    decided, director = at(results - timedelta(days=20), 10), cast.by(MINISTRY, Role.DIRECTOR)
    rows = list(zip(PLOTS, files, strict=True))
    selection = Selection.objects.create(
        call=call,
        given=given_to(call, scored(call)),
        answered={
            "given": f"{GIVEN}.00",
            "left": f"{AMOUNT - GIVEN}.00",
            "gap": "0",
            "floors_cost": "0",
            "findings": {
                str(file.pk): {
                    "chosen": plot.because == "rank",
                    "because": plot.because,
                    "lacking": f"{plot.lacking}.00" if plot.lacking else "0",
                }
                for plot, file in rows
            },
            "floors": [{"reached": "80000", "missing": "0"}],
            "last": {"leaves": [files[2].pk], "enters": [files[3].pk], "lost": "1770000"},
        },
        at=decided,
        by=cast.by(MINISTRY, Role.ANALYST),
    )
    Decision.objects.bulk_create(
        Decision(
            proposal=file,
            selection=selection,
            chosen=plot.given > 0,
            computed=plot.because == "rank",
            amount=plot.given or None,
            reason=plot.reason,
            departure=plot.departure,
            at=decided,
            by=director,
        )
        for plot, file in rows
    )


def _open(on: date, initiative: int, cast: Cast, trail: Trail) -> None:
    call = _call(
        initiative,
        on - timedelta(days=20),
        titles=("Appel fictif : premiers pas en données", "Fictitious call: first steps with data"),
        summaries=(
            "Pour aider des entreprises à tenir à jour ce qu’elles savent de leurs clients et de leurs stocks.",
            "To help enterprises keep what they know of their customers and stock up to date.",
        ),
        amount=Decimal(400_000),
        opens_on=on - timedelta(days=10),
        closes_on=on + timedelta(days=25),
        results_on=on + timedelta(days=70),
        requirements=[SHARE, NONPROFIT],
        pieces=[LETTER],
    )
    by, begun = cast.by("batiment", Role.PROMOTER), at(on - timedelta(days=6), 10)
    said = {"title": "Des soumissions aux factures", "summary": "Relier les soumissions, les achats et les factures."}
    draft = Proposal.objects.create(
        call=call,
        promoter_id=cast.organisations["batiment"],
        begun_at=begun,
        begun_by=by,
        sectors=["construction"],
        **said,
    )
    Draft.objects.create(proposal=draft, step=Step.PROJECT, number=1, said=said, at=begun, by=by)
    BudgetLine.objects.bulk_create(_budget(draft, 90_000))
    trail.add(begun, by, "proposal.begun", "proposal", draft.pk, cast.organisations["batiment"])
    house, director = cast.organisations[MINISTRY], cast.by(MINISTRY, Role.DIRECTOR)
    trail.add(at(on - timedelta(days=20), 9), director, "call.published", "call", call.pk, house)


def _cancelled(on: date, initiative: int, cast: Cast, trail: Trail) -> None:
    """While it was open, with a draft begun."""
    published, when = on - timedelta(days=120), at(on - timedelta(days=75), 10)
    call = _call(
        initiative,
        published,
        titles=("Appel fictif : inventaires partagés", "Fictitious call: shared inventories"),
        summaries=(
            "Pour que des commerces d’une même rue tiennent leurs stocks ensemble.",
            "So that shops of the same street keep their stock together.",
        ),
        amount=Decimal(200_000),
        opens_on=published + timedelta(days=10),
        closes_on=on - timedelta(days=60),
        results_on=on - timedelta(days=20),
        requirements=[SHARE],
    )
    house, by = cast.organisations["comptoir"], cast.by("comptoir", Role.PROMOTER)
    begun = at(on - timedelta(days=90), 10)
    draft = Proposal.objects.create(
        call=call, promoter_id=house, title="Un stock pour la rue", begun_at=begun, begun_by=by
    )
    call.cancelled_at = when
    call.cancelled_because = "L’appel sur les données, prévu à l’automne, couvre le même besoin."
    call.cancelled_because_en = "The call on data, planned for the fall, answers the same need."
    call.save(update_fields=["cancelled_at", "cancelled_because", "cancelled_because_en"])
    ministry, director = cast.organisations[MINISTRY], cast.by(MINISTRY, Role.DIRECTOR)
    trail.add(at(published, 9), director, "call.published", "call", call.pk, ministry)
    trail.add(begun, by, "proposal.begun", "proposal", draft.pk, house)
    trail.add(when, director, "call.cancelled", "call", call.pk, ministry, reason=call.cancelled_because, letters=1)
