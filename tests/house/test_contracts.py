"""The import contracts hold (`.importlinter`)."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tools.places import ROOT


def test_the_import_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
