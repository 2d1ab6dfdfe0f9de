"""What is told by e-mail: to a promoter, its decision with the reasons; to a partner, what it is asked to review."""

from django.utils import timezone

from virage.base.operations import record
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership, Person
from virage.stages.calls.models import Call, Decision, Extension, Proposal, Review, Score
from virage.stages.messages.operations import address_of, post_message

LETTERS = Viewer.system("calls")


def tell_decided(decision: Decision) -> None:
    """Write to whoever manages projects for the promoter: the decision, its reason, each criterion with its own."""
    proposal = decision.proposal
    scores = Score.objects.for_operation().filter(proposal=proposal, review=None).select_related("criterion")
    marks = [(one.criterion, one.value, one.reason) for one in scores.order_by("criterion__rank")]
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    held = held.filter(organisation_id=proposal.promoter_id, role=Role.PROMOTER, person__is_active=True)
    people = list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))
    record(
        LETTERS,
        "proposal.told",
        kind="proposal",
        id=proposal.pk,
        organisation_id=proposal.promoter_id,
        letters=len(people),
    )
    for person in people:
        english = person.language == "en"
        post_message(
            LETTERS,
            kind="proposal_decided",
            address=person.email,
            language=person.language,
            matter=f"proposal:{proposal.pk}",
            organisation_id=proposal.promoter_id,
            enterprise_id=None,
            person=person.name,
            title=proposal.title,
            call=proposal.call.title_en if english else proposal.call.title,
            chosen=decision.chosen,
            amount=decision.amount,
            reason=decision.reason,
            marks=[(one.name_en if english else one.name, value, why) for one, value, why in marks],
            link=address_of("promoter:proposal", person.language, proposal.pk),
        )


def tell_asked(review: Review) -> None:
    """Write to someone of a partner: which proposal, from whom, and that interests are declared first."""
    person, proposal = review.reviewer, review.proposal
    post_message(
        LETTERS,
        kind="review_asked",
        address=person.email,
        language=person.language,
        matter=f"review:{review.pk}",
        organisation_id=None,
        enterprise_id=None,
        person=person.name,
        promoter=proposal.promoter.name,
        call=proposal.call.title_en if person.language == "en" else proposal.call.title,
        link=address_of("partner:reading", person.language, proposal.pk),
    )


def tell_extended(extension: Extension) -> None:
    """Write to whoever manages projects for a promoter that drafted or submitted a proposal: once each."""
    call = extension.call
    for person in _writers(call):
        post_message(
            LETTERS,
            kind="call_extended",
            address=person.email,
            language=person.language,
            matter=f"call:{call.pk}",
            organisation_id=None,
            enterprise_id=None,
            person=person.name,
            call=call.title_en if person.language == "en" else call.title,
            closes_on=extension.closes_on,
            results_on=extension.results_on,
            reason=extension.reason,
            link=address_of("public:call", person.language, call.pk),
        )


def tell_cancelled(call: Call) -> int:
    """Write to whoever manages projects for a promoter that drafted or submitted a proposal, once each; how many."""
    people = _writers(call)
    for person in people:
        post_message(
            LETTERS,
            kind="call_cancelled",
            address=person.email,
            language=person.language,
            matter=f"call:{call.pk}",
            organisation_id=None,
            enterprise_id=None,
            person=person.name,
            call=call.title_en if person.language == "en" else call.title,
            on=timezone.localdate(call.cancelled_at),
            reason=call.cancelled_because_en if person.language == "en" else call.cancelled_because,
            link=address_of("promoter:calls", person.language),
        )
    return len(people)


def _writers(call: Call) -> list[Person]:
    promoters = Proposal.objects.for_operation().filter(call=call).values("promoter_id")
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    held = held.filter(organisation_id__in=promoters, role=Role.PROMOTER, person__is_active=True)
    return list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))
