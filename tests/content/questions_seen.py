"""What each trade is asked: one file a sector, one question a line.

`python -m tests.content.questions_seen` writes them anew.
"""

from pathlib import Path

from virage.content import pack
from virage.content.instruments import Instrument
from virage.content.library import shipped
from virage.core.instruments import Depth
from virage.core.profile import asked

_FOLDER = Path(__file__).parent / "golden" / "virage-pme"


def path(sector: str | None) -> Path:
    """Place the golden file of a sector, or of an enterprise that named none."""
    return _FOLDER / f"{sector or 'unknown'}.txt"


def seen(instrument: Instrument, sector: str | None) -> str:
    """Write the questions that a sector is asked in full, each after the least depth that asks it."""
    profile = {"sector": sector} if sector else {}
    questions = [{q.id for q in asked(instrument.sheet, profile, {}, depth)} for depth in Depth]
    least = {q: depth for depth, ids in reversed([*zip(Depth, questions, strict=True)]) for q in ids}
    return "".join(f"{least[q.id]} {q.id}\n" for q in asked(instrument.sheet, profile, {}, Depth.FULL))


def main() -> None:
    """Write every file anew."""
    modules = (p.stem for p in (pack.shipped() / "instruments" / "virage-pme").glob("*.yaml"))
    for sector in (*modules, None):
        path(sector).write_text(seen(shipped().questionnaires["virage-pme"], sector), encoding="utf-8")


if __name__ == "__main__":
    main()
