"""To whom files are given: proposed with its reasons, confirmed or changed by a person, one file or several."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from virage.base.forms import number_in
from virage.base.templatetags.words import day
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.core.assignment import AssignmentGround, Candidate, Finding, Matter, Proposal
from virage.stages.casefiles.forms.together import versions_of
from virage.stages.casefiles.operations import RefusedFile, SomeRefused, change_files
from virage.stages.casefiles.operations.together import assign_each
from virage.stages.casefiles.queries import CaseFileLine, Proposed, chosen_files, proposed_for, unheld_files

MOST = 20
"""Files on one page: each is read with its reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """One person before one file, in words. ``short`` follows the name in a list."""

    id: int
    name: str
    suited: bool
    short: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRow:
    """One file: who is proposed (``chosen``), and everyone with their reasons."""

    file: CaseFileLine
    profile: Mapping[str, object]
    held: bool
    chosen: int | None
    people: tuple[Reasons, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPage:
    """``asked`` when files were chosen in the list; ``done`` counts those given, ``left`` are chosen and not given."""

    rows: tuple[AssignRow, ...]
    refused: tuple[RefusedFile, ...]
    asked: bool
    done: int
    left: tuple[str, ...]
    on: date


def assign_page(viewer: Viewer, *, roles: Collection[Role], asked: QueryDict, said: QueryDict | None) -> AssignPage:
    """Files nobody holds any longer, or those chosen (``file``: « number:version »); those just given are counted."""
    on = timezone.localdate()
    chosen = versions_of(asked.getlist("file"))
    refused: tuple[RefusedFile, ...] = ()
    given: Mapping[int, int] = {}
    done = 0
    if said is not None and (given := _given(said)):
        shown = versions_of(said.getlist("file"))
        try:
            versions = {number: shown[number] for number in given}
            done = change_files(viewer, versions=versions, deed=assign_each(given))
        except SomeRefused as refusal:
            refused = refusal.refused
    files = (
        chosen_files(viewer, roles=roles, numbers=list(chosen)[:MOST])
        if chosen
        else unheld_files(viewer, roles=roles, most=MOST)
    )
    return AssignPage(
        rows=() if done else tuple(_row(one) for one in proposed_for(viewer, files=files, on=on)),
        refused=refused,
        asked=bool(chosen),
        done=done,
        left=tuple(f"{number}:{version}" for number, version in chosen.items() if number not in given),
        on=on,
    )


def reasons(matter: Matter, proposal: Proposal) -> tuple[Reasons, ...]:
    """Everyone before one file, in the order of the proposal."""
    return tuple(
        Reasons(
            id=one.id,
            name=one.name,
            suited=one.suited,
            short=_said(matter, one, one.against[0]) if one.against else _load(one),
            why=tuple(_said(matter, one, each) for each in (one.against or one.findings)),
        )
        for one in proposal.candidates
    )


def _row(one: Proposed) -> AssignRow:
    return AssignRow(
        file=one.file,
        profile=one.profile,
        held=one.held,
        chosen=one.proposal.proposed,
        people=reasons(one.matter, one.proposal),
    )


def _given(said: QueryDict) -> dict[int, int]:
    """File → person: the one whose button was pressed, or those that are ticked."""
    only = said.get("only")
    numbers: Iterable[str] = [only] if only else said.getlist("give")
    shown = versions_of(said.getlist("file"))
    pairs = ((number_in(number), number_in(said.get(f"to-{number}"))) for number in numbers)
    return {number: person for number, person in pairs if number is not None and number in shown and person is not None}


def _said(matter: Matter, one: Candidate, finding: Finding) -> str:
    match finding.ground:
        case AssignmentGround.PRESENCE:
            return _presence(finding)
        case AssignmentGround.LOAD:
            return _load(one)
        case AssignmentGround.TERRITORY if finding.base and finding.answer is Answer.YES:
            return _near(matter, finding)
        case ground:
            known = getattr(matter, "region" if ground is AssignmentGround.TERRITORY else ground.value) is not None
            return _field(ground, finding.answer, known=known)


def _presence(finding: Finding) -> str:
    if finding.away is None:
        return _("aucune absence notée")
    days = {"first": day(finding.away.first, "short"), "last": day(finding.away.last, "short")}
    return _("absence du %(first)s au %(last)s") % days


def _load(one: Candidate) -> str:
    if one.capacity is None:
        said = ngettext(
            "%(n)s dossier ouvert, maximum non dit", "%(n)s dossiers ouverts, maximum non dit", one.open_files
        )
        return said % {"n": one.open_files}
    said = ngettext("%(n)s dossier ouvert sur %(most)s", "%(n)s dossiers ouverts sur %(most)s", one.open_files)
    return said % {"n": one.open_files, "most": one.capacity}


def _near(matter: Matter, finding: Finding) -> str:
    base = finding.base
    if base is None:
        return ""
    if base.mrc and base.mrc == matter.mrc:
        return _("point de service dans sa MRC : %(name)s") % {"name": base.name}
    return _("point de service dans sa région : %(name)s") % {"name": base.name}


def _field(ground: AssignmentGround, answer: Answer, *, known: bool) -> str:
    all_of_them = answer is Answer.YES and not known
    match ground:
        case AssignmentGround.SECTOR:
            yes = _("sert tous les secteurs") if all_of_them else _("sert son secteur")
            words = {Answer.YES: yes, Answer.NO: _("ne sert pas son secteur"), Answer.UNKNOWN: _("secteur à préciser")}
        case AssignmentGround.TERRITORY:
            yes = _("sert toutes les régions") if all_of_them else _("sert sa région")
            words = {Answer.YES: yes, Answer.NO: _("ne sert pas sa région"), Answer.UNKNOWN: _("région à préciser")}
        case _other:
            words = {
                Answer.YES: _("travaille dans sa langue"),
                Answer.NO: _("ne travaille pas dans sa langue"),
                Answer.UNKNOWN: _("langue à préciser"),
            }
    return words[answer]
