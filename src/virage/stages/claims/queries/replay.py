"""A payment checked again, for the auditor: each check, its answer, and the rows that it read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Sum
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.viewer import Role, Viewer
from virage.core import kept
from virage.core.answers import Answer
from virage.core.replay import Check, File
from virage.core.replay_origin import replay
from virage.stages.agreements.models import (
    Agreement,
    Approval,
    Contribution,
    Deliverable,
    Deposit,
    Payable,
    Signature,
    Tranche,
)
from virage.stages.claims.models import Claim, ClaimLine, ClaimTerms
from virage.stages.claims.rows import nested, read, told
from virage.stages.ledger.models import Closing, Entry
from virage.stages.ledger.states import PAYING

OF_AGREEMENT: Mapping[str, tuple[type[kept.Row], Any, str]] = {
    "contributions": (kept.Contribution, Contribution, "agreement"),
    "tranches": (kept.Tranche, Tranche, "agreement"),
    "deliverables": (kept.Deliverable, Deliverable, "agreement"),
    "deposits": (kept.Deposit, Deposit, "deliverable__agreement"),
    "approvals": (kept.Approval, Approval, "agreement"),
    "signatures": (kept.Signature, Signature, "agreement"),
}


TITLES = {
    "signed": _("Entente signée des deux côtés"),
    "approved": _("Approbations exigées ce jour-là"),
    "nothing_late": _("Livrables attendus"),
    "condition": _("Condition de la tranche"),
    "lines": _("Lignes de la réclamation"),
    "sums": _("Calcul de la somme"),
    "once": _("Chaque facture une seule fois"),
    "owed": _("Somme due, non dépassée"),
    "hands": _("Qui vérifie ne verse pas"),
    "need": _("Besoin démontré de l’avance"),
    "year_end": _("Besoin écrit en fin d’exercice"),
    "balance": _("Solde disponible"),
    "open": _("Exercice ouvert"),
}
ANSWERS = {
    Answer.YES: _("Tenait"),
    Answer.NO: _("Ne tenait pas"),
    Answer.UNKNOWN: _("Ne peut plus être vérifié"),
}
ROWS: Mapping[type[kept.Row], tuple[Any, str]] = {
    kept.Agreement: (_("entente"), "agreement"),
    kept.Contribution: (_("contribution"), ""),
    kept.Tranche: (_("tranche"), ""),
    kept.Deliverable: (_("livrable"), ""),
    kept.Deposit: (_("dépôt"), ""),
    kept.Approval: (_("approbation"), ""),
    kept.Signature: (_("signature"), ""),
    kept.Payable: (_("somme due"), "payable"),
    kept.Entry: (_("écriture"), "entry"),
    kept.Closing: (_("clôture"), ""),
    kept.ClaimTerms: (_("termes"), ""),
    kept.Claim: (_("réclamation"), "claim"),
    kept.ClaimLine: (_("ligne"), ""),
}
"""How each kind of row is said, and its name in the trail, where it has lines of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUsed:
    """A row that a check read: « écriture 12 »; ``searched`` finds its lines of the trail."""

    words: str
    searched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check made again, in the words of the reader."""

    id: str
    title: str
    answer: Answer
    answer_words: str
    reason: str
    rows: tuple[RowUsed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One payment: what was posted, and each check made again. ``corrected``: entries that corrected it since."""

    id: int
    kind: str
    on: date
    amount: Decimal
    evidence: str
    agreement_id: int
    agreement: str
    project: str
    promoter: str
    checks: tuple[CheckLine, ...]
    corrected: tuple[int, ...]

    @property
    def broken(self) -> int:
        """How many checks did not hold."""
        return sum(one.answer is Answer.NO for one in self.checks)

    @property
    def unknown(self) -> int:
        """How many nobody can make again."""
        return sum(one.answer is Answer.UNKNOWN for one in self.checks)


def replayed(viewer: Viewer, *, entry_id: int) -> Replayed | None:
    """Check a payment again. Six queries; None for whoever is not the auditor, and for what is no payment."""
    if not (viewer.job or viewer.has(Role.AUDITOR)):
        return None
    found = Entry.objects.visible_to(viewer).filter(pk=entry_id, kind__in=PAYING, corrects=None)
    due = Payable.objects.for_operation().filter(pk=OuterRef("payable"))
    shut = Closing.objects.for_operation().filter(envelope=OuterRef("envelope"), fiscal_year=OuterRef("fiscal_year"))
    later = Entry.objects.for_operation().filter(corrects=OuterRef("pk"))
    rows: QuerySet[Any] = found.select_related("agreement__project", "agreement__promoter").annotate(
        owed=nested(kept.Payable, due),
        shut=nested(kept.Closing, shut),
        corrected=ArraySubquery(later.order_by("pk").values("pk")),
    )
    row = rows.first()
    if row is None:
        return None
    return Replayed(
        id=row.pk,
        kind=row.get_kind_display(),
        on=row.on,
        amount=row.amount,
        evidence=row.evidence,
        agreement_id=row.agreement.pk,
        agreement=row.agreement.reference,
        project=row.agreement.project.name,
        promoter=row.agreement.promoter.name,
        checks=tuple(_line(one, viewer.language) for one in replay(_file(row))),
        corrected=tuple(row.corrected),
    )


def _line(one: Check, language: str) -> CheckLine:
    return CheckLine(
        id=one.id,
        title=str(TITLES[one.id]),
        answer=one.answer,
        answer_words=str(ANSWERS[one.answer]),
        reason=one.reason.say(language),
        rows=tuple(_used(row) for row in dict.fromkeys(one.used)),
    )


def _used(row: kept.Row) -> RowUsed:
    words, kind = ROWS[type(row)]
    return RowUsed(words=f"{words} {row.id}", searched=f"{kind} {row.id}" if kind else "")


def _file(row: Any) -> File:
    posted = Entry.objects.for_operation().filter(pk__lte=row.pk)
    entries = read(kept.Entry, posted.filter(project=row.project_id))
    year = posted.filter(envelope=row.envelope_id, fiscal_year=row.fiscal_year).order_by()
    claim, lines, terms = _claim(row.payable_id)
    return File(
        payment=next(one for one in entries if one.id == row.pk),
        payable=next((kept.Payable.read(one) for one in row.owed), None),
        entries=entries,
        year=dict(year.values_list("kind").annotate(Sum("amount"))),
        closings=[kept.Closing.read(one) for one in row.shut],
        claim=claim,
        lines=lines,
        twins=_twins(claim, lines),
        terms=terms,
        tables=library().approvals.tables,
        zone=timezone.get_default_timezone(),
        **_agreements(row.agreement_id),
    )


def _agreements(number: int) -> dict[str, Any]:
    """The agreement and its amendments, with what hangs on them. One query."""
    rows: QuerySet[Any] = Agreement.objects.for_operation().filter(Q(pk=number) | Q(amends=number))
    under = {
        f"of_{name}": nested(kind, model.objects.for_operation().filter(**{place: OuterRef("pk")}))
        for name, (kind, model, place) in OF_AGREEMENT.items()
    }
    found = list(rows.order_by("number").values(**under, said=JSONObject(**told(kept.Agreement))))
    hung = {
        name: [kind.read(one) for each in found for one in each[f"of_{name}"]]
        for name, (kind, *_) in OF_AGREEMENT.items()
    }
    return {"agreements": [kept.Agreement.read(each["said"]) for each in found], **hung}


def _claim(payable: int | None) -> tuple[kept.Claim | None, list[kept.ClaimLine], kept.ClaimTerms | None]:
    """The claim that a sum answers, or whose holdback it is. One query."""
    rows: QuerySet[Any] = Claim.objects.for_operation().filter(Q(payable=payable) | Q(released=payable))
    lines = ClaimLine.objects.for_operation().filter(claim=OuterRef("pk"))
    terms = ClaimTerms.objects.for_operation().filter(agreement=OuterRef("agreement"))
    parts = {"of_lines": nested(kept.ClaimLine, lines), "of_terms": nested(kept.ClaimTerms, terms)}
    found = rows.values(**parts, said=JSONObject(**told(kept.Claim))).first() if payable else None
    if found is None:
        return None, [], None
    said = next((kept.ClaimTerms.read(one) for one in found["of_terms"]), None)
    return kept.Claim.read(found["said"]), [kept.ClaimLine.read(one) for one in found["of_lines"]], said


def _twins(claim: kept.Claim | None, lines: Collection[kept.ClaimLine]) -> list[kept.ClaimLine]:
    """Lines of other claims that may bear the same invoice; ``core.replay`` compares. One query."""
    if claim is None:
        return []
    names, numbers = {one.supplier_key for one in lines}, {one.number_key for one in lines}
    rows = ClaimLine.objects.for_operation().filter(supplier_key__in=names, number_key__in=numbers)
    return read(kept.ClaimLine, rows.exclude(claim=claim.id))
