"""Ask to be called back; accept or decline; hold the file: owner, next move, date, services, results."""

from virage.stages.casefiles.operations.closing import (
    HandedOver,
    Passes,
    StillOpen,
    close_file,
    reopen_file,
    take_over_file,
)
from virage.stages.casefiles.operations.contesting import contest_result, contest_service
from virage.stages.casefiles.operations.corrections import AlreadyCorrected
from virage.stages.casefiles.operations.files import (
    Changed,
    Closed,
    NotAColleague,
    NotYours,
    check_colleague,
    plan_next_move,
)
from virage.stages.casefiles.operations.handing import Passing
from virage.stages.casefiles.operations.opinions import AlreadySaid, HowItWent, TooEarly, say_of_call
from virage.stages.casefiles.operations.reminders import forget_digests, remind_of_moves
from virage.stages.casefiles.operations.requests import (
    AlreadyAnswered,
    AlreadyAsked,
    DoesNotAccept,
    accept_request,
    call_back_before,
    close_access,
    decline_request,
    lapse_passings,
    late_passings,
    request_call_back,
    withdraw_agreement,
    withdraw_request,
)
from virage.stages.casefiles.operations.results import Obtained, correct_result, note_result
from virage.stages.casefiles.operations.services import correct_service, log_service
from virage.stages.casefiles.operations.together import RefusedFile, SomeRefused, change_files

__all__ = [
    "AlreadyAnswered",
    "AlreadyAsked",
    "AlreadyCorrected",
    "AlreadySaid",
    "Changed",
    "Closed",
    "DoesNotAccept",
    "HandedOver",
    "HowItWent",
    "NotAColleague",
    "NotYours",
    "Obtained",
    "Passes",
    "Passing",
    "RefusedFile",
    "SomeRefused",
    "StillOpen",
    "TooEarly",
    "accept_request",
    "call_back_before",
    "change_files",
    "check_colleague",
    "close_access",
    "close_file",
    "contest_result",
    "contest_service",
    "correct_result",
    "correct_service",
    "decline_request",
    "forget_digests",
    "lapse_passings",
    "late_passings",
    "log_service",
    "note_result",
    "plan_next_move",
    "remind_of_moves",
    "reopen_file",
    "request_call_back",
    "say_of_call",
    "take_over_file",
    "withdraw_agreement",
    "withdraw_request",
]
