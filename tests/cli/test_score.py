"""`virage score`: JSON and 0, or one sentence and 2."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from virage.cli.main import run


@pytest.fixture
def scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run the command on a sheet; give its code and what it wrote on each output."""

    def _scored(instrument: str, sheet: Any, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "answers.json"
        path.write_text(sheet if isinstance(sheet, str) else json.dumps(sheet), encoding="utf-8")
        code = run(["score", instrument, str(path), *options])
        return (code, *capsys.readouterr())

    return _scored


def test_the_european_score_has_the_keys_of_the_contract(scored):
    sheet = {
        "Q1": {"invested": ["Q1.1"], "planned": []},
        "Q2": ["Q2.1"],
        "Q4": {"Q4.1": 5},
        "Q11": {"Q11.1": "partially"},
    }
    code, out, err = scored("dmat-sme", sheet)
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "instrument": "dmat-sme",
        "version": "2023-11",
        "dimensions": {"D1": 6.67, "D2": 7.14, "D3": 0, "D4": 0, "D5": 0, "D6": 5},
        "overall": 3.13,
        "interval": [3.13, 3.13],
        "band": "basic",
    }


def test_our_score_comes_with_its_interval(scored):
    answers = {
        "strategy.plan": "c",
        "strategy.budget": "c",
        "customers.presence": "na",
        "customers.orders": "c",
        "operations.tracking": "c",
        "operations.reentry": "c",
        "data.figures": "unknown",
        "security.backup": "c",
        "security.access": "c",
        "people.skills": "c",
        "people.change": None,
        "barrier": "time",
    }
    code, out, _ = scored(
        "virage-pme", {"profile": {"sector": "commerce_detail"}, "depth": "quick", "answers": answers}
    )
    assert code == 0
    assert json.loads(out) == {
        "instrument": "virage-pme",
        "version": "2026.2",
        "dimensions": {
            "strategy": 50,
            "customers": 50,
            "operations": 50,
            "data": None,
            "security": 50,
            "people": 50,
        },
        "overall": 50,
        "interval": [37.5, 62.5],
        "band": "average",
    }


def test_details_name_what_would_narrow_it_and_what_was_left_out(scored):
    sheet = {"profile": {"sector": "construction"}, "answers": {"operations.tracking": "e", "strategy.plan": "a"}}
    _, out, _ = scored("virage-pme", sheet, "--details")
    told = json.loads(out)
    assert told["left_out"] == ["operations.tracking"]
    assert told["narrowing"][0] == {"question": "data.figures", "points": 16.67}
    assert told["intervals"]["strategy"] == [0, 33.33]


def test_nothing_answered_is_null_not_zero(scored):
    _, out, _ = scored("virage-pme", {"answers": {}})
    told = json.loads(out)
    assert (told["overall"], told["band"], told["interval"]) == (None, None, [0, 100])


def test_a_sheet_saved_with_a_byte_order_mark_is_read(scored):
    code, out, _ = scored("dmat-sme", "\ufeff{}")
    assert (code, json.loads(out)["band"]) == (0, "basic")


@pytest.mark.parametrize(
    ("instrument", "sheet", "sentence"),
    [
        ("dmat", {}, "There is no instrument 'dmat': dmat-sme, virage-pme."),
        ("dmat-sme", {"Q7": ["Q7.2", "Q7.1"]}, "Q7, 'Q7.2': this row excludes the other rows of Q7."),
        ("dmat-sme", [], "the sheet must be an object; got: []."),
        ("dmat-sme", '{"Q2": [], "Q2": []}', "The key 'Q2' is given twice."),
        ("dmat-sme", '{"Q4": {"Q4.1": NaN}}', "NaN is not a number."),
        ("virage-pme", {"Q2": []}, "The key 'Q2' is not expected: profile, depth, answers."),
        ("virage-pme", {"profile": {}}, "“answers” is missing."),
        ("virage-pme", {"depth": "deep", "answers": {}}, "depth does not accept 'deep': quick, core, full."),
        ("virage-pme", {"profile": {"sectr": "x"}, "answers": {}}, "There is no fact 'sectr'."),
        ("virage-pme", {"profile": {"sector": "construciton"}, "answers": {}}, None),
        ("virage-pme", {"profile": {"scian": 23}, "answers": {}}, None),
        ("virage-pme", {"profile": {"employees": "12"}, "answers": {}}, None),
        ("virage-pme", {"answers": {"plan": "a"}}, "'plan' is not a question of virage-pme 2026.2."),
        (
            "virage-pme",
            {"answers": {"strategy.plan": 3}},
            "strategy.plan does not accept 3: answer with a, b, c, d, e, unknown.",
        ),
    ],
)
def test_bad_input_is_one_sentence_naming_the_value(scored, instrument, sheet, sentence):
    code, out, err = scored(instrument, sheet, "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    if sentence:
        assert err == f"{sentence}\n"


@pytest.mark.parametrize("arguments", [["score"], ["score", "dmat-sme", "/nowhere.json"], ["nothing"], []])
def test_a_wrong_command_leaves_with_two_and_one_line(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "virage.cli.main", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
