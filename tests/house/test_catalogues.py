"""Catalogues compile whoever else compiles them at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from tools import catalogues


def test_two_runs_at_once_leave_one_whole_file(tmp_path, monkeypatch):
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "oui"\nmsgstr "yes"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "SOURCES", tmp_path)
    with ThreadPoolExecutor(8) as runs:
        for run in [runs.submit(catalogues.compile_all) for _ in range(8)]:
            run.result()
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
    assert b"yes" in (folder / "django.mo").read_bytes()
