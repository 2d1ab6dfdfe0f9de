"""Who of a segment may be written to today, and why the others are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from virage.base.library import library
from virage.stages.campaigns.models import CampaignMember
from virage.stages.campaigns.queries.portraits import Found
from virage.stages.campaigns.states import Group, LeftOut
from virage.stages.directory.canonical import canonical
from virage.stages.directory.models import Consent, Contact, Enterprise
from virage.stages.directory.states import Purpose
from virage.stages.messages.models import Message
from virage.stages.messages.news import KIND, holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``ready``: number → the record to write to; ``left_out``: number → why not."""

    ready: Mapping[int, int]
    left_out: Mapping[int, LeftOut]


def standing(found: Iterable[Found], *, on: date) -> Standing:
    """Sort the enterprises of a segment, already found for a viewer. Four queries.

    Whoever asked to be left alone on one of its records is left alone, whatever another says.
    """
    found = tuple(found)
    records = [record for each in found for record in each.records]
    agreed, stopped = _consents(records)
    emails = _emails(records)
    written, kept = _written(emails.values()), kept_for_comparison(on)
    ready: dict[int, int] = {}
    left: dict[int, LeftOut] = {}
    for each in found:
        if stopped.intersection(each.records):
            left[each.id] = LeftOut.UNSUBSCRIBED
        elif not agreed.intersection(each.records):
            left[each.id] = LeftOut.NO_CONSENT
        elif not (reachable := [one for one in each.records if one in agreed and one in emails]):
            left[each.id] = LeftOut.NO_ADDRESS
        elif each.id in kept:
            left[each.id] = LeftOut.COMPARED
        elif any(emails[one] in written for one in reachable):
            left[each.id] = LeftOut.TOO_SOON
        else:
            ready[each.id] = reachable[0]
    return Standing(ready=ready, left_out=left)


def _consents(records: Iterable[int]) -> tuple[set[int], set[int]]:
    """Records that agree to news, and records that stopped them."""
    rows = Consent.objects.for_operation().filter(enterprise__in=records, purpose=Purpose.NEWS)
    agreed, stopped = set[int](), set[int]()
    for record, withdrawn in rows.values_list("enterprise_id", "withdrawn_at"):
        (stopped if withdrawn else agreed).add(record)
    return agreed, stopped - agreed


def _emails(records: Iterable[int]) -> dict[int, str]:
    rows = Contact.objects.for_operation().filter(enterprise__in=records).exclude(email="")
    return {record: email.strip().lower() for record, email in rows.values_list("enterprise_id", "email")}


def _written(emails: Iterable[str]) -> set[str]:
    since = timezone.now() - timedelta(days=library().barrier_messages.days_between)
    rows = Message.objects.for_operation().filter(kind=KIND, at__gt=since, cancelled_at=None, address__in=set(emails))
    return set(rows.values_list("address", flat=True))


def kept_for_comparison(on: date) -> set[int]:
    """Those whom a campaign that runs keeps for comparison: another letter would blur it."""
    rows = CampaignMember.objects.for_operation().filter(
        group=Group.COMPARED, campaign__launched_at__isnull=False, campaign__ends_on__gte=on
    )
    return set(rows.annotate(counted=canonical("enterprise")).values_list("counted", flat=True))


@holds
def is_kept_for_comparison(enterprise_id: int, on: date) -> bool:
    """Whether a record is of an enterprise that a running campaign keeps for comparison."""
    itself = Enterprise.objects.for_operation().filter(pk=enterprise_id).annotate(counted=canonical())
    return itself.filter(counted__in=kept_for_comparison(on)).exists()
