"""The action catalogue: what its schema and its checks refuse, and what the shipped pack promises."""

import re
import shutil
from collections import Counter
from datetime import date

import pytest

from virage.content.action_checks import ACTIONS
from virage.content.library import load, shipped
from virage.content.pack import shipped as shipped_pack
from virage.content.problems import PackError
from virage.core.actions import Size
from virage.core.planning import propose

QUICK = [
    "strategy.plan", "strategy.budget", "customers.presence", "customers.orders", "operations.tracking",
    "operations.reentry", "data.figures", "security.backup", "security.access", "people.skills", "people.change",
]  # fmt: skip
SITE = [
    "site", "bim", "estimating", "timesheets", "documents", "procurement", "equipment", "safety", "invoicing",
    "handover",
]  # fmt: skip


@pytest.fixture
def pack(tmp_path):
    """A small pack of the strategy actions, to be broken at the first by each test."""
    real = shipped_pack()
    (tmp_path / "actions").mkdir()
    shutil.copy(real / "actions" / "strategy.yaml", tmp_path / "actions")
    for name in ("sectors.yaml", "facts.yaml"):
        shutil.copy(real / name, tmp_path)
    for name in ("instruments", "figures", "clauses"):
        shutil.copytree(real / name, tmp_path / name)
    (tmp_path / "pack.yaml").write_text((real / "pack.yaml").read_text())
    return tmp_path


def broken(pack, old, new):
    path = pack / "actions" / "strategy.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    library = load([pack])
    try:
        found = tuple(ACTIONS.check(library.files(ACTIONS), library))
    except PackError as error:
        found = error.problems
    return [problem.say("fr").removeprefix(f"{pack}/") for problem in found]


def test_the_actions_and_clauses_have_no_problem():
    library = shipped()
    assert [p.say() for p in library.problems() if "actions" in str(p.path) or "clauses" in str(p.path)] == []


def test_every_question_is_mended_from_its_three_least_mature_answers():
    scored = {q.id for q in shipped().questionnaires["virage-pme"].questions if q.scored}
    mended = {m.question: m.options for a in shipped().actions.values() for m in a.core.mends if {*"abc"} <= m.options}
    assert mended.keys() == scored
    assert {*QUICK, *(f"construction.{name}" for name in SITE)} < scored


def test_each_trade_that_has_a_module_has_at_least_three_actions_of_its_own():
    own = Counter(sector for a in shipped().actions.values() for sector in a.core.sectors or ())
    modules = {path.stem for path in (shipped_pack() / "instruments" / "virage-pme").glob("*.yaml")}
    assert {sector for sector in modules if own[sector] < 3} == set()


def test_an_answer_of_a_module_is_mended_for_its_own_sector():
    for action in shipped().actions.values():
        modules = {m.question.split(".")[0] for m in action.core.mends} & {s.id for s in shipped().sectors.values()}
        assert modules <= (action.core.sectors or frozenset()), action.core.id


def test_estimates_are_signed_and_dated():
    assert {(a.estimate.author, a.estimate.on) for a in shipped().actions.values()} == {("Virage", date(2026, 11, 22))}


def test_costs_and_hours_rise_with_size():
    for action in shipped().actions.values():
        costs = [action.core.costs[size] for size in Size if size in action.core.costs]
        assert [c.low for c in costs] == sorted(c.low for c in costs)
        assert [c.high for c in costs] == sorted(c.high for c in costs)


def test_a_gain_is_not_measured_unless_a_source_says_so():
    told = {a.core.id: a.entry.gain.evidence for a in shipped().actions.values() if a.entry.gain.kind != "unmeasured"}
    assert told == {"digital-plan": "EV2", "online-orders": "EV5"}


def test_every_clause_serves_every_specification_or_some_action():
    library = shipped()
    named = {name for action in library.actions.values() for name in action.entry.clauses}
    common = {name for name, clause in library.clauses.items() if clause.common}
    assert named | common == set(library.clauses)
    assert named & common == set()


def test_the_words_follow_quebec_typography():
    folder = shipped_pack()
    wrong = re.compile(r"'| [;!?:](?=[ \"])|« | »|\d [$%]")
    for path in [*sorted((folder / "actions").glob("*.yaml")), *sorted((folder / "clauses").glob("*.yaml"))]:
        for said in re.findall(r'\bfr: "([^"]*)"', path.read_text()):
            assert wrong.search(said) is None, said


def test_a_construction_owner_gets_three_first_actions():
    catalogue = [a.core for a in shipped().actions.values()]
    answers = {name: "b" for name in QUICK if name != "operations.tracking"} | {"construction.site": "a"}
    plan = propose(catalogue, answers, on=date(2026, 11, 22), sector="construction", employees=12)
    assert [one.action.id for one in plan.first] == ["digital-plan", "site-journal", "access-accounts"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("prerequisites: []", "prerequisites: [nothing]", "l’action nothing n’existe pas"),
        ("prerequisites: []", "prerequisites: [digital-plan]", "digital-plan finit par dépendre d’elle-même"),
        ("clauses: [mandate-deliverables,", "clauses: [nothing,", "la clause nothing n’existe pas"),
        (
            "{question: strategy.plan, options: [a, b, c]}",
            "{question: strategy.plan, options: [b]}",
            "à partir de « a »",
        ),
        ("question: strategy.plan,", "question: strategy.luck,", "la question strategy.luck n’existe pas"),
        ("evidence: EV2", "evidence: EV99", "la donnée publiée EV99 n’existe pas"),
        ("sectors: all", "sectors: [magic]", "le secteur magic n’existe pas"),
        ("[digital_audit,", "[coffee,", "digital_audit"),
        ('hours: {"1-4": [6, 12]', 'hours: {"1-4": [12, 6]', "du plus petit au plus grand"),
        ('hours: {"1-4": [6, 12], ', "hours: {", "les mêmes tailles"),
        ("weeks: 6", "weeks: 6\n  colour: red", "colour"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_words(pack, old, new, sentence):
    said = broken(pack, old, new)
    assert len(said) == 1
    assert re.match(r"actions/strategy\.yaml:\d+: ", said[0])
    assert sentence in said[0]


def test_a_broken_pack_does_not_open(pack):
    broken(pack, "weeks: 6", "weeks: never")
    with pytest.raises(PackError):
        _ = load([pack]).actions
