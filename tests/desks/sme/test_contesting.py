"""The owner reads what came of the file in plain words, and says what is not exact there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.forms import CharField, Form
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.papers import PDF, paper, sent
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Role
from virage.core.services import Deliverable
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations import (
    Obtained,
    accept_request,
    close_file,
    correct_result,
    log_service,
    note_result,
)
from virage.stages.casefiles.queries import history
from virage.stages.casefiles.states import NextMove, Outcome, ResultKind
from virage.stages.documents.fields import DocumentField
from virage.stages.messages.models import Message

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YES = Obtained(
    kind=ResultKind.DECISION, happened_on=TODAY, what="Aide fictive", favourable=True, amount=Decimal(12000), note="Mot"
)


@pytest.fixture
def told(client, cast):
    """A file with a decision, its owner's browser, and the addresses of the page and of the objection."""
    begun, viewer = begin()
    answer_all(begun, viewer)
    session = client.session
    session["keys"] = [str(begun.key)]
    session.save()
    number = accept_request(
        JOB,
        request_id=call(begun, viewer, project(cast)),
        owner_id=cast.people[Role.ADVISER],
        next_move="Visiter l’atelier",
        next_move_on=TODAY + timedelta(days=30),
    )
    result = note_result(JOB, case_file_id=number, obtained=YES)
    page = f"/mon-entreprise/{begun.id}/"
    return number, result, page, f"{page}resultats/{result}/inexact/"


def test_the_page_says_what_came_of_the_file(client, told):
    _number, result, page, contest = told
    with CaptureQueriesContext(connection) as asked:
        text = client.get(page).text
    for words in ("L’aide vous est accordée", "Aide fictive", "12 000", "Mot", contest):
        assert words in text.replace("\u00a0", " "), words
    assert len(asked) <= 16, len(asked)
    data = client.get(f"{page}mes-donnees.json").json()
    assert [one["what"] for one in data["noted"]["results"]] == ["Aide fictive"]
    correct_result(JOB, result_id=result, why="Mauvais dossier", obtained=None)
    assert "Aide fictive" not in client.get(page).text


def test_the_export_lists_the_documents_of_the_file(client, told):
    number, _result, page, _contest = told
    log_service(
        JOB,
        case_file_id=number,
        given_on=TODAY,
        hours=Decimal(1),
        what="Visite",
        deliverable=Deliverable(name="Rapport"),
        file=paper(),
    )
    (kept,) = client.get(f"{page}mes-donnees.json").json()["documents"]
    assert (kept["name"], kept["bytes"]) == ("rapport.pdf", len(PDF))


def test_a_form_shown_again_says_that_its_file_is_lost():
    class Sent(Form):
        file, name = DocumentField(), CharField()

    assert "n’a pas été gardé" in str(Sent({}, {"file": sent()})["file"].help_text)
    assert "n’a pas été gardé" not in str(Sent({}, {})["file"].help_text)


def test_to_look_again_becomes_the_next_move_and_the_former_one_is_recalled(client, told):
    number, _result, page, contest = told
    assert client.post(contest, {"words": "  Ce n’était \n pas nous "})["Location"] == page
    file = CaseFile.objects.for_operation().get(pk=number)
    assert file.next_move == "Vérifier avec l’entreprise : « Ce n’était pas nous »"
    assert (file.next_move_by, file.next_move_on) == (NextMove.ADVISER, TODAY + timedelta(days=9))
    letter = Message.objects.for_operation().get(kind="line_contested")
    assert "Visiter l’atelier" in letter.body
    assert "Décision d’aide" in letter.body
    assert history(JOB, case_file_id=number)[0].words == "l’entreprise dit qu’une ligne de son dossier n’est pas exacte"


def test_a_closed_file_does_not_move_and_says_so(client, told):
    number, _result, _page, contest = told
    file = CaseFile.objects.for_operation().get(pk=number)
    close_file(JOB, case_file_id=number, version=file.version, outcome=Outcome.DONE, words="")
    client.post(contest, {"words": "Pas nous"})
    assert CaseFile.objects.for_operation().get(pk=number).next_move == "Visiter l’atelier"
    assert "Ce dossier est fermé" in Message.objects.for_operation().get(kind="line_contested").body


@pytest.mark.parametrize("words", ["", " ", "x" * 141])
def test_one_says_what_is_wrong_shortly(client, told, words):
    answer = client.post(told[3], {"words": words})
    assert (answer.status_code, Message.objects.for_operation().filter(kind="line_contested").count()) == (409, 0)
