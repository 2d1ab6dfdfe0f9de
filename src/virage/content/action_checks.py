"""The kind `actions`, and what its schema cannot see: names that nothing declares, prerequisites that go round."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from virage.content.actions import ActionEntry, ActionsFile, CatalogueAction, build_catalogue
from virage.content.clauses import CLAUSES
from virage.content.kinds import Kind, Loaded, Shelf
from virage.content.problems import Problem


def check_actions(files: Sequence[Loaded[ActionsFile]], shelf: Shelf) -> Iterable[Problem]:
    """Find doubles, unknown prerequisites and clauses, and circles of prerequisites."""
    catalogue = build_catalogue(files, shelf)
    clauses = shelf.get(CLAUSES)
    for file in files:
        seen: set[str] = set()
        for i, entry in enumerate(file.content.actions):
            where = ("actions", i)
            if entry.id in seen:
                yield file.problem(
                    (*where, "id"),
                    fr=f"l’action {entry.id} est donnée deux fois",
                    en=f"the action {entry.id} is given twice",
                )
            seen.add(entry.id)
            for name in sorted(set(entry.clauses) - set(clauses)):
                yield file.problem(
                    (*where, "clauses"), fr=f"la clause {name} n’existe pas", en=f"there is no clause {name}"
                )
            yield from _prerequisite_problems(file, where, entry, catalogue)


def circle_from(start: str, catalogue: Mapping[str, CatalogueAction]) -> bool:
    """Whether an action ends up resting on itself."""
    return start in _below(start, catalogue, set())


def _below(start: str, catalogue: Mapping[str, CatalogueAction], seen: set[str]) -> set[str]:
    for name in catalogue[start].core.prerequisites if start in catalogue else ():
        if name not in seen:
            seen.add(name)
            _below(name, catalogue, seen)
    return seen


def _prerequisite_problems(
    file: Loaded[ActionsFile],
    where: tuple[str | int, ...],
    entry: ActionEntry,
    catalogue: Mapping[str, CatalogueAction],
) -> Iterator[Problem]:
    place = (*where, "prerequisites")
    for name in entry.prerequisites:
        if name not in catalogue:
            yield file.problem(place, fr=f"l’action {name} n’existe pas", en=f"there is no action {name}")
    if circle_from(entry.id, catalogue):
        yield file.problem(
            place,
            fr=f"{entry.id} finit par dépendre d’elle-même : aucune de ces actions ne pourrait commencer",
            en=f"{entry.id} ends up resting on itself: none of these actions could begin",
        )


ACTIONS: Kind[ActionsFile, Mapping[str, CatalogueAction]] = Kind(
    name="actions", glob="actions/*.yaml", schema=ActionsFile, build=build_catalogue, check=check_actions
)
