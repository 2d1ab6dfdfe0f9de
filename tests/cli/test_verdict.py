"""`virage verdict`, `explain` and `pack`: the contract of the command line."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from virage.cli.main import run
from virage.content.decisions import record
from virage.content.library import load
from virage.content.pack import shipped
from virage.core.eligibility import assess

FACTS = """\
legal_form: corporation
for_profit: true
employees: 12
revenue_cad: {min: 3000000}
scian: "3371"
region: "12"
"""


@pytest.fixture(scope="module")
def decision():
    """A decision to be torn."""
    library = load()
    given = {"employees": 12, "scian": "3371", "region": "12"}
    facts = library.facts.read(given, on=date(2026, 11, 22))
    aid = library.norms["essor-1b"]
    verdict = assess(aid, aid.norms[-1], facts, on=date(2026, 11, 22), base=library.facts.base)
    return record(library, verdict, given, on=date(2026, 11, 22))


@pytest.fixture
def asked(tmp_path, capsys):
    """Run a command on facts; give its code and what it wrote on each output."""

    def _asked(facts: str, *options: str, on: str = "2026-11-22") -> tuple[int, str, str]:
        path = tmp_path / "facts.yaml"
        path.write_text(facts, encoding="utf-8")
        code = run(["verdict", "--facts", str(path), "--on", on, *options])
        return (code, *capsys.readouterr())

    return _asked


def test_a_verdict_has_the_keys_of_the_contract(asked):
    code, out, err = asked(FACTS, "--aid", "essor-1b")
    [verdict] = json.loads(out)
    assert (code, err) == (0, "")
    assert (verdict["aid"], verdict["norm"], verdict["answer"], verdict["terms"]) == (
        "essor-1b",
        "essor-1b",
        "unknown",
        "complete",
    )
    assert verdict["findings"][0]["sentence"] == "Les demandes sont reçues du 24\u00a0avril 2025 au 31\u00a0mars 2027."
    assert {"sentence": "L’entreprise compte au plus 250 employés.", "answer": "yes"}.items() <= next(
        f for f in verdict["findings"] if "employés" in f["sentence"]
    ).items()
    assert "employees" not in verdict["ask"]
    assert "spent_before_applying" in verdict["ask"]


def test_one_object_for_each_aid_without_aid(asked):
    _, out, _ = asked(FACTS)
    verdicts = json.loads(out)
    assert len(verdicts) == len({v["aid"] for v in verdicts}) > 77
    assert {v["answer"] for v in verdicts} <= {"yes", "no", "unknown"}
    assert all(v["ask"] == [] for v in verdicts if v["answer"] == "no")


def test_the_norm_is_the_one_of_the_date_and_english_is_there(asked):
    _, out, _ = asked(FACTS, "--aid", "essor-1b", "--lang", "en", on="2024-05-01")
    [verdict] = json.loads(out)
    assert verdict["norm"] == "essor-1b-2024"
    assert "The enterprise has at most 250 employees." in [f["sentence"] for f in verdict["findings"]]


def test_a_size_above_the_limit_refuses_and_asks_nothing(asked):
    _, out, _ = asked("employees: {min: 300, max: 400}\n", "--aid", "essor-1b")
    [verdict] = json.loads(out)
    assert (verdict["answer"], verdict["ask"]) == ("no", [])


@pytest.mark.parametrize(
    ("facts", "options", "words"),
    [
        ("employees: douze\n", (), "facts.yaml:1: employees"),
        ("\nemployes: 12\n", (), "facts.yaml:2: employes"),
        ("region: 06\n", (), 'facts.yaml:1: 06 sans guillemets\u00a0: écrivez "06"'),
        ("region: 12\n", (), 'entre guillemets, de "01" à "17".\n'),
        ("employees: 010\n", (), 'écrivez "010" pour un code, 10 pour un nombre'),
        ("employees: 10\nfull_time_employees: 20\n", (), "facts.yaml:2: full_time_employees dépasse employees."),
        ("employees: {max: 4}\nfull_time_employees: {min: 5}\n", (), "full_time_employees dépasse employees."),
        ("legal_form: cooperative\ncooperative: false\n", (), "cooperative contredit legal_form"),
        ("employees: 1\nemployees: 2\n", (), "«\u00a0employees\u00a0» est répétée"),
        ("- 12\n", (), "facts.yaml"),
        ("a: [\n", (), "facts.yaml:"),
        (f"employees: {'9' * 5000}\n", (), "facts.yaml:1: le nombre 999"),
        ("revenue_cad: 1e99999999999999999999\n", (), "démesuré"),
        (f"employees: {'[' * 3000}{']' * 3000}\n", (), "emboîtés"),
        (f"employees: {'[' * 50000}\n", (), "emboîtés"),
        ("founded_on: 9999-12-31\n", (), "facts.yaml:1: founded_on"),
        ("employees: {min: -5, max: -1}\n", (), "facts.yaml:1: employees"),
        (FACTS, ("--record", "/proc/nowhere"), "/proc/nowhere"),
        (FACTS, ("--aid", "nowhere"), "nowhere"),
        (FACTS, ("--packs", "/nowhere"), "/nowhere"),
    ],
)
def test_bad_input_is_one_sentence_that_names_it(asked, facts, options, words):
    code, out, err = asked(facts, *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize("day", ["2026-02-30", "20261122", "2026-W47-1", "9999-12-31", "0001-01-01"])
def test_a_bad_date_is_named(asked, day):
    code, out, err = asked(FACTS, on=day)
    assert (code, out) == (2, "")
    assert day in err


def test_an_input_that_is_not_utf8_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("mrc: L’Érable".encode("latin1", "replace")), "utf-8"))
    assert run(["verdict", "--facts", "-", "--on", "2026-11-22"]) == 2
    assert capsys.readouterr() == ("", "L’entrée n’est pas de l’UTF-8 (invalid continuation byte).\n")


def test_a_recorded_decision_replays_and_a_changed_one_says_so(asked, tmp_path, capsys):
    asked(FACTS, "--aid", "essor-1b", "--record", str(tmp_path / "decisions"))
    path = tmp_path / "decisions" / "essor-1b.json"
    assert run(["explain", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True

    decision = json.loads(path.read_text())
    path.write_text(json.dumps({**decision, "facts": {**decision["facts"], "employees": 900}}))
    assert run(["explain", str(path)]) == 0
    changed = json.loads(capsys.readouterr().out)
    assert (changed["same"], changed["answer"], changed["replayed"]) == (False, "unknown", "no")
    assert changed["differences"] == ["answer", "standing", "findings", "ask"]

    path.write_text(json.dumps({**decision, "norm_text": {**decision["norm_text"], "funder": "Autre"}}))
    run(["explain", str(path)])
    assert json.loads(capsys.readouterr().out)["intact"] is False

    for part in ("facts", "on", "catalogue_text", "norm_text"):
        path.write_text(json.dumps({**decision, part: [[]]}))
        assert run(["explain", str(path)]) == 2
        assert str(path) in capsys.readouterr().err

    path.write_text(json.dumps({"format": "virage/decision/1"}))
    assert run(["explain", str(path)]) == 2
    assert "il manque" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("torn", "words"),
    [
        ({"facts": "douze"}, "« facts » doit être un groupe de clés"),
        ({"facts": {"employees": "douze"}}, "employees : « douze » n’est pas accepté; attendu : un nombre entier."),
        ({"facts": {"employes": 12}}, "employes : ce fait n’existe pas"),
        ({"on": 20261122}, "« on » doit être un texte"),
        ({"on": "2026-02-30"}, "on : « 2026-02-30 » n’est pas une date AAAA-MM-JJ"),
        ({"aid": ["essor-1b"]}, "« aid » doit être un texte"),
        ({"norm_text": "rien"}, "« norm_text » doit être un groupe de clés"),
        ({"norm_text": {}}, "norm_text : il manque « id »"),
        ({"catalogue_text": {}}, "« catalogue_text » doit être une liste"),
        ({"catalogue_text": ["rien"]}, "« catalogue_text.0 » doit être un groupe de clés"),
        ({"catalogue_text": [{"facts": "rien"}]}, "catalogue_text.0 : « facts » doit être une liste; reçu : rien"),
        (
            {"catalogue_text": [{"facts": [], "implications": [{"when": {"known": "mrc"}, "then": None}]}]},
            "catalogue_text.0 : « then » doit être un groupe de clés; reçu : null",
        ),
        (
            {"catalogue_text": [{"facts": [{"id": "mute", "type": "boolean", "question": {"fr": "Q", "en": "Q"}}]}]},
            "catalogue_text : mute : un booléen a des phrases true et false",
        ),
        ({"norm_sha256": None}, "« norm_sha256 » doit être un texte"),
    ],
)
def test_a_malformed_decision_is_said_in_our_words_at_its_place(asked, tmp_path, capsys, torn, words):
    asked(FACTS, "--aid", "essor-1b", "--record", str(tmp_path))
    path = tmp_path / "essor-1b.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **torn}))
    assert run(["explain", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:") in err


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_decision_however_torn_answers_in_the_words_of_python(decision, tmp_path, capsys, data):
    torn = json.loads(json.dumps(decision))
    place: Any = torn
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not place[key] or not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(st.sampled_from([None, True, -1, 1.5, "", "mot", [], [[]], ["mot"], {}, {"mot": {}}]))
    path = tmp_path / "torn.json"
    path.write_text(json.dumps(torn))
    code = run(["explain", str(path)])
    out, err = capsys.readouterr()
    assert code in (0, 2)
    assert code == 0 or (out, err.count("\n")) == ("", 1)
    assert not re.search(
        r"object|attribute|argument|NoneType|Input should|'str'|subscriptable|index out|Value error", err
    )


def test_every_aid_replays_the_same(asked, tmp_path, capsys):
    asked(FACTS, "--record", str(tmp_path / "all"))
    for path in sorted((tmp_path / "all").iterdir())[::9]:
        run(["explain", str(path)])
        assert json.loads(capsys.readouterr().out)["same"] is True, path


def test_pack_check_is_silent_on_a_sound_pack_and_exits_1_on_a_fault(tmp_path, capsys):
    assert run(["pack", "check"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["pack", "check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{tmp_path}/pack.yaml:1: le fichier manque\n"


def test_a_pack_that_replaces_the_shipped_one_must_be_whole(tmp_path, capsys):
    shutil.copytree(shipped(), tmp_path / "copy")
    (tmp_path / "copy" / "territory.yaml").unlink()
    assert run(["pack", "check", str(tmp_path / "copy")]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{tmp_path}/copy/territory.yaml:1: le fichier manque"


@pytest.mark.parametrize("name", ["published.yaml", "retention.yaml", "activities.yaml", "governance"])
def test_a_misnamed_file_of_a_pack_is_said_and_what_it_leaves_missing(tmp_path, capsys, name):
    copy = tmp_path / "copy"
    shutil.copytree(shipped(), copy)
    (copy / name).rename(copy / f"x{name}")
    (copy / "evil.py").write_text("")
    assert run(["pack", "check", str(copy)]) == 1
    said = capsys.readouterr().out
    assert f"{copy}/evil.py:1: ce fichier n’est pas lu" in said
    assert f"{copy}/{name}" in said.replace("/*.yaml", "")
    assert f"{copy}/x{name}" in said
    assert f"attendu\u00a0: {name}" in said


def test_schemas_are_written_for_editors(tmp_path, capsys):
    assert run(["pack", "schema", str(tmp_path)]) == 0
    written = json.loads(capsys.readouterr().out)
    aid = json.loads((tmp_path / "aids.json").read_text())
    assert written["aids"] == str(tmp_path / "aids.json")
    assert aid["additionalProperties"] is False
    assert aid["properties"]["norms"]["description"] == "Oldest first."


def test_the_command_runs_in_its_own_process_without_a_traceback(tmp_path):
    facts = tmp_path / "facts.yaml"
    facts.write_text("region: 06\n")
    done = subprocess.run(
        [sys.executable, "-m", "virage.cli.main", "verdict", "--facts", str(facts), "--on", "2026-11-22"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "06" in done.stderr
    assert "Traceback" not in done.stderr


def test_json_is_utf8_whatever_the_machine_prefers():
    done = subprocess.run(
        [sys.executable, "-m", "virage.cli.main", "verdict", "--facts", "-", "--on", "2026-11-22", "--aid", "c3i"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        input="mrc: L’Érable\n".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))[0]["label"] == "à préciser"
