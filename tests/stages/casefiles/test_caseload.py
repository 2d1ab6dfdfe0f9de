"""The caseload over five thousand files: narrowed, sorted, within its budget."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.stages.casefiles.test_files import held  # noqa: F401 — a fixture
from tests.thousands import many_files
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.casefiles.forms import caseload_page
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.queries import caseload
from virage.stages.directory.models import EnterpriseFact

pytestmark = [pytest.mark.django_db, pytest.mark.data]
THOUSANDS, QUERIES, BYTES = 5000, 10, 80_000


def found(cast, **wanted):
    on = timezone.localdate()
    return caseload(cast.viewer(Role.PROMOTER), roles=[Role.PROMOTER], on=on, **wanted).total


def test_files_are_narrowed_by_what_is_known_of_the_enterprise(cast, held):  # noqa: F811
    many_files(held, 6)
    assert found(cast) == 7
    assert (found(cast, sector="construction"), found(cast, sector="tourisme")) == (4, 3)
    assert (found(cast, region="01"), found(cast, region="06", sector="tourisme")) == (5, 1)
    assert (found(cast, language="en"), found(cast, language="fr")) == (2, 5)
    assert (found(cast, search="epicerie FICTIVE 0"), found(cast, search=" "), found(cast, search="%")) == (1, 7, 0)
    first = CaseFile.objects.for_operation().filter(enterprise__name="Épicerie fictive 0").get()
    EnterpriseFact.objects.create(
        enterprise_id=first.enterprise_id,
        name="sector",
        value="tourisme",
        provenance="owner",
        at=timezone.now(),
        by="test",
    )
    assert (found(cast, sector="construction"), found(cast, sector="tourisme")) == (3, 4)


def test_the_address_narrows_and_the_next_page_keeps_it(cast, held):  # noqa: F811
    many_files(held, 130)
    asked = QueryDict("sector=tourisme&order=enterprise&page=2")
    page = caseload_page(cast.viewer(Role.PROMOTER), roles=[Role.PROMOTER], asked=asked)
    assert (page.load.total, page.load.page.number, page.query) == (65, 2, "&sector=tourisme&order=enterprise")
    wrong = caseload_page(cast.viewer(Role.PROMOTER), roles=[Role.PROMOTER], asked=QueryDict("region=Mars"))
    assert wrong.load.total == 131


def test_five_thousand_files_keep_within_the_budget(client, cast, held):  # noqa: F811
    many_files(held, THOUSANDS)
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    for address in ("", "?sector=tourisme&region=01&language=fr&due=late&search=epicerie&order=owner"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/promoteur/dossiers/{address}")
        assert (answer.status_code, answer.content.count(b"<tr>") > 25) == (200, True)
        assert (len(asked) <= QUERIES, len(answer.content) <= BYTES) == (True, True), (len(asked), len(answer.content))
    CaseFile.objects.for_operation().update(owner_id=cast.people[Role.ADVISER])
    adviser = Person.objects.get(pk=cast.people[Role.ADVISER])
    client.force_login(adviser, "allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as asked:
        day = client.get("/conseiller/").text
    assert (len(asked) <= QUERIES, 20 <= day.count("<li><div>") <= 30) == (True, True), (len(asked), len(day))
    assert f"?owner={adviser.pk}&amp;by=us&amp;due=late" in day


def test_lateness_is_said_in_words(client, cast, held):  # noqa: F811
    CaseFile.objects.for_operation().update(next_move_on=timezone.localdate() - timedelta(days=4))
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/promoteur/dossiers/").content.decode().replace("\xa0", " ")
    assert ("4 jours de retard" in page, "la personne-conseil" in page) == (True, True)


def test_on_a_phone_the_filters_are_folded_and_each_choice_is_labelled(client, cast, held):  # noqa: F811
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    plain, narrowed = (client.get(f"/promoteur/dossiers/{end}").text for end in ("", "?stage=advice&due=late"))
    assert (
        re.findall(r'<details class="govuk-details v-replie">.*?</summary>', plain, re.DOTALL)[0].count("Filtrer<") == 1
    )
    assert re.findall(r"Filtrer\s–[^<]*<", narrowed) == ["Filtrer\xa0– 2 filtres choisis<"]
    label = (
        f'<label class="govuk-label govuk-checkboxes__label" for="f{held}">Choisir<span class="govuk-visually-hidden">'
    )
    assert label in plain
    name = CaseFile.objects.for_operation().get(pk=held).enterprise.name
    assert f'<a href="{held}/">{name}</a>' in plain
