"""What came of a file: a decision on an aid, the plan handed over, a rollout accepted. Each proves a stage."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.operations import operation
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Result
from virage.stages.casefiles.operations.corrections import line_to_correct
from virage.stages.casefiles.operations.files import locked_file, note
from virage.stages.casefiles.states import ResultKind


class NotYet(Refusal):
    """A result is noted once it is there."""

    sentence = _("Cette date est à venir : notez ce résultat une fois obtenu.")
    field = "happened_on"


class BeforeTheFile(Refusal):
    """What happened before the file was opened did not come of it."""

    sentence = _("Cette date précède l’ouverture du dossier : ce résultat n’en vient pas.")
    field = "happened_on"


class SignedOutOfOrder(Refusal):
    """An aid is signed after a favourable decision, and not in the future."""

    sentence = _("Une aide se signe après une décision favorable, au plus tard aujourd’hui.")
    field = "signed_on"


class AmountRefused(Refusal):
    """A refusal grants nothing."""

    sentence = _("Une décision défavorable n’accorde pas de montant.")
    field = "amount"


class BegunAfter(Refusal):
    """A rollout begins before it is accepted."""

    sentence = _("L’implantation a commencé au plus tard le jour où elle est reçue.")
    field = "begun_on"


class Unnamed(Refusal):
    """A decision is about an aid, a rollout about something."""

    sentence = _("Nommez-la : une décision porte sur une aide, une réception sur ce qui a été implanté.")
    field = "what"


class ByNobody(Refusal):
    """Someone of the enterprise accepts a rollout."""

    sentence = _("Dites qui, dans l’entreprise, a reçu l’implantation.")
    field = "accepted_by"


class NoAnswer(Refusal):
    """A decision is favourable or not."""

    sentence = _("Dites si la décision est favorable.")
    field = "favourable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """What is noted of a result; each kind uses its own part. ``aid``: the id of an aid of the pack, else ``what``."""

    kind: ResultKind
    happened_on: date
    what: str = ""
    aid: str = ""
    favourable: bool | None = None
    signed_on: date | None = None
    amount: Decimal | None = None
    begun_on: date | None = None
    accepted_by: str = ""
    note: str = ""


@operation
def note_result(viewer: Viewer, *, case_file_id: int, obtained: Obtained) -> int:
    """Note what came of an open file. Returns the line's number."""
    case_file = locked_file(viewer, case_file_id)
    line = _write(viewer, case_file, obtained)
    note(viewer, case_file, "result.noted", result=obtained.kind.value, on=obtained.happened_on.isoformat())
    return line.pk


@operation
def correct_result(viewer: Viewer, *, result_id: int, why: str, obtained: Obtained | None) -> int:
    """Write the line that takes another's place, and why; None: it never happened. Returns its number.

    The kind stays. A closed file is corrected too.

    Raises:
        AlreadyCorrected: another line took its place.
    """
    case_file, former = line_to_correct(viewer, Result.objects.for_operation(), result_id)
    kind = ResultKind(former.kind)
    if obtained is None:
        line = _line(viewer, case_file, _as_noted(former), corrects=former, why=why, void=True)
        line.save()
    else:
        line = _write(viewer, case_file, replace(obtained, kind=kind), corrects=former, why=why)
    note(viewer, case_file, "result.corrected", result=kind.value, reason=why, void=line.void)
    return line.pk


def _write(viewer: Viewer, case_file: CaseFile, obtained: Obtained, **more: object) -> Result:
    _check(case_file, obtained)
    if obtained.aid:
        obtained = replace(obtained, what=library().aids[obtained.aid].name.words.say("fr")[:160])
    line = _line(viewer, case_file, obtained, **more)
    line.save()
    return line


def _line(viewer: Viewer, case_file: CaseFile, obtained: Obtained, **more: object) -> Result:
    return Result(case_file=case_file, by=viewer.by, noted_at=timezone.now(), **asdict(obtained), **more)


def _as_noted(line: Result) -> Obtained:
    said = {name: getattr(line, name) for name in Obtained.__dataclass_fields__}
    return Obtained(**{**said, "kind": ResultKind(line.kind)})


def _check(case_file: CaseFile, obtained: Obtained) -> None:
    on, today = obtained.happened_on, timezone.localdate()
    if on > today:
        raise NotYet
    if on < timezone.localdate(case_file.opened_at):
        raise BeforeTheFile
    match obtained.kind:
        case ResultKind.DECISION:
            _check_decision(obtained, today)
        case ResultKind.ROLLOUT:
            _check_rollout(obtained)


def _check_decision(obtained: Obtained, today: date) -> None:
    if obtained.aid not in library().aids if obtained.aid else not obtained.what:
        raise Unnamed
    if obtained.favourable is None:
        raise NoAnswer
    if obtained.amount is not None and not obtained.favourable:
        raise AmountRefused
    signed = obtained.signed_on
    if signed and not (obtained.favourable and obtained.happened_on <= signed <= today):
        raise SignedOutOfOrder


def _check_rollout(obtained: Obtained) -> None:
    if not obtained.what:
        raise Unnamed
    if not obtained.accepted_by:
        raise ByNobody
    if obtained.begun_on and obtained.begun_on > obtained.happened_on:
        raise BegunAfter
