"""Open data: what the public pages show, to download."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.views.decorators.gzip import gzip_page

from virage.base.door import ViewerRequest
from virage.content.pack import PackCard
from virage.desks.public.door import PUBLIC
from virage.desks.public.programme.datasets import DATASETS, Cell, Dataset, Row
from virage.desks.public.programme.reading import cards, read_on

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One dataset, how many rows it has, and its columns."""

    id: str
    dataset: Dataset
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataPage:
    """Every dataset, the packs that they come from, and the licence of our wording."""

    listed: tuple[Listed, ...]
    cards: tuple[PackCard, ...]
    licence: str


@gzip_page
@PUBLIC.page("public/programme/open_data.html")
def open_data(_request: ViewerRequest) -> OpenDataPage:
    return OpenDataPage(
        listed=tuple(_listed(name, dataset) for name, dataset in DATASETS.items()), cards=cards(), licence=LICENCE
    )


def _listed(name: str, dataset: Dataset) -> Listed:
    rows = list(dataset.rows())
    return Listed(id=name, dataset=dataset, rows=len(rows), columns=_columns(rows))


def _columns(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for row in rows for column in row))


@gzip_page
@PUBLIC.page("")
def download(_request: ViewerRequest, name: str, form: str) -> HttpResponse:
    dataset = DATASETS.get(name)
    if dataset is None or form not in TYPES:
        raise Http404
    rows = list(dataset.rows())
    body = as_csv(rows) if form == "csv" else as_json(name, rows)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="virage-{name}.{form}"'
    return response


def as_csv(rows: list[Row]) -> str:
    """Comma separated, a mark of UTF-8 first so that a spreadsheet reads the accents; lists are split by « | »."""
    page = io.StringIO()
    writer = csv.DictWriter(page, fieldnames=_columns(rows))
    writer.writeheader()
    writer.writerows({column: _flat(cell) for column, cell in row.items()} for row in rows)
    return "\ufeff" + page.getvalue()


def as_json(name: str, rows: list[Row]) -> str:
    """The rows under `data`, with the licence and the date on which the sources were read."""
    about = {
        "dataset": name,
        "licence": LICENCE,
        "read_on": read_on(),
        "packs": [f"{c.id} {c.version}" for c in cards()],
    }
    data = [{column: _plain(cell) for column, cell in row.items()} for row in rows]
    return json.dumps({**about, "data": data}, ensure_ascii=False, indent=1)


def _flat(cell: Cell) -> str:
    if isinstance(cell, list):
        return " | ".join(cell)
    return "" if cell is None else str(cell)


def _plain(cell: Cell) -> object:
    """Whole numbers as numbers; others as text, for they are exact."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else str(cell)
    return cell
