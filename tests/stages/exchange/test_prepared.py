"""Long lists: prepared apart by the job that sends mail, whole or not at all, for whoever may still take them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from tests.cast import JOB
from tests.stages.exchange.sheets import ERABLES, FJORD, sheet
from tests.thread import project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.tables.reading import read_sheet
from virage.base.viewer import Role
from virage.stages.accounts.models import Membership, Person
from virage.stages.directory.models import Enterprise
from virage.stages.exchange.models import Export
from virage.stages.exchange.operations import (
    NoLongerYours,
    NotReady,
    TooLong,
    confirm_import,
    export_list,
    exports as operations,
    fetch_export,
    prepare_exports,
    preparing,
    preview_import,
)
from virage.stages.exchange.prepared import exports
from virage.stages.exchange.retention import purge_exports
from virage.stages.exchange.states import ExportState
from virage.stages.messages.models import Message
from virage.stages.stewardship.operations import forget_thread

pytestmark = pytest.mark.django_db
ROLES = (Role.PROMOTER,)


@pytest.fixture
def asker(cast, monkeypatch):
    """Someone with the right, two files, and a threshold of one line."""
    place = Membership.objects.for_operation().filter(person_id=cast.people[Role.PROMOTER])
    place.update(exports=True)
    viewer = cast.viewer(Role.PROMOTER)
    sent = preview_import(viewer, project_id=project(cast), file_name="a.csv", content=sheet(FJORD, ERABLES))
    confirm_import(viewer, import_id=sent)
    monkeypatch.setattr(operations, "AT_ONCE", 1)
    return replace(viewer, memberships=tuple(replace(m, exports=True) for m in viewer.memberships))


def ask(viewer, asked="order=enterprise&search=e&page=2"):
    found = export_list(viewer, desk="promoter", name="dossiers", asked=QueryDict(asked), roles=ROLES, extension="csv")
    assert found is None
    return Export.objects.for_operation().latest("pk").pk


def letters():
    return dict(Message.objects.for_operation().filter(kind__startswith="export_").values_list("kind", "address"))


def asker_of(cast):
    return Person.objects.get(pk=cast.people[Role.PROMOTER])


def states():
    return list(Export.objects.for_operation().order_by("pk").values_list("state", flat=True))


def test_a_long_list_is_prepared_told_and_fetched_once_it_is_whole(asker):
    number = ask(asker)
    with pytest.raises(NotReady):
        fetch_export(asker, export_id=number)
    assert prepare_exports(JOB) == (1, 0)
    letter = Message.objects.for_operation().get(kind="export_ready")
    assert reverse("promoter:exports") in letter.body
    found = fetch_export(asker, export_id=number)
    assert [line.cells[0] for line in read_sheet(found.content)][1:] == [
        "Menuiserie du Fjord inc.",
        "Pépinière des Érables",
    ]
    assert found.rows == 2
    event = TrailEvent.objects.get(verb="list.exported")
    assert event.details["filter"] == {"order": "enterprise"}
    assert prepare_exports(JOB) == (0, 0)


def test_what_is_written_is_what_is_allowed_when_it_is_prepared(asker, cast):
    ask(asker)
    Membership.objects.for_operation().filter(person_id=cast.people[Role.PROMOTER]).update(exports=False)
    assert prepare_exports(JOB) == (0, 1)
    assert states() == [ExportState.REFUSED]
    assert letters() == {"export_refused": asker_of(cast).email}
    assert "Dossiers ouverts" in Message.objects.for_operation().get(kind="export_refused").body


def test_whose_account_is_closed_is_not_written_to(asker, cast):
    ask(asker)
    Person.objects.filter(pk=cast.people[Role.PROMOTER]).update(is_active=False)
    assert prepare_exports(JOB) == (0, 1)
    assert (states(), letters()) == ([ExportState.REFUSED], {})


def test_what_is_prepared_leaves_only_while_it_is_allowed(asker, cast):
    number = ask(asker)
    prepare_exports(JOB)
    for other in (cast.viewer(Role.PROMOTER), cast.viewer(Role.ADVISER), cast.sme, JOB):
        with pytest.raises(Forbidden):
            fetch_export(other, export_id=number)
    elsewhere = replace(asker, memberships=tuple(replace(m, organisation_id=0) for m in asker.memberships))
    with pytest.raises(NoLongerYours):
        fetch_export(elsewhere, export_id=number)


def test_a_list_that_breaks_is_taken_again_three_times_leaves_nothing_and_is_told_once(asker, cast, monkeypatch):
    ask(asker)
    monkeypatch.setattr(preparing, "written", lambda *_: 1 / 0)
    for _round in range(3):
        assert prepare_exports(JOB) == (0, 1)
        assert (states(), letters()) == ([ExportState.WAITING], {})
    assert prepare_exports(JOB) == (0, 1)
    assert states() == [ExportState.FAILED]
    assert letters() == {"export_failed": asker_of(cast).email}
    assert reverse("promoter:exports") in Message.objects.for_operation().get(kind="export_failed").body
    assert prepare_exports(JOB) == (0, 0)
    assert not Export.objects.for_operation().exclude(content=None).exists()


def test_more_than_a_file_holds_is_refused(asker, monkeypatch):
    monkeypatch.setattr(operations, "MOST", 1)
    with pytest.raises(TooLong):
        ask(asker)


def test_only_the_job_prepares(asker):
    ask(asker)
    with pytest.raises(Forbidden):
        prepare_exports(asker)


def test_prepared_lists_are_destroyed(asker):
    ask(asker)
    assert purge_exports(timezone.now() - timedelta(days=7)) == 0
    assert purge_exports(timezone.now()) == 1


def test_the_page_shows_ones_own_lists_and_reads_no_file(asker, cast, client, django_assert_max_num_queries):
    number = ask(asker)
    prepare_exports(JOB)
    place = Membership.objects.for_operation().get(person_id=cast.people[Role.PROMOTER])
    client.force_login(place.person, "allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(10):
        page = client.get(reverse("promoter:exports"))
    assert "Télécharger" in page.text
    answer = client.post(reverse("promoter:fetch_export", args=[number]))
    assert answer["Content-Disposition"] == 'attachment; filename="dossiers-ouverts.csv"'
    assert [one.id for one in exports(asker, desk="promoter")] == [number]
    assert exports(cast.viewer(Role.ADVISER), desk="promoter") == ()
    sent = client.post(reverse("promoter:export", args=["dossiers"]), {"format": "ods"})
    assert sent.url == reverse("promoter:exports")


@pytest.mark.parametrize(
    ("role", "desk", "name", "asked", "first"),
    [
        (Role.ADVISER, "adviser", "dossiers", "", "Entreprise"),
        (Role.PARTNER, "partner", "partages", "", "Entreprise"),
        (Role.AUDITOR, "auditor", "journal", "geste=import&du=2026-01-01", "Acte"),
        (Role.ANALYST, "ministry", "etapes", "indicateur=accompanied&du=2026-01-01&au=2100-01-01", "Entreprise"),
        (Role.ANALYST, "ministry", "etapes", "indicateur=diagnosed&du=2026-01-01&au=2100-01-01&actes=1", "Entreprise"),
        (Role.ANALYST, "ministry", "retards", "delai=9", "Demande"),
        (Role.ANALYST, "ministry", "gestes", "", "Dossier"),
    ],
)
def test_each_desk_takes_its_own_lists_by_the_same_right(cast, client, role, desk, name, asked, first):  # noqa: PLR0913, PLR0917, RUF100
    place = Membership.objects.for_operation().get(person_id=cast.people[role])
    client.force_login(place.person, "allauth.account.auth_backends.AuthenticationBackend")
    address = f"{reverse(f'{desk}:export', args=[name])}?{asked}"
    assert client.post(address).status_code == 403
    Membership.objects.for_operation().filter(pk=place.pk).update(exports=True)
    answer = client.post(address, {"format": "csv"})
    assert read_sheet(answer.content)[0].cells[0] == first
    assert TrailEvent.objects.get(verb="list.exported").organisation_id == place.organisation_id
    assert "Mes exportations" in client.get(reverse(f"{desk}:exports")).text
    assert client.post(reverse(f"{desk}:export", args=["autre"])).status_code == 404


def test_what_a_list_must_be_told_is_asked(cast, client):
    place = Membership.objects.for_operation().filter(person_id=cast.people[Role.ANALYST])
    place.update(exports=True)
    client.force_login(place.get().person, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"{reverse('ministry:export', args=['etapes'])}?indicateur=accompanied").status_code == 404


def test_a_list_already_written_is_written_again_without_whoever_erased_everything(asker):
    number = ask(asker, "order=enterprise")
    prepare_exports(JOB)
    erased = Enterprise.objects.for_operation().get(name="Pépinière des Érables")
    forget_thread(asker.holding(erased.key), key=erased.key)
    assert states() == [ExportState.WAITING]
    prepare_exports(JOB)
    assert "Pépinière" not in fetch_export(asker, export_id=number).content.decode()
