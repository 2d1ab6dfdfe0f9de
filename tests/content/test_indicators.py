"""Definitions are executed as written: what nothing could execute is refused, and a changed word changes the digest."""

import pytest

from virage.content.indicators import INDICATORS, Indicator
from virage.content.library import load, shipped
from virage.content.pack import shipped as shipped_pack

TEXT = (shipped_pack() / "indicators.yaml").read_text(encoding="utf-8")


def problems(tmp_path, changed):
    (tmp_path / "pack.yaml").write_text(
        "id: other\nversion: '1'\nname: {fr: a, en: a}\nlicence: CC0-1.0\n", encoding="utf-8"
    )
    (tmp_path / "indicators.yaml").write_text(changed, encoding="utf-8")
    library = load([tmp_path])
    return [problem.sentence.fr for problem in INDICATORS.check(library.files(INDICATORS), library)]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("day: session_day", "day: sent_day", "« sent_day » ne date pas ces lignes; au choix\u00a0: session_day"),
        ("{came: true}", "{paid: true}", "ces lignes n’ont pas « paid »; elles ont\u00a0: came"),
        (
            "    counts:\n      - {rows: rollout, day: accepted_day, where: {eq: {accepted: true}}}\n",
            "",
            "implemented ne dit pas ce qui le prouve\u00a0: il lui faut counts",
        ),
    ],
)
def test_what_could_not_be_executed_is_refused(tmp_path, written, instead, said):
    assert problems(tmp_path, TEXT.replace(written, instead)) == [said]


def test_the_digest_covers_words_and_rows():
    kept = shipped().indicators["sensitised"]
    data = kept.model_dump()
    words = Indicator.model_validate({**data, "excludes": {"fr": "rien", "en": "nothing"}})
    rows = Indicator.model_validate({**data, "counts": ()})
    assert len({kept.digest, words.digest, rows.digest}) == 3
    assert Indicator.model_validate(data).digest == kept.digest
