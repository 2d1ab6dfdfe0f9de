"""What the enterprise and the promoter are told by e-mail about a request.

An answer that is due is never held back by the limit on an address: these letters leave as the installation's own.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone, translation

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership, Person
from virage.stages.accounts.operations import make_private_link
from virage.stages.casefiles.models import CaseFile, Request, Result, Service
from virage.stages.casefiles.states import CLOCK_DAYS, RequestState
from virage.stages.directory.models import Contact
from virage.stages.messages.operations import address_of, cancel_messages, post_message

LETTERS = Viewer.system("requests")
ASKED_FOR = timedelta(days=30)


def matter_of(request: Request) -> str:
    """What reminders are about: whatever answers the request cancels them."""
    return f"request:{request.pk}"


def announce_request(request: Request) -> None:
    """Tell the promoter's people that an enterprise waits, now and at 9, 21 and 45 days."""
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    held = held.filter(organisation_id=request.project.promoter_id, role=Role.PROMOTER, person__is_active=True)
    for person in Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"):
        link = address_of("promoter:request", person.language, request.pk)
        for days in (0, *CLOCK_DAYS):
            post_message(
                LETTERS,
                kind="request_waiting",
                address=person.email,
                language=person.language,
                matter=matter_of(request),
                due_at=request.asked_at + timedelta(days=days) if days else None,
                organisation_id=request.project.promoter_id,
                enterprise_id=request.enterprise_id,
                days=days,
                asked_on=timezone.localdate(request.asked_at),
                answer_by=timezone.localdate(request.asked_at) + timedelta(days=CLOCK_DAYS[0]),
                person=person.name,
                project=request.project.name,
                link=link,
            )


def stop_reminders(request: Request) -> None:
    """The request moved: what was still to be said to the promoter is not."""
    cancel_messages(LETTERS, matter=matter_of(request))


def _matter_of_call(request: Request) -> str:
    return f"call:{request.pk}"


def ask_of_call(case_file: CaseFile) -> None:
    """Ask the enterprise two questions by its private link, the day after the first day promised."""
    request = case_file.request
    contact = Contact.objects.for_operation().filter(enterprise_id=case_file.enterprise_id).first()
    if contact is None:
        return
    due = timezone.now() + timedelta(days=1 + max(0, (case_file.next_move_on - timezone.localdate()).days))
    token = make_private_link(LETTERS, subject=request.enterprise.key, until=due + ASKED_FOR)
    post_message(
        LETTERS,
        kind="call_opinion",
        address=contact.email,
        language=contact.language,
        matter=_matter_of_call(request),
        due_at=due,
        organisation_id=request.project.promoter_id,
        enterprise_id=request.enterprise_id,
        contact=contact.name,
        promoter=request.project.promoter.name,
        ends=due + ASKED_FOR,
        link=address_of("public:private_link", contact.language, token),
    )


def stop_asking(request: Request) -> None:
    """It was answered: nothing more is asked of the call."""
    cancel_messages(LETTERS, matter=_matter_of_call(request))


def tell_accepted(case_file: CaseFile) -> None:
    """Tell the enterprise who takes care of it, what comes next and by when."""
    owner = Person.objects.get(pk=case_file.owner_id)
    _tell(
        case_file.request,
        "request_accepted",
        owner=owner.name,
        owner_email=owner.email,
        owner_phone=owner.phone,
        next_move=case_file.next_move,
        next_move_on=case_file.next_move_on,
    )


def tell_declined(request: Request) -> None:
    """Tell the enterprise why not, and what else it may do."""
    _tell(request, "request_declined", advice=request.words)


def tell_closed(case_file: CaseFile) -> None:
    """Tell the enterprise that its file is closed, how it ended, and how to come back."""
    with translation.override(language_of(case_file.request)):
        outcome = str(case_file.get_outcome_display())
    owner = Person.objects.get(pk=case_file.owner_id)
    _tell(
        case_file.request,
        "case_file_closed",
        outcome=outcome,
        words=case_file.closing_words,
        owner=owner.name,
        owner_email=owner.email,
        owner_phone=owner.phone,
    )


def tell_reopened(case_file: CaseFile) -> None:
    """Tell the enterprise that its file is open again: who, what, by when."""
    owner = Person.objects.get(pk=case_file.owner_id)
    _tell(
        case_file.request,
        "case_file_reopened",
        owner=owner.name,
        owner_email=owner.email,
        owner_phone=owner.phone,
        next_move=case_file.next_move,
        next_move_on=case_file.next_move_on,
    )


def tell_settled(request: Request) -> None:
    """Tell whoever held a file that was to pass elsewhere what the other project answered."""
    former = CaseFile.objects.for_operation().select_related("owner", "project").get(request=request.continues)
    taken = request.state == RequestState.ACCEPTED
    with translation.override(former.owner.language):
        reason = str(request.get_decline_reason_display()) if request.decline_reason else ""
    post_message(
        LETTERS,
        kind="handover_settled",
        enterprise_id=request.enterprise_id,
        address=former.owner.email,
        language=former.owner.language,
        matter=matter_of(request),
        organisation_id=former.project.promoter_id,
        person=former.owner.name,
        number=former.pk,
        promoter=request.project.promoter.name,
        project=request.project.name,
        taken=taken,
        until=request.former_until,
        reason=reason,
        words=request.words,
    )


def tell_contested(case_file: CaseFile, line: Service | Result, *, words: str, former: tuple[str, date] | None) -> None:
    """Tell whoever follows a file that its enterprise contests a line; ``former``: the move that this one replaces."""
    owner = case_file.owner
    with translation.override(owner.language):
        title = line.what if isinstance(line, Service) else line.get_kind_display()
    post_message(
        LETTERS,
        kind="line_contested",
        enterprise_id=case_file.enterprise_id,
        address=owner.email,
        language=owner.language,
        matter=matter_of(case_file.request),
        organisation_id=case_file.project.promoter_id,
        person=owner.name,
        number=case_file.pk,
        title=title,
        on=line.given_on if isinstance(line, Service) else line.happened_on,
        words=words,
        due=None if former is None else case_file.next_move_on,
        former=former[0] if former else "",
        former_on=former[1] if former else None,
    )


def language_of(request: Request) -> str:
    """The language in which its enterprise is written to."""
    contact = Contact.objects.for_operation().filter(enterprise_id=request.enterprise_id).first()
    return contact.language if contact else "fr"


def _tell(request: Request, kind: str, **values: Any) -> None:
    contact = Contact.objects.for_operation().filter(enterprise_id=request.enterprise_id).first()
    if contact is None:
        return
    with translation.override(contact.language):
        reason = str(request.get_decline_reason_display()) if request.decline_reason else ""
    post_message(
        LETTERS,
        kind=kind,
        address=contact.email,
        language=contact.language,
        matter=matter_of(request),
        organisation_id=request.project.promoter_id,
        enterprise_id=request.enterprise_id,
        contact=contact.name,
        promoter=request.project.promoter.name,
        project=request.project.name,
        reason=reason,
        aids=address_of("public:aids", contact.language),
        activities=address_of("public:calendar", contact.language),
        **values,
    )
