"""An agreement drafted from a chosen proposal: what the proposal says, read and followed from both sides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.calling import TODAY, chosen, on, published, submitted
from tests.papers import paper
from tests.promise import sign
from tests.stages.agreements.journey import words
from virage.base.library import library
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.operations import (
    AlreadyDrafted,
    ProjectTaken,
    ProposalNotChosen,
    analyse_criterion,
    draft_from_proposal,
)
from virage.stages.agreements.queries import agreement_of
from virage.stages.calls.models import Proposal
from virage.stages.calls.operations import announce_results
from virage.stages.ledger.queries import agreement, chain
from virage.stages.programme.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def bound(cast, number, **more):
    terms = {"reference": "E-7", "words": words(), **more}
    return draft_from_proposal(cast.viewer(Role.ANALYST), proposal_id=number, **terms)


def signed_in(cast, role):
    client = Client()
    client.force_login(Person.objects.get(pk=cast.people[role]))
    return client


def test_the_draft_says_what_the_proposal_says(cast):
    proposal = chosen(cast)
    number = bound(cast, proposal)
    sheet = agreement(cast.viewer(Role.ANALYST), agreement_id=number, on=TODAY)
    shares = {one.funder: (one.amount, one.own, str(one.kind), str(one.nature)) for one in sheet.contributions}
    assert sorted(shares.values()) == [(20_000, False, "in_kind", "private"), (30_000, True, "cash", "public")]
    (target,) = sheet.agreed
    told = Proposal.objects.for_operation().get(pk=proposal).targets.for_operation().get()
    assert (target.indicator, target.definition, target.baseline, target.method, target.value, target.version) == (
        told.indicator, told.definition, told.baseline, told.method, told.value, 1,
    )  # fmt: skip
    assert sheet.deliverables[-1].kind_words == "rapport final"
    assert (sheet.origin.asked, sheet.origin.given, sheet.origin.reason) == (40_000, 30_000, "La mieux notée")
    assert [(one.value, one.reason, one.document) for one in sheet.origin.marks] == [(7, "Solide", "Le budget")] * 2
    assert [(one.amount, one.in_kind) for one in sheet.origin.budget] == [(40_000, False), (20_000, True)]
    project = Project.objects.for_operation().get(pk=sheet.project_id)
    assert (project.name, project.announced_on) == ("Ateliers fictifs", None)
    assert agreement_of(cast.viewer(Role.DIRECTOR), proposal_id=proposal) == (number, "E-7")
    assert agreement_of(cast.viewer(Role.PROMOTER), proposal_id=proposal) is None  # a draft is the ministry’s
    with pytest.raises(AlreadyDrafted):
        bound(cast, proposal, reference="E-8")


def test_only_a_chosen_proposal_and_its_own_projects(cast):
    number = chosen(cast)
    with pytest.raises(Forbidden):
        draft_from_proposal(cast.viewer(Role.FINANCE), proposal_id=number, reference="E", words=words())
    with pytest.raises(ProposalNotChosen):
        bound(cast, submitted(cast, published(cast), title="Autre"))
    with pytest.raises(ProposalNotChosen):
        bound(cast, number, project_id=10**6)
    row = Proposal.objects.for_operation().get(pk=number)
    Project.objects.create(
        initiative_id=row.call.initiative_id, promoter_id=row.promoter_id, name=row.title, summary="", offer=""
    )
    with pytest.raises(ProjectTaken):
        bound(cast, number)


def test_it_is_followed_on_screen_from_the_proposal_to_the_agreement_and_back(cast):
    proposal, analyst = chosen(cast), signed_in(cast, Role.ANALYST)
    place = reverse("ministry:bind_proposal", args=[proposal])
    file = reverse("ministry:proposal", args=[proposal])
    assert place in analyst.get(file).text
    form = analyst.get(place).context["page"].form
    told = {name: form.initial.get(name) or "" for name in form.fields} | {"reference": "E-9", "authorisation": "N-1"}
    assert analyst.post(place, told | {"reference": ""}).status_code == 200
    assert analyst.post(place, told).status_code == 302
    row = Agreement.objects.for_operation().get(proposal=proposal)
    one = reverse("ministry:agreement", args=[row.pk])
    assert one in analyst.get(file).text
    assert analyst.get(place).status_code == 404
    for name in library().approvals.criteria:
        told = {"criterion": name, "score": 80, "reason": "Raison fictive", "file": paper()}
        analyse_criterion(cast.viewer(Role.ANALYST), agreement_id=row.pk, **told)
    sign(row)
    with CaptureQueriesContext(connection) as asked:
        page = analyst.get(one)
    assert file in page.text
    assert len(asked) <= 12
    theirs, way = reverse("promoter:agreement", args=[row.pk]), reverse("promoter:proposal", args=[proposal])
    promoter = signed_in(cast, Role.PROMOTER)
    assert way not in promoter.get(theirs).text  # results are not announced
    with on(TODAY + timedelta(days=61)):
        announce_results(cast.viewer(Role.DIRECTOR), call_id=Proposal.objects.for_operation().get(pk=proposal).call_id)
    assert way in promoter.get(theirs).text
    assert theirs in promoter.get(way).text
    told = {link.id: link for link in chain(cast.viewer(Role.AUDITOR), agreement_id=row.pk, on=TODAY).links}
    assert [(act.amount, act.line is not None) for act in told["proposition"].acts] == [(40_000, True), (30_000, True)]
    assert told["proposition"].missing == ()
