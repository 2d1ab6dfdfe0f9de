"""The demonstration: fictitious, the same for the same day and seed, and apart from what is real."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from virage import packs
from virage.base.library import library
from virage.base.models import SearchEntry, TrailEvent
from virage.base.viewer import Viewer
from virage.demo import build as building
from virage.demo.build import NotADemonstration, build
from virage.demo.clock import first_day
from virage.demo.stories import ENTERPRISES
from virage.stages.accounts.models import Organisation, Person
from virage.stages.agreements.models import Agreement
from virage.stages.directory.models import Contact, Enterprise
from virage.stages.directory.queries import open_pairs
from virage.stages.ledger.models import Promise
from virage.stages.programme.models import Initiative, Project, Strategy

ON = date(2026, 11, 22)
JOB = Viewer.system("test")
OURS = (
    "accounts",
    "agreements",
    "assessments",
    "awareness",
    "casefiles",
    "claims",
    "concertation",
    "directory",
    "exchange",
    "ledger",
    "messages",
    "plans",
    "programme",
)
KEYS = (models.ForeignKey, models.AutoField)
MOMENTS = {"date_joined", "password"}  # the moment of the run, and a password nobody has


NUMBERED = re.compile(r"(person:|rappel no )\d+")


@pytest.fixture
def marked(db, monkeypatch):
    monkeypatch.setattr(building, "database_is_demo", lambda: True)


def told():
    """Every row of the stages, without numbers given by the database."""
    rows = []
    for stage in OURS:
        for model in apps.get_app_config(stage).get_models():
            fields = [f.name for f in model._meta.fields if not isinstance(f, KEYS) and f.name not in MOMENTS]
            query = models.QuerySet(model).order_by("pk")
            said = query.values_list(*fields) if fields else [()] * query.count()  # no field named would be all of them
            rows += [(model.__name__, NUMBERED.sub("", str(row))) for row in said]
    return rows


def real_world():
    """What the packs say of real programmes, and what people find by searching."""
    shelf = library()
    return repr((shelf.portfolio, shelf.figures, shelf.governance, shelf.aids)), list(SearchEntry.objects.values())


@pytest.mark.django_db
def test_an_unmarked_database_is_left_alone():
    Organisation.objects.create(name="Organisme déjà là", kind="ministry")
    with pytest.raises(NotADemonstration):
        build(on=ON, seed=1)
    assert not Initiative.objects.exists()


def test_a_second_run_does_nothing(marked):
    demo = build(on=ON, seed=1)
    before = told(), TrailEvent.objects.count()
    assert (demo.new, demo.enterprises) == (True, ENTERPRISES)
    assert not build(on=ON, seed=2).new
    assert (told(), TrailEvent.objects.count()) == before


def test_real_and_invented_never_touch(marked):
    before, seen = real_world(), Client(SERVER_NAME="localhost").get("/programme/engagements/").text
    build(on=ON, seed=1)
    assert real_world() == before
    assert Client(SERVER_NAME="localhost").get("/programme/engagements/").text == seen
    shown = Client(SERVER_NAME="localhost").get("/programme/promesses-ici/").text
    made = [name for both in Promise.objects.for_operation().values_list("name", "name_en") for name in both]
    assert [name for name in made if name in seen] == []
    assert [one.id for one in library().portfolio.promises.values() if one.statement.fr in shown] == []
    assert set(Promise.objects.for_operation().values_list("initiative__fictitious", flat=True)) == {True}
    for model in (Organisation, Person, Strategy, Initiative):
        assert set(model.objects.values_list("fictitious", flat=True)) == {True}
    assert set(Enterprise.objects.for_operation().values_list("fictitious", flat=True)) == {True}
    assert set(Project.objects.for_operation().values_list("initiative__fictitious", flat=True)) == {True}
    invented = {*Organisation.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True)}
    invented |= set(Enterprise.objects.for_operation().exclude(name="").values_list("name", flat=True))
    invented |= set(Project.objects.for_operation().values_list("name", flat=True))
    invented |= {*made}
    shelves = "\n".join(file.read_text(encoding="utf-8") for file in Path(packs.__path__[0]).rglob("*.yaml"))
    assert [name for name in invented if name in shelves] == []
    named = [*Organisation.objects.values_list("name", flat=True)]
    named += Enterprise.objects.for_operation().exclude(name="").values_list("name", flat=True)
    assert [name for name in named if "ficti" not in name] == []


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2027, 3, 31), date(2028, 2, 29)])
def test_any_day_can_be_told(marked, on):
    assert build(on=on, seed=7).enterprises == ENTERPRISES
    told_whole = Agreement.objects.for_operation().filter(proposal__isnull=False, amendments__state="signed")
    assert told_whole.filter(state="signed", next_phases__state="draft").count() == 1


def test_the_same_day_and_seed_tell_the_same_story(marked):
    stories = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            build(on=ON, seed=seed)
            stories.append(told())
            transaction.set_rollback(True)
    assert stories[0] == stories[1] != stories[2]
    assert ON - first_day(ON) > timedelta(days=5 * 365)


def test_two_enterprises_came_twice_and_no_telephone_is_shared_by_chance(marked):
    build(on=ON, seed=1)
    queue = open_pairs(JOB)
    assert sorted((line.left, line.right) for line in queue.pairs) == [
        ("Fromagerie fictive du Plateau", "Plateau, fromagerie fictive"),
        ("Vergers fictifs du Piémont", "Vergers fictifs du Piedmont"),
    ]
    phones = Contact.objects.for_operation().exclude(phone="").values_list("phone", flat=True)
    twice = [phone for phone, times in Counter(phones).items() if times > 1]
    assert twice == ["418 555-0111"]
