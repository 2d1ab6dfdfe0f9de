"""Open data: the rows are the pack's, in both forms, with their sources; nothing of the demonstration."""

import csv
import io
import json

import pytest

from virage.base.library import library
from virage.desks.public.programme.datasets import DATASETS


def table(client, name):
    body = client.get(f"/donnees-ouvertes/{name}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_every_project_is_a_row_with_its_money_and_sources(client, db):
    rows = {row["id"]: row for row in table(client, "projets")}
    assert list(rows) == list(library().portfolio.projects)
    assert rows["otn-003"]["aid_cad"] == "9007929"
    assert rows["otn-003"]["contributions"] == "CED-REGI:public:9007929"
    assert rows["otn-015"]["aid_cad"] == ""
    assert rows["otn-015"]["aid_shared_cad"] == "6678540"
    assert all(row["sources"] for row in rows.values())


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_both_forms_hold_the_same_rows(client, db, name):
    told = json.loads(client.get(f"/donnees-ouvertes/{name}.json").content)
    rows = table(client, name)
    assert (told["licence"], told["read_on"]) == ("https://creativecommons.org/licenses/by/4.0/", "2026-11-22")
    assert len(told["data"]) == len(rows) == len(list(DATASETS[name].rows()))


@pytest.mark.parametrize("name", sorted(set(DATASETS) - {"restes", "sources", "aides"}))
def test_every_row_names_its_sources(name):
    assert [row for row in DATASETS[name].rows() if not row.get("sources")] == []


def test_every_value_of_every_contradiction_is_there():
    rows = list(DATASETS["contradictions"].rows())
    assert len(rows) == sum(len(c.claims) for c in library().portfolio.contradictions.values())


@pytest.mark.parametrize("address", ["projets.xml", "rien.csv"])
def test_what_does_not_exist_is_not_found(client, db, address):
    assert client.get(f"/donnees-ouvertes/{address}").status_code == 404
