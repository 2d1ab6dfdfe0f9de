"""After a session: a letter to those who really came, another to the others, documents, two answers, the proof."""

import pytest

from tests.cast import JOB
from tests.meeting import announce, let_begin
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.core.satisfaction import Opinion
from virage.stages.awareness.models import Registration
from virage.stages.awareness.operations import (
    add_material,
    give_feedback,
    note_attendance,
    register,
    remove_material,
    write_to_guests,
)
from virage.stages.awareness.queries import (
    letters_sent,
    materials,
    opinion_of_session,
    opinions_of_organisations,
    registrations,
)
from virage.stages.awareness.refusals import AlreadyWritten, DidNotCome, NobodyToWriteTo
from virage.stages.awareness.states import Audience, KnowsNext, Useful
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


@pytest.fixture
def held(cast):
    """A session that began: six registered, the first five came."""
    number = announce(project(cast))
    for name in NAMES:
        register(Viewer.public(), session_id=number, enterprise_name=name, email=f"{name}@example.org")
    let_begin(number)
    lines = registrations(JOB, session_id=number)
    note_attendance(JOB, session_id=number, came=[line.id for line in lines if line.enterprise != "zeta"])
    return number


@pytest.fixture
def promoter(cast):
    return cast.viewer(Role.PROMOTER)


def keys(number):
    return {line.enterprise: line.key for line in registrations(JOB, session_id=number)}


def write(viewer, number, audience):
    return write_to_guests(viewer, session_id=number, audience=audience, subject="Merci", body="À bientôt.")


def test_those_who_came_and_those_who_did_not_are_written_to_once_each(held, promoter):
    assert write(promoter, held, Audience.CAME) == 5
    assert write(promoter, held, Audience.ABSENT) == 1
    letters = Message.objects.for_operation().filter(kind="session_after").order_by("pk")
    assert [m.address for m in letters] == [f"{name}@example.org" for name in NAMES]
    assert ["/activites/lien/" in m.body for m in letters] == [True] * 5 + [False]
    with pytest.raises(AlreadyWritten):
        write(promoter, held, Audience.CAME)
    assert [(sent.audience, sent.people) for sent in letters_sent(promoter, session_id=held)] == [
        (Audience.CAME, 5),
        (Audience.ABSENT, 1),
    ]


def test_nobody_is_written_to_before_attendance_is_noted(held, promoter):
    Registration.objects.for_operation().update(came=None)
    for audience in Audience:
        with pytest.raises(NobodyToWriteTo):
            write(promoter, held, audience)


def test_documents_are_read_by_who_holds_a_place(cast, held, promoter):
    number = add_material(promoter, session_id=held, title="Aide-mémoire", url="https://example.org/aide")
    mine = Viewer.link(keys(held)["alpha"])
    assert [one.title for one in materials(mine, session_id=held)] == ["Aide-mémoire"]
    assert materials(Viewer.public(), session_id=held) == ()
    remove_material(promoter, session_id=held, material_id=number)
    assert materials(mine, session_id=held) == ()


def test_only_who_came_answers_and_an_answer_replaces_the_former(held):
    alpha, zeta = keys(held)["alpha"], keys(held)["zeta"]
    for useful in (Useful.NOT, Useful.VERY):
        give_feedback(Viewer.link(alpha), key=alpha, useful=useful, knows_next=KnowsNext.YES)
    assert opinion_of_session(JOB, session_id=held) == Opinion(answers=1, useful=1, know_next=1)
    with pytest.raises(DidNotCome):
        give_feedback(Viewer.link(zeta), key=zeta, useful=Useful.VERY, knows_next=KnowsNext.YES)
    with pytest.raises(Forbidden):
        give_feedback(Viewer.public(), key=alpha, useful=Useful.NOT, knows_next=KnowsNext.NO)


def test_in_public_nothing_is_said_under_five_answers(cast, held):
    promoter = cast.organisations["promoter"]
    for rank, name in enumerate(NAMES[:5]):
        assert opinions_of_organisations() == {}
        key = keys(held)[name]
        useful = Useful.LITTLE if rank == 0 else Useful.QUITE
        give_feedback(Viewer.link(key), key=key, useful=useful, knows_next=KnowsNext.PARTLY)
    assert opinions_of_organisations() == {promoter: Opinion(answers=5, useful=4, know_next=0)}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_what_follows_is_the_promoters_alone(cast, held, role):
    viewer = cast.viewer(role)
    for deed in (
        lambda: write(viewer, held, Audience.CAME),
        lambda: add_material(viewer, session_id=held, title="x", url="https://example.org"),
        lambda: remove_material(viewer, session_id=held, material_id=1),
    ):
        with pytest.raises(Forbidden):
            deed()
