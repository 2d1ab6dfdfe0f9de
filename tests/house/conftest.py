"""The cast, for the walk of every route."""

import pytest


@pytest.fixture
def cast(db):
    from tests.cast import assemble

    return assemble()
