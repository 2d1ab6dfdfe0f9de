"""The two questions after a call, on the thread's page."""

import pytest

from tests.stages.casefiles.test_opinions import come_due
from tests.stages.casefiles.test_requests import accept, asked  # noqa: F401 — asked is a fixture
from virage.base.viewer import Role
from virage.stages.casefiles.models import CallAnswer
from virage.stages.casefiles.operations import decline_request
from virage.stages.casefiles.states import DeclineReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(client, asked):  # noqa: F811
    session = client.session
    session["keys"] = [str(asked[0].key)]
    session.save()
    return client


def test_the_owner_sees_the_three_reminders_and_where_they_stand(holder, asked):  # noqa: F811
    text = holder.get(f"/mon-entreprise/{asked[0].id}/").text.replace("\xa0", " ")
    assert "Demandé aujourd’hui; prochaine relance à l’organisme le" in text
    assert [f"{days}e jour," in text for days in (9, 21, 45)] == [True] * 3


def test_reminders_are_said_stopped_and_the_two_questions_come_once(cast, holder, asked):  # noqa: F811
    thread, _owner, number = asked
    accept(cast, number)
    come_due(number)
    text = holder.get(f"/mon-entreprise/{thread.id}/").text
    address = f"/mon-entreprise/{thread.id}/rappel/{number}/avis/"
    assert "les relances sont arrêtées" in text
    assert address in text
    assert "Dites comment l’échange s’est passé." in holder.post(address, {"called": "late"}).text
    assert holder.post(address, {"called": "late", "went": "half"})["Location"] == f"/mon-entreprise/{thread.id}/"
    assert CallAnswer.objects.for_operation().values_list("called", "went", "named").get() == ("late", "half", False)
    assert address not in holder.get(f"/mon-entreprise/{thread.id}/").text
    assert "Vous avez déjà répondu" in holder.get(address).text


def test_a_no_is_read_with_its_day_its_reason_and_the_words_as_written(cast, holder, asked):  # noqa: F811
    thread, _owner, number = asked
    words = "Redemandez en février."
    decline_request(cast.viewer(Role.PROMOTER), request_id=number, reason=DeclineReason.FULL, words=words)
    told = f"Pourquoi : nous n’avons plus de place. {words}</span>"
    assert told in holder.get(f"/mon-entreprise/{thread.id}/").text.replace("\xa0", " ")


def test_nobody_else_reaches_the_questions(client, asked):  # noqa: F811
    assert client.get(f"/mon-entreprise/{asked[0].id}/rappel/{asked[2]}/avis/").status_code == 404
