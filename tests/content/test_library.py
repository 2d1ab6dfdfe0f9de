"""The library: what a broken pack says, how packs join, what the shipped one promises."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from virage.content.library import load, shipped
from virage.content.pack import shipped as shipped_pack
from virage.content.problems import PackError
from virage.content.yaml_source import parse
from virage.core.answers import Answer
from virage.core.eligibility import Standing, assess
from virage.core.norms import in_force

ON = date(2026, 11, 22)


@pytest.fixture
def pack(tmp_path):
    """A pack of one aid and the shipped facts, to be broken by each test."""
    real = shipped_pack()
    (tmp_path / "aids").mkdir()
    (tmp_path / "pack.yaml").write_text((real / "pack.yaml").read_text().replace("id: quebec", "id: essai"))
    (tmp_path / "aids" / "essai.yaml").write_text(
        """\
id: essai
name: {fr: Essai, en: Trial}
funder: Bailleur
level: qc
kinds: [grant]
norms:
  - id: essai
    window: {opens: {on: 2025-04}, closes: {on: 2027}}
    terms: complete
    rules:
      - id: size
        test: {le: {employees: 250}}
      - id: start
        kind: undertaking
        sentence: {fr: Vous commencez., en: You start.}
    money:
      rate: {share: 0.5}
"""
    )
    return tmp_path


def problems(pack: Path) -> list[str]:
    return [p.say("fr").removeprefix(f"{pack}/aids/") for p in load([pack]).problems() if str(pack) in str(p.path)]


def test_a_sound_pack_has_no_problem(pack):
    assert problems(pack) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("level: qc", "level: quebec", "essai.yaml:4: «\u00a0quebec\u00a0» n’est pas accepté"),
        ("level: qc", "levle: qc", "essai.yaml:4: la clé «\u00a0levle\u00a0» n’est pas connue"),
        ("level: qc\n", "level: qc\nlevel: ca\n", "essai.yaml:5: la clé «\u00a0level\u00a0» est répétée"),
        ("funder: Bailleur\n", "", "il manque «\u00a0funder\u00a0»"),
        ("{on: 2025-04}", "{on: 2025-13}", "essai.yaml:8: «\u00a02025-13\u00a0» n’est ni une année"),
        ("{on: 2025-04}", "{}", "essai.yaml:8: une borne donne"),
        ("{le: {employees: 250}}", "{le: {employes: 250}}", "essai.yaml:12: employes\u00a0: ce fait n’existe pas"),
        ("{le: {employees: 250}}", "{le: {employees: beaucoup}}", "essai.yaml:12: employees"),
        ("{le: {employees: 250}}", "{less: {employees: 250}}", "essai.yaml:12: «\u00a0less\u00a0» n’est pas un mot"),
        ("{le: {employees: 250}}", "{known: employees}", "essai.yaml:12: known dit ce qui a été répondu"),
        ("{le: {employees: 250}}", '{eq: {scian: "31"}}', "essai.yaml:12: scian est un code"),
        ("{le: {employees: 250}}", "{prefix: {scian: [31]}}", "essai.yaml:12: le code 31 doit être entre guillemets"),
        ("{le: {employees: 250}}", "{eq: {region: 06}}", 'essai.yaml:12: 06 sans guillemets\u00a0: écrivez "06"'),
        ("{le: {employees: 250}}", "{le: {region: '06'}}", "essai.yaml:12: region n’a pas d’ordre"),
        ("{le: {employees: 250}}", "{all: []}", "essai.yaml:12: une liste non vide de conditions"),
        (
            "{le: {employees: 250}}",
            "{le: {employees: 250}}\n        sentence: {fr: a, en: b}",
            "produite à partir du test",
        ),
        ("kind: undertaking", "kind: condition", "une condition a un test"),
        ("id: start", "id: size", "essai.yaml:13: la règle «\u00a0size\u00a0» existe deux fois"),
        ("terms: complete", "terms: none", "terms: none n’a pas de règles"),
        (
            "- id: essai\n",
            "- id: essai\n    version_of: autre\n",
            "essai.yaml:8: l’aide «\u00a0autre\u00a0» n’existe pas",
        ),
        ("id: essai\nname", "id: autre\nname", "essai.yaml:1: l’id «\u00a0autre\u00a0» n’est pas le nom du fichier"),
        ("share: 0.5", "share: 50", "essai.yaml:17:"),
        ("name: {fr", "name: &n {fr: a, en: b}\nstream: *n\nnotes: {fr", "essai.yaml:2: les ancres"),
        ("name: {fr: Essai", "name: {fr: Essai: un", "YAML mal formé"),
    ],
)
def test_a_mistake_is_shown_at_its_line(pack, old, new, words):
    path = pack / "aids" / "essai.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    said = problems(pack)
    assert [line for line in said if words in line], said


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("{at_least: {n: 3, of: [{le: {employees: 250}}]}}", "at_least\u00a0: n va de 1 à 1"),
        ("{at_least: {n: true, of: [{le: {employees: 250}}]}}", "at_least\u00a0: n va de 1 à 1"),
        ("{in: {employees: []}}", "in attend une liste non vide"),
        ("{between: {employees: [9, 1]}}", "between va du plus petit au plus grand"),
    ],
)
def test_a_wrong_condition_is_said_once(pack, test, words):
    path = pack / "aids" / "essai.yaml"
    path.write_text(path.read_text().replace("{le: {employees: 250}}", test, 1))
    [said] = problems(pack)
    assert words in said


def test_another_pack_may_say_an_aid_again(pack):
    (pack / "aids" / "essai.yaml").rename(pack / "aids" / "evol.yaml")
    path = pack / "aids" / "evol.yaml"
    path.write_text(path.read_text().replace("id: essai\nname", "id: evol\nname"))
    library = load([pack])
    assert list(library.problems()) == []
    assert [norm.id for norm in library.norms["evol"].norms] == ["essai"]


def test_another_pack_adds_and_the_same_id_replaces(pack, tmp_path_factory):
    assert "essai" in load([pack]).aids
    assert "essor-1b" in load([pack]).aids
    replaced = tmp_path_factory.mktemp("packs") / "mine"
    shutil.copytree(shipped_pack(), replaced)
    (replaced / "aids" / "essor-1b.yaml").unlink()
    assert "essor-1b" not in load([replaced.parent]).aids


def test_a_folder_without_a_card_is_no_pack(tmp_path):
    with pytest.raises(PackError, match=r"pack\.yaml:1: le fichier manque"):
        load([tmp_path])


def test_the_dialect_keeps_words_words_and_decimals_exact():
    data = parse("province: ON\nanswer: no\nshare: 0.1\nday: 2024-05-01\nmonth: 2024-05\nnone: null\n", Path("x")).data
    assert data["province"] == "ON"
    assert data["answer"] == "no"
    assert str(data["share"]) == "0.1"
    assert data["day"] == date(2024, 5, 1)
    assert (data["month"], data["none"]) == ("2024-05", None)


def test_the_shipped_pack_has_no_problem():
    assert [p.say() for p in shipped().problems()] == []


@pytest.mark.parametrize(
    ("on", "norm"), [("2024-05-01", "essor-1b-2024"), ("2025-01-15", "essor-1b-2024"), ("2026-11-22", "essor-1b")]
)
def test_the_norm_in_force_is_the_one_of_the_date(on, norm):
    assert in_force(shipped().norms["essor-1b"], {}, date.fromisoformat(on)).id == norm


def test_partial_terms_never_say_admissible(pack):
    path = pack / "aids" / "essai.yaml"
    path.write_text(path.read_text().replace("terms: complete", "terms: partial"))
    library = load([pack])
    aid = library.norms["essai"]
    verdict = assess(aid, aid.norms[0], library.facts.read({"employees": 12}, on=ON), on=ON)
    assert (verdict.answer, verdict.standing, verdict.ask) == (Answer.UNKNOWN, Standing.MEETS_PUBLISHED, ())


def test_unpublished_terms_have_one_finding_and_nothing_to_ask():
    library = shipped()
    aid = library.norms["pex"]
    verdict = assess(aid, aid.norms[0], {}, on=ON)
    assert [f.sentence.fr for f in verdict.findings] == ["Conditions non publiées."]
    assert (verdict.answer, verdict.ask) == (Answer.UNKNOWN, ())


def test_every_verdict_speaks_two_languages_and_asks_only_facts_that_exist():
    library = shipped()
    for aid in library.norms.values():
        for norm in aid.norms:
            verdict = assess(aid, norm, {}, on=ON, base=library.facts.base)
            assert all(f.sentence.fr and f.sentence.en and "{" not in f.sentence.fr for f in verdict.findings)
            assert all(library.facts.facts[name].question for name in verdict.ask)
            assert not (verdict.answer is Answer.NO and verdict.ask)


def test_no_term_of_the_files_is_lost_on_the_way():
    library = shipped()
    for aid in library.aids.values():
        for written, norm in zip(aid.norms, library.norms[aid.id].norms, strict=True):
            assert len(written.rules) == len(norm.rules) + len(norm.undertakings)
