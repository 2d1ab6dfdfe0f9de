"""`virage search rebuild` says how many entries there are."""

import json

import pytest

from virage.base.models import SearchEntry
from virage.cli.main import run


@pytest.mark.django_db
def test_it_writes_the_index_again(capsys):
    assert run(["search", "rebuild"]) == 0
    assert json.loads(capsys.readouterr().out) == {"entries": SearchEntry.objects.count()}
    assert SearchEntry.objects.count() > 500
