"""Colleagues, to choose from."""

from collections.abc import Iterable

from virage.stages.casefiles.queries import Colleague


def people_of(people: Iterable[Colleague]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in people]
