"""A call of the cast, as far along as a test needs it. Its days are moved in the database, as the owner would never."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from unittest import mock

from django.utils import timezone

from tests.cast import JOB
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.models import Membership as Place, Person
from virage.stages.calls.models import Criterion, Review
from virage.stages.calls.operations import (
    assign_review,
    begin_proposal,
    decide_proposal,
    declare_interest,
    discuss_scores,
    draft_call,
    give_scores,
    propose_selection,
    publish_call,
    save_step,
    submit_proposal,
)
from virage.stages.calls.states import BudgetCategory, LineSource, Step
from virage.stages.calls.written import (
    BudgetWords,
    CallWords,
    CriterionWords,
    DeliveryWords,
    LineWords,
    MarkWords,
    ProjectWords,
    TargetsWords,
    TargetWords,
)
from virage.stages.programme.models import Initiative
from virage.stages.programme.operations import open_initiative

TODAY = timezone.localdate()
OWN_SHARE = {
    "fr": "Au moins 20 % payé par d’autres",
    "en": "At least 20% paid by others",
    "condition": {"ge": {"other_share": 20}},
}
DECLARED = {
    "fr": "Organisme sans but lucratif",
    "en": "Non-profit organization",
    "condition": {"eq": {"nonprofit": True}},
}
WHOLE_TARGET = TargetWords(
    indicator="Entreprises accompagnées",
    definition="Un service rendu au moins",
    baseline="0 en 2026",
    method="Registre des services",
    value=40,
)


@contextmanager
def on(day):
    """As if it were that day here, for whoever asks what day it is."""
    with mock.patch.object(timezone, "localdate", lambda value=None, **_kw: day if value is None else value.date()):
        yield


def terms(**changed):
    words = {
        "title": "Appel fictif",
        "title_en": "Fictitious call",
        "summary": "Pour aider des entreprises.",
        "summary_en": "To help enterprises.",
        "criteria": [
            CriterionWords(name="Pertinence", name_en="Relevance", weight=60),
            CriterionWords(name="Capacité", name_en="Capacity", weight=40),
        ],
        "amount": Decimal(100_000),
        "opens_on": TODAY + timedelta(days=1),
        "closes_on": TODAY + timedelta(days=30),
        "results_on": TODAY + timedelta(days=60),
        "requirements": [OWN_SHARE],
    }
    return CallWords(**{**words, **changed})


def initiative(cast):
    """The one of this test."""
    if found := Initiative.objects.first():
        return found.pk
    made = open_initiative(
        JOB,
        name="Initiative fictive",
        ministry_id=cast.organisations["ministry"],
        began_on=date(2026, 4, 1),
        fictitious=True,
    )
    return made.pk


def published(cast, **changed):
    number = draft_call(cast.viewer(Role.DIRECTOR), initiative_id=initiative(cast), words=terms(**changed))
    publish_call(cast.viewer(Role.DIRECTOR), call_id=number)
    return number


def written(cast, call, *, asked=40_000, own=20_000, target=WHOLE_TARGET, title="Ateliers fictifs", region="01"):
    """A whole proposal of the promoter, not submitted yet."""
    promoter = cast.viewer(Role.PROMOTER)
    number = begin_proposal(promoter, call_id=call, promoter_id=cast.organisations["promoter"], title=title)
    lines = [
        LineWords(category=BudgetCategory.STAFF, source=LineSource.ASKED, amount=Decimal(asked)),
        LineWords(category=BudgetCategory.STAFF, source=LineSource.OWN, amount=Decimal(own), in_kind=True),
    ]
    for words in (
        ProjectWords(title=title, summary="Des ateliers.", starts_on=TODAY, ends_on=TODAY + timedelta(days=365)),
        DeliveryWords(sectors=["construction"], regions=[region], offers="Ateliers", partners="Aucun"),
        BudgetWords(lines=lines),
        TargetsWords(targets=[target] if target else []),
    ):
        save_step(promoter, proposal_id=number, words=words, base=0)
    return number


def submitted(cast, call, **what):
    number = written(cast, call, **what)
    with on(TODAY + timedelta(days=2)):
        submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=number)
    return number


def second_analyst(cast):
    """A colleague of the analyst."""
    person, new = Person.objects.get_or_create(email="analyste2@example.org", defaults={"name": "Deuxième analyste"})
    house = cast.organisations["ministry"]
    if new:
        Place.objects.create(person=person, organisation_id=house, role=Role.ANALYST, since=TODAY)
    place = Membership(role=Role.ANALYST, organisation_id=house, organisation="Ministère")
    return Viewer(person_id=person.pk, name=person.name, memberships=(place,))


def marks(proposal, value=7, **rests):
    criteria = Criterion.objects.for_operation().filter(call__proposals=proposal).order_by("rank")
    rests = rests or {"section": Step.BUDGET}
    return [MarkWords(criterion_id=one.pk, value=value, reason="Solide", **rests) for one in criteria]


def asked_of(cast, proposal, viewer):
    return assign_review(cast.viewer(Role.DIRECTOR), proposal_id=proposal, reviewer_id=viewer.person_id)


def scored_apart(cast, proposal, values=(7, 8)):
    for viewer, value in zip((cast.viewer(Role.ANALYST), second_analyst(cast)), values, strict=True):
        review = asked_of(cast, proposal, viewer)
        declare_interest(viewer, review_id=review, conflict=False)
        give_scores(viewer, review_id=review, marks=marks(proposal, value))
    return list(Review.objects.for_operation().filter(proposal=proposal))


def discussed(cast, proposal, value=7):
    scored_apart(cast, proposal, (value, value))
    discuss_scores(cast.viewer(Role.ANALYST), proposal_id=proposal, marks=marks(proposal, value))


def chosen(cast, *, given=30_000, **what):
    """A proposal alone in its call, read, scored, chosen for less than it asks."""
    call = published(cast)
    number = submitted(cast, call, **what)
    discussed(cast, number)
    with on(TODAY + timedelta(days=31)):
        propose_selection(cast.viewer(Role.ANALYST), call_id=call)
        told = {"chosen": True, "amount": Decimal(given), "reason": "La mieux notée"}
        decide_proposal(cast.viewer(Role.DIRECTOR), proposal_id=number, **told)
    return number
