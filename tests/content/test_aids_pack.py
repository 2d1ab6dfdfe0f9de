"""The aids of the pack: everything the data gives is there, and the sample verdicts are those of the sources."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from virage.content.aids import Norm, Term
from virage.content.library import shipped
from virage.content.money import CATEGORIES
from virage.content.scian import label
from virage.content.texts import Text
from virage.core.conditions import Confirm, Node, Prefix, facts_of
from virage.core.eligibility import Verdict, assess
from virage.core.norms import in_force
from virage.core.values import RANGES

LIBRARY = shipped()
EXPECTED = yaml.safe_load((Path(__file__).parent / "aids_expected.yaml").read_text(encoding="utf-8"))
NORMS = {norm.id: (aid, norm) for aid in LIBRARY.aids.values() for norm in aid.norms}
READ_ON = date(2026, 11, 22)
EVERYTHING = {
    "legal_form": "corporation", "for_profit": True, "social_economy": False, "employees": 40,
    "revenue_cad": 6_000_000, "registered_req": True, "establishment_in_qc": True, "rena_listed": False,
    "oqlf_listed": False, "in_default_on_public_aid": False, "insolvent": False, "state_controlled": False,
    "spent_before_applying": False, "scian": "3371",
}  # fmt: skip


def verdict(aid_id: str, *, on: date, **facts: object) -> Verdict:
    known = LIBRARY.facts.read(facts, on=on)
    aid = LIBRARY.norms[aid_id]
    return assess(aid, in_force(aid, known, on), known, on=on, base=LIBRARY.facts.base)


def parts(node: Node) -> Iterator[Node]:
    yield node
    for child in (*getattr(node, "parts", ()), *([node.part] if hasattr(node, "part") else [])):
        yield from parts(child)


def count(rules: tuple[Term, ...]) -> dict[str, int]:
    kinds = Counter(
        "undertakings" if rule.kind == "undertaking" else "confirms" if isinstance(rule.test, Confirm) else "conditions"
        for rule in rules
    )
    return {kind: kinds[kind] for kind in ("conditions", "confirms", "undertakings")}


def urls(norm: Norm) -> set[str]:
    return {source.url for source in norm.sources}


def test_every_aid_of_the_data_is_there_under_its_id():
    assert len(EXPECTED["aids"]) == 77
    assert set(EXPECTED["aids"]) - set(LIBRARY.aids) == set()


def test_every_dated_norm_of_the_data_is_there_under_its_id():
    assert len(EXPECTED["dated_norms"]) == 44
    assert set(EXPECTED["dated_norms"]) - set(NORMS) == set()


@pytest.mark.parametrize("norm_id", sorted(EXPECTED["norms"]))
def test_as_many_terms_come_out_as_went_in(norm_id):
    _, norm = NORMS[norm_id]
    expected = EXPECTED["norms"][norm_id]
    found = {**count(norm.rules), "expenses": len(norm.money.expenses), "sources": len(norm.sources)}
    assert found == expected


def test_no_norm_escapes_the_count():
    assert set(EXPECTED["norms"]) == set(NORMS)


@pytest.mark.parametrize("norm_id", sorted(EXPECTED["dated_norms"]))
def test_a_dated_norm_keeps_its_terms_status_window_and_addresses(norm_id):
    _, norm = NORMS[norm_id]
    expected = EXPECTED["dated_norms"][norm_id]
    assert (norm.terms, norm.verified_by) == (expected["terms"], expected["verified_by"])
    for end in ("opens", "closes"):
        bound = getattr(norm.window, end)
        if end in expected:
            assert bound is not None
            assert bound.on == str(expected[end])
    assert set(expected["urls"]) - urls(norm) == set()


@pytest.mark.parametrize("aid_id", sorted(EXPECTED["aids"]))
def test_an_aid_keeps_every_address_of_its_sources(aid_id):
    aid = LIBRARY.aids[aid_id]
    kept = {source.url for source in aid.sources}.union(*(urls(norm) for norm in aid.norms))
    assert set(EXPECTED["aids"][aid_id]) - kept == set()


def test_complete_norms_are_the_eleven_of_the_data():
    assert {norm.id for _, norm in NORMS.values() if norm.terms == "complete"} == {
        "essor-1a", "essor-1b", "essor-1c", "essor-1c-2024", "c3i", "c3i-2021", "c3i-2020", "cric", "cdap-bybt",
        "mapaq-pta-v2-2025", "psce-1",
    }  # fmt: skip


def test_the_pack_is_clean():
    assert list(LIBRARY.problems()) == []


def test_every_rule_was_read_on_the_day_of_the_reading():
    assert {rule.read_on for _, norm in NORMS.values() for rule in norm.rules} == {"2026-11-22"}


@pytest.mark.parametrize(
    ("aid_id", "on", "norm"),
    [
        ("essor-1b", date(2015, 1, 1), "essor-1b-2022"),
        ("essor-1b", date(2023, 5, 1), "essor-1b-2022"),
        ("essor-1b", date(2024, 5, 1), "essor-1b-2024"),
        ("essor-1b", READ_ON, "essor-1b"),
        ("c3i", date(2020, 6, 1), "c3i-2020"),
        ("c3i", date(2022, 6, 1), "c3i-2021"),
        ("c3i", READ_ON, "c3i"),
        ("pmemtl-commercial", date(2022, 6, 1), "pmemtl-commercial-2023"),
        ("pmemtl-commercial", READ_ON, "pmemtl-commercial"),
    ],
)
def test_the_norm_in_force_on_the_day_answers(aid_id, on, norm):
    assert verdict(aid_id, on=on).norm == norm


def test_essor_1b_is_yes_when_every_condition_holds():
    assert verdict("essor-1b", on=READ_ON, **EVERYTHING).answer == "yes"


@pytest.mark.parametrize(
    "changed", [{"employees": 251}, {"revenue_cad": 2_499_999}, {"rena_listed": True}, {"state_controlled": True}]
)
def test_essor_1b_is_no_when_one_condition_fails(changed):
    assert verdict("essor-1b", on=READ_ON, **{**EVERYTHING, **changed}).answer == "no"


def test_a_social_economy_enterprise_needs_more_than_forty_percent_of_own_revenue():
    npo = {**EVERYTHING, "legal_form": "npo", "for_profit": False, "social_economy": True}
    answers = [
        verdict("essor-1b", on=READ_ON, **npo, autonomous_revenue_share=s).answer
        for s in (0.4, {"min": 0.41, "max": 1})
    ]
    assert answers == ["no", "yes"]


def test_a_foreign_enterprise_may_still_commit_to_settle():
    assert verdict("essor-1b", on=READ_ON, **{**EVERYTHING, "establishment_in_qc": False}).answer == "unknown"


@pytest.mark.parametrize(
    "aid_id", ["cdap-gybo", "cdap-bybt", "agroperformance", "canexport-pme", "passeport-innovation"]
)
def test_a_closed_aid_is_no(aid_id):
    assert verdict(aid_id, on=READ_ON).answer == "no"


def test_aids_certainly_open_on_the_day_of_the_reading():
    day = {aid_id: verdict(aid_id, on=READ_ON).window.answer for aid_id in LIBRARY.aids}
    assert {aid_id for aid_id, answer in day.items() if answer == "yes"} == {
        "essor-1a", "essor-1b", "essor-1c", "c3i", "cric", "cdaeia", "ced-raii", "fli", "iq-grand-v", "otn-cctt-2026",
    }  # fmt: skip


def test_peripheral_farms_had_their_own_days():
    near, far = (
        verdict("agroperformance", on=date(2025, 12, 11), scian="111", peripheral_region=here) for here in (False, True)
    )
    assert (near.window.answer, far.window.answer) == ("no", "yes")


@pytest.mark.parametrize("peripheral", [{"peripheral_region": True}, {"peripheral_region": False}, {}])
def test_the_day_of_the_general_opening_was_open_to_every_farm(peripheral):
    assert verdict("agroperformance", on=date(2026, 1, 12), scian="111", **peripheral).window.answer == "yes"


def test_what_is_suspended_is_not_said_closed():
    window = verdict("innovation-v2", on=READ_ON).window
    assert (window.answer, window.suspended) == ("no", True)
    assert window.sentence.fr == "La réception des demandes est suspendue depuis le 15\u00a0février 2024."


def test_the_codes_that_rules_name_are_labelled_as_in_the_classification():
    named = LIBRARY.facts.facts["scian"].values
    tests = (rule.test for _aid, norm in NORMS.values() for rule in norm.rules if rule.test is not None)
    told = {code for test in tests for part in parts(test) if isinstance(part, Prefix) for code in part.codes}
    assert {code for code in told if not any(code in RANGES[known] for known in named if known in RANGES)} <= set(named)
    for code, words in named.items():
        known = label(code, LIBRARY.scian)
        part_fr, part_en = ("", "") if code in LIBRARY.scian else ("en partie\u00a0: ", "in part: ")
        expected = (f"{known.fr} ({part_fr}{code})", f"{known.en} ({part_en}{code})")
        assert (words.fr.lower(), words.en.lower()) == tuple(text.lower() for text in expected)


def test_the_ctaq_asks_for_an_establishment_in_quebec_not_a_region():
    rules = {rule.id: rule.test for rule in NORMS["otn-ctaq-v1"][1].rules if rule.test is not None}
    read = frozenset().union(*(facts_of(test) for test in rules.values()))
    assert read == {"scian", "revenue_cad", "establishment_in_qc"}


def test_longueuil_is_a_municipality():
    found = verdict("cnj-del", on=READ_ON, municipality="Longueuil", hire_age=22)
    assert [f.answer for f in found.findings if "Longueuil" in f.sentence.fr] == ["yes"]


def test_low_digital_maturity_is_under_twenty_five():
    answers = [verdict("otn-synchronex", on=READ_ON, digital_maturity=m).answer for m in (24, 25)]
    assert answers == ["unknown", "no"]


@pytest.mark.parametrize(
    ("aid", "here", "place"),
    [
        ("cld-matawinie", "14", {"mrc": "Matawinie"}),
        ("frr-vitalisation-lislet", "12", {"mrc": "L’Islet"}),
        ("sadc-lsje-numerique", "02", {"mrc": "Lac-Saint-Jean-Est"}),
        ("pmemtl-innovation", "06", {"municipality": "Montréal"}),
    ],
)
def test_another_region_is_a_certain_no_and_the_place_alone_is_enough(aid, here, place):
    def of_the_place(**facts):
        return next(
            f.answer for f in verdict(aid, on=READ_ON, **facts).findings if next(iter(place.values())) in f.sentence.fr
        )

    assert of_the_place(region="11") == "no"
    assert of_the_place(region=here) == "unknown"
    assert of_the_place(**place) == "yes"


def test_every_aid_that_accepts_an_expense_says_what_it_is_for():
    paying = {a.id for a in LIBRARY.aids.values() for n in a.norms if any(e.included for e in n.money.expenses)}
    assert {name for name in paying if not LIBRARY.aids[name].purposes} == set()


def test_places_are_the_same_with_either_apostrophe():
    found = verdict("frr-vitalisation-lislet", on=date(2021, 7, 1), mrc="L'Islet")
    assert [f.answer for f in found.findings if "MRC" in f.sentence.fr] == ["yes"]


def test_what_is_not_a_norm_never_gets_a_verdict():
    found = verdict("otn-generic", on=READ_ON, **EVERYTHING)
    assert (found.answer, found.ask) == ("unknown", ())


def test_every_fact_read_exists_and_can_be_asked_in_both_languages():
    read = frozenset().union(
        *(facts_of(rule.test) for _, norm in NORMS.values() for rule in norm.rules if rule.test is not None)
    )
    asked = {LIBRARY.facts.base(name) for name in read}
    questions = {name: LIBRARY.facts.facts[name].question for name in asked}
    assert [name for name, words in questions.items() if words is None or not words.fr or not words.en] == []


def test_every_expense_category_has_its_label():
    assert set(LIBRARY.expense_categories) == set(get_args(CATEGORIES))


def people_words() -> Iterator[tuple[str, str]]:
    for fact in LIBRARY.facts.facts.values():
        for words in (fact.question, fact.subject, *fact.values.values(), *fact.phrases.values()):
            if words is not None:
                yield words.fr, words.en
    for category in LIBRARY.expense_categories.values():
        yield category.label.fr, category.label.en
    for aid in LIBRARY.aids.values():
        yield from texts(aid)


def texts(written: object) -> Iterator[tuple[str, str]]:
    if isinstance(written, Text):
        yield written.fr, written.en
    elif isinstance(written, BaseModel):
        for name in type(written).model_fields:
            yield from texts(getattr(written, name))
    elif isinstance(written, tuple):
        for item in written:
            yield from texts(item)
    elif isinstance(written, Node):
        yield from ((part.words.fr, part.words.en) for part in parts(written) if isinstance(part, Confirm))


BAD_FRENCH = re.compile(r"'|[ \u00a0][;!?]|[^\u00a0\d]:(?=\s|$)|\d[ ]?%|[ ]%|\d[ ]?\$| [MG]\$|« | »|\d \d{3}\b|  ")


def test_french_typography_holds():
    assert sorted({fr for fr, _ in people_words() if BAD_FRENCH.search(fr)}) == []


def test_english_has_no_straight_apostrophe():
    assert sorted({en for _, en in people_words() if "'" in en}) == []
