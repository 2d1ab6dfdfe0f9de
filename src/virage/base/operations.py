"""How a write is done: one transaction, one policy, one line in the trail."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from virage.base.models import TrailEvent
from virage.base.viewer import Viewer

P = ParamSpec("P")
T = TypeVar("T")

_written: ContextVar[int | None] = ContextVar("trail_written", default=None)


class NoTrailError(AssertionError):
    """An operation ended without a line in the trail."""


def operation(act: Callable[Concatenate[Viewer, P], T]) -> Callable[Concatenate[Viewer, P], T]:
    """Mark a write: ``verb_noun(viewer, *, …)``. Runs in one transaction and must call ``record``.

    Operations may call each other; the outermost opens the transaction.
    """

    @wraps(act)
    def run(viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> T:
        token = _written.set(0)
        try:
            with transaction.atomic():
                result = act(viewer, *args, **kwargs)
                if settings.STRICT and not _written.get():
                    raise NoTrailError(f"{act.__name__} wrote no trail")
        finally:
            inner = _written.get() or 0
            _written.reset(token)
            if (outer := _written.get()) is not None:
                _written.set(outer + inner)
        return result

    return run


def record(  # noqa: D417
    viewer: Viewer,
    verb: str,
    *,
    kind: str,
    id: object,  # noqa: A002 — the field's own word
    organisation_id: int | None = None,
    reason: str = "",
    **details: object,
) -> None:
    """Write one line of the trail, in the transaction of the operation.

    Args:
        viewer: who acts.
        verb: what was done, ``noun.verbed``.
        kind: the kind of thing, and ``id`` its identifier.
        details: values that matter later; never a name, an e-mail or an answer in words.
    """
    TrailEvent.objects.create(
        at=timezone.now(),
        by=viewer.by,
        organisation_id=organisation_id,
        screen=viewer.screen,
        verb=verb,
        subject_kind=kind,
        subject_id=str(id),
        reason=reason,
        details=details,
    )
    _written.set((_written.get() or 0) + 1)
