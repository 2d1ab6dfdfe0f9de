"""Every table either goes with the enterprise it tells of, or is said here to tell of none."""

import ast

import pytest
from django.apps import apps
from django.db.models import CASCADE

from tests.house.files import ours
from virage.stages.directory.models import Enterprise

SWEPT = {
    "exchange.Export": "a file already written is written again",
    "exchange.ImportLine": "what was typed is emptied, the number of the line stays",
}
"""What ``stewardship.sweeping`` empties itself; tests/stages/stewardship/test_erased.py reads every column after it."""

OF_NO_ENTERPRISE = {
    "people of organisations and how they enter": {
        "account.EmailAddress",
        "account.EmailConfirmation",
        "accounts.Invitation",
        "accounts.Membership",
        "accounts.Organisation",
        "accounts.Person",
        "accounts.PrivateLink",
        "programme.Absence",
        "programme.WorkProfile",
        "mfa.Authenticator",
        "sessions.Session",
        "socialaccount.SocialAccount",
        "socialaccount.SocialApp",
        "socialaccount.SocialToken",
        "usersessions.UserSession",
    },
    "what is offered to everyone": {
        "awareness.Activity",
        "awareness.Appointment",
        "awareness.Material",
        "awareness.Session",
        "awareness.SessionLetter",
        "base.SearchEntry",
        "programme.DeliveryPartner",
        "programme.DeliveryPoint",
        "programme.Initiative",
        "programme.Offer",
        "programme.Phase",
        "programme.Project",
        "programme.Strategy",
        "programme.TargetSet",
    },
    "public money and public registers": {
        "agreements.AgreedTarget",
        "agreements.Agreement",
        "agreements.AnalysisLine",
        "agreements.Approval",
        "agreements.Contribution",
        "agreements.Deliverable",
        "agreements.DeliverableReminder",
        "agreements.Deposit",
        "agreements.Payable",
        "agreements.Signature",
        "agreements.Tranche",
        "claims.Claim",
        "claims.ClaimLine",
        "claims.ClaimTerms",
        "claims.SignalAnswer",
        "claims.Visit",
        "directory.RegisterLoad",
        "funders.Brought",
        "funders.Opinion",
        "ledger.Balance",
        "ledger.Closing",
        "ledger.Entry",
        "ledger.Envelope",
        "ledger.Promise",
        "regrants.Regrant",
        "regrants.RegrantLine",
    },
    "what organisations propose to carry, and how it is judged: bodies, never enterprises served": {
        "calls.BudgetLine",
        "calls.Call",
        "calls.Criterion",
        "calls.Decision",
        "calls.Draft",
        "calls.Extension",
        "calls.Piece",
        "calls.Proposal",
        "calls.ProposedTarget",
        "calls.Review",
        "calls.Score",
        "calls.Selection",
    },
    "acts by internal keys, texts of norms, digests, answers of nobody": {
        "base.TrailEvent",
        "funding.KeptText",
        "insight.SurveyResponse",
        "outbox.HeldAddress",
    },
    "whom a campaign is meant for, and counts: those it chose go with their enterprise": {
        "campaigns.Campaign",
        "campaigns.Segment",
    },
    "what bodies say at a table, where no enterprise is named": {
        "concertation.Decision",
        "concertation.Meeting",
        "concertation.RoundTable",
        "concertation.Seat",
    },
    "bytes by their digest: a trigger destroys them with the last document that shows them": {
        "documents.Content",
        "documents.Part",
    },
    "sheets sent by organisations: their lines are swept": {"exchange.Import"},
    "Django’s own": {"auth.Group", "auth.Permission", "contenttypes.ContentType"},
}


def gone_with(model):
    """The models whose rows the destruction of one row of this model destroys."""
    reached, queue = {model}, [model]
    while queue:
        below = {
            relation.related_model
            for relation in queue.pop()._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and getattr(relation, "on_delete", None) is CASCADE
        }
        queue += below - reached
        reached |= below
    return {each._meta.label for each in reached}


def test_every_table_is_known_to_erasure():
    said = [label for labels in OF_NO_ENTERPRISE.values() for label in labels]
    tables = {model._meta.label for model in apps.get_models()}
    left = tables - gone_with(Enterprise)
    assert (sorted(left - {*said, *SWEPT}), sorted({*said, *SWEPT} - left)) == ([], [])


@pytest.mark.parametrize("function", ["post_message"])
def test_every_letter_says_which_enterprise_it_is_of(function):
    silent = [
        f"{name}:{call.lineno}"
        for name, text in ours()
        if name.startswith("src/") and name.endswith(".py") and f"{function}(" in text
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == function
        if "enterprise_id" not in {each.arg for each in call.keywords}
    ]
    assert silent == []
