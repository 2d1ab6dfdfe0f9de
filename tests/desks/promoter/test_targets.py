"""Targets against results on screen: said without judgement, and opened to their list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.desks.promoter.test_views import enter, text
from tests.stages.casefiles.test_files import held  # noqa: F401 — a fixture
from virage.base.viewer import Role
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations import log_service
from virage.stages.programme.operations import set_target

pytestmark = pytest.mark.django_db


def sentence(client):
    page = text(client.get("/promoteur/cibles/")).replace("\xa0", " ")
    return page.partition("Accompagnées</th>")[2].partition("</tr>")[0]


def test_a_target_is_read_with_what_remains_and_opens(client, cast, held):  # noqa: F811
    file, on = (
        CaseFile.objects.for_operation().select_related("project", "enterprise").get(pk=held),
        timezone.localdate(),
    )
    target = {"project_id": file.project_id, "indicator": "accompanied", "on": on}
    set_target(JOB, value=20, **target)
    enter(client, cast, Role.PROMOTER)
    assert "Aucune date de fin n’est écrite" in sentence(client)
    log_service(cast.viewer(Role.ADVISER), case_file_id=held, given_on=on, hours=2, what="Visite")
    set_target(JOB, value=4, due=on + timedelta(days=364), **target)
    said = sentence(client)
    assert ("20 le " in said, "Il en reste 3, d’ici le " in said, "Il en faudrait environ 0,3 par mois" in said) == (
        True,
        True,
        True,
    )
    page = text(client.get(f"/promoteur/cibles/{file.project_id}/accompanied/"))
    assert (file.enterprise.name in page, "1 entreprise<" in page) == (True, True)
    set_target(JOB, value=3, due=on - timedelta(days=1), **target)
    assert "La date de fin était le " in sentence(client)
    set_target(JOB, value=1, due=on, **target)
    assert "Le nombre promis est atteint." in sentence(client)


def test_it_asks_little_and_another_project_is_not_ours(client, cast, held):  # noqa: F811
    file = CaseFile.objects.for_operation().get(pk=held)
    set_target(JOB, project_id=file.project_id, indicator="accompanied", value=4, on=timezone.localdate())
    enter(client, cast, Role.PROMOTER)
    for address in ("/promoteur/cibles/", f"/promoteur/cibles/{file.project_id}/accompanied/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 10
    assert client.get("/promoteur/cibles/999999/accompanied/").status_code == 404
    assert client.get(f"/promoteur/cibles/{file.project_id}/nothing/").status_code == 404


def test_the_menu_says_that_targets_stand_under_results(client, cast):
    enter(client, cast, Role.PROMOTER)
    menu = client.get("/promoteur/cibles/").text.partition("<nav")[2].partition("</nav>")[0]
    assert ('href="/promoteur/resultats/" aria-current="true"' in menu, menu.count('aria-current="page"')) == (True, 1)
