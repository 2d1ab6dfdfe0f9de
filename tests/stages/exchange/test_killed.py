"""A process killed in the middle of an import leaves nothing behind, and the sheet can be entered again."""

import subprocess
import sys

import pytest

from tests.cast import assemble
from tests.stages.exchange.sheets import LINES, rows, sheet
from tests.thread import project
from virage.base.viewer import Role
from virage.stages.exchange.operations import confirm_import, preview_import

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]

CONFIRM = """
import django
django.setup()
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.exchange.operations import confirm_import, imports

def wait(*_rows, **_options):
    print("everything written, nothing said", flush=True)
    input()

imports._note = wait
place = Membership(role=Role.PROMOTER, organisation_id={organisation}, organisation="")
confirm_import(Viewer(person_id={person}, memberships=(place,)), import_id={sheet})
"""


def test_nothing_is_left_by_a_process_killed_in_the_middle():
    cast = assemble()
    viewer = cast.viewer(Role.PROMOTER)
    sent = preview_import(viewer, project_id=project(cast), file_name="a.csv", content=sheet(*LINES))
    before = rows()
    code = CONFIRM.format(organisation=cast.organisations["promoter"], person=cast.people[Role.PROMOTER], sheet=sent)
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"everything written, nothing said\n"
        process.kill()
    assert rows() == before
    assert confirm_import(viewer, import_id=sent) == len(LINES)
