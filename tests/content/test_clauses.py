"""Requirement clauses: concrete, checkable, sourced where they restate a duty."""

import pytest

from virage.content.clauses import Clause, clauses_for
from virage.content.library import shipped

WORDS = {"fr": "Tout en français", "en": "All in French"}
CLAUSE = {
    "id": "one",
    "category": "french",
    "priority": "essential",
    "title": WORDS,
    "text": WORDS,
    "acceptance": WORDS,
}


def test_every_category_has_a_clause():
    assert {clause.category for clause in shipped().clauses.values()} == {
        "functional", "integration", "data", "security", "privacy", "french", "accessibility", "support", "exit",
        "commercial",
    }  # fmt: skip


def test_clauses_that_restate_a_duty_say_which_and_where():
    duties = {c.id: (c.duty, c.sources[0].kind) for c in shipped().clauses.values() if c.duty}
    assert duties == {
        "privacy-hosting": ("L25-pia", "secondary"),
        "privacy-incident": ("L25-incident-register", "primary"),
        "privacy-rights": ("L25-portability", "secondary"),
        "consent-forms": ("L25-consent", "secondary"),
        "auto-decision": ("L25-auto-private", "primary"),
    }


def test_a_duty_without_a_source_is_refused():
    with pytest.raises(ValueError, match="nomme sa source"):
        Clause.model_validate(CLAUSE | {"duty": "L25-pia"})


def test_a_specification_asks_the_common_clauses_and_those_named_once_in_order():
    clauses = shipped().clauses
    asked = clauses_for(["restore-test", "backup-scope", "restore-test"], clauses)
    expected = [c for c in clauses if clauses[c].common or c in {"backup-scope", "restore-test"}]
    assert [clause.id for clause in asked] == expected
