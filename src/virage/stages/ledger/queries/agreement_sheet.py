"""One agreement or amendment whole, as it is followed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum, Value
from django.db.models.functions import Coalesce

from virage.base import words
from virage.base.library import library
from virage.base.paging import BY_PAGE
from virage.base.viewer import Viewer
from virage.core.leverage import leverage
from virage.stages.agreements.models import (
    Agreement,
    Contribution,
    Payable,
)
from virage.stages.agreements.states import AgreementState, PayableKind, Route
from virage.stages.ledger.models import Entry
from virage.stages.ledger.queries.agreement_rows import with_reasons
from virage.stages.ledger.queries.agreement_terms import changes_of, open_terms_of, terms_of
from virage.stages.ledger.queries.entries import EntryLine, line_of
from virage.stages.ledger.queries.phases import phases_of
from virage.stages.ledger.queries.sheet import AgreementSheet
from virage.stages.ledger.showing.changes import standing
from virage.stages.ledger.showing.funding import funding_of
from virage.stages.ledger.showing.origin import origin_in
from virage.stages.ledger.showing.parts import PayableLine, RowLine, TargetLine
from virage.stages.ledger.showing.reasons import analysis_lines, approval_line, signature_line
from virage.stages.ledger.showing.terms import (
    agreed_lines,
    blocked_by,
    contribution_line,
    deliverable_lines,
    tranche_lines,
)

ZERO = Decimal(0)


def agreement(
    viewer: Viewer, *, agreement_id: int, on: date, promoters: Collection[int] | None = None
) -> AgreementSheet | None:
    """One agreement whole; None for whoever may not follow it. Six queries at most."""
    seen = Agreement.objects.visible_to(viewer)
    if promoters is not None:
        seen = seen.filter(promoter_id__in=promoters)
    root = seen.filter(pk=agreement_id).values(root=Coalesce("amends_id", "pk"))
    rows = list(with_reasons(viewer, seen.filter(Q(pk__in=root) | Q(amends_id__in=root))))
    row = next((one for one in rows if one.pk == agreement_id), None)
    if row is None:
        return None
    language = words.spoken(viewer.language)
    terms = terms_of(viewer, rows)
    signed = {one.pk for one in rows if one.state == AgreementState.SIGNED}
    among = {row.pk} if row.number else signed | {row.pk}
    payables = {one.id: one for one in _payables(viewer, row.root_id)}
    owing = tranche_lines(standing(terms.tranches, signed), payables, on)
    expected = deliverable_lines(standing(terms.deliverables, signed), terms.handed, on)
    shown = terms.shown(row, among)
    tables = {table.id: table for table in library().approvals.tables}
    used = next((tables[one["table"]] for one in row.approvals_said if one["table"] in tables), None)
    return AgreementSheet(
        id=row.pk,
        root_id=row.root_id,
        reference=row.reference,
        number=row.number,
        purpose=row.purpose,
        project_id=row.project_id,
        project=row.project.name,
        promoter=row.promoter.name,
        promoter_id=row.promoter_id,
        initiative=row.project.initiative.name,
        initiative_id=row.project.initiative_id,
        ministry_id=row.project.initiative.ministry_id,
        fictitious=row.project.initiative.fictitious,
        route=Route(row.route),
        authorisation=row.authorisation,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        announced_on=row.announced_on,
        state=AgreementState(row.state),
        phases=phases_of(viewer, root_id=row.root_id, promoter_id=row.promoter_id) if rows[0].linked else (),
        origin=origin_in(rows[0].origin_said),
        caveat=f"{used.law.say(language)}. {used.caveat.say(language)}" if used else "",
        contributions=tuple(contribution_line(one) for one in shown.contributions),
        leverage=leverage([funding_of(row.reference, standing(terms.contributions, signed | {row.pk}))]),
        tranches=tranche_lines(shown.tranches, payables, on),
        deliverables=deliverable_lines(shown.deliverables, terms.handed, on),
        analysis=analysis_lines(row.analysis_said or (), language),
        approvals=tuple(approval_line(one, language) for one in row.approvals_said if one["turn"] == row.turn),
        signatures=tuple(signature_line(one) for one in row.signatures_said),
        payables=tuple(payables.values()),
        entries=_entries(viewer, row.root_id),
        agreed=agreed_lines(shown.targets, terms.targets),
        targets=_targets(row.followed_said, viewer.language),
        rows=tuple(_row(one, terms.contributions) for one in rows),
        changes=changes_of(terms, {row.pk} if row.number else signed, language),
        open_terms=open_terms_of(terms, row, signed, payables, language),
        held=any(one.holds for one in expected),
        blocked=blocked_by(owing, payables.values()),
    )


def _entries(viewer: Viewer, root: int) -> tuple[EntryLine, ...]:
    """The latest postings of an agreement, oldest first, for those who read the ledger."""
    rows = Entry.objects.visible_to(viewer).filter(agreement_id=root).select_related("project", "agreement")
    return tuple(line_of(row) for row in reversed(rows.order_by("-on", "-pk")[: BY_PAGE + 1]))


def _targets(said: Iterable[Mapping[str, Any]], language: str) -> tuple[TargetLine, ...]:
    names = library().indicators
    return tuple(
        TargetLine(
            words=names[one["indicator"]].name.words.say(language) if one["indicator"] in names else one["indicator"],
            version=one["version"],
            value=one["value"],
            set_on=date.fromisoformat(one["set_on"]),
        )
        for one in said
    )


def _row(row: Agreement, brought: Iterable[Contribution]) -> RowLine:
    own = [one for one in brought if one.agreement_id == row.pk and one.own]
    return RowLine(
        id=row.pk,
        number=row.number,
        purpose=row.purpose,
        state=AgreementState(row.state),
        signed_on=row.signed_on,
        ends_on=row.ends_on,
        route=str(Route(row.route).label),
        authorisation=row.authorisation,
        share=sum((one.amount - (one.changed.amount if one.changed else ZERO) for one in own), ZERO),
    )


def _payables(viewer: Viewer, root: int) -> Iterable[PayableLine]:
    """What was found owed under a reference, and what of it is paid. One query."""
    rows = Payable.objects.visible_to(viewer).filter(agreement_id=root)
    for row in rows.annotate(paid=Coalesce(Sum("entries__amount"), Value(ZERO))).order_by("released_on", "pk"):
        yield PayableLine(
            id=row.pk,
            kind=str(PayableKind(row.kind).label),
            said=row.reference,
            amount=row.amount,
            paid=row.paid,
            released_on=row.released_on,
            evidence=row.evidence,
            tranche_id=row.tranche_id,
            advance=row.kind == PayableKind.ADVANCE,
        )
