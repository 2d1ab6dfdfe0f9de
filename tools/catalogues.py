"""Compile the catalogues of translations; the compiled files are not committed."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.places import SOURCES


def compile_all() -> None:
    """Compile every `.po` that is newer than its `.mo`."""
    for source in SOURCES.rglob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        draft = compiled.with_suffix(".draft")
        with source.open("rb") as po, draft.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        draft.replace(compiled)


if __name__ == "__main__":
    compile_all()
