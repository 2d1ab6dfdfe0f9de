"""Enter lines: enterprises, what is said of them, requests, grants and case files, a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from virage.base.copying import copy_rows
from virage.base.models import TrailEvent
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import RequestState
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact
from virage.stages.directory.states import Provenance, Purpose
from virage.stages.exchange.models import Import, ImportLine
from virage.stages.programme.states import Stage

FACTS = ("region", "sector", "employees", "postal_code")
SOON = timedelta(days=14)
POINT = """
    UPDATE exchange_importline SET enterprise_id = said.enterprise, created = said.created, case_file_id = said.file
    FROM unnest(%s::bigint[], %s::bigint[], %s::bool[], %s::bigint[]) AS said (line, enterprise, created, file)
    WHERE exchange_importline.id = said.line
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """One sheet as it enters: who, when, and what each new file takes when its line says nothing."""

    viewer: Viewer
    sheet: Import
    now: datetime
    fictitious: bool

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


def enter(entering: Entering, lines: Sequence[ImportLine]) -> None:
    """Open a case file for each line, on its enterprise or on a new one; the lines then say which."""
    if not lines:
        return
    _found_enterprises(entering, [line for line in lines if line.enterprise_id is None])
    requests = [_request(entering, line) for line in lines]
    copy_rows(requests)
    matters = {line.pk: request.matter for line, request in zip(lines, requests, strict=True)}
    _say(entering, lines, matters)
    copy_rows([_grant(entering, request) for request in requests])
    files = [_file(entering, line, request) for line, request in zip(lines, requests, strict=True)]
    copy_rows(files)
    for line, case_file in zip(lines, files, strict=True):
        line.case_file = case_file
    _point(lines)
    copy_rows([_event(entering, case_file) for case_file in files])


def _point(lines: Sequence[ImportLine]) -> None:
    """Each line says its enterprise, whether it created it, and its file: one statement for all."""
    values = [(line.pk, line.enterprise_id, line.created, line.case_file_id) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(POINT, [list(column) for column in zip(*values, strict=True)])


def _found_enterprises(entering: Entering, lines: Sequence[ImportLine]) -> None:
    rows = [
        Enterprise(
            name=line.values["name"],
            neq=line.values.get("neq"),
            fictitious=entering.fictitious,
            started_at=entering.now,
            claimed_at=entering.now,
        )
        for line in lines
    ]
    copy_rows(rows)
    for line, row in zip(lines, rows, strict=True):
        line.enterprise = row
        line.created = True


def _say(entering: Entering, lines: Sequence[ImportLine], matters: Mapping[int, Any]) -> None:
    """What the lines say of their enterprises; what an enterprise already said, or has, is left as it is."""
    joined = [line.enterprise_id for line in lines if line.enterprise_id and not line.created]
    stated = EnterpriseFact.objects.for_operation().filter(enterprise_id__in=joined, name__in=FACTS)
    said = set(stated.values_list("enterprise_id", "name"))
    copy_rows(
        [
            EnterpriseFact(
                enterprise_id=line.enterprise_id or 0,
                name=name,
                value=line.values[name],
                provenance=Provenance.IMPORT,
                matter=matters[line.pk],
                at=entering.now,
                by=entering.viewer.by,
            )
            for line in lines
            for name in FACTS
            if name in line.values and (line.enterprise_id, name) not in said
        ]
    )
    reached = set(
        Contact.objects.for_operation().filter(enterprise_id__in=joined).values_list("enterprise_id", flat=True)
    )
    copy_rows(
        [
            Contact(
                enterprise_id=line.enterprise_id or 0,
                name=line.values.get("contact", ""),
                email=line.values["email"],
                phone=line.values.get("phone", ""),
                language=line.values.get("language", "fr"),
                matter=matters[line.pk],
            )
            for line in lines
            if "email" in line.values and line.enterprise_id not in reached
        ]
    )


def _request(entering: Entering, line: ImportLine) -> Request:
    opened = _opened(entering, line)
    return Request(
        enterprise_id=line.enterprise_id or 0,
        project=entering.sheet.project,
        asked_at=opened,
        state=RequestState.ACCEPTED,
        answered_at=opened,
        answered_by=entering.viewer.by,
    )


def _grant(entering: Entering, request: Request) -> AccessGrant:
    return AccessGrant(
        enterprise_id=request.enterprise_id,
        organisation_id=entering.sheet.project.promoter_id,
        matter=request.matter,
        purpose=Purpose.FOLLOWED,
        reason=gettext_noop("dossier importé par l’organisme, qui déclare tenir l’accord de l’entreprise"),
        given_by=entering.viewer.by,
        begins_at=entering.now,
    )


def _file(entering: Entering, line: ImportLine, request: Request) -> CaseFile:
    said = line.values
    on = date.fromisoformat(said["next_move_on"]) if "next_move_on" in said else entering.today + SOON
    return CaseFile(
        request=request,
        story=request.matter,
        enterprise_id=request.enterprise_id,
        project=entering.sheet.project,
        opened_at=request.asked_at,
        stage=said.get("stage", Stage.ADVICE),
        owner_id=said.get("owner", entering.viewer.person_id),
        next_move=said.get("next_move") or _("Vérifier le dossier importé"),
        next_move_on=on,
    )


def _opened(entering: Entering, line: ImportLine) -> datetime:
    said = line.values.get("opened_on")
    if said is None or said == entering.today.isoformat():
        return entering.now
    return timezone.make_aware(datetime.combine(date.fromisoformat(said), time(12)))


def _event(entering: Entering, case_file: CaseFile) -> TrailEvent:
    return TrailEvent(
        at=entering.now,
        by=entering.viewer.by,
        organisation_id=entering.sheet.project.promoter_id,
        screen=entering.viewer.screen,
        verb="case_file.imported",
        subject_kind="case_file",
        subject_id=str(case_file.pk),
        reason="",
        details={"sheet": entering.sheet.pk},
    )
