"""The words of the interface: `python tools/messages.py update|compile|check`.

Source strings are French. Each desk, each stage and the base keeps its own `locale/en/LC_MESSAGES/django.po`;
`update` gathers what templates and code say, `check` fails on a string without English, `compile` writes the `.mo`.
`update` also writes a French catalogue: plural forms, or French would read « 0 entreprises », and no-break spaces.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import catalogues  # noqa: E402 — this file is also run as a program
from tools.places import SOURCES  # noqa: E402

Found = tuple[str | tuple[str, str], str | None]
FIXED = datetime(2026, 11, 22, tzinfo=UTC)  # a date that changed at every run would make every branch collide
KEYWORDS: Any = {  # babel's own shape: positions, or a position and « c » for a context
    name: places
    for base, places in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for name in (base, f"{base}_lazy", f"{base}_noop")
} | {"_": None}
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(({TEXT}(?:, {TEXT})*)")


def homes() -> list[Path]:
    """The folders that keep a catalogue; everything else of the product speaks through the base."""
    rooms = [
        p for floor in ("stages", "desks") for p in sorted((SOURCES / floor).iterdir()) if (p / "apps.py").exists()
    ]
    return [SOURCES / "base", *rooms]


def files_of(home: Path) -> Iterator[Path]:
    """Templates and modules whose words live in this home."""
    if home != SOURCES / "base":
        roots = [home]
    else:
        roots = [home, SOURCES / "config", SOURCES / "demo", SOURCES / "cli", SOURCES / "api"]
    for root in roots:
        for path in sorted(root.rglob("*")):
            if (
                path.suffix in {".html", ".txt", ".py"}
                and "locale" not in path.parts
                and "migrations" not in path.parts
            ):
                yield path


def said_in(path: Path) -> Iterator[Found]:
    """What one file says: a message, or a pair when it counts, and its context."""
    if path.suffix == ".py":
        for _line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield cast("str | tuple[str, str]", message), context
        return
    yield from said_in_template(path.read_text(encoding="utf-8"))


def said_in_template(source: str) -> Iterator[Found]:
    r"""The same for a template, components included: their tags are text to Django's own reader.

    >>> list(said_in_template('<c-x title="{% translate \'Retour\' %}" />'))
    [('Retour', None)]
    """
    from django.utils.translation.template import templatize

    for function, arguments in CALL.findall(templatize(source)):
        texts = ast.literal_eval(f"({arguments},)")
        context = texts[0] if function in {"pgettext", "npgettext"} else None
        texts = texts[1:] if context else texts
        yield (texts[0] if len(texts) == 1 else (texts[0], texts[1])), context


def gather(home: Path) -> Catalog:
    """Everything one home says, with the files it is said in."""
    catalog = Catalog(fuzzy=False, creation_date=FIXED, revision_date=FIXED)
    for path in files_of(home):
        for message, context in said_in(path):
            catalog.add(message, locations=[(path.relative_to(home.parent).as_posix(), 0)], context=context)
    return catalog


def place(home: Path, language: str) -> Path:
    """Where a catalogue is kept."""
    return home / "locale" / language / "LC_MESSAGES" / "django.po"


def kept(path: Path, language: str) -> Catalog:
    """The catalogue as it stands, or an empty one."""
    if not path.exists():
        return Catalog(locale=language, fuzzy=False, creation_date=FIXED, revision_date=FIXED)
    with path.open("rb") as po:
        return read_po(po, locale=language)


def merged(home: Path, language: str, gathered: Catalog) -> Catalog:
    """What is said now, with the translations already made; what is no longer said is dropped."""
    before = kept(place(home, language), language)
    after = Catalog(
        locale=language,
        fuzzy=False,
        creation_date=FIXED,
        revision_date=FIXED,
        project="Virage",
        version="1",
        copyright_holder="Virage",
        header_comment="# Virage",
        last_translator="",
        language_team="",
    )
    for message in gathered:
        if not message.id:
            continue
        old = before.get(message.id, context=message.context)
        string = old.string if old and not old.fuzzy else ""
        locations = sorted(set(message.locations))
        after.add(message.id, string, locations=locations, context=message.context, flags=message.flags - {"fuzzy"})
    return after


def write(path: Path, catalog: Catalog) -> None:
    """Sorted, without line numbers: two branches that add words rarely collide."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as po:
        write_po(po, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)


def set_in_type(message: Message) -> str | tuple[str, ...]:
    """The source as French sets it: no-break spaces before : % $ and inside « », apostrophes."""
    from virage.base.words import JOINER, typo_html

    def typeset(said: str) -> str:
        return typo_html(said).replace(JOINER, "")  # the look joins hyphens where lines break; words stay searchable

    return typeset(message.id) if isinstance(message.id, str) else tuple(typeset(form) for form in message.id)


def wants_french(message: Message) -> bool:
    """Whether the French catalogue holds this message: it counts, or its spaces must not break."""
    return bool(message.id) and (message.pluralizable or set_in_type(message) != message.id)


def counted(gathered: Catalog) -> Catalog:
    """The French catalogue: the source itself, its plural forms and its no-break spaces."""
    french = Catalog(locale="fr", fuzzy=False, creation_date=FIXED, revision_date=FIXED, header_comment="# Virage")
    for message in gathered:
        if wants_french(message):
            places = sorted(set(message.locations))
            french.add(message.id, set_in_type(message), context=message.context, locations=places)
    return french


def update() -> list[str]:
    """Rewrite every catalogue; what remains to be translated is said."""
    for home in homes():
        gathered = gather(home)
        if len(gathered):
            write(place(home, "en"), merged(home, "en", gathered))
        french = counted(gathered)
        if len(french):
            write(place(home, "fr"), french)
    return check()


def empty(message: Message) -> bool:
    """Whether a message still has no English."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return not all(strings)


def check() -> list[str]:
    """One line for each string without English, each doubtful one, each broken placeholder."""
    faults = []
    for home in homes():
        path = place(home, "en")
        english = kept(path, "en")
        where = path.relative_to(ROOT)
        for wanted in gather(home):
            if not wanted.id:
                continue
            have = english.get(wanted.id, context=wanted.context)
            said = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
            if have is None or empty(have):
                faults.append(f"{where}: no English for « {said} »")
            elif have.fuzzy:
                faults.append(f"{where}: English to confirm for « {said} »")
            else:
                faults += [f"{where}: « {said} »: {error}" for error in have.check(english)]
            french = kept(place(home, "fr"), "fr").get(wanted.id, context=wanted.context)
            if wants_french(wanted) and (french is None or french.string != set_in_type(wanted)):
                faults.append(f"{place(home, 'fr').relative_to(ROOT)}: run update, « {said} » is set otherwise")
    return faults


def compile_all() -> list[str]:
    """Write the `.mo` of every catalogue that changed."""
    catalogues.compile_all()
    return []


ACTIONS: dict[str, Callable[[], list[str]]] = {"update": update, "check": check, "compile": compile_all}


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in ACTIONS:  # noqa: PLR2004 — the program and its action
        raise SystemExit("usage: python tools/messages.py update|compile|check")
    faults = ACTIONS[sys.argv[1]]()
    print("\n".join(faults))
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
