"""Where each builder is kept, under the name that the table of rights gives."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast

Arguments = dict[str, Any]
SAMPLES: dict[str, Callable[[Cast], Arguments]] = {}


def sample(build: Callable[[Cast], Arguments]) -> Callable[[Cast], Arguments]:
    SAMPLES[build.__name__] = build
    return build
