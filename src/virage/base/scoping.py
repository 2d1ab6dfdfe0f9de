"""No row reaches a person but through ``visible_to(viewer)``: an unscoped read raises where ``STRICT`` is on."""

from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar

from django.conf import settings
from django.db import models

from virage.base.viewer import Viewer

M = TypeVar("M", bound=models.Model)


class UnscopedReadError(AssertionError):
    """A queryset was read before anyone said who looks."""


class ScopedQuerySet(models.QuerySet[M, M], Generic[M]):
    """A queryset that must say who looks before it is read.

    A stage subclasses it and writes ``visible_to``; operations that act for the installation use ``for_operation``.
    """

    scoped = False

    def visible_to(self, viewer: Viewer) -> Self:
        """Rows that this viewer may see; written by each stage."""
        raise NotImplementedError

    def for_operation(self) -> Self:
        """Every row, for an operation that checks its own policy on the row it locks."""
        return self.marked()

    def marked(self) -> Self:
        """The same queryset, known to be scoped."""
        clone = self.all()
        clone.scoped = True
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc] # private in the stubs
        clone.scoped = self.scoped
        return clone

    def _check(self) -> None:
        if settings.STRICT and not self.scoped:
            raise UnscopedReadError(f"{self.model.__name__}: read without visible_to(viewer)")

    def _fetch_all(self) -> None:
        self._check()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._check()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)
