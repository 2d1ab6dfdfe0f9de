"""The shipped instruments say what they must, and a broken one is refused at its line."""

import re
import shutil
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from tests.content import questions_seen
from virage.content import pack
from virage.content.instruments import INSTRUMENTS, MODULES, PUBLISHED, Instrument
from virage.content.library import Library, load, shipped
from virage.content.problems import PackError
from virage.core.instruments import Depth
from virage.core.profile import asked, minutes_left
from virage.core.scoring import score

QUICK = [
    "strategy.plan",
    "strategy.budget",
    "customers.presence",
    "customers.orders",
    "operations.tracking",
    "operations.reentry",
    "data.figures",
    "security.backup",
    "security.access",
    "people.skills",
    "people.change",
    "barrier",
]
MODULAR = sorted(path.stem for path in (pack.shipped() / "instruments" / "virage-pme").glob("*.yaml"))
"""The sectors that have a module."""
TEN = {"agriculture", "commerce_detail", "construction", "fabrication", "tourisme", "transformation_alimentaire"}
"""Their modules ask at least ten questions; the others, six."""


@pytest.fixture
def instrument() -> Instrument:
    return shipped().questionnaires["virage-pme"]


def problems(library: Library) -> list[str]:
    """Find what is wrong with the instruments, but for what a published version says of a change."""
    kinds = (MODULES, INSTRUMENTS)
    try:
        return [p.say() for kind in kinds for p in kind.check(library.files(kind), library)]
    except PackError as error:
        return [p.say() for p in error.problems]


def published_problems(library: Library) -> list[str]:
    return [p.say() for p in PUBLISHED.check(library.files(PUBLISHED), library)]


def test_the_shipped_instruments_have_no_problem():
    assert [*problems(shipped()), *published_problems(shipped())] == []


@pytest.mark.parametrize("sector", [*MODULAR, None])
def test_each_profile_sees_the_questions_of_its_golden_file(instrument, sector):
    assert questions_seen.seen(instrument, sector) == questions_seen.path(sector).read_text(encoding="utf-8")


@pytest.mark.parametrize("sector", MODULAR)
def test_the_quick_check_of_a_trade_is_twelve_questions_under_five_minutes(instrument, sector):
    questions = asked(instrument.sheet, {"sector": sector}, {}, Depth.QUICK)
    own = next(q.id for q in questions if q.id.startswith(f"{sector}."))
    assert [q.id for q in questions] == [own if name == "operations.tracking" else name for name in QUICK]
    assert minutes_left(questions, {}) == 4


def test_the_quick_check_of_one_who_named_no_trade(instrument):
    assert [q.id for q in asked(instrument.sheet, {}, {}, Depth.QUICK)] == QUICK


def test_a_module_asks_what_its_trade_deserves(instrument):
    asked_of = Counter(q.id.split(".")[0] for q in instrument.sheet.questions)
    assert [s for s in MODULAR if asked_of[s] < (10 if s in TEN else 6)] == []


def test_a_dimension_is_called_as_the_profile_calls_it(instrument):
    assert instrument.dimension_name("operations", {"sector": "construction"}).fr == "Chantiers et opérations"
    assert instrument.dimension_name("operations", {}).fr == "Opérations"


def test_the_best_answers_give_a_hundred_and_the_worst_zero(instrument):
    for sector, (option, expected) in product(MODULAR, (("a", 0), ("e", 100))):
        answers = {q.id: option for q in instrument.sheet.questions if q.dimension}
        card = score(instrument.sheet, profile={"sector": sector}, answers=answers, depth=Depth.FULL)
        assert (card.overall, {d.score for d in card.dimensions}) == (expected, {expected})


def test_what_holds_back_is_asked_without_being_scored(instrument):
    assert tuple(instrument.by_id["barrier"].options) == ("knowledge", "time", "urgency", "cost", "other")
    assert instrument.sheet.by_id["barrier"].dimension is None


def words(value: object) -> list[tuple[str, str]]:
    """Find every pair of French and English words under a value read from YAML."""
    if isinstance(value, dict):
        if value.keys() == {"fr", "en"}:
            return [(value["fr"], value["en"])]
        return [pair for inner in value.values() for pair in words(inner)]
    return [pair for inner in value for pair in words(inner)] if isinstance(value, list) else []


def test_words_follow_the_typography_of_the_house():
    library = shipped()
    pairs = [pair for kind in (INSTRUMENTS, MODULES) for f in library.files(kind) for pair in words(f.source.data)]
    assert len(pairs) > 300
    for fr, en in pairs:
        assert not re.search(r"'| [:;!?%$»]|« |[^\u00a0]:", fr), fr
        assert "'" not in en, en
        assert fr.strip() == fr != "", fr
        assert en.strip() == en != "", en


def test_every_scored_question_is_a_choice_between_five_situations(instrument):
    for entry in instrument.questions:
        for lang in ("fr", "en"):
            told = [option.words.say(lang) for option in entry.options.values()]
            assert len(set(told)) == len(told) == 5, entry.id


BROKEN = [
    ("      a: {fr:", "      aa: {fr:", "strategy.plan\u00a0: quatre ou cinq situations, dans l’ordre a, b, c, d, e"),
    ("dimension: strategy", "dimension: strategie", "la dimension strategie n’existe pas"),
    ("row: Q2.1", "row: Q2.11", "la ligne européenne Q2.11 ou la situation d n’existe pas"),
    ("up_to: 50", "up_to: 20", "les paliers doivent monter jusqu’à 100"),
    ("known: sector", "known: sectr", "sectr n’est ni un fait, ni une question posée avant operations.tracking"),
    ("id: strategy.budget", "id: strategy.plan", "la question strategy.plan est donnée deux fois"),
    ("    dimension: strategy\n", "", "strategy.plan\u00a0: il manque la dimension"),
    (
        "scored: false\n",
        "scored: false\n    dimension: data\n",
        "barrier n’est pas notée\u00a0: ni dimension, ni ligne européenne",
    ),
    ("depth: quick", "depth: deep", "« deep » n’est pas accepté; attendu : 'quick', 'core' or 'full'"),
    ("weight: 2", "wieght: 2", "la clé « wieght » n’est pas connue"),
]
BROKEN_MODULE = [
    ("follows: operations.tracking", "follows: operations.trcking", "la question operations.trcking n’existe pas"),
    ("dimension: operations", "dimension: sites", "la dimension sites n’existe pas"),
    ("  operations: {fr:", "  sites: {fr:", "la dimension sites n’existe pas"),
    ("instrument: virage-pme", "instrument: virage", "l’instrument virage n’existe pas"),
    ("module: construction", "module: meuble", "le module meuble doit être dans meuble.yaml"),
    ("eq: {sector", "eqq: {sector", None),
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Give a pack of the same id, which replaces the shipped one."""
    return Path(shutil.copytree(pack.shipped(), tmp_path / "quebec"))


def broken(copied: Path, name: str, before: str, after: str) -> tuple[str, str, int]:
    """Break a file of the pack once; give its one problem, and how many lines above the change it is shown."""
    path = copied / "instruments" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    [found] = dict.fromkeys(problems(load([copied])))
    file, line, sentence = found.split(":", 2)
    assert file == str(path)
    return found, sentence.strip(), text[: text.index(before)].count("\n") + 1 - int(line)


@pytest.mark.parametrize(("before", "after", "sentence"), BROKEN, ids=[b[1] for b in BROKEN])
def test_a_mistake_is_shown_at_its_line(copied, before, after, sentence):
    _, told, above = broken(copied, "virage-pme.yaml", before, after)
    assert told == sentence
    assert 0 <= above <= 1


@pytest.mark.parametrize(("before", "after", "sentence"), BROKEN_MODULE, ids=[b[1] for b in BROKEN_MODULE])
def test_a_mistake_in_a_module_is_shown_at_its_line(copied, before, after, sentence):
    _, told, above = broken(copied, "virage-pme/construction.yaml", before, after)
    assert sentence is None or told == sentence
    assert above == 0


def test_a_module_is_that_of_a_sector(copied):
    path = copied / "instruments" / "virage-pme" / "construction.yaml"
    text = path.read_text(encoding="utf-8").replace("module: construction", "module: batiment")
    path.write_text(text, encoding="utf-8")
    path.rename(path.with_name("batiment.yaml"))
    assert problems(load([copied])) == [f"{path.with_name('batiment.yaml')}:3: le secteur batiment n’existe pas"]


def test_few_questions_may_make_others_appear(copied):
    path = copied / "instruments" / "virage-pme.yaml"
    conditions = ", ".join(f"{{eq: {{{name}: a}}}}" for name in QUICK[:5])
    text = path.read_text(encoding="utf-8").replace(
        "  - id: barrier\n", f"  - id: barrier\n    visible_when: {{all: [{conditions}]}}\n"
    )
    path.write_text(text, encoding="utf-8")
    assert [p.split(":", 2)[2].strip() for p in problems(load([copied]))] == [
        "5 questions en font apparaître d’autres\u00a0: 4 au plus"
    ]


def test_a_module_keeps_the_version_of_its_instrument(copied):
    path = copied / "instruments" / "virage-pme" / "construction.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('version: "2026.2"', 'version: "2026.3"'), encoding="utf-8"
    )
    assert f"{path}:4: le module est en 2026.3, virage-pme en 2026.2" in problems(load([copied]))


def test_a_published_version_never_changes(copied):
    path = copied / "instruments" / "dmat-sme.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# a comment changes nothing\n{text}", encoding="utf-8")
    assert published_problems(load([copied])) == []
    path.write_text(text.replace("Site Web", "Site web"), encoding="utf-8")
    [found] = published_problems(load([copied]))
    assert "dmat-sme 2023-11 est publié et son contenu a changé" in found
