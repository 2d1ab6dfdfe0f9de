"""What a promoter or an adviser writes about a request or a file."""

from virage.stages.casefiles.forms.answers import AcceptForm, DeclineForm
from virage.stages.casefiles.forms.assigning import assign_page, reasons
from virage.stages.casefiles.forms.closing import close_page, reopen_page
from virage.stages.casefiles.forms.opinions import CallAnswerForm, CallAnswersPage, call_answers_page
from virage.stages.casefiles.forms.pages import caseload_page, move_page
from virage.stages.casefiles.forms.results import result_correction_page, result_page
from virage.stages.casefiles.forms.services import correction_page, service_page
from virage.stages.casefiles.forms.together import together_page

__all__ = [
    "AcceptForm",
    "CallAnswerForm",
    "CallAnswersPage",
    "DeclineForm",
    "assign_page",
    "call_answers_page",
    "caseload_page",
    "close_page",
    "correction_page",
    "move_page",
    "reasons",
    "reopen_page",
    "result_correction_page",
    "result_page",
    "service_page",
    "together_page",
]
