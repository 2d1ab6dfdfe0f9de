"""The demonstration shows what enterprises say of their calls, and aids given on."""

from datetime import date

import pytest

from virage.base.viewer import Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.casefiles.queries import calls_of
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.queries import regrant_sheet
from virage.stages.stewardship.verification import verify


@pytest.mark.django_db
def test_organisations_are_judged_and_aids_keep_their_laws(monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)
    build(on=date(2026, 11, 22), seed=1)
    found = calls_of(Viewer.system("test"))
    assert any(one.opinion for one in found)
    assert all((one.answers >= 5) is (one.opinion is not None) for one in found)
    rows = Regrant.objects.for_operation().order_by("pk")
    sheets = [regrant_sheet(Viewer.system("test"), regrant_id=row.pk) for row in rows]
    assert [str(one.card.state) for one in sheets] == ["paid", "granted", "refused", "proposed"]
    assert [one.answer.value for one in sheets][2:] == ["no", "unknown"]
    assert [law.faults for law in verify() if law.name.startswith("regrants") and law.faults] == []
