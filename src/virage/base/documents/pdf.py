"""Print a document as a tagged PDF (PDF/UA-1), through typst. Text travels as JSON: it stays text."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from virage.base.documents.blocks import Document

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"


def pdf(document: Document) -> bytes:
    """Print; the same document gives the same bytes, its date standing for the clock."""
    import typst

    printed: bytes = typst.compile(
        HERE / "document.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(_plain(document), ensure_ascii=False)},
        timestamp=int(datetime.combine(document.on, time(), UTC).timestamp()),
    )
    return printed


def _plain(document: Document) -> dict[str, object]:
    blocks = [_plain_block(type(block).__name__.lower(), asdict(block)) for block in document.blocks]
    day = {"year": document.on.year, "month": document.on.month, "day": document.on.day}
    return {**asdict(document), "on": day, "blocks": blocks}


def _plain_block(kind: str, fields: dict[str, object]) -> dict[str, object]:
    numeric = fields.get("numeric")
    return {"kind": kind, **fields, **({"numeric": sorted(numeric)} if isinstance(numeric, frozenset) else {})}
