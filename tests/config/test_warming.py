"""A server that opens has read everything: its first visitor waits for nothing, and nobody for a sweep of it."""

import subprocess
import sys

import pytest

OPENED = """
import gc
import sys
import virage.config.wsgi
from virage.base.library import library
from virage.content.library import KINDS

assert {"virage.desks.public.views.home", "virage.desks.sme.views"} <= set(sys.modules)
assert set(library()._built) == {kind.name for kind in KINDS}
assert gc.get_freeze_count() > 100_000
"""


@pytest.mark.django_db
def test_a_server_has_read_its_views_and_its_packs():
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
