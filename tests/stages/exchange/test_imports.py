"""A caseload from a sheet: read first, entered whole, each enterprise once, taken back while nothing rests on it."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.cast import KEY
from tests.stages.exchange.sheets import ERABLES, FJORD, rows, sheet
from tests.thread import answer_all, begin, call, project
from virage.base.models import TrailEvent
from virage.base.refusals import Forbidden
from virage.base.tables.reading import SheetRefused
from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.assessments.models import Assessment
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import log_service
from virage.stages.casefiles.queries import answered_requests, caseload, silences
from virage.stages.directory.models import Enterprise, EnterpriseFact, LastSeen
from virage.stages.directory.onlookers import note_look
from virage.stages.directory.queries import contact, enterprise_card_by_id
from virage.stages.exchange.columns import FIELDS
from virage.stages.exchange.models import Import, ImportLine
from virage.stages.exchange.operations import (
    Built,
    NothingToEnter,
    NotRead,
    Stale,
    Undecided,
    confirm_import,
    decide_lines,
    drop_import,
    preview_import,
    undo_import,
)
from virage.stages.exchange.queries import Counts, import_sheet, imports, what_blocks, wrong_lines
from virage.stages.exchange.retention import purge_imports
from virage.stages.exchange.states import Fate
from virage.stages.funding.case_sheet import case_sheet
from virage.stages.messages.models import Message
from virage.stages.programme.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def read(cast, number, *lines, **more):
    return preview_import(
        cast.viewer(Role.PROMOTER), project_id=number, file_name="dossiers.csv", content=sheet(*lines, **more)
    )


def enter(cast, number, *lines):
    sent = read(cast, number, *lines)
    confirm_import(cast.viewer(Role.PROMOTER), import_id=sent)
    return sent


def counts(cast, sent):
    return import_sheet(cast.viewer(Role.PROMOTER), import_id=sent, fate=None, page=1).counts


def counted(**some):
    zero = dict.fromkeys(("new", "joined", "proposed", "undecided", "unchanged", "wrong"), 0)
    return Counts(**{**zero, **some})


def plain(words):
    return words.replace("\u00a0", " ")


def rival(cast):
    """Another body's manager, and its project."""
    house = Organisation.objects.create(name="Réseau fictif rival", kind="promoter", fictitious=True)
    place = Membership(role=Role.PROMOTER, organisation_id=house.pk, organisation=house.name)
    return Viewer(person_id=cast.people[Role.PROMOTER], memberships=(place,)), house.pk


@pytest.fixture
def number(cast):
    return project(cast)


def test_reading_writes_no_case_file(cast, number):
    before = rows()
    sent = read(cast, number, FJORD, ERABLES)
    assert counts(cast, sent) == counted(new=2)
    assert rows() == before


def test_entering_opens_files_with_their_provenance(cast, number):
    viewer = cast.viewer(Role.PROMOTER)
    sent = enter(cast, number, FJORD, ERABLES)
    load = caseload(viewer, roles=(Role.PROMOTER,), on=timezone.localdate())
    assert sorted(line.enterprise for line in load.page) == ["Menuiserie du Fjord inc.", "Pépinière des Érables"]
    fjord = Enterprise.objects.for_operation().get(neq="9900000011")
    card = enterprise_card_by_id(viewer, enterprise_id=fjord.pk)
    assert card.facts == {"employees": 14, "region": "02", "postal_code": "G7H 1A1"}
    assert contact(viewer, key=fjord.key).email == "info@fjord.example"
    facts = EnterpriseFact.objects.for_operation().filter(enterprise=fjord)
    assert set(facts.values_list("provenance", flat=True)) == {"import"}
    assert fjord.fictitious
    assert TrailEvent.objects.filter(verb="case_file.imported", details={"sheet": sent}).count() == 2
    assert TrailEvent.objects.get(verb="import.confirmed").details["files"] == 2


def test_files_brought_by_the_promoter_are_no_calls_answered_in_time(cast, number):
    sent = read(cast, number, "Atelier fictif;9900000012;2026-01-05", head="Entreprise;NEQ;Ouvert le")
    confirm_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert CaseFile.objects.for_operation().count() == 1
    assert silences(cast.viewer(Role.PROMOTER), at=timezone.now()) == ()
    assert answered_requests(cast.viewer(Role.PROMOTER), roles=(Role.PROMOTER,)) == ()


def test_each_wrong_cell_is_named_with_its_place(cast, number):
    head = "Courriel;Entreprise;NEQ;Employés;Région;Ouvert le;Responsable;Téléphone"
    bad = "pas une adresse;Atelier;990000001;douze;Ontario;demain;personne@example.org;poste 12"
    sent = read(cast, number, bad, ";;9900000012", ";Sans rien;;", head=head)
    _headings, lines = wrong_lines(cast.viewer(Role.PROMOTER), import_id=sent)
    assert plain(lines[0][0]).splitlines() == [
        "ligne 2, colonne C « NEQ » : 9 chiffres, il en faut 10",
        "ligne 2, colonne A « Courriel » : ce n’est pas une adresse de courriel",
        "ligne 2, colonne H « Téléphone » : un numéro de téléphone compte au moins 10 chiffres",
        "ligne 2, colonne E « Région » : « Ontario » n’est pas une région du Québec; écrivez son nom ou son numéro (01 à 17)",  # noqa: E501
        "ligne 2, colonne D « Employés » : écrivez un nombre entier de 0 à 99 999, sans mot",
        "ligne 2, colonne G « Responsable » : personne de votre équipe n’a cette adresse dans Virage",
        "ligne 2, colonne F « Ouvert le » : écrivez une date comme 2026-12-01",
    ]
    assert lines[0][1:] == tuple(bad.split(";"))
    assert plain(lines[1][0]) == "ligne 3, colonne B « Entreprise » : à remplir"
    assert plain(lines[2][0]) == "ligne 4 : il faut un NEQ, un courriel ou un code postal pour reconnaître l’entreprise"


def test_wrong_lines_stay_out_and_the_others_enter(cast, number):
    sent = enter(cast, number, FJORD, "Atelier;12;;;;")
    assert counts(cast, sent) == counted(new=1, wrong=1)
    assert CaseFile.objects.for_operation().count() == 1


def test_the_same_enterprise_twice_in_a_sheet_is_said(cast, number):
    sent = read(cast, number, FJORD, "Fjord;9900000011;;;;", ERABLES, "Pepiniere des Erables;;;J2S 2B2;;")
    _headings, lines = wrong_lines(cast.viewer(Role.PROMOTER), import_id=sent)
    assert [plain(line[0]) for line in lines] == [
        "ligne 3, colonne A « Entreprise » : même entreprise qu’à la ligne 2",
        "ligne 5, colonne A « Entreprise » : même entreprise qu’à la ligne 4",
    ]


def test_the_same_sheet_again_changes_nothing(cast, number):
    enter(cast, number, FJORD, ERABLES)
    before = rows()
    again = read(cast, number, FJORD, ERABLES)
    assert counts(cast, again) == counted(unchanged=2)
    with pytest.raises(NothingToEnter):
        confirm_import(cast.viewer(Role.PROMOTER), import_id=again)
    assert rows() == before


def test_confirming_twice_changes_nothing(cast, number):
    sent = enter(cast, number, FJORD)
    before = rows()
    with pytest.raises(NotRead):
        confirm_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert rows() == before


def test_two_readings_of_one_sheet_enter_once(cast, number):
    first, second = read(cast, number, FJORD), read(cast, number, FJORD)
    confirm_import(cast.viewer(Role.PROMOTER), import_id=first)
    with pytest.raises(Stale):
        confirm_import(cast.viewer(Role.PROMOTER), import_id=second)


def test_what_looks_alike_waits_for_a_person(cast, number):
    enter(cast, number, ERABLES)
    viewer = cast.viewer(Role.PROMOTER)
    sent = read(cast, number, "Centre de jardin Érable;;bonjour@erables.example;;;")
    assert counts(cast, sent) == counted(proposed=1, undecided=1)
    with pytest.raises(Undecided):
        confirm_import(viewer, import_id=sent)
    decide_lines(viewer, import_id=sent, same={2: False})
    assert confirm_import(viewer, import_id=sent) == 1
    assert Enterprise.objects.for_operation().count() == 2
    again = read(cast, number, "Centre de jardin Érable;;bonjour@erables.example;;;")
    assert counts(cast, again) == counted(unchanged=1)


def test_said_the_same_it_does_not_open_a_second_file(cast, number):
    enter(cast, number, ERABLES)
    viewer = cast.viewer(Role.PROMOTER)
    sent = read(cast, number, "Centre de jardin Érable;;bonjour@erables.example;;;", FJORD)
    decide_lines(viewer, import_id=sent, same={2: True})
    assert confirm_import(viewer, import_id=sent) == 1
    assert Enterprise.objects.for_operation().count() == 2


def owned(cast, number):
    """An enterprise that sent its answers to the project, with its NEQ."""
    thread, owner = begin()
    answer_all(thread, owner)
    call(thread, owner, number)
    Enterprise.objects.for_operation().filter(pk=thread.id).update(neq="9900000011", name="Fjord (son nom)")
    return thread


def test_an_import_never_opens_what_an_owner_sent_to_another(cast, number):
    thread = owned(cast, number)
    stranger, house = rival(cast)
    met = Enterprise.objects.for_operation().get(pk=thread.id)
    first = Project.objects.for_operation().get(pk=number)
    own = Project.objects.create(
        initiative=first.initiative, promoter_id=house, name="Projet rival", summary="-", summary_en="-", offer="-",
        offer_en="-",
    )  # fmt: skip
    sent = preview_import(stranger, project_id=own.pk, file_name="a.csv", content=sheet(FJORD))
    shown = import_sheet(stranger, import_id=sent, fate=None, page=1)
    assert shown.counts == counted(new=1)  # nobody learns from a sheet whom others follow
    assert [(line.fate, line.enterprise) for line in shown.page] == [(Fate.NEW, "")]
    confirm_import(stranger, import_id=sent)
    file = CaseFile.objects.visible_to(stranger).get()
    assert file.enterprise_id == thread.id
    assert Enterprise.objects.for_operation().count() == 1
    found = case_sheet(stranger, case_file_id=file.pk, on=date(2026, 11, 22))
    assert found.sent.reading is None
    assert found.sent.contact is None
    assert found.sent.enterprise.facts == {"postal_code": "G7H 1A1"}  # what it brought, not what the owner said
    assert not Assessment.objects.visible_to(stranger).exists()
    assert [r.project_id for r in Request.objects.visible_to(stranger)] == [own.pk]
    assert met.name == "Fjord (son nom)"
    facts = EnterpriseFact.objects.for_operation().filter(enterprise=met, name="employees")
    assert list(facts.values_list("value", flat=True)) == [12]  # the owner's word stands


def test_undoing_leaves_nothing(cast, number):
    before = rows()
    sent = enter(cast, number, FJORD, ERABLES)
    undo_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert rows() == before
    again = read(cast, number, FJORD, ERABLES)
    assert counts(cast, again) == counted(new=2)


def test_undoing_leaves_the_enterprise_that_was_there(cast, number):
    thread = owned(cast, number)
    Request.objects.for_operation().update(state="withdrawn")
    before = rows()
    sent = enter(cast, number, FJORD)
    assert counts(cast, sent) == counted(joined=1)
    undo_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert rows() == before
    assert Enterprise.objects.for_operation().filter(pk=thread.id).exists()


def test_what_was_built_since_is_named_and_nothing_is_undone(cast, number):
    viewer = cast.viewer(Role.PROMOTER)
    sent = enter(cast, number, FJORD, ERABLES)
    file = CaseFile.objects.for_operation().get(enterprise__neq="9900000011")
    log_service(viewer, case_file_id=file.pk, given_on=timezone.localdate(), hours=Decimal(2), what="Visite")
    before = rows()
    with pytest.raises(Built) as kept:
        undo_import(viewer, import_id=sent)
    assert [one.case_file_id for one in kept.value.obstacles] == [file.pk]
    assert what_blocks(viewer, import_id=sent) == kept.value.obstacles
    assert rows() == before


def test_undoing_takes_along_what_looks_at_its_enterprises(cast, number):
    viewer = cast.viewer(Role.PROMOTER)
    sent = enter(cast, number, ERABLES)
    again = read(cast, number, ERABLES)
    one, now = Enterprise.objects.for_operation().get(), timezone.now()
    note_look(viewer, enterprise_id=one.pk, organisations=[cast.organisations["promoter"]])
    Message.objects.create(
        kind="a", address="a@a.example", subject="a", by="job:test", at=now, due_at=now, enterprise=one
    )
    undo_import(viewer, import_id=sent)
    assert (LastSeen.objects.for_operation().count(), Message.objects.for_operation().count()) == (0, 0)
    assert list(ImportLine.objects.for_operation().filter(sheet=again).values_list("enterprise", flat=True)) == [None]


def test_a_request_that_goes_on_elsewhere_is_an_obstacle(cast, number):
    owned(cast, number)
    Request.objects.for_operation().update(state="withdrawn")
    sent = enter(cast, number, FJORD)
    file = CaseFile.objects.for_operation().get()
    Request.objects.create(
        enterprise=file.enterprise,
        project_id=number,
        asked_at=timezone.now(),
        continues=file.request,
        former_until=timezone.localdate(),
        state="withdrawn",
    )
    with pytest.raises(Built) as kept:
        undo_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert [one.case_file_id for one in kept.value.obstacles] == [file.pk]


def test_undoing_takes_as_many_statements_for_one_line_as_for_two(cast, number):
    asked = []
    for lines in ((FJORD,), (FJORD, ERABLES)):
        sent = enter(cast, number, *lines)
        with CaptureQueriesContext(connection) as queries:
            undo_import(cast.viewer(Role.PROMOTER), import_id=sent)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 50


def test_only_the_body_that_carries_the_project_imports(cast, number):
    stranger, _house = rival(cast)
    sent = read(cast, number, FJORD)
    for viewer in (stranger, cast.viewer(Role.ADVISER), cast.viewer(Role.DIRECTOR), Viewer.link(KEY)):
        assert imports(viewer) == ()
        assert import_sheet(viewer, import_id=sent, fate=None, page=1) is None
        assert wrong_lines(viewer, import_id=sent) is None
        with pytest.raises(Forbidden):
            confirm_import(viewer, import_id=sent)
        with pytest.raises(Forbidden):
            preview_import(viewer, project_id=number, file_name="a.csv", content=sheet(FJORD))


def test_a_reading_can_be_dropped(cast, number):
    sent = read(cast, number, FJORD)
    drop_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert not Import.objects.for_operation().exists()


def test_headings_are_known_in_both_languages(cast, number):
    head = "BUSINESS,quebec enterprise number,E-mail address,POSTAL CODE,Notes"
    sent = read(cast, number, "Fjord Woodworks,9900000011,info@fjord.example,g7h1a1,x", head=head)
    shown = import_sheet(cast.viewer(Role.PROMOTER), import_id=sent, fate=None, page=1)
    assert shown.counts == counted(new=1)
    assert [column.taken_for for column in shown.columns] == ["Entreprise", "NEQ", "Courriel", "Code postal", ""]


def test_what_was_typed_is_destroyed_in_time_and_undoing_still_works(cast, number):
    sent = enter(cast, number, FJORD)
    read(cast, number, ERABLES)
    purge_imports(timezone.now() + timedelta(seconds=1))
    assert list(Import.objects.for_operation().values_list("pk", flat=True)) == [sent]
    assert list(ImportLine.objects.for_operation().values_list("cells", "values")) == [([], {})]
    undo_import(cast.viewer(Role.PROMOTER), import_id=sent)
    assert rows()["CaseFile"] == 0


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a;b\n1;2\n", b"Entreprise\n"])
def test_a_sheet_without_headings_or_lines_is_refused(cast, number, content):
    with pytest.raises(SheetRefused):
        preview_import(cast.viewer(Role.PROMOTER), project_id=number, file_name="a.csv", content=content)


cell = st.one_of(
    st.text(max_size=14), st.sampled_from(["9900000011", "info@fjord.example", "G7H 1A1", "02", "2026-01-01", "Fjord"])
)


@given(lines=st.lists(st.lists(cell, max_size=16), max_size=5))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_sheet_is_read_or_refused_and_enters_whole_or_not(cast, number, lines):
    """Whatever the cells: read or refused in words, and what is confirmed is exactly what was counted."""
    viewer = cast.viewer(Role.PROMOTER)
    book = Workbook()
    book.active.append([str(field.heading) for field in FIELDS])
    for line in lines:
        try:
            book.active.append(line)
        except (IllegalCharacterError, ValueError):
            return
    page = BytesIO()
    book.save(page)
    try:
        sent = preview_import(viewer, project_id=number, file_name="\0é" * 300, content=page.getvalue())
    except SheetRefused:
        return
    expected = import_sheet(viewer, import_id=sent, fate=None, page=1).counts
    decide_lines(viewer, import_id=sent, same=dict.fromkeys(range(10), False))
    before = rows()["CaseFile"]
    try:
        opened = confirm_import(viewer, import_id=sent)
    except NothingToEnter:
        opened = 0
    assert opened == expected.entering
    assert rows()["CaseFile"] == before + opened
