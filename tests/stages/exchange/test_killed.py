"""A process killed in the middle leaves nothing half done: an import enters again, a long list is prepared again."""

import subprocess
import sys

import pytest
from django.utils import timezone

from tests.cast import JOB, assemble
from tests.stages.exchange.sheets import LINES, rows, sheet
from tests.thread import project
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership
from virage.stages.exchange.models import Export
from virage.stages.exchange.operations import confirm_import, prepare_exports, preview_import, undo_import
from virage.stages.exchange.states import ExportState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]

ACT = """
import django
django.setup()
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.exchange.operations import imports

def wait(*_rows, **_options):
    print("everything written, nothing said", flush=True)
    input()

imports._note = wait
place = Membership(role=Role.PROMOTER, organisation_id={organisation}, organisation="")
imports.{act}(Viewer(person_id={person}, memberships=(place,)), import_id={sheet})
"""

PREPARE = """
import django
django.setup()
from virage.base.viewer import Viewer
from virage.stages.exchange.operations import preparing

def wait(*_row):
    print("everything written, nothing said", flush=True)
    input()

preparing.post_message = lambda *_said, **_values: wait()
preparing.prepare_exports(Viewer.system("mail"))
"""


def killed(code):
    """Run until everything is written and nothing committed, then kill."""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"everything written, nothing said\n"
        process.kill()


def test_nothing_is_left_by_a_process_killed_in_the_middle():
    cast = assemble()
    viewer = cast.viewer(Role.PROMOTER)
    sent = preview_import(viewer, project_id=project(cast), file_name="a.csv", content=sheet(*LINES))
    place = {"organisation": cast.organisations["promoter"], "person": cast.people[Role.PROMOTER], "sheet": sent}
    before = rows()
    killed(ACT.format(act="confirm_import", **place))
    assert rows() == before
    assert confirm_import(viewer, import_id=sent) == len(LINES)
    entered = rows()
    killed(ACT.format(act="undo_import", **place))
    assert rows() == entered
    undo_import(viewer, import_id=sent)
    assert rows() == before


def test_a_list_whose_job_was_killed_is_prepared_by_the_next():
    cast = assemble()
    Membership.objects.for_operation().filter(person_id=cast.people[Role.PROMOTER]).update(exports=True)
    row = Export.objects.create(
        person_id=cast.people[Role.PROMOTER],
        desk="promoter",
        roles=[Role.PROMOTER],
        organisations=[cast.organisations["promoter"]],
        name="dossiers",
        title="Dossiers ouverts",
        extension="xlsx",
        language="fr",
        at=timezone.now(),
        rows=0,
    )
    killed(PREPARE)
    row = Export.objects.for_operation().get(pk=row.pk)
    assert (row.state, row.content, row.attempts) == (ExportState.WAITING, None, 1)
    assert prepare_exports(JOB) == (1, 0)
