"""A case file with all that its team may read: the enterprise, its answers, its plan, the aids, the hours, the acts."""

from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Viewer
from virage.stages.assessments.proofs import backers
from virage.stages.assessments.queries import latest_sheet
from virage.stages.assessments.reading import Reading, reading
from virage.stages.casefiles.queries import (
    CaseFileLine,
    HistoryLine,
    RequestLine,
    ResultLine,
    ServiceLine,
    ServiceTotals,
    case_file,
    case_results,
    history,
    request,
    service_totals,
    services,
)
from virage.stages.directory.queries import ContactCard, EnterpriseCard, contact, enterprise_card_by_id
from virage.stages.funding.queries import AidBoard, board_of
from virage.stages.plans.queries import PlanSheet, latest_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the owner let this viewer see; each part is nothing until it exists."""

    enterprise: EnterpriseCard
    contact: ContactCard | None
    reading: Reading | None
    plan: PlanSheet | None
    board: AidBoard | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """One file, and what its enterprise sent."""

    file: CaseFileLine
    request: RequestLine
    sent: Sent
    services: tuple[ServiceLine, ...]
    results: tuple[ResultLine, ...]
    history: tuple[HistoryLine, ...]

    @property
    def totals(self) -> ServiceTotals:
        """Hours given so far, and what they cost."""
        return service_totals(self.services)


def case_sheet(viewer: Viewer, *, case_file_id: int, on: date) -> CaseSheet | None:
    """One case file whole, or None when the viewer may not see it. Seventeen queries."""
    found = case_file(viewer, case_file_id=case_file_id)
    asked = request(viewer, request_id=found.request_id) if found else None
    shown = sent(viewer, enterprise_id=found.enterprise_id, on=on) if found else None
    if found is None or asked is None or shown is None:  # one grant opens all three
        return None
    return CaseSheet(
        file=found,
        request=asked,
        sent=shown,
        services=services(viewer, case_file_id=case_file_id),
        results=case_results(viewer, case_file_id=case_file_id),
        history=history(viewer, case_file_id=case_file_id),
    )


def sent(viewer: Viewer, *, enterprise_id: int, on: date) -> Sent | None:
    """What an enterprise sent, as far as the viewer may see it. Eight queries."""
    card = enterprise_card_by_id(viewer, enterprise_id=enterprise_id)
    if card is None:
        return None
    sheet = latest_sheet(viewer, key=card.key, profile=card.facts)
    return Sent(
        enterprise=card,
        contact=contact(viewer, key=card.key),
        reading=reading(sheet, language=viewer.language, names=backers(sheet)) if sheet else None,
        plan=latest_plan(viewer, key=card.key),
        board=board_of(card, sheet, on=on) if sheet else None,
    )
