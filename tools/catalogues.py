"""Compile the catalogues of translations; the compiled files are not committed."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.places import SOURCES


def compile_all() -> None:
    """Compile every `.po` that is newer than its `.mo`."""
    for source in SOURCES.rglob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    """Write beside, then rename: whoever reads finds a whole file, and two runs at once each have their own draft."""
    with (
        source.open("rb") as po,
        NamedTemporaryFile(dir=compiled.parent, prefix=".mo-", suffix=".draft", delete=False) as mo,
    ):
        write_mo(mo, read_po(po, locale=source.parts[-3]))
    draft = Path(mo.name)
    draft.chmod(0o644)
    draft.replace(compiled)


if __name__ == "__main__":
    compile_all()
