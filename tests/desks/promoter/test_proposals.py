"""A step saved by a colleague meanwhile: both texts on the page, and nothing typed is lost."""

from django.urls import reverse

from tests.calling import published, written
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.calls.models import Proposal
from virage.stages.calls.operations import save_step
from virage.stages.calls.written import ProjectWords


def test_a_conflict_shows_both_texts_then_keeps_the_one_chosen(cast, client):
    number = written(cast, published(cast))
    here = reverse("promoter:proposal_step", args=[number, "projet"])
    client.force_login(
        Person.objects.get(pk=cast.people[Role.PROMOTER]), "allauth.account.auth_backends.AuthenticationBackend"
    )
    assert 'name="base" value="1"' in client.get(here).text
    save_step(
        cast.viewer(Role.PROMOTER),
        proposal_id=number,
        words=ProjectWords(title="Ateliers fictifs", summary="Le texte de ma collègue"),
        base=1,
    )
    typed = {"title": "Ateliers fictifs", "summary": "Mon texte", "base": "1"}
    shown = client.post(here, typed).text
    assert ("Mon texte" in shown, "Le texte de ma collègue" in shown) == (True, True)
    assert 'name="base" value="2"' in shown
    client.post(here, {**typed, "base": "2"})
    assert Proposal.objects.for_operation().get(pk=number).summary == "Mon texte"
