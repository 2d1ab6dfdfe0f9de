"""The server and PostgreSQL killed while payments are posted: each is there once. The long run is bench/kills.py."""

import pytest

from bench.kills import cluster_like, posted_under_fire
from tests.conftest import base

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_nothing_is_lost_nor_doubled_by_kills():
    cluster = cluster_like(base, "pgtest-killed")
    try:
        told = posted_under_fire(cluster, base.template, postings=30, kills=2, seed=3)
    finally:
        cluster.erase()
    assert (told.whole, told.lost, told.faults) == (True, [], [])
    assert (told.server_kills, told.database_kills, told.asked_again) == (1, 1, 2)
