"""An enterprise's thread, made as its owner makes it, for tests that need one."""

from datetime import date

from tests.cast import JOB, Cast
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.assessments.operations import ask_call_back, begin_assessment_for_sector, save_answer
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.operations import Thread, begin_thread
from virage.stages.programme.operations import announce_project, open_initiative

FACTS = {"activity": "couvreur", "region": "01", "employees": 12, "need": "refaire mes soumissions"}
ON = date(2026, 11, 22)


def begin(sector: str = "construction", **facts: object) -> tuple[Thread, Viewer]:
    """A thread and its owner, with the first facts and the quick check begun."""
    thread = begin_thread(Viewer.public(), facts={**FACTS, **facts})
    owner = Viewer.link(thread.key)
    begin_assessment_for_sector(owner, key=thread.key, sector=sector, scian="23")
    return thread, owner


def answer_all(thread: Thread, owner: Viewer, option: str = "b", **other: str) -> int:
    """Answer every question asked; returns the assessment's number. ``other`` names questions with « __ » for « . »."""
    sheet = latest_sheet(owner, key=thread.key)
    assert sheet is not None
    values = {name.replace("__", "."): value for name, value in other.items()}
    for question in sheet.questions:
        value = values.get(question.id, "time" if question.id == "barrier" else option)
        save_answer(owner, key=thread.key, assessment_id=sheet.id, question=question.id, value=value)
    return sheet.id


def project(cast: Cast, **changes: object) -> int:
    """A fictitious project that accepts requests from everyone; returns its number."""
    initiative = open_initiative(
        JOB, name="Offensive fictive", ministry_id=cast.organisations["ministry"], began_on=ON, fictitious=True
    )
    terms = {
        "name": "Chantiers fictifs",
        "summary": ("Un projet fictif", "A fictitious project"),
        "offer": ("Vingt heures", "Twenty hours"),
        "sectors": [],
        "regions": [],
        "accepts_requests": True,
        **changes,
    }
    return announce_project(
        JOB, initiative_id=initiative.pk, promoter_id=cast.organisations["promoter"], announced_on=ON, **terms
    ).pk


def call(thread: Thread, owner: Viewer, project_id: int) -> int:
    """« Faites-moi rappeler »; returns the request's number."""
    return ask_call_back(
        owner,
        key=thread.key,
        project_id=project_id,
        enterprise_name="Toitures fictives",
        name="Ève Fictive",
        email="eve@example.org",
        phone="418 555-0100",
        best_time="le matin",
        need="",
        consent_text="J’accepte",
    )


def questions(sector: str) -> list[str]:
    """Ids of the quick check, in order, for a sector."""
    from virage.core.instruments import Depth
    from virage.core.profile import asked

    return [q.id for q in asked(library().questionnaires["virage-pme"].sheet, {"sector": sector}, {}, Depth.QUICK)]
