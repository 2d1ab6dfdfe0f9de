"""A proposal to pass one's file to another project stands first in the file, to accept or refuse there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.stages.concertation.test_handovers import held, here, propose, there, thread  # noqa: F401 — fixtures
from virage.stages.concertation.models import Referral
from virage.stages.concertation.states import ReferralState

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(client, cast, held, there, thread):  # noqa: F811
    session = client.session
    session["keys"] = [str(thread[0].key)]
    session.save()
    return propose(cast, held, there), f"/mon-entreprise/{thread[0].id}/"


def test_the_owner_reads_who_asks_to_whom_and_what_passes(client, proposed):
    number, address = proposed
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).text
    at = page.index("vous propose que votre dossier passe à")
    assert at < page.index("Visiter")  # before who owes the next move
    for words in ("Réseau fictif du Bâtiment", "Autre porteur fictif", "Autre projet fictif", "Mieux là-bas"):
        assert words in page
    assert "J’accepte que mon dossier passe de" in page
    assert [f"{address}aiguillages/{number}/{end}/" in page for end in ("accepter", "refuser")] == [True, True]
    assert len(asked) <= 16, len(asked)


@pytest.mark.parametrize(("end", "state"), [("accepter", ReferralState.WAITING), ("refuser", ReferralState.REFUSED)])
def test_the_answer_is_given_there_and_the_question_goes(client, proposed, end, state):
    number, address = proposed
    assert client.post(f"{address}aiguillages/{number}/{end}/")["Location"] == address
    assert Referral.objects.for_operation().get(pk=number).state == state
    assert "vous propose que votre dossier passe à" not in client.get(address).text
