"""The kind `actions`, and what its schema cannot see: names that nothing declares, prerequisites that go round."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from virage.content.actions import ActionEntry, ActionsFile, CatalogueAction, build_catalogue
from virage.content.clauses import CLAUSES
from virage.content.figures import FIGURES
from virage.content.instruments import INSTRUMENTS, Instrument
from virage.content.kinds import Kind, Loaded, Shelf
from virage.content.problems import Problem
from virage.content.sectors import SECTORS
from virage.content.yaml_source import Where


def check_actions(files: Sequence[Loaded[ActionsFile]], shelf: Shelf) -> Iterable[Problem]:
    """Find doubles, names that nothing declares, and circles of prerequisites."""
    catalogue = build_catalogue(files, shelf)
    questions = questions_of(shelf)
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
            yield from _mend_problems(file, where, entry, questions)
            yield from _name_problems(file, where, entry, shelf)
            yield from _prerequisite_problems(file, where, entry, catalogue)


def questions_of(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """Every question made of situations, with its options."""
    found = [one for one in shelf.get(INSTRUMENTS).values() if isinstance(one, Instrument)]
    return {question.id: question.options for one in found for question in one.sheet.questions}


def circle_from(start: str, catalogue: Mapping[str, CatalogueAction]) -> bool:
    """Whether an action ends up resting on itself."""
    return start in _below(start, catalogue, set())


def _below(start: str, catalogue: Mapping[str, CatalogueAction], seen: set[str]) -> set[str]:
    for name in catalogue[start].core.prerequisites if start in catalogue else ():
        if name not in seen:
            seen.add(name)
            _below(name, catalogue, seen)
    return seen


def _mend_problems(
    file: Loaded[ActionsFile], where: Where, entry: ActionEntry, questions: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    for n, mend in enumerate(entry.mends):
        place = (*where, "mends", n)
        if mend.question not in questions:
            yield file.problem(
                place, fr=f"la question {mend.question} n’existe pas", en=f"there is no question {mend.question}"
            )
            continue
        for option in mend.options:
            if option not in questions[mend.question]:
                yield file.problem(
                    place,
                    fr=f"la question {mend.question} n’a pas de réponse {option}",
                    en=f"the question {mend.question} has no answer {option}",
                )


def _name_problems(file: Loaded[ActionsFile], where: Where, entry: ActionEntry, shelf: Shelf) -> Iterator[Problem]:
    for name in sorted(set(entry.clauses) - shelf.get(CLAUSES).keys()):
        yield file.problem((*where, "clauses"), fr=f"la clause {name} n’existe pas", en=f"there is no clause {name}")
    evidence = entry.gain.evidence
    if evidence is not None and evidence not in shelf.get(FIGURES).records:
        yield file.problem(
            (*where, "gain"),
            fr=f"la donnée publiée {evidence} n’existe pas",
            en=f"there is no published figure {evidence}",
        )
    named: set[str] = set() if entry.sectors == "all" else set(entry.sectors)
    for name in sorted(named - shelf.get(SECTORS).keys()):
        yield file.problem((*where, "sectors"), fr=f"le secteur {name} n’existe pas", en=f"there is no sector {name}")


def _prerequisite_problems(
    file: Loaded[ActionsFile],
    where: Where,
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
