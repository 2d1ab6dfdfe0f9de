"""A copy taken by the auditor is checked on its own, and says what was tampered with."""

from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from tests.stages.claims.journey import Claiming
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.core.kept import FILES
from virage.core.ledger_copy import BALANCES, MANIFEST, manifest, recheck
from virage.core.periods import fiscal_year
from virage.stages.claims.models import SignalAnswer
from virage.stages.claims.operations import answer_signal, copy_ledger
from virage.stages.claims.states import SignalKind

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Toronto")


@pytest.fixture
def taken(cast):
    """A copy: a claim paid, an advance, a signal answered, a claim still written. Its files, and the story."""
    way = Claiming(cast, advance=300)
    way.pay(way.verified())
    way.told = way.lines[0]
    answer_signal(way.analyst, line_id=way.told, kind=SignalKind.RELATED, founded=False, why="Autre nom fictif")
    way.answer = SignalAnswer.objects.for_operation().get().pk
    way.begun()
    with ZipFile(BytesIO(copy_ledger(cast.viewer(Role.AUDITOR)))) as copy:
        return {name: copy.read(name) for name in copy.namelist()}, way


def forged(files, name, before, after):
    """The same, with one thing changed in a file and the manifest made again."""
    assert before in files[name], files[name]
    changed = {**files, name: files[name].replace(before, after)}
    told = {each: body for each, body in changed.items() if each != MANIFEST}
    return recheck({**told, MANIFEST: manifest(told)}, zone=ZONE).faults


def test_a_copy_holds_all_that_a_payment_rests_on_and_is_checked_alone(taken):
    files, way = taken
    assert set(files) == {*FILES, BALANCES, MANIFEST}
    assert b"draft" not in files["claims.csv"]
    assert b"Autre nom fictif" in files["signal_answers.csv"]
    found = recheck(files, zone=ZONE)
    assert (found.faults, found.payments, found.unknown) == ((), 2, 3)  # two approvals, a condition in words
    assert TrailEvent.objects.get(verb="ledger.copied").details["manifest"] == found.digest
    with pytest.raises(Forbidden):
        copy_ledger(way.finance)


def test_a_file_changed_after_the_copy_is_named(taken):
    files, way = taken
    sums = f"{way.envelope}/{fiscal_year(way.today)}"
    files["entries.csv"] = files["entries.csv"].replace(b"50000.00", b"50000.01", 1)
    assert recheck(files, zone=ZONE).faults[:2] == (
        "entries.csv: changed",
        f"{sums} voted: 50000.00, entries say 50000.01",
    )
    del files["claims.csv"]
    assert recheck(files, zone=ZONE).faults == ("claims.csv: missing", "entries.csv: changed")


def test_a_forger_who_makes_the_manifest_again_is_caught_by_the_laws(taken):
    files, way = taken
    payer, analyst = way.finance.by.encode(), way.analyst.by.encode()
    tried = {
        "hands": forged(files, "payables.csv", b"," + analyst, b"," + payer),
        "sums": forged(files, "claims.csv", b",1000.00,500.00,", b",1000.00,600.00,"),
        "lines": forged(files, "claim_lines.csv", b",training,", b",travel,"),
        "signed": forged(files, "signatures.csv", b",ministry,", b",promoter,"),
        "approved": forged(files, "approvals.csv", b",job:approver,", b",job:drafter,"),
        "need": forged(files, "entries.csv", b",salaires fictifs,300.00,", b",salaires fictifs,299.00,"),
        "owed": forged(files, "payables.csv", b",claim,", b",advance,"),
    }
    missed = [name for name, faults in tried.items() if not any(f", {name}: " in one for one in faults)]
    assert missed == [], tried


def test_a_row_taken_out_leaves_the_row_that_names_it(taken):
    files, way = taken
    line = way.told
    gone = forged(files, "claim_lines.csv", files["claim_lines.csv"].splitlines()[1], b"")
    assert f"signal_answers.csv {way.answer}: line_id {line} is not in the copy" in gone
    torn = forged(files, "claims.csv", b",1000.00,", b",mille,")
    assert [one[: len("claims.csv: unreadable")] for one in torn] == ["claims.csv: unreadable"]


def test_an_analysis_emptied_or_an_aid_beyond_its_line_is_told(taken, cast):
    files, _way = taken
    first = files["analyses.csv"].splitlines()[1]
    number, agreement, criterion, *_rest = first.decode().split(",")
    emptied = forged(files, "analyses.csv", first, f"{number},{agreement},{criterion},,,".encode())
    assert f"analyses.csv {number}: {criterion} lacks its score, its reason or its document" in emptied
    without = forged(files, "analyses.csv", files["analyses.csv"].split(b"\n", 1)[1], b"")
    assert f"agreements.csv {agreement}: signed without an analysis" in without
    when = b"2026-11-22 15:00:00+00"
    line = b"1," + agreement.encode() + b",1000.00,,,,article 4," + when + b",person:1\r\n"
    aid = b"1,1,7,1200.00,2400.00,granted," + when + b",person:1,2026-11-22,person:1,\r\n"
    told = {
        "regrant_lines.csv": files["regrant_lines.csv"] + line,
        "regrants.csv": files["regrants.csv"] + aid,
    }
    faults = forged({**files, **told}, "regrants.csv", b",granted,", b",granted,")
    assert "regrant_lines.csv 1: 1200.00 given of 1000.00" in faults
    assert "regrants.csv 1: decided by whoever proposed it" in faults
