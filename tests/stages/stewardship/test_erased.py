"""An enterprise that erased everything is nowhere any more: every column of every table is read for its words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import JOB
from tests.meeting import announce, let_begin
from tests.stages.exchange.sheets import sheet
from tests.thread import answer_all, begin, project
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.core.words import Words
from virage.stages.accounts.models import PrivateLink
from virage.stages.assessments.operations import ask_call_back, keep_by_email
from virage.stages.awareness.models import Lead
from virage.stages.awareness.operations import confirm_lead, note_attendance, note_lead, register, write_to_guests
from virage.stages.awareness.states import Audience
from virage.stages.casefiles.operations import (
    Obtained,
    accept_request,
    close_file,
    log_service,
    note_result,
    reopen_file,
)
from virage.stages.casefiles.states import Outcome, ResultKind
from virage.stages.concertation.operations import agree_to_referral, propose_referral
from virage.stages.directory.models import Enterprise, LinkPair
from virage.stages.directory.operations import (
    begin_thread,
    give_consent,
    merge_enterprises,
    name_contact,
    state_address,
    state_identity,
)
from virage.stages.directory.states import Purpose
from virage.stages.exchange.operations import confirm_import, preview_import
from virage.stages.funding.operations import draft_funded_plan
from virage.stages.insight.operations import invite_to_survey
from virage.stages.messages.models import HeldAddress, Message
from virage.stages.messages.news import post_news
from virage.stages.messages.operations import TooManyMessages, post_message, send_lost_links
from virage.stages.programme.models import Project
from virage.stages.programme.operations import announce_project
from virage.stages.stewardship.operations import apply_retention, forget_thread

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MARK = "zyglomar"
EMAIL = f"eve@{MARK}.example"
NEQ = "9900000011"
TODAY = timezone.localdate


def where(*words):
    """Tables where one of these words stands, in whatever column, JSON and numbers included."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" line WHERE line::text ~* %s LIMIT 1', ["|".join(words)])  # noqa: S608
            found |= {table} if cursor.fetchone() else set()
    return found


def ask(thread, owner, number):
    """« Faites-moi rappeler », the word in everything that can be typed."""
    return ask_call_back(
        owner,
        key=thread.key,
        project_id=number,
        enterprise_name=f"Toitures {MARK}",
        name=f"Ève {MARK}",
        email=EMAIL,
        phone=f"418 555-0100 {MARK}",
        best_time=f"le matin {MARK}",
        need=f"refaire {MARK}",
        consent_text=f"J’accepte, {MARK}",
    )


def file(cast, thread, owner, number):
    """A request, answered, followed, closed and opened again; then referred to a partner."""
    adviser = cast.viewer(Role.ADVISER)
    move = {"owner_id": cast.people[Role.ADVISER], "next_move": f"Appeler {MARK}", "next_move_on": TODAY()}
    held = accept_request(cast.viewer(Role.PROMOTER), request_id=ask(thread, owner, number), **move)
    log_service(adviser, case_file_id=held, hours=2, what=f"Visite {MARK}", given_on=TODAY())
    note_result(
        adviser,
        case_file_id=held,
        obtained=Obtained(
            kind=ResultKind.ROLLOUT, happened_on=TODAY(), what=f"Caisse {MARK}", accepted_by=f"Ève {MARK}", note=MARK
        ),
    )
    close_file(adviser, case_file_id=held, version=1, outcome=Outcome.DONE, words=f"Bonne suite, {MARK}")
    reopen_file(adviser, case_file_id=held, **move)
    partner = cast.organisations["partner"]
    sent = propose_referral(adviser, case_file_id=held, receiver_id=partner, why=f"Un prêt, {MARK}")
    agree_to_referral(owner, key=thread.key, referral_id=sent)


def meetings(cast, number):
    """A place to come, a place held yesterday, and someone met who confirmed: the same address each time."""
    Message.objects.for_operation().update(at=timezone.now() - timedelta(days=60))  # no address is written to too often
    promoter = cast.viewer(Role.PROMOTER)
    coming, past = announce(number), announce(number)
    for session in (coming, past):
        register(cast.stranger, session_id=session, enterprise_name=f"Toitures {MARK}", email=EMAIL)
    let_begin(past, days=1)
    note_attendance(promoter, session_id=past, came=[])
    write_to_guests(promoter, session_id=past, audience=Audience.ABSENT, subject="Merci", body="À bientôt")
    stop = announce(number, kind="tour_stop", region="01", place="Rimouski")
    let_begin(stop)
    met = note_lead(
        promoter, session_id=stop, enterprise_name=MARK, name=MARK, email=EMAIL, phone="418 555-0142", need=MARK
    )
    key = Lead.objects.for_operation().get(pk=met).key
    confirm_lead(cast.sme.holding(key), key=key, consent_text=f"Oui, {MARK}")


def letters(cast, thread, owner):
    """Its link again, news, a survey."""
    Message.objects.for_operation().update(at=timezone.now() - timedelta(days=60))  # no address is written to too often
    keep_by_email(owner, key=thread.key, email=EMAIL)
    send_lost_links(cast.stranger, address=EMAIL)
    give_consent(owner, key=thread.key, purpose=Purpose.NEWS, text=f"Oui, {MARK}")
    said = Words(fr=MARK, en=MARK)
    post_news(JOB, enterprise_id=thread.id, subject=said, text=said, page="public:calendar", days_between=0)
    Message.objects.for_operation().update(at=timezone.now() - timedelta(days=60))
    invite_to_survey(cast.viewer(Role.ANALYST), survey="freins", enterprise_id=thread.id)


def another(number):
    """One more project of the same promoter."""
    first = Project.objects.for_operation().get(pk=number)
    initiative, promoter = first.initiative_id, first.promoter_id
    said = {"summary": ("Un projet", "A project"), "offer": ("Dix heures", "Ten hours"), "sectors": [], "regions": []}
    made = announce_project(
        JOB,
        initiative_id=initiative,
        promoter_id=promoter,
        announced_on=TODAY(),
        name="Autre",
        accepts_requests=True,
        **said,
    )
    return made.pk


def sheets(cast, number):
    """Entered in one sheet, and only read in another."""
    for entered in (True, False):
        line = f"Toitures {MARK};{NEQ};{EMAIL};G7H 1A1;14;02"
        sent = preview_import(
            cast.viewer(Role.PROMOTER), project_id=number, file_name="dossiers.csv", content=sheet(line)
        )
        if entered:
            confirm_import(cast.viewer(Role.PROMOTER), import_id=sent)


@pytest.fixture
def everywhere(cast):
    """An enterprise known in every way this house has."""
    thread, owner = begin(activity=f"couvreur {MARK}", need=MARK)
    answer_all(thread, owner)
    draft_funded_plan(owner, key=thread.key, on=TODAY())
    number = project(cast)
    state_identity(owner, key=thread.key, name=f"Toitures {MARK}", neq=NEQ)
    state_address(owner, key=thread.key, address=f"1, rue {MARK}", postal="G5L 1A1", region="01")
    file(cast, thread, owner, number)
    letters(cast, thread, owner)
    meetings(cast, number)
    sheets(cast, another(number))
    return thread, owner


HELD = {
    "awareness_lead",
    "awareness_registration",
    "casefiles_casefile",
    "casefiles_request",
    "casefiles_result",
    "casefiles_service",
    "concertation_referral",
    "directory_consent",
    "directory_contact",
    "directory_enterprise",
    "directory_enterprisefact",
    "directory_enterprisename",
    "directory_establishment",
    "exchange_importline",
    "funding_verdicts",
    "outbox_message",
    "plans_plan",
}


def test_nothing_of_it_remains_in_any_column_of_any_table(everywhere):
    thread, owner = everywhere
    assert where(MARK) == HELD
    post_message(JOB, kind="lead", address="autre@example.org", enterprise_id=None, name="", title="", link="")
    forget_thread(owner, key=thread.key)
    assert where(MARK, NEQ, str(thread.key)) == set()
    assert not Enterprise.objects.for_operation().exists()
    assert [message.address for message in Message.objects.for_operation()] == ["autre@example.org"]
    (event,) = TrailEvent.objects.filter(verb="enterprise.forgotten")
    assert (event.subject_id, event.details, event.reason) == (str(thread.id), {}, "")


def test_an_address_is_not_flooded_by_erasing_and_beginning_again(cast):
    def written(times):
        thread, owner = begin()
        for _time in range(times):
            keep_by_email(owner, key=thread.key, email=EMAIL)
        return thread, owner

    thread, owner = written(4)
    forget_thread(owner, key=thread.key)
    written(2)
    with pytest.raises(TooManyMessages):
        written(1)
    HeldAddress.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))
    apply_retention(JOB, on=TODAY())
    assert not HeldAddress.objects.exists()


def test_of_one_enterprise_made_of_two_records_the_other_stays_whole_and_alone(cast, everywhere):
    thread, owner = everywhere
    other = begin_thread(cast.stranger, facts={"employees": 3})
    name_contact(cast.stranger.holding(other.key), key=other.key, email="autre@example.org", enterprise_name="Autre")
    LinkPair.objects.create(
        left_id=thread.id, right_id=other.id, probability=1, levels={"name": MARK}, found_at=timezone.now()
    )
    merge_enterprises(JOB, kept_id=thread.id, absorbed_id=other.id, reason="pair")
    forget_thread(owner, key=thread.key)
    assert where(MARK, NEQ, str(thread.key)) == set()
    left = Enterprise.objects.for_operation().get()
    assert (left.pk, left.name, left.canonical_id, left.contact.email) == (other.id, "Autre", None, "autre@example.org")


def test_a_thread_nobody_claimed_leaves_nothing_after_ninety_days(cast):
    thread, owner = begin(activity=f"couvreur {MARK}", need=MARK)
    answer_all(thread, owner)
    draft_funded_plan(owner, key=thread.key, on=TODAY())
    PrivateLink.objects.create(
        subject=thread.key, token_digest="0" * 64, by="link", at=timezone.now(), expires_at=timezone.now()
    )
    assert where(MARK) >= {"directory_enterprisefact"}
    Enterprise.objects.for_operation().update(started_at=timezone.now() - timedelta(days=92))
    apply_retention(JOB, on=TODAY())
    assert where(MARK, str(thread.key)) == set()


def test_someone_met_who_never_confirmed_leaves_no_letter(cast):
    number = announce(project(cast), kind="tour_stop", region="01", place="Rimouski")
    let_begin(number)
    met = {"enterprise_name": MARK, "name": MARK, "email": EMAIL, "phone": "418 555-0142"}
    note_lead(cast.viewer(Role.PROMOTER), session_id=number, **met)
    assert where(MARK) == {"awareness_lead", "outbox_message"}
    Lead.objects.for_operation().update(noted_at=timezone.now() - timedelta(days=32))
    apply_retention(JOB, on=TODAY())
    assert where(MARK) == set()
