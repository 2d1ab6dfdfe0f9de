"""What deserves a second look among invoices claimed: each signal gives its reason and what it rests on.

A signal is never a decision: a person reads it and answers. The rules are ours, simple enough to be told in one
sentence; the limits come with the call and are shown with the signal.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from statistics import median

from virage.core.formats import dollars
from virage.core.invoices import Invoice, number_key, supplier_key
from virage.core.words import Words

SPREAD = Decimal("1.4826")
"""What makes the median of deviations comparable to a standard deviation (Rousseeuw & Croux, 1993)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What was seen, about which invoices, why in one sentence, and the figures that the sentence rests on."""

    kind: str
    about: tuple[int, ...]
    reason: Words
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From when a signal is worth saying; days, shares, counts: a pack’s. ``thresholds``: an agreement’s, in dollars.

    >>> limits = Limits(near_days=10, near_share=Decimal("0.01"), split_days=30, split_share=Decimal("0.1"),
    ...                 outlier_scores=Decimal("3.5"), least_alike=8)
    >>> limits.thresholds
    ()
    """

    near_days: int
    near_share: Decimal
    split_days: int
    split_share: Decimal
    outlier_scores: Decimal
    least_alike: int
    thresholds: tuple[Decimal, ...] = ()


def duplicates(invoices: Iterable[Invoice]) -> tuple[Signal, ...]:
    """Same supplier and same number, in one project or in several.

    >>> from datetime import date
    >>> told = {"project": 1, "on": date(2026, 5, 1), "amount": Decimal(10)}
    >>> one = Invoice(id=1, supplier="Fictif inc.", number="F-012", **told)
    >>> two = Invoice(id=2, supplier="FICTIF", number="f12", **told)
    >>> [(s.kind, s.about) for s in duplicates([one, two])]
    [('duplicate', (1, 2))]
    """
    found = _grouped(invoices, lambda one: (supplier_key(one.supplier), number_key(one.number)))
    return tuple(
        Signal(
            kind="duplicate",
            about=_numbers(same),
            reason=Words(
                fr=f"La facture {same[0].number} de {same[0].supplier} est réclamée {len(same)} fois.",
                en=f"Invoice {same[0].number} from {same[0].supplier} is claimed {len(same)} times.",
            ),
            inputs={"number": same[0].number, "projects": str(len({one.project for one in same}))},
        )
        for same in found
    )


def near_duplicates(invoices: Iterable[Invoice], limits: Limits) -> tuple[Signal, ...]:
    """Same supplier, other number, almost the same amount within a few days."""
    return tuple(
        Signal(
            kind="near_duplicate",
            about=(one.id, two.id),
            reason=Words(
                fr=f"Deux factures de {one.supplier}, de {dollars(one.amount).fr} et de {dollars(two.amount).fr}, "
                f"à {_days_fr(one, two)} d’écart.",
                en=f"Two invoices from {one.supplier}, of {dollars(one.amount).en} and {dollars(two.amount).en}, "
                f"{_days_en(one, two)} apart.",
            ),
            inputs={"days": str(_apart(one, two)), "near_days": str(limits.near_days)},
        )
        for same in _grouped(invoices, lambda one: supplier_key(one.supplier))
        for one, two in combinations(same, 2)
        if number_key(one.number) != number_key(two.number)
        and _apart(one, two) <= limits.near_days
        and abs(one.amount - two.amount) <= limits.near_share * max(one.amount, two.amount)
    )


def split_invoices(invoices: Iterable[Invoice], limits: Limits) -> tuple[Signal, ...]:
    """Several invoices of one supplier to one project, each just below a threshold, together above it, close in time.

    >>> from datetime import date
    >>> told = {"project": 1, "supplier": "Fictif", "amount": Decimal(24_000)}
    >>> bills = [Invoice(id=n, number=str(n), on=date(2026, 5, n), **told) for n in (1, 2)]
    >>> limits = Limits(near_days=10, near_share=Decimal("0.01"), split_days=30, split_share=Decimal("0.1"),
    ...                 outlier_scores=Decimal("3.5"), least_alike=8, thresholds=(Decimal(25_000),))
    >>> [s.about for s in split_invoices(bills, limits)]
    [(1, 2)]
    """
    listed = list(invoices)
    return tuple(
        Signal(
            kind="split",
            about=_numbers(run),
            reason=Words(
                fr=f"{len(run)} factures de {run[0].supplier} en {_days_fr(run[0], run[-1])}, chacune juste sous "
                f"{dollars(threshold).fr}, ensemble {dollars(_sum(run)).fr}.",
                en=f"{len(run)} invoices from {run[0].supplier} within {_days_en(run[0], run[-1])}, each just under "
                f"{dollars(threshold).en}, together {dollars(_sum(run)).en}.",
            ),
            inputs={"threshold": str(threshold), "days": str(limits.split_days), "total": str(_sum(run))},
        )
        for threshold in limits.thresholds
        for same in _grouped(
            (one for one in listed if threshold * (1 - limits.split_share) <= one.amount < threshold),
            lambda one: (one.project, supplier_key(one.supplier)),
        )
        for run in _runs(same, limits.split_days)
    )


def related_parties(invoices: Iterable[Invoice], ours: Mapping[int, Collection[str]]) -> tuple[Signal, ...]:
    """A supplier that bears the name of the promoter, or of someone it declared, project by project.

    >>> from datetime import date
    >>> told = {"project": 1, "number": "1", "on": date(2026, 5, 1), "amount": Decimal(1)}
    >>> bill = Invoice(id=7, supplier="Gestion Fictive inc.", **told)
    >>> [s.about for s in related_parties([bill], {1: ["GESTION FICTIVE"]})]
    [(7,)]
    """
    told = {project: {supplier_key(name): name for name in names} for project, names in ours.items()}
    return tuple(
        Signal(
            kind="related",
            about=(one.id,),
            reason=Words(
                fr=f"Le fournisseur {one.supplier} porte le nom de {tie}, qui tient au projet.",
                en=f"The supplier {one.supplier} bears the name of {tie}, who is tied to the project.",
            ),
            inputs={"supplier": one.supplier, "tie": tie},
        )
        for one in invoices
        if (tie := told.get(one.project, {}).get(supplier_key(one.supplier)))
    )


def outliers(invoices: Iterable[Invoice], alike: Mapping[str, Sequence[Decimal]], limits: Limits) -> tuple[Signal, ...]:
    """An amount far above those of the same category in like projects: median and median deviation, n shown.

    Nothing is said under ``least_alike`` amounts, nor where they do not vary. The score is that of Iglewicz and
    Hoaglin (1993): (amount − median) ÷ (1.4826 × MAD).

    >>> from datetime import date
    >>> told = {"project": 1, "number": "1", "on": date(2026, 5, 1), "amount": Decimal(900)}
    >>> bill = Invoice(id=1, supplier="F", category="x", **told)
    >>> like = {"x": [Decimal(n) for n in (90, 95, 98, 100, 102, 105, 110, 120)]}
    >>> limits = Limits(near_days=10, near_share=Decimal("0.01"), split_days=30, split_share=Decimal("0.1"),
    ...                 outlier_scores=Decimal("3.5"), least_alike=8)
    >>> [s.inputs["n"] for s in outliers([bill], like, limits)]
    ['8']
    """
    found = []
    for one in invoices:
        amounts = alike.get(one.category, ())
        score = robust_score(one.amount, amounts) if len(amounts) >= limits.least_alike else None
        if score is None or score <= limits.outlier_scores:
            continue
        middle, n = Decimal(median(amounts)), len(amounts)
        found.append(
            Signal(
                kind="outlier",
                about=(one.id,),
                reason=Words(
                    fr=f"{dollars(one.amount).fr} pour cette dépense; la médiane de {n} dépenses semblables est de "
                    f"{dollars(middle).fr}.",
                    en=f"{dollars(one.amount).en} for this expense; the median of {n} like expenses is "
                    f"{dollars(middle).en}.",
                ),
                inputs={"n": str(n), "median": str(middle), "score": str(round(score, 1))},
            )
        )
    return tuple(found)


def robust_score(amount: Decimal, amounts: Sequence[Decimal]) -> Decimal | None:
    """How far above the median, in median deviations; None where they do not vary.

    >>> robust_score(Decimal(2), [Decimal(1), Decimal(1), Decimal(1)]) is None
    True
    """
    middle = Decimal(median(amounts))
    spread = Decimal(median([abs(each - middle) for each in amounts]))
    return (amount - middle) / (SPREAD * spread) if spread else None


def _grouped(invoices: Iterable[Invoice], key: Callable[[Invoice], Hashable]) -> Iterator[list[Invoice]]:
    found: dict[Hashable, list[Invoice]] = {}
    for one in sorted(invoices, key=lambda one: (one.on, one.id)):
        found.setdefault(key(one), []).append(one)
    return (same for same in found.values() if len(same) > 1)


def _runs(same: list[Invoice], days: int) -> Iterator[list[Invoice]]:
    """Runs of at least two, each begun where the one before ended; none longer than ``days``."""
    run: list[Invoice] = []
    for one in same:
        if run and one.on - run[0].on > timedelta(days=days):
            if len(run) > 1:
                yield run
            run = []
        run.append(one)
    if len(run) > 1:
        yield run


def _numbers(invoices: Iterable[Invoice]) -> tuple[int, ...]:
    return tuple(one.id for one in invoices)


def _sum(invoices: Iterable[Invoice]) -> Decimal:
    return sum((one.amount for one in invoices), Decimal(0))


def _apart(one: Invoice, two: Invoice) -> int:
    return abs((two.on - one.on).days)


def _days_fr(one: Invoice, two: Invoice) -> str:
    n = _apart(one, two)
    return f"{n} jour{'s' if n > 1 else ''}"


def _days_en(one: Invoice, two: Invoice) -> str:
    n = _apart(one, two)
    return f"{n} day{'' if n == 1 else 's'}"
