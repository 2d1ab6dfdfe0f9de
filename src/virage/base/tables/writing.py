"""Write a table in the three formats people ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from virage.base.tables import comma, excel, opendocument
from virage.base.tables.model import Table
from virage.base.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file: how it is written, what the browser is told."""

    words: str
    extension: str
    media_type: str
    write: Callable[[Table, Language], bytes]


FORMATS: Mapping[str, Format] = {
    found.extension: found
    for found in (
        Format(
            words="Excel (.xlsx)",
            extension="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write=excel.write,
        ),
        Format(
            words="LibreOffice (.ods)",
            extension="ods",
            media_type=opendocument.MEDIA_TYPE,
            write=opendocument.write,
        ),
        Format(words="CSV", extension="csv", media_type="text/csv; charset=utf-8", write=comma.write),
    )
}


def file_name(title: str, extension: str) -> str:
    """A name that every system keeps.

    >>> file_name("Dossiers, été 2026", "csv")
    'dossiers-ete-2026.csv'
    """
    return f"{slugify(title)}.{extension}"
