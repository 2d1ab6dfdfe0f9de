"""A real browser on a real server: `page` is a desk screen, `phone` a phone, `screen` is each in turn.

Give them addresses of `live_server.url`. Every test here is marked `browser` and guarded (see guard.py).
"""

import os

import pytest

from tests.browser.guard import ALONE, Guard
from tools.browser import find_browser

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = find_browser()
    return {
        **browser_type_launch_args,
        "executable_path": str(found.program),
        "args": ["--no-sandbox", "--disable-gpu", ALONE],
        "env": {**os.environ, **found.environment},
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-CA", "timezone_id": "America/Toronto"}


def patient(context):
    """A browser that waits: two processors draw charts, fill databases and run browsers at once."""
    context.set_default_timeout(90_000)
    return context


@pytest.fixture
def guard():
    guard = Guard()
    yield guard
    assert guard.verdict() == []


@pytest.fixture
def context(new_context, guard):
    context = new_context(viewport=DESK)
    guard.watch(context)
    return patient(context)


@pytest.fixture
def phone(new_context, guard):
    context = new_context(viewport=PHONE, has_touch=True)
    guard.watch(context)
    return patient(context).new_page()


@pytest.fixture
def without_script(new_context, guard):
    """A page in a browser that runs no JavaScript."""
    context = new_context(viewport=DESK, java_script_enabled=False)
    guard.watch(context)
    return patient(context).new_page()


@pytest.fixture(params=["page", "phone"])
def screen(request):
    return request.getfixturevalue(request.param)
