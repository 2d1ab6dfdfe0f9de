"""A page of a list: its rows, its place, the rest of its address."""

import pytest
from django.http import QueryDict

from virage.base.paging import shown


@pytest.mark.parametrize(
    ("asked", "rows"),
    [("", (0, 50)), ("page=2", (50, 100)), ("page=9", (100, 150)), ("page=x", (0, 50))],
)
def test_a_page_is_within_the_list(asked, rows):
    place = shown(QueryDict(asked), 120)
    assert ((place.rows.start, place.rows.stop), place.count, place.places.paginator.num_pages) == (rows, 120, 3)


def test_the_rest_of_the_address_is_kept():
    assert shown(QueryDict("etat=verser&page=2"), 120).query == "&etat=verser"
