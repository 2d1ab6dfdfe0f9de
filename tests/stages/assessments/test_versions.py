"""An assessment keeps to the version it began with; a new one takes the newest."""

import shutil

import pytest
import yaml

from tests.thread import answer_all, begin
from virage.base.library import library
from virage.content import pack
from virage.content.instruments import PUBLISHED
from virage.content.library import load
from virage.stages.assessments import operations
from virage.stages.assessments.operations import answering
from virage.stages.assessments.queries import latest_sheet, sheets
from virage.stages.stewardship.queries import given_data

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def published(tmp_path):
    """A library where 2026.3 drops a question and keeps the text of 2026.2."""
    copied = tmp_path / "quebec"
    shutil.copytree(pack.shipped(), copied)
    current, modules = copied / "instruments" / "virage-pme.yaml", [*copied.glob("instruments/virage-pme/*.yaml")]
    former = {
        "instrument": yaml.safe_load(current.read_text(encoding="utf-8")),
        "modules": [yaml.safe_load(module.read_text(encoding="utf-8")) for module in sorted(modules)],
    }
    kept = copied / "instruments" / "published" / "virage-pme" / "2026.2.yaml"
    kept.write_text(yaml.safe_dump(former, allow_unicode=True, sort_keys=False), encoding="utf-8")
    newer = {**former["instrument"], "version": "2026.3"}
    newer["questions"] = [q for q in newer["questions"] if q["id"] != "security.backup"]
    current.write_text(yaml.safe_dump(newer, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for module in modules:
        module.write_text(module.read_text(encoding="utf-8").replace('"2026.2"', '"2026.3"'), encoding="utf-8")
    return load([copied])


def test_a_sheet_under_way_keeps_its_version_and_a_new_one_takes_the_newest(published, monkeypatch):
    thread, owner = begin()
    answer_all(thread, owner)
    before, exported = latest_sheet(owner, key=thread.key), given_data(owner, key=thread.key)
    for module in (answering, sheets):
        monkeypatch.setattr(module, "library", lambda: published)
    after = latest_sheet(owner, key=thread.key)
    assert (after.instrument.version, after.instrument.digest) == ("2026.2", before.instrument.digest)
    assert (after.questions, after.card) == (before.questions, before.card)
    assert given_data(owner, key=thread.key) == exported
    operations.save_answer(owner, key=thread.key, assessment_id=after.id, question="security.backup", value="a")
    other, newcomer = begin()
    sheet = latest_sheet(newcomer, key=other.key)
    assert sheet.instrument.version == "2026.3"
    assert "security.backup" not in [question.id for question in sheet.questions]
    with pytest.raises(operations.NotAnAnswer):
        operations.save_answer(newcomer, key=other.key, assessment_id=sheet.id, question="security.backup", value="a")


def test_a_published_version_whose_text_is_gone_is_a_fault(published):
    assert list(PUBLISHED.check(published.files(PUBLISHED), published)) == []
    (published.packs[-1] / "instruments" / "published" / "virage-pme" / "2026.1.yaml").unlink()
    again = load([published.packs[-1]])
    [found] = PUBLISHED.check(again.files(PUBLISHED), again)
    assert "virage-pme 2026.1" in found.say()


def test_an_unknown_version_is_not_guessed():
    with pytest.raises(LookupError):
        library().instrument("virage-pme", "1999.1")
