"""A copy read whole: what each row names is there, no invoice is claimed twice, and every payment is checked again."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from decimal import Decimal
from typing import Any, TypeVar

from virage.core import kept
from virage.core.approvals import ThresholdTable
from virage.core.replay import File

ZERO = Decimal(0)
R = TypeVar("R", bound=kept.Row)
NAMED: Mapping[str, type[kept.Row]] = {
    "agreement_id": kept.Agreement,
    "amends_id": kept.Agreement,
    "payable_id": kept.Payable,
    "released_id": kept.Payable,
    "tranche_id": kept.Tranche,
    "deliverable_id": kept.Deliverable,
    "claim_id": kept.Claim,
    "line_id": kept.ClaimLine,
    "regrant_line_id": kept.RegrantLine,
    "about_id": kept.Entry,
    "corrects_id": kept.Entry,
}
"""Columns that name a row of another file; ``changed_id`` names one of the same."""
CHANGED = "changed_id"
GIVEN = frozenset({"granted", "paid"})
PAYING = frozenset({"paid", "advanced"})


def told_in(body: bytes) -> list[dict[str, str]]:
    r"""Rows of a CSV file with a first line of names; only a line feed ends a line.

    >>> told_in("id,why\r\n1,\"deux\nlignes\"\r\n".encode())
    [{'id': '1', 'why': 'deux\nlignes'}]
    """
    return list(csv.DictReader(f"{line}\n" for line in body.decode().split("\n")))


class Books:
    """The rows of a copy, by kind, in order of number."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Read every file named in ``kept.FILES``.

        Raises:
            ValueError, KeyError: a file cannot be read; the message begins with its name.
        """
        self._rows: dict[type[kept.Row], dict[int, Any]] = {}
        for name, kind in kept.FILES.items():
            try:
                rows = [kind.read(told) for told in told_in(files[name])]
            except (ValueError, KeyError, ArithmeticError) as fault:
                raise ValueError(f"{name}: unreadable ({fault})") from None
            self._rows[kind] = {row.id: row for row in sorted(rows, key=_number)}

    def of(self, kind: type[R]) -> Mapping[int, R]:
        """Rows of one kind, by number."""
        return self._rows[kind]

    def under(self, kind: type[R], name: str) -> Mapping[Any, list[R]]:
        """The same, by what one of their columns names."""
        found: dict[Any, list[R]] = defaultdict(list)
        for row in self.of(kind).values():
            found[getattr(row, name)].append(row)
        return found

    def strays(self) -> Iterator[str]:
        """Rows that name a row which is not there."""
        for name, kind in kept.FILES.items():
            named = [column for column in kept.columns(kind) if column in NAMED or column == CHANGED]
            for row in self.of(kind).values():
                for column in named:
                    number = getattr(row, column)
                    if number is not None and number not in self._rows[NAMED.get(column, kind)]:
                        yield f"{name} {row.id}: {column} {number} is not in the copy"

    def twice(self) -> Iterator[str]:
        """Invoices that stand in two lines, neither refused whole."""
        seen: dict[tuple[str, str], int] = {}
        for row in self.of(kept.ClaimLine).values():
            key = (row.supplier_key, row.number_key)
            if row.accepted == ZERO:
                continue
            if key in seen:
                yield f"claim_lines.csv {row.id}: the invoice of line {seen[key]}"
            seen.setdefault(key, row.id)

    def unanalysed(self) -> Iterator[str]:
        """Agreements signed without a whole analysis: each criterion has its score, its reason and its document."""
        analyses = self.under(kept.Analysis, "agreement_id")
        for row in self.of(kept.Agreement).values():
            if row.signed_on is None or row.amends_id is not None:
                continue
            if not analyses[row.id]:
                yield f"agreements.csv {row.id}: signed without an analysis"
            for line in analyses[row.id]:
                if line.score is None or not line.reason or not line.content:
                    yield f"analyses.csv {line.id}: {line.criterion} lacks its score, its reason or its document"

    def overgiven(self) -> Iterator[str]:
        """Lines that gave enterprises more than they hold; regrants decided by whoever proposed them."""
        given = self.under(kept.Regrant, "regrant_line_id")
        for line in self.of(kept.RegrantLine).values():
            total = sum((one.amount for one in given[line.id] if one.state in GIVEN), ZERO)
            if total > line.amount:
                yield f"regrant_lines.csv {line.id}: {total} given of {line.amount}"
        for row in self.of(kept.Regrant).values():
            if row.decided_by and row.decided_by == row.proposed_by:
                yield f"regrants.csv {row.id}: decided by whoever proposed it"

    def payments(self, *, tables: Sequence[ThresholdTable], zone: tzinfo) -> Iterator[File]:
        """Every payment and advance, with what is kept about each."""
        shelves = {kind: self.under(kind, "agreement_id") for kind in OF_AGREEMENT.values()}
        amendments = self.under(kept.Agreement, "amends_id")
        deposits = self.under(kept.Deposit, "deliverable_id")
        closings, terms = self.of(kept.Closing).values(), self.under(kept.ClaimTerms, "agreement_id")
        claims = {number: one for one in self.of(kept.Claim).values() for number in (one.payable_id, one.released_id)}
        lines, twins = self.under(kept.ClaimLine, "claim_id"), self.under(kept.ClaimLine, "number_key")
        years: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
        projects: dict[int | None, list[kept.Entry]] = defaultdict(list)
        for paid in self.of(kept.Entry).values():
            place = (paid.envelope_id, paid.fiscal_year)
            sums = years[place]
            sums[paid.kind] = sums.get(paid.kind, ZERO) + paid.amount
            projects[paid.project_id].append(paid)
            root = self.of(kept.Agreement).get(paid.agreement_id or 0)
            if paid.kind not in PAYING or paid.corrects_id is not None or root is None:
                continue
            rows = [root, *amendments[root.id]]
            hung = {name: [one for row in rows for one in shelves[kind][row.id]] for name, kind in OF_AGREEMENT.items()}
            claim = claims.get(paid.payable_id) if paid.payable_id else None
            mine = lines[claim.id] if claim else []
            yield File(
                payment=paid,
                payable=self.of(kept.Payable).get(paid.payable_id or 0),
                agreements=rows,
                deposits=[each for one in hung["deliverables"] for each in deposits[one.id]],
                entries=list(projects[paid.project_id]),
                year=dict(sums),
                closings=[one for one in closings if (one.envelope_id, one.fiscal_year) == place],
                claim=claim,
                lines=mine,
                twins=[each for one in mine for each in twins[one.number_key] if each.claim_id != one.claim_id],
                terms=next(iter(terms[root.id]), None),
                tables=tables,
                zone=zone,
                **hung,
            )


OF_AGREEMENT: Mapping[str, type[Any]] = {
    "contributions": kept.Contribution,
    "tranches": kept.Tranche,
    "deliverables": kept.Deliverable,
    "approvals": kept.Approval,
    "signatures": kept.Signature,
}


def _number(row: kept.Row) -> int:
    return row.id
