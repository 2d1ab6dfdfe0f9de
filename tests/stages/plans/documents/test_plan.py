"""A plan to take away: PDF and Word say the same, in the plan's language, and nobody's name is read as markup."""

import dataclasses
import io
import re
from datetime import date
from decimal import Decimal

import docx
import pypdf
import pytest

from virage.base.documents.blocks import texts
from virage.base.documents.pdf import pdf
from virage.base.documents.word import word
from virage.core.quarters import Quarter
from virage.stages.plans.documents.plan import PlanAction, PlanAid, PlanDocument, plan_document

ON = date(2026, 11, 22)
NAME = "Métal & Fils #1 <b>inc.</b> *gras* $x^2$ #panic() \\ @ref"


@pytest.fixture(scope="module")
def plan():
    action = PlanAction(
        title="Faire des copies #import",
        when=(Quarter(2027, 1), Quarter(2027, 2)),
        why="Vous avez répondu : presque rien.",
        gives="Une copie hors de portée.",
        gain="Non mesuré",
        first_step="Demandez un fichier effacé.",
        cost=(Decimal(600), Decimal(4000)),
        hours=(4, 20),
        first=True,
        pitfalls="Une copie jamais reprise.",
    )
    return PlanDocument(
        title="Plan d’intervention 2027",
        enterprise=NAME,
        on=ON,
        language="fr",
        notice="Démonstration indépendante",
        estimated_by="Virage",
        estimated_on=ON,
        score=34,
        interval=(29, 41),
        actions=(action, dataclasses.replace(action, title="Plus tard", when=None, who_could_pay="ESSOR 1B")),
        aids=(PlanAid(name="ESSOR 1B", verdict="à préciser", note="Reste à savoir.", source="Lu le 22 novembre"),),
        left_out=(("Un progiciel", "Dépasse le budget d’un trimestre."),),
        means="Calculé pour 15 000 $.",
        sources=(("Un article", "https://example.org/a"), ("Un guide", None)),
        fictitious=True,
    )


def read_pdf(printed):
    return pypdf.PdfReader(io.BytesIO(printed))


def squeezed(text):
    return re.sub(r"[\s\u00a0]+", "", text)


def pdf_text(printed):
    return squeezed("".join(page.extract_text() for page in read_pdf(printed).pages))


def word_text(printed):
    file = docx.Document(io.BytesIO(printed))
    parts = [p.text for p in file.paragraphs] + [c.text for t in file.tables for r in t.rows for c in r.cells]
    return squeezed("".join(parts))


def test_the_pdf_is_tagged_and_says_so(plan):
    root = read_pdf(pdf(plan_document(plan))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean, not Python's
    assert root["/Lang"] == "fr-CA"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def structure(node):
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        return [name for child in node for name in structure(child)]
    if not isinstance(node, pypdf.generic.DictionaryObject):
        return []
    own = [node["/S"]] if "/S" in node else []
    return own + (structure(node["/K"]) if "/K" in node else [])


def test_headings_tables_and_lists_are_what_they_look_like(plan):
    tags = structure(read_pdf(pdf(plan_document(plan))).trailer["/Root"]["/StructTreeRoot"])
    assert [tags.count(name) for name in ("/H1", "/Table", "/L")] == [1, 2, 2]
    assert tags.count("/H3") == len(plan.actions)
    assert tags.count("/TH") == 4 + 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pdf_and_word_say_every_word(plan, language):
    document = plan_document(dataclasses.replace(plan, language=language))
    in_pdf, in_word = pdf_text(pdf(document)), word_text(word(document))
    for text in texts(document):
        assert squeezed(text) in in_pdf
        assert squeezed(text) in in_word


def test_a_name_stays_text(plan):
    document = plan_document(plan)
    assert squeezed(NAME) in pdf_text(pdf(document))
    assert squeezed(NAME) in word_text(word(document))


def test_english_is_complete(plan):
    english = "".join(texts(plan_document(dataclasses.replace(plan, language="en"))))
    for word_ in ("Pourquoi", "Laissé de côté", "ordre de grandeur", "En tout", "Pas encore connu", "fictives"):
        assert word_ not in english
    assert "Not known yet" in english
    assert "$600 to $4,000" in english


def test_the_same_plan_gives_the_same_bytes(plan):
    document = plan_document(plan)
    assert pdf(document) == pdf(document)
    assert word(document) == word(document)


def test_estimates_are_said_to_be_estimates(plan):
    said = squeezed("".join(texts(plan_document(plan))))
    assert squeezed("ordre de grandeur, estimation de Virage (22 novembre 2026), à confirmer par soumission") in said


def test_the_score_carries_its_interval_and_the_total_adds_up(plan):
    said = list(texts(plan_document(plan)))
    assert "34 sur 100" in said
    assert "score du diagnostic; entre 29 et 41, selon les réponses qui manquent" in said
    assert "1\u00a0200 à 8\u00a0000\u00a0$" in said


def test_only_a_demonstration_says_so(plan):
    real = "".join(texts(plan_document(dataclasses.replace(plan, fictitious=False))))
    assert "fictives" not in real
    assert "fictives" in "".join(texts(plan_document(plan)))


def test_a_plan_without_anything_still_prints(plan):
    empty = dataclasses.replace(plan, score=None, actions=(), aids=(), left_out=(), sources=(), means="")
    assert pdf(plan_document(empty)).startswith(b"%PDF")
    assert word(plan_document(empty)).startswith(b"PK")


def test_word_is_dated_in_its_language_and_drops_what_it_cannot_hold(plan):
    printed = word(plan_document(dataclasses.replace(plan, enterprise="A\x00B\x0c", language="en")))
    file = docx.Document(io.BytesIO(printed))
    assert file.core_properties.created.date() == ON
    assert file.core_properties.language == "en-CA"
    assert "AB – November" in file.paragraphs[1].text
