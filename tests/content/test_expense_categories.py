"""The closed list of expense categories: each given once, each with its words."""

from virage.content.library import load, shipped

CARD = 'id: other\nversion: "1"\nname: {fr: Autre, en: Other}\nlicence: CC0-1.0\nread_on: 2026-11-22\n'


def test_a_list_that_lacks_a_category_is_said(tmp_path):
    (tmp_path / "pack.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "expense_categories.yaml").write_text(
        "categories:\n  - {id: travel, label: {fr: Déplacements, en: Travel}}\n", encoding="utf-8"
    )
    said = [problem.say("fr") for problem in load([tmp_path]).problems()]
    assert [line for line in said if "travel" in line] == []
    assert len([line for line in said if "la catégorie training doit être donnée une fois" in line]) == 1


def test_words_of_sources_lead_to_one_category():
    words = [word for category in shipped().expense_categories.values() for word in category.words]
    assert len(words) == len(set(words))
