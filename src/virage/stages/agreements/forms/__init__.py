"""What people write of an agreement: its terms in the draft, its approvals, what was handed in, what is owed."""

from virage.stages.agreements.forms.acts import (
    AnnounceForm,
    AnswerForm,
    ApproveForm,
    HandInForm,
    ReceiveForm,
    ReleaseForm,
    ReturnForm,
    SubmitForm,
)
from virage.stages.agreements.forms.changes import (
    ChangeContributionForm,
    ChangeDeliverableForm,
    ChangeTargetForm,
    ChangeTrancheForm,
)
from virage.stages.agreements.forms.fields import ActForm, day, dollars, line
from virage.stages.agreements.forms.terms import (
    AnalysisForm,
    ContributionForm,
    DeliverableForm,
    RemoveForm,
    TargetForm,
    TrancheForm,
)
from virage.stages.agreements.forms.words import AmendForm, DraftForm, PhaseForm, ProposedForm, WordsForm

__all__ = [
    "ActForm",
    "AmendForm",
    "AnalysisForm",
    "AnnounceForm",
    "AnswerForm",
    "ApproveForm",
    "ChangeContributionForm",
    "ChangeDeliverableForm",
    "ChangeTargetForm",
    "ChangeTrancheForm",
    "ContributionForm",
    "DeliverableForm",
    "DraftForm",
    "HandInForm",
    "PhaseForm",
    "ProposedForm",
    "ReceiveForm",
    "ReleaseForm",
    "RemoveForm",
    "ReturnForm",
    "SubmitForm",
    "TargetForm",
    "TrancheForm",
    "WordsForm",
    "day",
    "dollars",
    "line",
]
