"""A real thing for each address that takes arguments."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cast import JOB, KEY, Cast
from tests.crowd import crowd
from tests.meeting import announce
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Invitation, Membership
from virage.stages.accounts.operations import (
    enrol_person,
    found_organisation,
    grant_membership,
    make_invitation,
    make_private_link,
)
from virage.stages.assessments.operations import begin_assessment_for_sector, save_answer
from virage.stages.assessments.queries import latest_sheet
from virage.stages.awareness.models import Lead, Registration, Session
from virage.stages.awareness.operations import add_material, note_lead, offer_appointments, register
from virage.stages.awareness.states import RegistrationState
from virage.stages.campaigns.models import Campaign, Segment
from virage.stages.campaigns.operations import prepare_campaign
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import accept_request, log_service, request_call_back
from virage.stages.casefiles.states import Outcome, RequestState
from virage.stages.concertation.models import Decision, Meeting, Referral, RoundTable
from virage.stages.concertation.operations import (
    agree_to_referral,
    call_meeting,
    found_table,
    note_decision,
    propose_handover,
    propose_referral,
    share_files,
)
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.models import AccessGrant, Consent, Enterprise, LinkPair, Merge
from virage.stages.directory.operations import begin_thread, give_consent, grant_access, merge_enterprises, name_contact
from virage.stages.directory.states import Purpose
from virage.stages.exchange.models import Import
from virage.stages.exchange.operations import confirm_import, preview_import
from virage.stages.exchange.states import ImportState
from virage.stages.funding.operations import draft_funded_plan
from virage.stages.messages.models import Message
from virage.stages.messages.news import stop_token
from virage.stages.messages.operations import post_message
from virage.stages.programme.models import Absence, Project
from virage.stages.programme.operations import (
    OfferWords,
    add_partner,
    announce_project,
    draft_offer,
    note_absence,
    open_initiative,
    open_point,
    publish_offer,
)
from virage.stages.programme.written import PartnerWords, PointWords

Arguments = dict[str, Any]
OFFER = OfferWords(
    name="Offre fictive",
    name_en="Fictitious offer",
    what="Vingt heures",
    what_en="Twenty hours",
    hours=Decimal(20),
    enterprise_share=Decimal(25),
    project_share=Decimal(75),
)
SAMPLES: dict[str, Callable[[Cast], Arguments]] = {}


def sample(build: Callable[[Cast], Arguments]) -> Callable[[Cast], Arguments]:
    SAMPLES[build.__name__] = build
    return build


@sample
def private_link(cast: Cast) -> Arguments:
    return {"token": make_private_link(cast.sme, subject=KEY)}


@sample
def invitation(cast: Cast) -> Arguments:
    organisation = cast.organisations["promoter"]
    return {
        "token": make_invitation(
            JOB, email="invite@example.org", name="Invitée", organisation_id=organisation, role="adviser"
        )
    }


@sample
def offered(cast: Cast) -> Arguments:
    """An invitation that waits."""
    invitation(cast)
    return {"invitation_id": Invitation.objects.order_by("-pk").values_list("pk", flat=True)[0]}


@sample
def second_adviser(cast: Cast) -> Arguments:
    """A role whose end leaves the others at work."""
    email = f"second-{Membership.objects.for_operation().count()}@example.org"
    person = enrol_person(JOB, email=email, name="Seconde personne", fictitious=True)
    house = cast.organisations["promoter"]
    return {"membership_id": grant_membership(JOB, person_id=person, organisation_id=house, role=Role.ADVISER)}


@sample
def organisation(cast: Cast) -> Arguments:
    return {"organisation_id": cast.organisations["promoter"]}


@sample
def stuck_message(cast: Cast) -> Arguments:
    """A message of the promoter's, refused once."""
    number = post_message(
        JOB,
        kind="private_link",
        address="pme@example.org",
        due_at=timezone.now() + timedelta(days=1),
        organisation_id=cast.organisations["promoter"],
        link="-",
        ends=timezone.now(),
    )
    Message.objects.for_operation().filter(pk=number).update(last_error="TimeoutError: timed out", attempts=1)
    return {"message_id": number}


@sample
def fictitious_person(cast: Cast) -> Arguments:
    return {"person_id": cast.people[Role.ADVISER]}


@sample
def password_key(cast: Cast) -> Arguments:
    return {"uidb36": "zzz", "key": "used-already"}


@sample
def email_key(cast: Cast) -> Arguments:
    return {"key": "anything"}


@sample
def passkey(cast: Cast) -> Arguments:
    """A key of nobody: people see and change their own only."""
    return {"pk": 10**6}


def project(cast: Cast) -> Project:
    """The promoter's one project, which takes requests."""
    if found := Project.objects.for_operation().first():
        return found
    opened = open_initiative(
        JOB,
        name="Initiative fictive",
        ministry_id=cast.organisations["ministry"],
        began_on=date(2021, 4, 1),
        fictitious=True,
    )
    return announce_project(
        JOB,
        initiative_id=opened.pk,
        promoter_id=cast.organisations["promoter"],
        name="Projet fictif",
        summary=("Résumé", "Summary"),
        offer=("Offre", "Offer"),
        sectors=["construction"],
        regions=[],
        announced_on=date(2022, 1, 1),
        accepts_requests=True,
    )


def owned(cast: Cast) -> Enterprise:
    """The SME's thread, answered to the end, with its plan and whom to call."""
    if found := Enterprise.objects.for_operation().filter(key=KEY).first():
        return found
    facts = {"activity": "Nous construisons des maisons", "employees": 12, "region": "01", "need": "Moins de papier"}
    thread = begin_thread(cast.stranger, facts=facts)
    Enterprise.objects.for_operation().filter(pk=thread.id).update(key=KEY)
    number = begin_assessment_for_sector(cast.sme, key=KEY, sector="construction", scian=None)
    while (sheet := latest_sheet(cast.sme, key=KEY)) and (asked := sheet.next_question):
        value = next(option for option in sheet.instrument.by_id[asked].options)
        save_answer(cast.sme, key=KEY, assessment_id=number, question=asked, value=value)
    draft_funded_plan(cast.sme, key=KEY, on=date(2026, 11, 22))
    name_contact(cast.sme, key=KEY, email="pme@example.org", enterprise_name="PME fictive", name="Propriétaire")
    return Enterprise.objects.for_operation().get(key=KEY)


@sample
def thread(cast: Cast) -> Arguments:
    return {"enterprise_id": owned(cast).pk}


@sample
def thread_question(cast: Cast) -> Arguments:
    return {**thread(cast), "name": "strategy.plan"}


@sample
def thread_request(cast: Cast) -> Arguments:
    return {**thread(cast), **waiting_request(cast)}


@sample
def thread_grant(cast: Cast) -> Arguments:
    found = thread_request(cast)
    held = AccessGrant.objects.for_operation().filter(enterprise__key=KEY, revoked_at=None)
    return {"enterprise_id": found["enterprise_id"], "grant_id": held.latest("pk").pk}


@sample
def thread_consent(cast: Cast) -> Arguments:
    found = thread(cast)
    give_consent(cast.sme, key=KEY, purpose=Purpose.CALL_BACK, text="J’accepte d’être rappelé.")
    return {**found, "consent_id": Consent.objects.for_operation().order_by("-pk").first().pk}


@sample
def given_service(cast: Cast) -> Arguments:
    """A line of the log, that nothing corrects."""
    found = case_file(cast)
    number = log_service(
        JOB, case_file_id=found["case_file_id"], given_on=timezone.localdate(), hours=Decimal(1), what="Visite"
    )
    return {**found, "service_id": number}


@sample
def real_project(cast: Cast) -> Arguments:
    return {"project_id": "otn-003"}


@sample
def sector(cast: Cast) -> Arguments:
    return {"sector_id": "construction"}


@sample
def region(cast: Cast) -> Arguments:
    return {"code": "06"}


@sample
def dataset(cast: Cast) -> Arguments:
    return {"name": "projets", "form": "csv"}


@sample
def aid(cast: Cast) -> Arguments:
    return {"aid_id": "essor-1b"}


@sample
def session(cast: Cast) -> Arguments:
    return {"session_id": announce(project(cast).pk)}


@sample
def drafted(cast: Cast) -> Arguments:
    """The same, before anyone may read it."""
    found = session(cast)
    Session.objects.for_operation().filter(pk=found["session_id"]).update(published_at=None)
    return found


@sample
def waiting_request(cast: Cast) -> Arguments:
    """The owner's, whatever else the demonstration tells."""
    waiting = Request.objects.for_operation().filter(
        enterprise=owned(cast), project=project(cast), state=RequestState.WAITING
    )
    found = waiting.first()
    return {"request_id": found.pk if found else request_call_back(cast.sme, key=KEY, project_id=project(cast).pk)}


@sample
def case_file(cast: Cast) -> Arguments:
    if found := CaseFile.objects.for_operation().filter(project=project(cast), closed_at=None).first():
        return {"case_file_id": found.pk}
    number = accept_request(
        JOB,
        **waiting_request(cast),
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler l’entreprise",
        next_move_on=timezone.localdate(),
    )
    return {"case_file_id": number}


@sample
def shared_file(cast: Cast) -> Arguments:
    """A file whose owner lets the partner follow it."""
    if shared := CaseFile.objects.visible_to(cast.viewer(Role.PARTNER)).filter(closed_at=None).first():
        return {"case_file_id": shared.pk}
    found = case_file(cast)
    share_files(cast.sme, key=KEY, organisation_id=cast.organisations["partner"], months=3)
    return found


@sample
def thread_referral(cast: Cast) -> Arguments:
    """A referral to the partner, which waits for the owner's word."""
    receiver = cast.organisations["partner"]
    found = Referral.objects.for_operation().filter(receiver_id=receiver, state=ReferralState.PROPOSED).first()
    number = (
        found.pk
        if found
        else propose_referral(cast.viewer(Role.PROMOTER), **case_file(cast), receiver_id=receiver, why="Financement")
    )
    return {"enterprise_id": owned(cast).pk, "referral_id": number}


@sample
def proposed_handover(cast: Cast) -> Arguments:
    """An open file that its enterprise is asked to let pass to another promoter's project."""
    waiting = Referral.objects.for_operation().filter(state=ReferralState.PROPOSED, case_file__isnull=False)
    if found := waiting.first():
        return {"referral_id": found.pk}
    number = propose_handover(
        JOB,
        project_id=elsewhere(cast),
        why="Leur projet sert mieux ce besoin",
        former_until=timezone.localdate(),
        **case_file(cast),
    )
    return {"referral_id": number}


def elsewhere(cast: Cast) -> int:
    """A project of another promoter, that takes requests."""
    here = project(cast)
    if found := Project.objects.for_operation().exclude(promoter=here.promoter).first():
        return found.pk
    other = found_organisation(JOB, name="Autre porteur fictif", kind="promoter", fictitious=True)
    return announce_project(
        JOB,
        initiative_id=here.initiative_id,
        promoter_id=other,
        name="Autre projet fictif",
        summary=("Résumé", "Summary"),
        offer=("Offre", "Offer"),
        sectors=[],
        regions=[],
        announced_on=date(2022, 1, 1),
        accepts_requests=True,
    ).pk


@sample
def received_referral(cast: Cast) -> Arguments:
    """A referral that the enterprise agreed to."""
    receiver = cast.organisations["partner"]
    if found := Referral.objects.for_operation().filter(receiver_id=receiver, state=ReferralState.WAITING).first():
        return {"referral_id": found.pk}
    number = thread_referral(cast)["referral_id"]
    agree_to_referral(cast.sme, key=KEY, referral_id=number)
    return {"referral_id": number}


@sample
def closed_file(cast: Cast) -> Arguments:
    """Another file of the same enterprise, closed."""
    held = CaseFile.objects.for_operation().select_related("request").get(pk=case_file(cast)["case_file_id"])
    asked = Request.objects.create(
        enterprise=held.enterprise, project=held.project, asked_at=held.opened_at, state=RequestState.ACCEPTED
    )
    grant_access(
        JOB,
        enterprise_id=held.enterprise_id,
        organisation_id=held.project.promoter_id,
        matter=asked.matter,
        purpose=Purpose.CALL_BACK,
        reason="",
    )
    closed = CaseFile.objects.create(
        request=asked,
        enterprise=held.enterprise,
        project=held.project,
        opened_at=held.opened_at,
        closed_at=held.opened_at,
        outcome=Outcome.DONE,
        owner_id=cast.people[Role.ADVISER],
        next_move="Rien",
        next_move_on=held.next_move_on,
    )
    return {"case_file_id": closed.pk}


@sample
def offer(cast: Cast) -> Arguments:
    """A draft."""
    return {"offer_id": draft_offer(JOB, project_id=project(cast).pk, words=OFFER)}


@sample
def project_here(cast: Cast) -> Arguments:
    return {"project_id": project(cast).pk}


@sample
def project_target(cast: Cast) -> Arguments:
    return {**project_here(cast), "indicator": "accompanied"}


@sample
def service_point(cast: Cast) -> Arguments:
    words = PointWords(name="Point fictif", place="Matane", region="01", opened_on=date(2022, 2, 1))
    return {"point_id": open_point(JOB, project_id=project(cast).pk, words=words)}


@sample
def delivery_partner(cast: Cast) -> Arguments:
    words = PartnerWords(name="Organisme fictif", role="Reçoit", role_en="Welcomes", since=date(2022, 2, 1))
    return {"partner_id": add_partner(JOB, project_id=project(cast).pk, words=words)}


@sample
def team_member(cast: Cast) -> Arguments:
    return {"person_id": cast.people[Role.ADVISER]}


@sample
def absence(cast: Cast) -> Arguments:
    """Each is on days of its own: two absences of one person do not meet."""
    first = timezone.localdate() + timedelta(days=10 * Absence.objects.for_operation().count())
    house, person = cast.organisations["promoter"], cast.people[Role.ADVISER]
    return {"absence_id": note_absence(JOB, organisation_id=house, person_id=person, first=first, last=first)}


@sample
def published_offer(cast: Cast) -> Arguments:
    found = offer(cast)
    publish_offer(JOB, **found)
    return found


@sample
def registration(cast: Cast) -> Arguments:
    """A place held by the owner's key."""
    if Registration.objects.for_operation().filter(key=KEY, state=RegistrationState.REGISTERED).exists():
        return {"key": KEY}
    key = register(JOB, **session(cast), enterprise_name="PME fictive", email="pme@example.org")
    Registration.objects.for_operation().filter(key=KEY).delete()
    Registration.objects.for_operation().filter(key=key).update(key=KEY)
    return {"key": KEY}


@sample
def place_offered(cast: Cast) -> Arguments:
    """A place that came free, offered to the owner's key."""
    found = registration(cast)
    until = timezone.now() + timedelta(days=1)
    Registration.objects.for_operation().update(state=RegistrationState.OFFERED, offered_until=until)
    return found


@sample
def ticket(cast: Cast) -> Arguments:
    """A code that somebody has."""
    held = Registration.objects.for_operation().get(key=registration(cast)["key"])
    return {"session_id": held.session_id, "code": held.code}


@sample
def attended(cast: Cast) -> Arguments:
    """A presence that was noted, of the owner's key."""
    found = registration(cast)
    Registration.objects.for_operation().filter(key=KEY).update(came=True)
    return found


@sample
def material(cast: Cast) -> Arguments:
    found = session(cast)
    number = add_material(JOB, **found, title="Document fictif", url="https://example.org/document")
    return {**found, "material_id": number}


@sample
def letter(cast: Cast) -> Arguments:
    return {**session(cast), "audience": "came"}


@sample
def lead(cast: Cast) -> Arguments:
    """Someone met, who holds the owner's key."""
    if Lead.objects.for_operation().filter(key=KEY, confirmed_at=None).exists():
        return {"key": KEY}
    number = note_lead(
        JOB, **session(cast), enterprise_name="PME fictive", name="Ève", email="met@example.org", phone="418 555-0100"
    )
    Lead.objects.for_operation().filter(key=KEY).delete()
    Lead.objects.for_operation().filter(pk=number).update(key=KEY)
    return {"key": KEY}


@sample
def fair(cast: Cast) -> Arguments:
    """A place held by the owner's key, at a fair where one of us may be met."""
    found = registration(cast)
    held = Registration.objects.for_operation().select_related("session").get(key=KEY)
    person, first = cast.people[Role.PROMOTER], held.session.starts_at
    offer_appointments(JOB, session_id=held.session_id, person_id=person, first=first, count=2, minutes=20)
    return found


@sample
def registration_link(cast: Cast) -> Arguments:
    return {"token": make_private_link(cast.sme, subject=registration(cast)["key"])}


@sample
def indicator(cast: Cast) -> Arguments:
    return {"indicator": "accompanied"}


@sample
def named_enterprise(cast: Cast) -> Arguments:
    """The SME, which the promoter may see."""
    return {"enterprise_id": opened_to_promoter(cast, owned(cast).pk)}


def twin(cast: Cast) -> int:
    """A second record of the SME, which the promoter may see too."""
    if found := Enterprise.objects.for_operation().filter(name="PME fictive inc.").first():
        return found.pk
    begun = begin_thread(cast.stranger, facts={})
    owner = Viewer.link(begun.key)
    name_contact(owner, key=begun.key, email="pme2@example.org", enterprise_name="PME fictive inc.")
    return opened_to_promoter(cast, begun.id)


def opened_to_promoter(cast: Cast, enterprise_id: int) -> int:
    house = cast.organisations["promoter"]
    if not AccessGrant.objects.for_operation().filter(enterprise=enterprise_id, organisation=house).exists():
        grant_access(
            JOB,
            enterprise_id=enterprise_id,
            organisation_id=house,
            matter=uuid4(),
            purpose=Purpose.CALL_BACK,
            reason="",
        )
    return enterprise_id


@sample
def pair(cast: Cast) -> Arguments:
    """Two records that look alike."""
    one, other = sorted((named_enterprise(cast)["enterprise_id"], twin(cast)))
    found, _made = LinkPair.objects.for_operation().get_or_create(
        left_id=one,
        right_id=other,
        defaults={"probability": Decimal("0.97"), "levels": {"name": 0, "phone": 2}, "found_at": timezone.now()},
    )
    return {"pair_id": found.pk}


@sample
def merge(cast: Cast) -> Arguments:
    """Two records made one."""
    one, other = named_enterprise(cast)["enterprise_id"], twin(cast)
    if found := Merge.objects.for_operation().filter(undone_at=None).first():
        return {"merge_id": found.pk}
    return {"merge_id": merge_enterprises(JOB, kept_id=one, absorbed_id=other, reason="essai")}


SHEET = "Entreprise;NEQ\nFjord fictif;9900000011\nSans numéro;99\n".encode()


@sample
def exported_list(cast: Cast) -> Arguments:
    return {"name": "dossiers"}


@sample
def prepared_list(_cast: Cast) -> Arguments:
    """Nobody here may take a list away, prepared or not."""
    return {"export_id": 1}


@sample
def template_sheet(cast: Cast) -> Arguments:
    return {"name": "modele", "extension": "csv"}


@sample
def read_sheet(cast: Cast) -> Arguments:
    """A sheet read, with a line that could leak."""
    number = preview_import(cast.viewer(Role.PROMOTER), project_id=project(cast).pk, file_name="a.csv", content=SHEET)
    return {"import_id": number}


@sample
def wrong_lines(cast: Cast) -> Arguments:
    return {**read_sheet(cast), "extension": "csv"}


@sample
def entered_sheet(cast: Cast) -> Arguments:
    found = Import.objects.for_operation().filter(state=ImportState.DONE).first()
    if found is None:
        arguments = read_sheet(cast)
        confirm_import(cast.viewer(Role.PROMOTER), **arguments)
        return arguments
    return {"import_id": found.pk}


@sample
def survey_link(cast: Cast) -> Arguments:
    return {"survey_id": "freins", "token": "x"}


@sample
def stop_link(cast: Cast) -> Arguments:
    return {"token": stop_token(owned(cast).pk)}


@sample
def barrier(cast: Cast) -> Arguments:
    return {"barrier": "time"}


@sample
def survey(cast: Cast) -> Arguments:
    return {"survey_id": "freins"}


def _segment(cast: Cast, desk: str) -> int:
    """One that holds enough people to write to."""
    house = cast.organisations[desk]
    if found := Segment.objects.for_operation().filter(organisation=house, retired_at=None).first():
        return found.pk
    crowd(30, organisation=cast.organisations["promoter"])
    return _spare(cast, desk)


def _spare(cast: Cast, desk: str) -> int:
    name, house = f"Segment {Segment.objects.for_operation().count()}", cast.organisations[desk]
    return Segment.objects.create(organisation_id=house, name=name, made_at=timezone.now(), by="job:cast").pk


def _drawn(cast: Cast, desk: str, role: Role) -> int:
    waiting = Campaign.objects.for_operation().filter(segment__organisation=cast.organisations[desk], launched_at=None)
    if found := waiting.first():
        return found.pk
    ends_on = timezone.localdate() + timedelta(days=90)
    segment = _segment(cast, desk)
    return prepare_campaign(cast.viewer(role), segment_id=segment, ends_on=ends_on, share=10, by_day=1)


def _campaign(cast: Cast, desk: str, role: Role) -> int:
    house = cast.organisations[desk]
    found = Campaign.objects.for_operation().filter(segment__organisation=house).order_by("-launched_at").first()
    return found.pk if found else _drawn(cast, desk, role)


@sample
def ministry_segment(cast: Cast) -> Arguments:
    return {"segment_id": _segment(cast, "ministry")}


@sample
def spare_ministry_segment(cast: Cast) -> Arguments:
    return {"segment_id": _spare(cast, "ministry")}


@sample
def ministry_drawn(cast: Cast) -> Arguments:
    return {"campaign_id": _drawn(cast, "ministry", Role.ANALYST)}


@sample
def ministry_campaign(cast: Cast) -> Arguments:
    return {"campaign_id": _campaign(cast, "ministry", Role.ANALYST)}


@sample
def promoter_segment(cast: Cast) -> Arguments:
    return {"segment_id": _segment(cast, "promoter")}


@sample
def spare_promoter_segment(cast: Cast) -> Arguments:
    return {"segment_id": _spare(cast, "promoter")}


@sample
def promoter_drawn(cast: Cast) -> Arguments:
    return {"campaign_id": _drawn(cast, "promoter", Role.PROMOTER)}


@sample
def promoter_campaign(cast: Cast) -> Arguments:
    return {"campaign_id": _campaign(cast, "promoter", Role.PROMOTER)}


@sample
def round_table(cast: Cast) -> Arguments:
    """The ministry, the promoter and the partner sit at it."""
    everyone = {cast.organisations[kind] for kind in ("ministry", "promoter", "partner")}
    for found in RoundTable.objects.for_operation():
        if everyone <= set(found.seats.all().for_operation().values_list("organisation_id", flat=True)):
            return {"table_id": found.pk}
    director = cast.viewer(Role.DIRECTOR)
    return {"table_id": found_table(director, name="Table fictive", organisations=everyone, region="01")}


@sample
def table_meeting(cast: Cast) -> Arguments:
    number = round_table(cast)["table_id"]
    if found := Meeting.objects.for_operation().filter(table=number, starts_at__lt=timezone.now()).first():
        return {"meeting_id": found.pk}
    held = timezone.now() - timedelta(days=1)
    return {"meeting_id": call_meeting(JOB, table_id=number, starts_at=held, place="Salle fictive", agenda="Arrimage")}


def _owes(cast: Cast, desk: str) -> Arguments:
    house = cast.organisations[desk]
    if found := Decision.objects.for_operation().filter(organisation=house, settled_at=None).first():
        return {"decision_id": found.pk}
    day = timezone.localdate()
    return {
        "decision_id": note_decision(JOB, **table_meeting(cast), what="Convenir", organisation_id=house, due_on=day)
    }


@sample
def ministry_owes(cast: Cast) -> Arguments:
    return _owes(cast, "ministry")


@sample
def promoter_owes(cast: Cast) -> Arguments:
    return _owes(cast, "promoter")


@sample
def partner_owes(cast: Cast) -> Arguments:
    return _owes(cast, "partner")
