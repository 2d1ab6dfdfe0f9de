"""What was promised, on which authority, what is owed in return, and what may be paid. No balance is kept here."""

from virage.stages.agreements.models.agreement import Agreement, AgreementQuerySet
from virage.stages.agreements.models.authority import AnalysisLine, Approval, Signature
from virage.stages.agreements.models.payables import Payable
from virage.stages.agreements.models.recalls import DeliverableReminder
from virage.stages.agreements.models.terms import AgreedTarget, Contribution, Deliverable, Deposit, Tranche

__all__ = [
    "AgreedTarget",
    "Agreement",
    "AgreementQuerySet",
    "AnalysisLine",
    "Approval",
    "Contribution",
    "Deliverable",
    "DeliverableReminder",
    "Deposit",
    "Payable",
    "Signature",
    "Tranche",
]
