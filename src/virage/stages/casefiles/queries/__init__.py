"""Requests and case files, as the viewer may see them."""

from virage.stages.casefiles.queries.assigning import Proposed, proposed_for, proposed_for_request, unheld_files
from virage.stages.casefiles.queries.caseload import (
    US,
    Caseload,
    Day,
    Late,
    Part,
    caseload,
    caseload_rows,
    chosen_files,
    day_of,
    due_moves,
    late_files,
)
from virage.stages.casefiles.queries.clock import Silences, silences
from virage.stages.casefiles.queries.files import (
    CaseFileLine,
    Colleague,
    case_file,
    case_files_of,
    colleagues,
    team,
)
from virage.stages.casefiles.queries.handed import HandedFile, handed_file, handed_files
from virage.stages.casefiles.queries.history import HistoryLine, history
from virage.stages.casefiles.queries.opinions import CallLine, CallsOf, call_lines, calls_of
from virage.stages.casefiles.queries.requests import (
    Clock,
    RequestLine,
    answered_requests,
    request,
    requests,
    requests_of,
    waiting_requests,
)
from virage.stages.casefiles.queries.results import ResultLine, case_results, results_of
from virage.stages.casefiles.queries.services import (
    ServiceLine,
    ServiceTotals,
    service_totals,
    services,
    services_of,
)

__all__ = [
    "US",
    "CallLine",
    "CallsOf",
    "CaseFileLine",
    "Caseload",
    "Clock",
    "Colleague",
    "Day",
    "HandedFile",
    "HistoryLine",
    "Late",
    "Part",
    "Proposed",
    "RequestLine",
    "ResultLine",
    "ServiceLine",
    "ServiceTotals",
    "Silences",
    "answered_requests",
    "call_lines",
    "calls_of",
    "case_file",
    "case_files_of",
    "case_results",
    "caseload",
    "caseload_rows",
    "chosen_files",
    "colleagues",
    "day_of",
    "due_moves",
    "handed_file",
    "handed_files",
    "history",
    "late_files",
    "proposed_for",
    "proposed_for_request",
    "request",
    "requests",
    "requests_of",
    "results_of",
    "service_totals",
    "services",
    "services_of",
    "silences",
    "team",
    "unheld_files",
    "waiting_requests",
]
