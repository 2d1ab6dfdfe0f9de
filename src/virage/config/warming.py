"""What a server reads before it answers, so that its first visitor does not wait for it."""

import gc
from importlib import import_module

from django.conf import settings

from virage.base.library import library


def warm_up() -> None:
    """Read the routes, with every view behind them, and the packs: a second, once.

    What was read lives as long as the server: left to Python's sweeps, it would cost a visitor 150 ms now and then.
    """
    import_module(settings.ROOT_URLCONF)
    library().read_all()
    gc.freeze()
