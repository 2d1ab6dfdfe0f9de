"""A first specification: every requirement numbered once, essential first, with room to answer and to price."""

import io
from datetime import date

import docx
import pytest

from virage.base.documents.blocks import Table, Terms, texts
from virage.base.documents.word import word
from virage.content.clauses import clauses_for
from virage.content.library import shipped
from virage.stages.plans.documents.specification import (
    Requirement,
    SpecificationDocument,
    Wanted,
    specification_document,
)
from virage.stages.plans.documents.specification_words import CATEGORIES, PRIORITIES


def build(language="fr"):
    library = shipped()
    named = library.actions["site-journal"].entry.clauses
    clauses = clauses_for(named, library.clauses)
    return SpecificationDocument(
        title="Cahier des charges",
        enterprise="Construction #1 <test>",
        on=date(2026, 11, 22),
        language=language,
        notice="Démonstration indépendante",
        context=(("Sa région", "Bas-Saint-Laurent"), ("Son secteur", "")),
        wanted=(Wanted(title="Journal de chantier", summary="Noter le jour même.", why="Vous avez répondu."),),
        requirements=tuple(
            Requirement(
                id=clause.id,
                category=clause.category,
                priority=clause.priority,
                title=clause.title.words.say(language),
                text=clause.text.words.say(language),
                acceptance=clause.acceptance.words.say(language),
                sources=tuple((source.url, source.url) for source in clause.sources),
            )
            for clause in clauses
        ),
    )


@pytest.fixture(scope="module")
def specification():
    return build()


def rows(document):
    tables = [b for b in document.blocks if isinstance(b, Table) and len(b.header) == 4 and b.total is None]
    return [row for table in tables for row in table.rows]


def test_each_requirement_stands_once_with_its_number_and_room_for_an_answer(specification):
    found = rows(specification_document(specification))
    assert [row[0].text for row in found] == [f"E{n:02}" for n in range(1, len(specification.requirements) + 1)]
    assert sorted(row[1].strong for row in found) == sorted(one.title for one in specification.requirements)
    assert {row[3].lines() for row in found} == {()}


def test_essential_requirements_come_first_in_each_part(specification):
    for block in specification_document(specification).blocks:
        if isinstance(block, Table) and len(block.header) == 4 and block.total is None:
            priorities = [row[2].text for row in block.rows]
            assert priorities == sorted(priorities, key="souhaitable".__eq__)


def test_every_category_and_priority_of_the_pack_has_its_words():
    clauses = shipped().clauses.values()
    assert {clause.category for clause in clauses} == set(CATEGORIES)
    assert {clause.priority for clause in clauses} == set(PRIORITIES)


def test_word_holds_it_all_and_a_name_stays_text(specification):
    document = specification_document(specification)
    file = docx.Document(io.BytesIO(word(document)))
    said = {p.text for p in file.paragraphs} | {c.text for t in file.tables for r in t.rows for c in r.cells}
    whole = "\n".join(said)
    assert "Construction #1 <test> – 22\u00a0novembre 2026" in said
    assert [text for text in texts(document) if text not in whole] == []


def test_english_has_the_same_requirements():
    french, english = (rows(specification_document(build(language))) for language in ("fr", "en"))
    assert [row[0].text for row in french] == [row[0].text for row in english]
    assert {row[2].text for row in english} == {"essential", "desirable"}


def test_what_the_enterprise_said_is_filled_in_and_the_rest_is_left_to_fill():
    terms = {}
    for block in specification_document(build("fr")).blocks:
        if isinstance(block, Terms):
            terms |= dict(block.pairs)
    assert terms["Sa région"] == "Bas-Saint-Laurent"
    assert terms["Son secteur"] == terms["Les logiciels en place"] == "[à compléter]"
