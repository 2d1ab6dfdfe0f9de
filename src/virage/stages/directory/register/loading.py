"""Load the register: stream, check line by line, copy, swap. One transaction: all of it or nothing."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.base.words import spoken
from virage.core.register import FILES, FileFormat, LineError, line_reader
from virage.core.words import Words
from virage.stages.directory.models import RegisterLoad
from virage.stages.directory.policies import can_load_register
from virage.stages.directory.register.files import RegisterFiles
from virage.stages.directory.register.following import Followed, follow_register

NAMED_FAULTS = 200
"""Wrong lines named one by one; the others are counted."""

MOST_WRONG = 0.01
"""More wrong lines than that share of a file, and the whole load is refused: it is not the file one thinks."""

FEW = 20
"""Under that many wrong lines, a share says nothing: a small file is not refused for one line."""

KEYS = {"enterprise": "neq", "establishment": "neq, suffix", "word": "type, code"}
"""What must be unique in each table."""


class MayNotLoad(Refusal):
    """For whoever keeps the installation."""

    sentence = _("Seule la personne qui exploite l’installation charge le registre.")


class TooManyWrongLines(Refusal):
    """Nothing was loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One wrong line, left out."""

    file: str
    line: int
    words: Words


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was read of one file."""

    name: str
    rows: int = 0
    wrong: int = 0
    faults: list[Fault] = field(default_factory=list)

    def blame(self, line: int, words: Words) -> None:
        self.wrong += 1
        if len(self.faults) < NAMED_FAULTS:
            self.faults.append(Fault(file=f"{self.name}.csv", line=line, words=words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did. ``unchanged``: these very files were loaded already."""

    rows: dict[str, int]
    left_out: int
    faults: tuple[Fault, ...]
    followed: Followed
    unchanged: bool = False


@operation
def load_register(viewer: Viewer, *, place: Path) -> Loaded:
    """Replace the register by these files, and bring what they say to the enterprises that have a NEQ.

    Readers see the former register until the end. Memory holds one line at a time, and the faults that are named.

    Raises:
        NotTheRegister: files are missing, or a column of theirs.
        TooManyWrongLines: more than one line in a hundred of a file cannot be read.
    """
    if not can_load_register(viewer):
        raise MayNotLoad
    files = RegisterFiles(place)
    digest = files.digest()
    last = RegisterLoad.objects.order_by("-pk").first()
    if last is not None and last.digest == digest:
        followed = follow_register(viewer)
        record(viewer, "register.seen", kind="register", id=last.pk)
        return Loaded(rows=last.rows, left_out=last.left_out, faults=(), followed=followed, unchanged=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT register_open()")
        tallies = [_copy(cursor, files, name, form) for name, form in FILES.items()]
        for tally in tallies:
            _refuse_if_strange(tally)
        cursor.execute(SUCCESSIONS)
        cursor.execute("SELECT register_close()")
    faults = [fault for tally in tallies for fault in tally.faults]
    load = RegisterLoad.objects.create(
        at=timezone.now(),
        by=viewer.by,
        digest=digest,
        rows={f"{tally.name}.csv": tally.rows for tally in tallies},
        left_out=sum(tally.wrong for tally in tallies),
        faults=[{"file": f.file, "line": f.line, "fr": f.words.fr, "en": f.words.en} for f in faults],
    )
    record(viewer, "register.loaded", kind="register", id=load.pk, rows=load.rows, left_out=load.left_out)
    followed = follow_register(viewer)
    return Loaded(rows=load.rows, left_out=load.left_out, faults=tuple(faults), followed=followed)


def _copy(cursor: Any, files: RegisterFiles, name: str, form: FileFormat) -> Tally:
    tally = Tally(name=name)
    columns = ", ".join(("line", *form.fields))
    with files.text(name) as text:
        lines = _numbered(csv.reader(text), tally)
        try:
            read = line_reader(form, next(lines, (1, []))[1])
        except LineError as fault:
            raise TooManyWrongLines(f"{name}.csv : {fault.words.say(spoken(get_language()))}") from fault
        # names of tables and columns are those of this program
        with cursor.copy(f"COPY incoming_{form.table} ({columns}) FROM STDIN") as copy:
            for line, values in lines:
                try:
                    row = read(values)
                except LineError as fault:
                    tally.blame(line, fault.words)
                    continue
                copy.write_row((str(line), *row))
                tally.rows += 1
    if form.table in KEYS:
        _keep_first(cursor, form.table, KEYS[form.table], tally)
    return tally


def _numbered(reader: Any, tally: Tally) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record with the line where it begins; blank lines are nothing, a broken quote is a fault."""
    while True:
        begins = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            tally.blame(begins, Words(fr=f"ce n’est pas du CSV ({error})", en=f"this is not CSV ({error})"))
            continue
        if values:
            yield begins, values


def _keep_first(cursor: Any, table: str, key: str, tally: Tally) -> None:
    """A key said twice: the first line stays, the others are named."""
    cursor.execute(
        f"DELETE FROM incoming_{table} WHERE line IN (SELECT line FROM ("  # noqa: S608 — our own names
        f"SELECT line, row_number() OVER (PARTITION BY {key} ORDER BY line) AS n FROM incoming_{table}) AS t"
        " WHERE n > 1) RETURNING line"
    )
    for (line,) in cursor.fetchall():
        tally.rows -= 1
        tally.blame(line, Words(fr=f"déjà dit plus haut ({key})", en=f"already said above ({key})"))


def _refuse_if_strange(tally: Tally) -> None:
    if tally.wrong > FEW and tally.wrong > MOST_WRONG * (tally.rows + tally.wrong):
        first = tally.faults[0]
        raise TooManyWrongLines(
            _("%(file)s : %(wrong)s lignes illisibles, dont la %(line)s (%(words)s). Rien n’est chargé.")
            % {
                "file": first.file,
                "wrong": tally.wrong,
                "line": first.line,
                "words": first.words.say(spoken(get_language())),
            }
        )


SUCCESSIONS = """
INSERT INTO incoming_succession (absorbed, survivor, on_date)
SELECT DISTINCT ON (absorbed) absorbed, survivor, on_date FROM (
  SELECT CASE WHEN a.status = 'IM' THEN b.neq ELSE a.neq END AS absorbed,
         CASE WHEN a.status = 'IM' THEN a.neq ELSE b.neq END AS survivor,
         m.on_date
  FROM incoming_merger m
  JOIN incoming_enterprise a ON a.neq = m.neq
  JOIN incoming_enterprise b ON b.neq = m.related
  JOIN incoming_word w ON w.type = 'RELA_ASSUJ' AND w.code = m.relation
  WHERE m.neq <> m.related AND (a.status = 'IM') <> (b.status = 'IM')
    AND w.words ILIKE '%fusion%' AND w.words NOT ILIKE '%scission%'
) AS pairs
ORDER BY absorbed, on_date DESC NULLS LAST, survivor
"""
"""Who lives on after a merger: of the two, the one still registered. Where both or none is, nobody is guessed."""
