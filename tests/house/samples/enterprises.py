"""The SME's thread, and two records that are one enterprise."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from tests.cast import JOB, KEY, Cast
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Viewer
from virage.stages.assessments.models import Respondent
from virage.stages.assessments.operations import (
    begin_assessment_for_sector,
    invite_respondent,
    save_answer,
    save_voice,
)
from virage.stages.assessments.queries import latest_sheet
from virage.stages.assessments.states import RespondentRole
from virage.stages.directory.models import AccessGrant, Consent, Enterprise, LinkPair, Merge
from virage.stages.directory.operations import begin_thread, give_consent, grant_access, merge_enterprises, name_contact
from virage.stages.directory.states import Purpose
from virage.stages.funding.operations import draft_funded_plan


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


def invited(cast: Cast) -> Respondent:
    """A colleague of the SME, who answered one question."""
    owned(cast)
    held = Respondent.objects.for_operation().filter(assessment__enterprise__key=KEY, withdrawn_at=None).first()
    if held is None:
        number = invite_respondent(
            cast.sme, key=KEY, role=RespondentRole.OPERATIONS, name="Contremaître fictif", email="atelier@example.org"
        )
        held = Respondent.objects.for_operation().get(pk=number)
        save_voice(Viewer.link(held.key), respondent_id=number, question="strategy.plan", value="e")
    return held


@sample
def respondent(cast: Cast) -> Arguments:
    return {**thread(cast), "respondent_id": invited(cast).pk}


@sample
def met(cast: Cast) -> Arguments:
    """A question that the owner and a colleague answered."""
    invited(cast)
    return {**thread(cast), "name": "strategy.plan"}


@sample
def voice(cast: Cast) -> Arguments:
    """The owner’s browser, as a colleague of someone else: the same key opens both."""
    if held := Respondent.objects.for_operation().filter(key=KEY).first():
        return {"respondent_id": held.pk}
    other = begin_thread(cast.stranger, facts={"activity": "garage"})
    begin_assessment_for_sector(Viewer.link(other.key), key=other.key, sector="general", scian=None)
    number = invite_respondent(
        Viewer.link(other.key), key=other.key, role=RespondentRole.BOOKS, name="Eve Fictive", email="eve@example.org"
    )
    Respondent.objects.for_operation().filter(pk=number).update(key=KEY)
    return {"respondent_id": number}


@sample
def voice_question(cast: Cast) -> Arguments:
    return {**voice(cast), "name": "strategy.plan"}


@sample
def thread_consent(cast: Cast) -> Arguments:
    found = thread(cast)
    give_consent(cast.sme, key=KEY, purpose=Purpose.CALL_BACK, text="J’accepte d’être rappelé.")
    return {**found, "consent_id": Consent.objects.for_operation().order_by("-pk").first().pk}


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
