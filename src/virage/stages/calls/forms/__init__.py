"""What people type of calls, proposals, scores and decisions."""

from virage.stages.calls.forms.calls import CallForm, CancelForm, ExtendForm
from virage.stages.calls.forms.judging import AssignForm, DecisionForm, InterestForm, MarksForm
from virage.stages.calls.forms.proposals import FORMS, BeginForm, PieceForm, StepForm

__all__ = [
    "FORMS",
    "AssignForm",
    "BeginForm",
    "CallForm",
    "CancelForm",
    "DecisionForm",
    "ExtendForm",
    "InterestForm",
    "MarksForm",
    "PieceForm",
    "StepForm",
]
