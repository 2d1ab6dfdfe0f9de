"""What followed in each group: whoever was drawn counts, written to or not, or chance would no longer have chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from virage.core.effects import FEWEST, Claim, claim
from virage.core.instruments import Depth
from virage.core.proportions import Difference, Share, difference, share
from virage.stages.assessments.models import Assessment
from virage.stages.awareness.models import Registration
from virage.stages.campaigns.models import Campaign, CampaignMember
from virage.stages.campaigns.states import Group, Sequel
from virage.stages.casefiles.models import Request
from virage.stages.directory.canonical import canonical

Tallies = Mapping[str, Mapping[str, int]]
"""Group → how many it holds (`n`), how many were written to (`sent`), and each sequel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One sequel in both groups; ``gap`` is nothing without a group to compare. ``main``: what the campaign is for."""

    sequel: Sequel
    main: bool
    invited: Share
    compared: Share
    gap: Difference | None
    claim: Claim

    @property
    def points(self) -> tuple[float, float, float]:
        """The difference and its interval, in hundredths."""
        return (self.gap.value * 100, self.gap.low * 100, self.gap.high * 100) if self.gap else (0.0, 0.0, 0.0)

    @property
    def shown(self) -> bool:
        """Of a group too small, not even a count."""
        return self.invited.n >= FEWEST and (not self.compared.n or self.compared.n >= FEWEST)


def tally(campaign: Campaign, *, on: date) -> Tallies:
    """Count both groups, from the day it left to its end. Four queries; none once the groups are destroyed."""
    if campaign.tallies is not None:
        return cast("Tallies", campaign.tallies)
    groups: dict[str, set[int]] = {group.value: set() for group in Group}
    sent = dict.fromkeys(groups, 0)
    rows = CampaignMember.objects.for_operation().filter(campaign=campaign).annotate(counted=canonical("enterprise"))
    for group, number, at in rows.values_list("group", "counted", "sent_at"):
        groups[group].add(number)
        sent[group] += at is not None
    followed = _followed(campaign, on) if campaign.launched_at else {}
    return {
        group: {"n": len(held), "sent": sent[group], **{name: len(held & who) for name, who in followed.items()}}
        for group, held in groups.items()
    }


def effects(campaign: Campaign, counted: Tallies, *, on: date) -> tuple[Effect, ...]:
    """What each sequel says, what the campaign is for first. No query."""
    main = Sequel.CAME if campaign.session_id else Sequel.BEGAN
    return tuple(_effect(name, counted, over=on > campaign.ends_on, main=name is main) for name in _order(main))


def _order(main: Sequel) -> tuple[Sequel, ...]:
    return (main, *(name for name in Sequel if name is not main))


def _effect(sequel: Sequel, counted: Tallies, *, over: bool, main: bool) -> Effect:
    invited, compared = (share(counted[g].get(sequel.value, 0), counted[g]["n"]) for g in Group)
    return Effect(
        sequel=sequel,
        main=main,
        invited=invited,
        compared=compared,
        gap=difference(invited, compared) if compared.n else None,
        claim=claim(invited, compared, over=over),
    )


def _followed(campaign: Campaign, on: date) -> dict[str, set[int]]:
    """Enterprises that did each thing between the sending and the end."""
    since, until = campaign.launched_at, min(campaign.ends_on, on) + timedelta(days=1)
    came = Registration.objects.for_operation().filter(came=True)
    if campaign.session_id:
        came = came.filter(session=campaign.session_id)
    window = {"session__starts_at__gte": since, "session__starts_at__date__lt": until}
    began = Assessment.objects.for_operation().filter(depth=Depth.QUICK)
    asked = Request.objects.for_operation()
    rows: dict[Sequel, Any] = {
        Sequel.CAME: came.filter(**window),
        Sequel.BEGAN: began.filter(started_at__gte=since, started_at__date__lt=until),
        Sequel.ASKED: asked.filter(asked_at__gte=since, asked_at__date__lt=until),
    }
    members = CampaignMember.objects.for_operation().filter(campaign=campaign).annotate(counted=canonical("enterprise"))
    return {
        name.value: set(
            found.annotate(counted=canonical("enterprise"))
            .filter(counted__in=members.values("counted"))
            .values_list("counted", flat=True)
        )
        for name, found in rows.items()
    }
