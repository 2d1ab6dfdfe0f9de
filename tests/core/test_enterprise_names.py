"""What two ways of writing one name share, and what two names do not."""

import pytest
from hypothesis import given, strategies as st

from virage.core.enterprise_names import SUFFIXES, name_words, plain_name, sorted_name

SAME = [
    ("Les Entreprises Côté inc.", "ENT. COTE INC"),
    ("Plomberie du Lac ltée", "Plomb. du Lac Limitée"),
    ("Transport Ste-Anne S.E.N.C.", "transports sainte anne"),
    ("9123-4567 Québec Inc.", "9123 - 4567 QC INC"),
    ("L’Atelier d’Ève", "L'atelier d'eve enr."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_written_twice(one, other):
    assert plain_name(one) == plain_name(other)


def test_two_names_stay_two():
    assert plain_name("Toitures Roy") != plain_name("Toitures Royer")
    assert plain_name("9123-4567 Québec inc.") != plain_name("9123-4568 Québec inc.")


def test_a_name_made_of_small_words_is_kept():
    assert name_words("Inc.") == ("inc",)


@given(
    st.lists(st.sampled_from(["toitures", "roy", "lac", "boreal", "2000"]), min_size=1),
    st.sampled_from(sorted(SUFFIXES)),
)
def test_a_suffix_tells_nothing_apart(words, suffix):
    name = " ".join(words)
    assert sorted_name(f"{name} {suffix}") == sorted_name(name)
