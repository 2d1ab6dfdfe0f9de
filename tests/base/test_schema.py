"""Tables made together are rendered once, without those that were there; made in order, and unmade in the other."""

from django.db import models
from django.db.migrations import CreateModel
from django.db.migrations.state import ModelState, ProjectState

from virage.base.schema import CreateModels

KEY = ("id", models.BigAutoField(primary_key=True))


def table(name, *fields):
    return CreateModel(name, [KEY, *fields])


def towards(name):
    return (name.lower(), models.ForeignKey(f"base.{name}", models.CASCADE))


TOGETHER = CreateModels(table("House"), table("Room", towards("House")), table("Chair", towards("Room")))


class Editor:
    """Notes what is made and unmade."""

    class connection:  # noqa: N801 -- the name that Django reads
        alias = "default"

    def __init__(self):
        self.made = []

    def create_model(self, model):
        self.made.append(model.__name__)

    def delete_model(self, model):
        self.made.remove(model.__name__)
        self.made.append(f"no {model.__name__}")


def test_each_model_is_rendered_once(monkeypatch):
    rendered, real = [], ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda self, apps: rendered.append(self.name) or real(self, apps))
    state = ProjectState()
    assert state.apps.get_models() == []
    TOGETHER.state_forwards("base", state)
    assert len(state.apps.get_models()) == 3
    assert sorted(rendered) == ["Chair", "House", "Room"]


def test_the_models_that_were_there_are_not_rendered_again():
    state = ProjectState()
    TOGETHER.state_forwards("base", state)
    house = state.apps.get_model("base", "House")
    CreateModels(table("Garden", towards("House"))).state_forwards("base", state)
    garden = state.apps.get_model("base", "Garden")
    assert state.apps.get_model("base", "House") is house
    assert garden._meta.get_field("house").related_model is house
    assert {relation.related_model for relation in house._meta.related_objects} >= {garden}


def test_they_are_made_in_order_and_unmade_in_the_other():
    empty, full, editor = ProjectState(), ProjectState(), Editor()
    TOGETHER.state_forwards("base", full)
    TOGETHER.database_forwards("base", editor, empty, full)
    assert editor.made == ["House", "Room", "Chair"]
    TOGETHER.database_backwards("base", editor, full, empty)
    assert editor.made == ["no Chair", "no Room", "no House"]
    assert TOGETHER.describe() == "Create 3 models"
