"""« Vers qui… »: the projects of others, judged for the enterprise of the file, best first; then partners."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.cast import JOB
from tests.stages.casefiles.test_files import other_promoter
from tests.thread import ON, begin, call, project
from virage.base.viewer import Role
from virage.stages.casefiles.operations import accept_request
from virage.stages.concertation.forms import refer_page
from virage.stages.concertation.queries import referrals_of
from virage.stages.programme.models import Project
from virage.stages.programme.operations import announce_project

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ELSEWHERE = {
    "Projet fictif d’ailleurs": {"regions": ["06"]},
    "Projet fictif de coopératives": {"sectors": ["economie_sociale"]},
    "Projet fictif pour tous": {},
    "Projet fictif fini": {"accepts_requests": False},
}


@pytest.fixture
def file(cast):
    thread, owner = begin()
    asked = call(thread, owner, project(cast))
    (house,) = other_promoter().organisations(Role.ADVISER)
    initiative = Project.objects.for_operation().get().initiative_id
    for name, terms in ELSEWHERE.items():
        said = {"sectors": [], "regions": [], "accepts_requests": True, **terms}
        announce_project(
            JOB,
            initiative_id=initiative,
            promoter_id=house,
            announced_on=ON,
            name=name,
            summary=("x", "x"),
            offer=("x", "x"),
            **said,
        )
    return accept_request(
        cast.viewer(Role.PROMOTER),
        request_id=asked,
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler",
        next_move_on=timezone.localdate(),
    )


def test_projects_of_others_come_judged_best_first_then_partners(cast, file):
    page = refer_page(cast.viewer(Role.ADVISER), case_file_id=file, said=None)
    named = [label.split(" – ")[0] for _value, label in page.form["to"].field.choices]
    assert named == [
        "Projet fictif pour tous",
        "Projet fictif de coopératives",
        "Projet fictif d’ailleurs",
        "Fonds fictif d’investissement",
    ]
    first, maybe, no = page.hints.values()
    assert first.startswith("Convient, selon ce qui est publié. Ouvert à tous les secteurs.")
    assert maybe.startswith("À préciser. Peut-être pour votre secteur")
    assert no == "Ne convient pas. Ouvert à tous les secteurs. Dans une autre région\u00a0: Montréal."


def test_the_one_chosen_is_proposed_to_the_enterprise(cast, file):
    viewer = cast.viewer(Role.ADVISER)
    chosen = next(iter(refer_page(viewer, case_file_id=file, said=None).hints))
    assert refer_page(viewer, case_file_id=file, said=QueryDict(f"to={chosen}&why=mieux")).done
    enterprise = refer_page(viewer, case_file_id=file, said=None).file.enterprise_id
    assert [one.project for one in referrals_of(viewer, enterprise_id=enterprise)] == ["Projet fictif pour tous"]
