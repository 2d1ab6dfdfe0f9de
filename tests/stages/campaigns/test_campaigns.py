"""Chance decides once; the group kept for comparison is not written to; nothing is claimed that was not seen."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.cast import JOB
from tests.crowd import crowd
from tests.meeting import announce
from tests.thread import project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.core.draws import draw
from virage.core.effects import Claim
from virage.core.words import Words
from virage.stages.assessments.models import Assessment
from virage.stages.awareness.operations import cancel_session
from virage.stages.campaigns.models import Campaign, CampaignMember, Segment
from virage.stages.campaigns.operations import (
    drop_campaign,
    launch_campaign,
    prepare_campaign,
    redraw_campaign,
    send_invitations,
    send_next_part,
)
from virage.stages.campaigns.queries import campaign, places
from virage.stages.campaigns.refusals import (
    AlreadySent,
    DrawIsStale,
    EndsTooSoon,
    NoPartWaits,
    NotOpen,
    NotYours,
    TooFew,
)
from virage.stages.campaigns.retention import purge_campaigns
from virage.stages.directory.models import Contact
from virage.stages.messages.models import Message
from virage.stages.messages.news import Held, TooSoon, post_news, stop_news, stop_token


def made(cast, house="ministry", **criteria):
    return Segment.objects.create(
        organisation_id=cast.organisations[house], name="Segment", made_at=timezone.now(), by="job:test", **criteria
    ).pk


def prepared(cast, role=Role.ANALYST, *, days=60, house="ministry", **more):
    ends_on = timezone.localdate() + timedelta(days=days)
    return prepare_campaign(cast.viewer(role), segment_id=made(cast, house), ends_on=ends_on, **more)


def members(number, **more):
    return CampaignMember.objects.for_operation().filter(campaign=number, **more)


def written_to():
    return set(Message.objects.for_operation().filter(kind="news").values_list("address", flat=True))


def addresses(rows):
    found = Contact.objects.for_operation().filter(enterprise__in=rows.values("enterprise"))
    return set(found.values_list("email", flat=True))


def test_half_is_invited_and_the_other_half_receives_nothing(cast):
    crowd(10)
    crowd(15, sector="mines", region="08")
    number = prepared(cast, share=50, stratified=True)
    assert written_to() == set()
    assert launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number) == 12
    assert written_to() == addresses(members(number, group="invited"))
    later = timezone.now() + timedelta(days=59)
    assert send_invitations(JOB, at=later) == 0
    assert written_to().isdisjoint(addresses(members(number, group="compared")))
    assert members(number, group="invited", stratum="meuble/01").count() == 5


def test_the_seed_and_the_strata_give_the_draw_again(cast):
    crowd(12)
    crowd(12, sector="mines", region="08")
    number = prepared(cast, share=20, stratified=True)
    kept = Campaign.objects.for_operation().get(pk=number)
    strata = dict(members(number).values_list("enterprise_id", "stratum"))
    again = draw(strata, seed=kept.seed, invited=members(number, group="invited").count())
    for group in ("invited", "compared"):
        rows = members(number, group=group).order_by("rank")
        assert tuple(rows.values_list("enterprise_id", flat=True)) == getattr(again, group)


def test_so_many_a_day_in_the_order_drawn(cast):
    crowd(11)
    number = prepared(cast, by_day=4)
    assert launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number) == 4
    tomorrow = timezone.now() + timedelta(days=1)
    assert [send_invitations(JOB, at=tomorrow + timedelta(days=n)) for n in range(3)] == [4, 3, 0]


def sent_ranks(number):
    return list(members(number, sent_at__isnull=False).order_by("rank").values_list("rank", flat=True))


def test_ten_then_thirty_hundredths_then_the_rest_each_on_a_person_s_word(cast):
    crowd(40)
    analyst = cast.viewer(Role.ANALYST)
    number = prepared(cast, share=20, shares=[10, 30])
    with pytest.raises(NoPartWaits):
        send_next_part(analyst, campaign_id=number)
    assert launch_campaign(analyst, campaign_id=number) == 3
    assert send_invitations(JOB, at=timezone.now() + timedelta(days=9)) == 0  # nothing leaves by itself
    assert [(part.n, part.sent) for part in campaign(analyst, campaign_id=number).parts] == [(3, 3), (10, 0), (19, 0)]
    with pytest.raises(NotYours):
        send_next_part(cast.viewer(Role.PROMOTER), campaign_id=number)
    assert (send_next_part(analyst, campaign_id=number), sent_ranks(number)) == (10, list(range(13)))
    assert campaign(analyst, campaign_id=number).waits
    assert (send_next_part(analyst, campaign_id=number), sent_ranks(number)) == (19, list(range(32)))
    assert not campaign(analyst, campaign_id=number).waits
    with pytest.raises(NoPartWaits):
        send_next_part(analyst, campaign_id=number)
    assert written_to().isdisjoint(addresses(members(number, group="compared")))
    assert members(number, group="compared", sent_at=None, due_on=None).count() == 8


def test_parts_a_pause_apart_leave_by_themselves(cast):
    crowd(20)
    number = prepared(cast, shares=[10, 30], pause=5)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    now = timezone.now()
    assert [send_invitations(JOB, at=now + timedelta(days=days)) for days in (4, 5, 9, 10)] == [0, 6, 0, 12]
    with pytest.raises(NoPartWaits):
        send_next_part(cast.viewer(Role.ANALYST), campaign_id=number)


def test_the_end_follows_the_last_part(cast):
    crowd(20)
    with pytest.raises(EndsTooSoon):
        prepared(cast, shares=[10, 30], pause=5, days=10)


def test_a_part_that_waited_spares_whom_another_campaign_keeps_since(cast):
    crowd(40)
    analyst, number = cast.viewer(Role.ANALYST), prepared(cast, shares=[10])
    launch_campaign(analyst, campaign_id=number)
    segment = Segment.objects.for_operation().get().pk
    ends_on = timezone.localdate() + timedelta(days=60)
    other = prepare_campaign(analyst, segment_id=segment, share=50, ends_on=ends_on)
    kept = set(members(other, group="compared").values_list("enterprise_id", flat=True))
    Campaign.objects.for_operation().filter(pk=other).update(launched_at=timezone.now())
    assert send_next_part(analyst, campaign_id=number) == 36 - len(kept)
    spared = members(number, left_out="compared")
    assert set(spared.values_list("enterprise_id", flat=True)) == kept


def test_nobody_draws_again_after_sending(cast):
    crowd(12)
    analyst, number = cast.viewer(Role.ANALYST), prepared(cast, share=50)
    first = Campaign.objects.for_operation().get(pk=number).seed
    redraw_campaign(analyst, campaign_id=number)
    held = Campaign.objects.for_operation().get(pk=number)
    assert (held.draws, held.seed != first) == (2, True)
    launch_campaign(analyst, campaign_id=number)
    for act in (redraw_campaign, drop_campaign, launch_campaign):
        with pytest.raises(AlreadySent):
            act(analyst, campaign_id=number)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Campaign.objects.for_operation().filter(pk=number).update(seed="chosen")
    verbs = TrailEvent.objects.filter(subject_kind="campaign", subject_id=str(number)).order_by("pk")
    assert [line.verb for line in verbs][:3] == ["campaign.drawn", "campaign.redrawn", "campaign.launched"]
    assert [line.details.get("seed") for line in verbs][:3] == [first, held.seed, held.seed]


def test_who_stops_the_news_is_not_written_to_and_stays_in_its_group(cast):
    crowd(12)
    number = prepared(cast, by_day=6)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    leaving = members(number, sent_at=None).first()
    stop_news(cast.stranger, token=stop_token(leaving.enterprise_id))
    assert send_invitations(JOB, at=timezone.now() + timedelta(days=1)) == 5
    leaving.refresh_from_db()
    assert (leaving.left_out, leaving.group) == ("unsubscribed", "invited")
    assert campaign(cast.viewer(Role.ANALYST), campaign_id=number).invited == 12


def test_who_was_written_to_lately_waits_for_the_next_day(cast):
    numbers = crowd(12)
    number = prepared(cast, by_day=12)
    address = Contact.objects.for_operation().get(enterprise=numbers[0]).email
    Message.objects.create(
        kind="news", address=address, language="fr", subject="-", by="job:test", at=timezone.now(),
        due_at=timezone.now(),
    )  # fmt: skip
    assert launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number) == 11
    assert members(number).get(enterprise=numbers[0]).due_on == timezone.localdate() + timedelta(days=1)


def test_another_campaign_leaves_the_comparison_alone_until_it_ends(cast):
    crowd(40)
    analyst, first, second = cast.viewer(Role.ANALYST), prepared(cast, share=50), None
    second = prepare_campaign(
        analyst, segment_id=Segment.objects.for_operation().get().pk, share=10,
        ends_on=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    launch_campaign(analyst, campaign_id=first)
    with pytest.raises(DrawIsStale):
        launch_campaign(analyst, campaign_id=second)
    with pytest.raises(TooFew):  # twenty were just written to, twenty are kept
        redraw_campaign(analyst, campaign_id=second)


def test_the_comparison_receives_no_other_news_until_the_end(cast):
    crowd(12)
    number = prepared(cast, share=50)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    kept, invited = (members(number, group=group).first().enterprise_id for group in ("compared", "invited"))
    news = {"subject": Words(fr="Bonjour", en="Hello"), "text": Words(fr="Texte", en="Text")}
    with pytest.raises(Held):
        post_news(JOB, enterprise_id=kept, page="public:calendar", days_between=21, **news)
    with pytest.raises(TooSoon):
        post_news(JOB, enterprise_id=invited, page="public:calendar", days_between=21, **news)
    Campaign.objects.for_operation().update(ends_on=timezone.localdate() - timedelta(days=1))
    assert post_news(JOB, enterprise_id=kept, page="public:calendar", days_between=21, **news)


def test_an_invitation_still_to_leave_yields_to_a_later_comparison(cast):
    crowd(12)
    analyst, first = cast.viewer(Role.ANALYST), prepared(cast, by_day=6)
    launch_campaign(analyst, campaign_id=first)
    waiting = members(first, sent_at=None).first()
    second = Campaign.objects.for_operation().get()
    second.pk, second.by_day = None, 0
    second.save()
    CampaignMember.objects.create(campaign=second, enterprise=waiting.enterprise, group="compared", rank=0)
    assert send_invitations(JOB, at=timezone.now() + timedelta(days=1)) == 5
    waiting.refresh_from_db()
    assert waiting.left_out == "compared"


def test_nobody_is_invited_to_a_session_cancelled_since(cast):
    crowd(12)
    held = announce(project(cast))
    number = prepared(cast, by_day=6, session_id=held)
    assert launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number) == 6
    cancel_session(cast.viewer(Role.PROMOTER), session_id=held, reason="La salle n’est plus libre.")
    assert send_invitations(JOB, at=timezone.now() + timedelta(days=1)) == 0
    assert set(members(number, sent_at=None).values_list("left_out", flat=True)) == {"not_held"}


def test_a_campaign_does_not_leave_for_a_session_cancelled_since(cast):
    crowd(12)
    held = announce(project(cast))
    number = prepared(cast, session_id=held)
    cancel_session(cast.viewer(Role.PROMOTER), session_id=held, reason="La salle n’est plus libre.")
    with pytest.raises(NotOpen):
        launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)


def test_what_is_refused(cast):
    crowd(9, organisation=cast.organisations["promoter"])
    with pytest.raises(TooFew):
        prepared(cast)
    Segment.objects.for_operation().delete()
    crowd(3)
    with pytest.raises(EndsTooSoon):
        prepared(cast, by_day=1, days=5)
    Segment.objects.for_operation().delete()
    with pytest.raises(NotOpen):
        prepared(cast, session_id=999)
    Segment.objects.for_operation().delete()
    number = prepared(cast)
    with pytest.raises(NotYours):
        launch_campaign(cast.viewer(Role.PROMOTER), campaign_id=number)
    with pytest.raises(Forbidden):
        send_invitations(cast.viewer(Role.ANALYST), at=timezone.now())
    assert campaign(cast.viewer(Role.PROMOTER), campaign_id=number) is None


def begin(rows, count):
    for member in list(rows)[:count]:
        Assessment.objects.create(
            enterprise_id=member.enterprise_id, instrument="virage-pme", version="2026.1", content_hash="0",
            depth="quick", started_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(("began", "said"), [((9, 1), Claim.MORE), ((4, 2), Claim.NONE), ((0, 0), Claim.NONE)])
def test_what_followed_in_each_group(cast, began, said):
    crowd(24)
    number = prepared(cast, share=50)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    for group, count in zip(("invited", "compared"), began, strict=True):
        begin(members(number, group=group), count)
    main = campaign(cast.viewer(Role.ANALYST), campaign_id=number).effects[0]
    assert (main.sequel, main.invited.count, main.compared.count, main.claim) == ("began", *began, Claim.RUNNING)
    left = timezone.now() - timedelta(days=3)
    Campaign.objects.for_operation().filter(pk=number).update(
        launched_at=left, ends_on=timezone.localdate() - timedelta(days=1)
    )
    Assessment.objects.for_operation().update(started_at=left + timedelta(hours=1))
    assert campaign(cast.viewer(Role.ANALYST), campaign_id=number).effects[0].claim is said


def test_without_comparison_nothing_is_claimed(cast):
    crowd(12)
    number = prepared(cast)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    begin(members(number), 12)
    assert {each.claim for each in campaign(cast.viewer(Role.ANALYST), campaign_id=number).effects} == {Claim.ALONE}


def test_the_list_bears_no_name_where_the_segment_speaks_of_answers(cast):
    crowd(12)
    number = prepared(cast, share=20)
    analyst = cast.viewer(Role.ANALYST)
    shown = places(analyst, campaign_id=number)
    assert [(one.group, one.enterprise != "") for one in shown] == [("invited", True)] * 10 + [("compared", True)] * 2
    Segment.objects.for_operation().update(barrier="time")
    assert places(analyst, campaign_id=number) == ()


def test_once_over_for_long_only_counts_stay(cast):
    crowd(12)
    number = prepared(cast, share=50)
    launch_campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    begin(members(number, group="invited"), 3)
    later = timezone.now() + timedelta(days=800)
    assert (purge_campaigns(later), members(number).count(), purge_campaigns(later)) == (12, 0, 0)
    sheet = campaign(cast.viewer(Role.ANALYST), campaign_id=number)
    assert (sheet.invited, sheet.compared, sheet.effects[0].invited.count, sheet.named) == (6, 6, 3, False)
