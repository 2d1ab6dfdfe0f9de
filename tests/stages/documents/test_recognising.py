"""A file is what its content says; what may not be kept is refused in one sentence."""

from io import BytesIO

import pytest
from django.utils import translation

from tests.papers import DOCX, ODT, PDF, PNG, archive, jpeg, paper, webp
from virage.stages.documents.recognising import recognised
from virage.stages.documents.refusals import (
    Damaged,
    EmptyFile,
    Locked,
    OldOffice,
    OtherThanItsName,
    PhotoOfPhone,
    Program,
    TooHeavy,
    UnknownKind,
)
from virage.stages.documents.states import Kind

OPEN = b"application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PDF, Kind.PDF),
        (b"\n" + PDF, Kind.PDF),
        (PNG, Kind.PNG),
        (jpeg(), Kind.JPEG),
        (webp((b"VP8 ", b"12")), Kind.WEBP),
        (DOCX, Kind.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), Kind.PPTX),
        (ODT, Kind.ODT),
        (archive(mimetype=OPEN + b"spreadsheet"), Kind.ODS),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Kind.ICS),
        ("Montréal;12\n".encode("cp1252"), Kind.TXT),
        ("Heures;1,5 \N{EURO SIGN}\n".encode(), Kind.TXT),
    ],
)
def test_a_kind_is_read_in_the_content(body, kind):
    assert recognised(BytesIO(body)) == kind


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"MZ\x90\0", Program),
        (b"\x7fELF\x02", Program),
        (b"#!/bin/sh\n", Program),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), Program),
        (archive("[Content_Types].xml", "word/document.xml", "word/embeddings/x.exe"), Program),
        (PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), Locked),
        (PDF + b" " * (256 * 1024 - len(PDF) - 5) + b"/Encrypt 5 0 R", Locked),
        (archive(**{"mimetype": OPEN + b"text", "META-INF__manifest.xml": b"<manifest:encryption-data/>"}), Locked),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldOffice),
        (b"\0\0\0\x18ftypheic\0\0", PhotoOfPhone),
        (DOCX[:40], Damaged),
        (archive("lettre.txt"), UnknownKind),
        (archive(mimetype=OPEN + b"graphics"), UnknownKind),
        (b"<!DOCTYPE html><script>alert(1)</script>", UnknownKind),
        (b' <svg xmlns="http://www.w3.org/2000/svg">', UnknownKind),
        (b"GIF89a\x01\0", UnknownKind),
    ],
)
def test_what_may_not_be_kept_is_refused(body, refusal):
    with pytest.raises(refusal):
        recognised(BytesIO(body))


@pytest.mark.parametrize(
    ("name", "body", "refusal"),
    [
        ("facture.pdf", PNG, OtherThanItsName),
        ("tableau.csv", b"BEGIN:VCALENDAR\r\n", OtherThanItsName),
        ("rapport.docx.exe", DOCX, OtherThanItsName),
        ("vide.pdf", b"", EmptyFile),
        ("lourd.pdf", PDF + bytes(2_000_000), TooHeavy),
    ],
)
def test_the_name_and_the_weight_are_held_to(name, body, refusal, settings):
    settings.DOCUMENT_MEGABYTES = 2
    with pytest.raises(refusal):
        paper(name, body)


def test_the_sentence_says_what_and_how_much(settings):
    settings.DOCUMENT_MEGABYTES = 2
    with translation.override("fr"):
        with pytest.raises(TooHeavy) as heavy:
            paper("lourd.pdf", bytes(2_340_000))
        with pytest.raises(OtherThanItsName) as named:
            paper("facture.pdf", PNG)
    told = [str(one.value).replace("\N{NO-BREAK SPACE}", " ") for one in (heavy, named)]
    assert told == [
        "Ce fichier est trop lourd : 2,4 Mo, et la limite est de 2 Mo.",
        "Le nom finit par « .pdf », mais le contenu est « .png » : renommez le fichier.",
    ]


@pytest.mark.parametrize(
    ("name", "shown", "kind"),
    [
        ("tableau.CSV", "tableau.csv", Kind.CSV),
        ("notes.txt", "notes.txt", Kind.TXT),
        ("notes", "notes.txt", Kind.TXT),
    ],
)
def test_among_texts_the_name_decides(name, shown, kind):
    kept = paper(name, b"a;b\n1;2\n")
    assert (kept.name, kept.kind) == (shown, kind)


def test_a_name_is_shown_without_path_nor_control_character():
    assert paper("C:\\bureau\\rap\u202eport.pdf").name == "rapport.pdf"
    assert paper("x" * 200 + ".pdf").name == "x" * 154 + ".pdf"
