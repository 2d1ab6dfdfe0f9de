"""The cast, for whoever asks."""

import pytest


@pytest.fixture
def cast(db):
    from tests.cast import assemble

    return assemble()
