"""A file is taken over, closed with its outcome and reason, opened again; the enterprise is told each time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from tests.cast import JOB
from tests.stages.casefiles.test_files import held, other_promoter  # noqa: F401 — held is a fixture
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.casefiles.forms import caseload_page, close_page, reopen_page
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations import (
    Changed,
    Closed,
    NotAColleague,
    StillOpen,
    close_file,
    reopen_file,
    take_over_file,
)
from virage.stages.casefiles.queries import case_file, history
from virage.stages.casefiles.states import Outcome
from virage.stages.directory.models import AccessGrant
from virage.stages.messages.queries import mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def closed(cast, number, **other):
    terms = {"version": 1, "outcome": Outcome.SILENT, "words": "Trois appels sans réponse."}
    close_file(cast.viewer(Role.ADVISER), case_file_id=number, **{**terms, **other})


def again(cast, number, viewer=None):
    reopen_file(
        viewer or cast.viewer(Role.PROMOTER),
        case_file_id=number,
        owner_id=cast.people[Role.ADVISER],
        next_move="Rappeler",
        next_move_on=timezone.localdate() + timedelta(days=2),
    )


def test_a_colleague_takes_the_file_over(cast, held):  # noqa: F811
    take_over_file(cast.viewer(Role.PROMOTER), case_file_id=held)
    line = case_file(cast.viewer(Role.ADVISER), case_file_id=held)
    assert (line.owner, line.version) == ("Personne promoter", 2)
    assert history(cast.viewer(Role.ADVISER), case_file_id=held)[0].words == "dossier pris en charge"
    take_over_file(cast.viewer(Role.PROMOTER), case_file_id=held)
    assert case_file(cast.viewer(Role.ADVISER), case_file_id=held).version == 2


def test_a_file_closes_with_its_outcome_and_the_enterprise_is_told(cast, held):  # noqa: F811
    closed(cast, held)
    line = case_file(cast.viewer(Role.PROMOTER), case_file_id=held)
    assert (line.outcome_words, line.closing_words) == ("l’entreprise ne répond plus", "Trois appels sans réponse.")
    assert history(cast.viewer(Role.PROMOTER), case_file_id=held)[0].words == (
        "dossier fermé\xa0: l’entreprise ne répond plus"
    )
    letter = mailbox(JOB)[0]
    assert "Votre dossier est fermé" in letter.subject
    assert "Trois appels sans réponse." in letter.body
    with pytest.raises(Closed):
        closed(cast, held, version=2)
    with pytest.raises(Closed):
        take_over_file(cast.viewer(Role.PROMOTER), case_file_id=held)


def test_a_closed_file_is_listed_apart_and_opens_again(cast, held):  # noqa: F811
    promoter = cast.viewer(Role.PROMOTER)
    with pytest.raises(StillOpen):
        again(cast, held)
    closed(cast, held)

    def listed(query):
        page = caseload_page(promoter, roles=[Role.PROMOTER], asked=QueryDict(query))
        return [line.id for line in page.load.page]

    assert (listed(""), listed("state=closed")) == ([], [held])
    again(cast, held)
    assert (listed(""), listed("state=closed")) == ([held], [])
    line = case_file(promoter, case_file_id=held)
    assert (line.next_move, line.owner, line.closed_at, line.outcome_words) == (
        "Rappeler",
        "Personne adviser",
        None,
        "",
    )
    assert "Votre dossier est rouvert" in mailbox(JOB)[0].subject


def test_nobody_reopens_what_the_enterprise_took_back(cast, held):  # noqa: F811
    closed(cast, held)
    AccessGrant.objects.update(revoked_at=timezone.now())
    with pytest.raises(Forbidden):
        again(cast, held)


def test_nobody_closes_over_a_colleague_or_from_elsewhere(cast, held):  # noqa: F811
    with pytest.raises(Changed):
        closed(cast, held, version=9)
    for stranger in (other_promoter(), cast.viewer(Role.DIRECTOR), cast.viewer(Role.AUDITOR), cast.stranger):
        with pytest.raises(Forbidden):
            take_over_file(stranger, case_file_id=held)
        with pytest.raises(Forbidden):
            close_file(stranger, case_file_id=held, version=1, outcome=Outcome.DONE)
    with pytest.raises(NotAColleague):
        take_over_file(JOB, case_file_id=held)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFile.objects.for_operation().filter(pk=held).update(closed_at=timezone.now())


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ("version=1", {"outcome": ["Choisissez ce qui s’en approche le plus."]}),
        ("version=1&outcome=left", {"words": ["Dites pourquoi en quelques mots : l’entreprise les lira."]}),
        ("version=1&outcome=done", {}),
    ],
)
def test_the_form_asks_what_is_missing(cast, held, said, errors):  # noqa: F811
    page = close_page(cast.viewer(Role.ADVISER), case_file_id=held, said=QueryDict(said))
    assert (page.done, {k: [one.replace("\xa0", " ") for one in v] for k, v in page.form.errors.items()}) == (
        not errors,
        errors,
    )
    if page.done:
        assert reopen_page(cast.viewer(Role.ADVISER), case_file_id=held, said=None).form.initial["owner"]
