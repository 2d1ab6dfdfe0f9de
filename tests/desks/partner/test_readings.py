"""Someone of a partner, asked to review a proposal: interests first, then the proposal and its file, then scores."""

from datetime import timedelta

from django.urls import reverse

from tests.calling import TODAY, asked_of, on, published, written
from tests.papers import PDF, sent
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.calls.models import Criterion, Score
from virage.stages.calls.operations import submit_proposal


def enter(cast, client, role):
    person = Person.objects.get(pk=cast.people[role])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")


def test_from_a_file_joined_on_screen_to_scores_given_at_the_partner(cast, client):
    call = published(cast, pieces=[{"fr": "Lettre d’appui", "en": "Letter of support"}])
    number = written(cast, call)
    enter(cast, client, Role.PROMOTER)
    here = reverse("promoter:proposal", args=[number])
    assert "demandée par l’appel, à joindre" in client.get(here).text
    assert client.post(here, {"act": "join", "wanted": "0", "file": sent("appui.pdf")}).status_code == 302
    with on(TODAY + timedelta(days=2)):
        submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=number)
    partner = cast.viewer(Role.PARTNER)
    asked_of(cast, number, partner)
    enter(cast, client, Role.PARTNER)
    page = reverse("partner:reading", args=[number])
    assert page in client.get(reverse("partner:home")).text
    assert ("appui.pdf" in client.get(page).text, client.post(page, {"conflict": "no"}).status_code) == (False, 302)
    shown = client.get(page).text
    piece = shown.partition("/pieces/")[2].partition("/")[0]
    opened = client.get(reverse("partner:piece", args=[number, piece]))
    assert opened.content == PDF
    wanted = Criterion.objects.for_operation().filter(call=call).values_list("pk", flat=True)
    said = {f"{part}_{one}": "7" for one in wanted for part in ("value", "reason")}
    typed = client.post(page, said | {f"document_{one}": "Le plan, page 4" for one in wanted})
    assert (typed.status_code, "Lettre d’appui (appui.pdf)</option>" in typed.text) == (200, True)
    rests = dict(zip((f"document_{one}" for one in wanted.order_by("rank")), (piece, "budget"), strict=True))
    assert client.post(page, said | rests).status_code == 302
    given = Score.objects.for_operation().filter(by=partner.by).order_by("criterion__rank")
    assert list(given.values_list("piece", "section")) == [(int(piece), ""), (None, "budget")]
    shown = client.get(page).text
    told = ("Vos notes sont données" in shown, shown.count(f"/pieces/{piece}/"))
    assert told == (True, 2)  # in the list of files, and by its note
