"""The demonstration shows what enterprises say of their calls: some organisations with five answers, some without."""

from datetime import date

import pytest

from virage.base.viewer import Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.casefiles.queries import calls_of


@pytest.mark.django_db
def test_organisations_are_judged_and_none_under_five(monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)
    build(on=date(2026, 11, 22), seed=1)
    found = calls_of(Viewer.system("test"))
    assert any(one.opinion for one in found)
    assert all((one.answers >= 5) is (one.opinion is not None) for one in found)
