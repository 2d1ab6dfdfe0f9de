"""The closed list of what money is spent on: `expense_categories.yaml`. Aids and plans name these categories."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.money import CATEGORIES
from virage.content.problems import Problem
from virage.content.texts import Text


class ExpenseCategory(Model):
    """One category, and the words that aids use for it."""

    id: CATEGORIES
    label: Text
    words: tuple[str, ...] = ()
    """Words of the sources that we read as this category, as they write them."""


class ExpenseCategoriesFile(Model):
    """Every category, in the order shown to people."""

    categories: tuple[ExpenseCategory, ...]


def _build(files: Sequence[Loaded[ExpenseCategoriesFile]], shelf: Shelf) -> Mapping[str, ExpenseCategory]:  # noqa: ARG001
    return {category.id: category for file in files for category in file.content.categories}


def _check(files: Sequence[Loaded[ExpenseCategoriesFile]], shelf: Shelf) -> Iterable[Problem]:  # noqa: ARG001
    for file in files:
        given = [category.id for category in file.content.categories]
        for category in get_args(CATEGORIES):
            if given.count(category) != 1:
                yield file.problem(
                    ("categories",),
                    fr=f"la catégorie {category} doit être donnée une fois; elle l’est {given.count(category)} fois",
                    en=f"the category {category} must be given once; it is given {given.count(category)} times",
                )


EXPENSE_CATEGORIES: Kind[ExpenseCategoriesFile, Mapping[str, ExpenseCategory]] = Kind(
    name="expense_categories",
    glob="expense_categories.yaml",
    schema=ExpenseCategoriesFile,
    build=_build,
    check=_check,
)
