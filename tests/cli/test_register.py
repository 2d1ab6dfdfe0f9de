"""`virage register` loads, shows and compares; what it refuses it says in one sentence."""

import json

import pytest

from bench.register_files import write_register
from tests.stages.directory.register.test_loading import ONE, delivery, enterprise
from virage.cli.main import run

pytestmark = pytest.mark.django_db


def test_load_then_show(tmp_path, capsys):
    write_register(tmp_path, delivery(Entreprise=[enterprise(ONE), enterprise("12")]))
    assert run(["register", "load", str(tmp_path)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == [
        {"file": "Entreprise.csv", "line": 3, "words": "NEQ ne compte pas dix chiffres : « 12 »"},
    ]
    assert run(["register", "load", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"]
    assert run(["register", "show", "1100 000 001"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["name"], shown["registered_on"], shown["places"][1]["address"]) == (
        "Toitures Fictives inc.",
        None,
        "",
    )


def test_linking_says_what_it_lacks(monkeypatch, capsys):
    monkeypatch.setattr("virage.cli.commands.register.find_spec", lambda _name: None)
    assert run(["register", "link", "--lang", "en"]) == 2
    said = "The libraries of linkage are missing: `uv sync --frozen --no-dev --group linkage`.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["show", "12"], "An NEQ has ten digits: “12”.\n"),
        (["show", "9900000000"], "The register loaded here does not hold NEQ 9900000000. Its beginning is unusual.\n"),
        (["load", "/nowhere"], "Give the register’s ZIP archive, or a folder of its CSV files.\n"),
    ],
)
def test_a_refusal_is_one_sentence(typed, said, capsys):
    assert run(["register", *typed, "--lang", "en"]) == 2
    assert capsys.readouterr().err == said


def test_link_fills_the_queue(capsys):
    assert run(["register", "link"]) == 0
    assert json.loads(capsys.readouterr().out) == {"records": 0, "register": 0, "pairs": 0, "new": 0}
