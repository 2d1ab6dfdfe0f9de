"""Surveys and messages by barrier: what would not compare, or would never be sent, is refused."""

import pytest

from virage.content.library import load, shipped
from virage.content.pack import shipped as shipped_pack
from virage.content.surveys import BARRIER, BARRIER_MESSAGES, SURVEYS

SURVEY = (shipped_pack() / "surveys" / "freins.yaml").read_text(encoding="utf-8")
SAID = "aucune question « barrier »\u00a0: rien ne se compare au diagnostic rapide"
MESSAGES = (shipped_pack() / "barrier_messages.yaml").read_text(encoding="utf-8")


@pytest.fixture
def pack(tmp_path):
    card = "id: other\nversion: '1'\nname: {fr: a, en: a}\nlicence: CC0-1.0\n"
    (tmp_path / "pack.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "surveys").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        (
            "  - id: barrier\n",
            "  - id: main\n",
            "aucune question « barrier »\u00a0: rien ne se compare au diagnostic rapide",
        ),
        ("  - id: second\n", "  - id: barrier\n", "« barrier » est posée deux fois"),
        ("sources:\n", "sources:\n  - nowhere\n", "la source nowhere n’est déclarée nulle part"),
    ],
)
def test_a_survey_that_would_not_compare_is_refused(pack, written, instead, said):
    (pack / "surveys" / "freins.yaml").write_text(SURVEY.replace(written, instead), encoding="utf-8")
    library = load([pack])
    assert [problem.sentence.fr for problem in SURVEYS.check(library.files(SURVEYS), library)] == [said]


def test_a_message_for_no_barrier_is_refused(pack):
    (pack / "barrier_messages.yaml").write_text(MESSAGES.replace("barrier: cost", "barrier: rain"), encoding="utf-8")
    library = load([pack])
    found = [p.sentence.fr for p in BARRIER_MESSAGES.check(library.files(BARRIER_MESSAGES), library)]
    assert found == ["« rain » n’est un frein d’aucune enquête"]


def test_barriers_of_the_survey_are_those_of_the_quick_check():
    (survey,) = shipped().surveys.values()
    asked = {question.id: set(question.options) for question in survey.questions}
    check = next(q for q in shipped().questionnaires["virage-pme"].sheet.questions if q.id == BARRIER)
    assert asked[BARRIER] == set(check.options)


def test_each_barrier_but_the_last_has_its_message():
    (survey,) = shipped().surveys.values()
    barriers = {option for q in survey.questions if q.id == BARRIER for option in q.options}
    assert {message.barrier for message in shipped().barrier_messages.messages} == barriers - {"other"}
