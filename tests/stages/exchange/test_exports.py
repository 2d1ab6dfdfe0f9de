"""Lists that one takes away: what is on screen, a right of its own, one line of the trail."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from tests.stages.exchange.sheets import ERABLES, FJORD, sheet
from tests.thread import answer_all, begin, call, project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.tables.reading import read_sheet
from virage.base.tables.writing import FORMATS
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership
from virage.stages.accounts.operations import allow_export
from virage.stages.exchange.operations import confirm_import, export_list, preview_import

pytestmark = pytest.mark.django_db
ROLES = (Role.PROMOTER,)


def allowed(cast):
    viewer = cast.viewer(Role.PROMOTER)
    return replace(viewer, memberships=tuple(replace(m, exports=True) for m in viewer.memberships))


@pytest.fixture
def held(cast):
    viewer = cast.viewer(Role.PROMOTER)
    lines = ("=HYPERLINK(1);9900000033;;;3;06", FJORD, ERABLES)
    sent = preview_import(viewer, project_id=project(cast), file_name="a.csv", content=sheet(*lines))
    confirm_import(viewer, import_id=sent)


def export(viewer, name="dossiers", asked="order=enterprise", extension="csv"):
    return export_list(viewer, desk="promoter", name=name, asked=QueryDict(asked), roles=ROLES, extension=extension)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("extension", FORMATS)
def test_the_file_says_what_the_screen_says(cast, extension):
    found = export(allowed(cast), extension=extension)
    lines = read_sheet(found.content)
    assert lines[0].cells == (
        "Entreprise", "Secteur", "Employés", "Région", "Prochain geste", "Pour quand", "À qui", "Responsable", "Étape",
    )  # fmt: skip
    assert [line.cells[0] for line in lines[1:]] == [
        "=HYPERLINK(1)",
        "Menuiserie du Fjord inc.",
        "Pépinière des Érables",
    ]
    assert lines[2].cells[2:4] == ("14", "Saguenay–Lac-Saint-Jean")


@pytest.mark.usefixtures("held")
def test_filters_of_the_screen_are_those_of_the_file(cast):
    found = export(allowed(cast), asked="region=02&search=fjord")
    assert found.rows == 1
    event = TrailEvent.objects.get(verb="list.exported")
    assert event.details == {"rows": 1, "format": "csv", "filter": {"region": "02"}, "searched": True}
    assert "fjord" not in str(event.details)


@pytest.mark.usefixtures("held")
def test_without_the_right_nothing_leaves(cast):
    with pytest.raises(Forbidden):
        export(cast.viewer(Role.PROMOTER))
    assert not TrailEvent.objects.filter(verb="list.exported").exists()


def test_requests_that_wait(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    call(thread, owner, project(cast))
    lines = read_sheet(export(allowed(cast), name="demandes", extension="xlsx").content)
    assert len(lines) == 2
    assert lines[1].cells[6] == timezone.localdate()


@pytest.mark.usefixtures("held")
def test_the_manager_gives_the_right_and_the_button_appears(cast, client):
    place = Membership.objects.for_operation().get(person_id=cast.people[Role.PROMOTER])
    client.force_login(place.person, "allauth.account.auth_backends.AuthenticationBackend")
    button, address = "Emporter la liste", reverse("promoter:export", args=["dossiers"])
    assert button not in client.get(reverse("promoter:caseload")).text
    assert client.post(address).status_code == 403
    client.post(reverse("promoter:allow_export", args=[place.pk]), {"allowed": "1"})
    assert button in client.get(reverse("promoter:caseload")).text
    answer = client.post(address, {"format": "ods"})
    assert answer["Content-Disposition"] == 'attachment; filename="dossiers-ouverts.ods"'
    assert len(read_sheet(answer.content)) == 4


def test_a_right_is_given_by_who_manages_and_ends_with_the_role(cast):
    place = Membership.objects.for_operation().get(person_id=cast.people[Role.ADVISER])
    for stranger in (cast.viewer(Role.ADVISER), cast.viewer(Role.PARTNER), cast.sme):
        with pytest.raises(Forbidden):
            allow_export(stranger, membership_id=place.pk, allowed=True)
    allow_export(cast.viewer(Role.PROMOTER), membership_id=place.pk, allowed=True)
    place.refresh_from_db()
    assert place.exports
