"""docs/glossary.md and the code name the same things."""

import ast
import re
from collections import Counter

from tools.places import ROOT, SOURCES

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
FILES = [path for path in SOURCES.rglob("*.py") if "migrations" not in path.parts]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in FILES)


def closed_words():
    """Every closed list of words: class name and values."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and {"StrEnum", "TextChoices"} & {
                ast.unparse(base).rpartition(".")[2] for base in node.bases
            }:
                members = [item.value for item in node.body if isinstance(item, ast.Assign)]
                yield node.name, [ast.literal_eval(m.elts[0] if isinstance(m, ast.Tuple) else m) for m in members]


def folders(floor):
    return {path.parent.name for path in (SOURCES / floor).glob("*/__init__.py")}


def test_every_closed_list_of_words_has_its_row():
    told = {row[0].strip("`"): set(row[1].split(", ")) for row in ROWS if len(row) == 3}
    missing = [(name, value) for name, values in closed_words() for value in values if value not in told.get(name, ())]
    assert missing == []


def test_every_stage_and_desk_has_its_row():
    told = {row[0].strip("`") for row in ROWS if len(row) == 3}
    assert (folders("stages") | folders("desks")) - told == set()


def test_names_in_code_type_exist():
    named = {name for row in ROWS if len(row) == 4 for name in re.findall(r"`(\w+)`", row[1])}
    words = set(re.findall(r"\w+", CODE)) | {path.name for path in SOURCES.iterdir()} | {"barrier"}
    assert named - words == set()


def test_each_word_is_told_once():
    words = Counter(word for row in ROWS if len(row) == 4 for word in row[0].split(", "))
    assert [word for word, times in words.items() if times > 1 and word not in {"Word", "---"}] == []
