"""Splink on DuckDB, in memory: the levels of ``core.linkage`` written as SQL, compared within blocks."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from virage.core.linkage import COMPARISONS, FLOORS, NOTHING, Likeness, Pair, prior
from virage.stages.directory.linkage.records import LinkRecord, without_common

if TYPE_CHECKING:
    from splink import SettingsCreator

SILENT = "{0}_l = '' OR {0}_r = ''"
CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "same": "name_l = name_r",
        "same_words": "words_l = words_r",
        "near": "least(length(name_l), length(name_r)) > 6"
        " AND least(damerau_levenshtein(name_l, name_r), damerau_levenshtein(words_l, words_r)) <= 2",
        "alike": "jaro_winkler_similarity(name_l, name_r) >= 0.88 OR starts_with(name_l, name_r || ' ')"
        " OR starts_with(name_r, name_l || ' ')",
    },
    "phone": {"same": "phone_l = phone_r", "near": "levenshtein(phone_l, phone_r) <= 1"},
    "email": {"same": "email_l = email_r", "domain": "domain_l = domain_r AND domain_l <> ''"},
    "street": {"same": "street_l = street_r", "near": "jaro_winkler_similarity(street_l, street_r) >= 0.94"},
    "postal": {"same": "postal_l = postal_r", "area": "left(postal_l, 3) = left(postal_r, 3)"},
    "bn": {"same": "bn_l = bn_r"},
}
"""When each level holds; the last level of a comparison is what remains. NEQ are compared when they are stated."""

BLOCKS = (
    "l.phone = r.phone AND l.phone <> ''",
    "l.email = r.email AND l.email <> ''",
    "l.domain = r.domain AND l.domain <> ''",
    "l.bn = r.bn AND l.bn <> ''",
    "l.words = r.words",
    "l.postal = r.postal AND l.postal <> '' AND left(l.name, 2) = left(r.name, 2)",
    "l.postal = r.postal AND l.postal <> '' AND l.street = r.street AND l.street <> ''",
    "l.start = r.start AND left(l.postal, 3) = left(r.postal, 3)",
)
"""Only pairs that share one of these are compared: all pairs of 50 000 records would be a billion."""

NOT_BOTH_NUMBERED = " AND NOT (l.numbered AND r.numbered)"


def settings(population: int) -> "SettingsCreator":
    """Splink's model: our levels with their shares, and our blocks."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        probability_two_random_records_match=prior(population),
        comparisons=[_comparison(name) for name in CONDITIONS],
        blocking_rules_to_generate_predictions=[{"blocking_rule": block + NOT_BOTH_NUMBERED} for block in BLOCKS],
        retain_matching_columns=True,
    )


def _comparison(name: str) -> dict[str, Any]:
    silent = {"sql_condition": SILENT.format(name), "label_for_charts": "silent", "is_null_level": True}
    levels = [
        {
            "sql_condition": CONDITIONS[name].get(level.id, "ELSE"),
            "label_for_charts": level.id,
            "m_probability": float(level.m),
            "u_probability": float(level.u),
        }
        for level in COMPARISONS[name]
    ]
    return {"output_column_name": name, "comparison_levels": [silent, *levels]}


def likely_pairs(
    records: Iterable[LinkRecord], *, population: int | None = None, at_least: float | None = None
) -> tuple[Pair, ...]:
    """Compare records and give the pairs worth a look, most probable first.

    Args:
        records: read in one pass; memory holds them once, by column.
        population: how many records one could have met, when more than those given (a whole register).
        at_least: the least probability; by default, that of a possible pair.
    """
    import pyarrow as pa
    from splink import DuckDBAPI, Linker

    held = without_common(list(records))
    columns = {field.name: [getattr(record, field.name) for record in held] for field in fields(LinkRecord)}
    if len(held) <= 1:
        return ()
    engine = DuckDBAPI()
    model = settings(population or len(held))
    linker = Linker(engine.register(pa.table(columns)), model, log_level=None)
    least = float(FLOORS[Likeness.POSSIBLE]) if at_least is None else at_least
    found = linker.inference.predict(threshold_match_probability=least)
    pairs = (_pair(row) for row in found.as_record_list())
    return tuple(sorted(pairs, key=lambda pair: (-pair.probability, pair.left, pair.right)))


def _pair(row: Mapping[str, Any]) -> Pair:
    """Splink counts levels from the farthest, 0, to the nearest."""
    levels = {
        name: len(COMPARISONS[name]) - 1 - found if (found := row[f"gamma_{name}"]) >= 0 else NOTHING
        for name in CONDITIONS
    }
    left, right = sorted((row["id_l"], row["id_r"]))
    return Pair(left=left, right=right, probability=row["match_probability"], levels=levels)
