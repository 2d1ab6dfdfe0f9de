"""Write an agreement or an amendment: its terms, its analysis. Only in the draft."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.agreements.models import AgreedTarget, Agreement, AnalysisLine, Contribution, Deliverable, Tranche
from virage.stages.agreements.operations.locking import lock
from virage.stages.agreements.operations.refusals import AmendsAnother, NotADraft, NotYourAgreement, in_words
from virage.stages.agreements.policies import can_draft, can_draft_for
from virage.stages.agreements.states import AgreementState, ContributionKind, DeliverableKind, Nature, Route
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received
from virage.stages.programme.models import Project

TERMS: Mapping[str, type[Contribution | Tranche | Deliverable | AgreedTarget]] = {
    "contribution": Contribution,
    "tranche": Tranche,
    "deliverable": Deliverable,
    "target": AgreedTarget,
}
"""What a draft is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """What a draft says before its terms. ``authorisation``: the number of the norm, delegation, decree or C.T."""

    purpose: str
    route: Route
    authorisation: str = ""
    begins_on: date
    ends_on: date
    announced_on: date | None = None


@operation
def draft_agreement(
    viewer: Viewer, *, project_id: int, reference: str, words: AgreementWords, previous_id: int | None = None
) -> int:
    """Begin an agreement for a project; ``previous_id`` is that of its previous phase. Returns its number."""
    project = Project.objects.for_operation().select_related("initiative").get(pk=project_id)
    ministry = project.initiative.ministry_id
    if not can_draft_for(viewer, ministry):
        raise NotYourAgreement
    if previous_id is not None:
        before = lock(previous_id)
        if before.promoter_id != project.promoter_id or before.number:
            raise AmendsAnother
    columns = {"reference": reference, "previous_id": previous_id, **asdict(words)}
    return begin(viewer, ministry, project_id=project.pk, promoter_id=project.promoter_id, **columns)


@operation
def draft_amendment(viewer: Viewer, *, agreement_id: int, words: AgreementWords) -> int:
    """Begin an amendment to a signed agreement: a new row under the same reference. Returns its number."""
    first = lock(agreement_id)
    if not can_draft(viewer, first):
        raise NotYourAgreement
    if first.state != AgreementState.SIGNED or first.number:
        raise AmendsAnother
    rank = Agreement.objects.for_operation().filter(amends=first).count() + 1
    place = {"project_id": first.project_id, "promoter_id": first.promoter_id, "reference": first.reference}
    ministry = first.project.initiative.ministry_id
    return begin(viewer, ministry, number=rank, amends_id=first.pk, **place, **asdict(words))


@operation
def revise_agreement(viewer: Viewer, *, agreement_id: int, words: AgreementWords) -> None:
    """Change what a draft says before its terms."""
    row = own_draft(viewer, agreement_id)
    for name, value in asdict(words).items():
        setattr(row, name, value)
    with in_words(), transaction.atomic():
        row.save()
    _written(viewer, row, "agreement.revised")


@operation
def add_contribution(
    viewer: Viewer,
    *,
    agreement_id: int,
    amount: Decimal,
    funder_id: int | None = None,
    funder_name: str = "",
    kind: ContributionKind = ContributionKind.CASH,
    nature: Nature = Nature.PUBLIC,
    own: bool = False,
) -> int:
    """Say what one funder brings, in dollars; ``own``: from an envelope of the initiative. Returns its number."""
    terms = {"funder_id": funder_id, "funder_name": funder_name, "kind": kind, "nature": nature, "own": own}
    return _add(viewer, agreement_id, Contribution, amount=amount, **terms)


@operation
def add_tranche(
    viewer: Viewer,
    *,
    agreement_id: int,
    amount: Decimal,
    fiscal_year: int,
    due_on: date | None = None,
    condition: str = "",
    advance: bool = False,
    proven_need: Decimal | None = None,
) -> int:
    """Say what is paid, in dollars, in which fiscal year, and when or on which condition. Returns its number."""
    when = {"fiscal_year": fiscal_year, "due_on": due_on, "condition": condition}
    return _add(viewer, agreement_id, Tranche, amount=amount, **when, advance=advance, proven_need=proven_need)


@operation
def add_deliverable(viewer: Viewer, *, agreement_id: int, kind: DeliverableKind, title: str, due_on: date) -> int:
    """Say what the promoter hands in, by when. Returns its number."""
    return _add(viewer, agreement_id, Deliverable, kind=kind, title=title, due_on=due_on)


@operation
def add_target(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    agreement_id: int,
    indicator: str,
    definition: str,
    baseline: str,
    method: str,
    value: int,
    due_on: date | None = None,
) -> int:
    """Say what is to be reached, and how one would know. Returns its number."""
    told = {"indicator": indicator, "definition": definition, "baseline": baseline, "method": method}
    return _add(viewer, agreement_id, AgreedTarget, **told, value=value, due_on=due_on)


@operation
def remove_term(viewer: Viewer, *, agreement_id: int, kind: str, term_id: int) -> None:
    """Take a contribution, a tranche, a deliverable or a target out of a draft; ``kind`` is one of ``TERMS``."""
    row = own_draft(viewer, agreement_id)
    TERMS[kind].objects.for_operation().filter(agreement=row, pk=term_id).delete()
    _written(viewer, row, "agreement.term_removed", term=kind)


@operation
def analyse_criterion(
    viewer: Viewer, *, agreement_id: int, criterion: str, score: int, reason: str, file: Received | None = None
) -> None:
    """Score one criterion out of 100, say why, and attach what it rests on; a file given before stays if none comes."""
    row = own_draft(viewer, agreement_id)
    line = AnalysisLine.objects.for_operation().get(agreement=row, criterion=criterion)
    if file is not None:
        ministry = row.project.initiative.ministry_id
        line.document_id = attach_document(viewer, file=file, organisation_id=ministry)
    line.score, line.reason = score, reason
    line.save()
    _written(viewer, row, "agreement.analysed", criterion=criterion)


def own_draft(viewer: Viewer, agreement_id: int) -> Agreement:
    """Lock a draft, for whoever may write it."""
    row = lock(agreement_id)
    if not can_draft(viewer, row):
        raise NotYourAgreement
    if row.state != AgreementState.DRAFT:
        raise NotADraft
    return row


def begin(viewer: Viewer, ministry: int, **columns: Any) -> int:
    """Write the row, its analysis to be filled, its line of the trail."""
    with in_words(), transaction.atomic():
        row = Agreement.objects.create(drafted_by=viewer.by, drafted_at=timezone.now(), **columns)
    AnalysisLine.objects.bulk_create(
        AnalysisLine(agreement=row, criterion=name) for name in library().approvals.criteria
    )
    record(viewer, "agreement.drafted", kind="agreement", id=row.pk, organisation_id=ministry, number=row.number)
    return row.pk


def _add(viewer: Viewer, agreement_id: int, model: Any, **terms: Any) -> int:
    row = own_draft(viewer, agreement_id)
    return write_term(viewer, row, model, **terms)


def write_term(viewer: Viewer, row: Agreement, model: Any, **terms: Any) -> int:
    """Write one term of a draft that is locked."""
    with in_words(), transaction.atomic():
        term = model.objects.create(agreement=row, **terms)
    _written(viewer, row, "agreement.term_added", term=model._meta.model_name)  # noqa: SLF001 — Django’s documented API
    return int(term.pk)


def _written(viewer: Viewer, row: Agreement, verb: str, **details: Any) -> None:
    ministry = row.project.initiative.ministry_id
    record(viewer, verb, kind="agreement", id=row.pk, organisation_id=ministry, **details)
