"""A document leaves as what it is, to those who see what it proves, and the owner reads who looked."""

import pytest
from django.utils import timezone

from tests.cast import JOB
from tests.papers import PDF, paper
from tests.stages.casefiles.test_files import held  # noqa: F401 — a fixture
from virage.base.viewer import Role, Viewer
from virage.core.services import Deliverable
from virage.stages.assessments.models import Answer, Assessment
from virage.stages.assessments.operations import NoAssessment, NotAnswered, attach_proof, note_proofs
from virage.stages.casefiles.models import Service
from virage.stages.casefiles.operations import NotYours, correct_service, log_service
from virage.stages.directory.models import LastSeen
from virage.stages.documents.queries import FileLine
from virage.stages.documents.serving import served
from virage.stages.documents.states import Kind
from virage.stages.funding.papers import opened

pytestmark = [pytest.mark.django_db, pytest.mark.data]
SAID = {"given_on": timezone.localdate(), "hours": 1, "what": "Visite"}


@pytest.mark.parametrize(("kind", "how"), [(Kind.PDF, "inline"), (Kind.PNG, "inline"), (Kind.CSV, "attachment")])
def test_a_browser_is_told_what_to_do_with_it(kind, how, monkeypatch):
    monkeypatch.setattr(FileLine, "slices", lambda _self: iter([b"%PDF", b"-1"]))
    line = FileLine(id=1, name="été.pdf", kind=kind, size=6, sha256="", at=timezone.now(), by="link")
    answer = served(line)
    assert answer["Content-Disposition"] == f"{how}; filename*=utf-8''%C3%A9t%C3%A9.pdf"
    policy = "default-src 'none'" if kind == Kind.PDF else "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", policy)
    assert answer.content == b"%PDF-1"


def test_a_deliverable_stays_with_its_line_and_its_correction(cast, held):  # noqa: F811
    adviser = cast.viewer(Role.ADVISER)
    left = Deliverable(name="Rapport")
    first = log_service(adviser, case_file_id=held, deliverable=left, file=paper(), **SAID)
    number = Service.objects.for_operation().get(pk=first).document_id
    assert opened(adviser, document_id=number).content == PDF
    assert LastSeen.objects.for_operation().exists()
    kept = Deliverable(name="Rapport", document=number)
    second = correct_service(adviser, service_id=first, why="Le nom", deliverable=kept, **SAID)
    assert Service.objects.for_operation().get(pk=second).document_id == number
    foreign = Deliverable(name="Rapport", document=number + 1)
    with pytest.raises(NotYours):
        log_service(adviser, case_file_id=held, deliverable=foreign, **SAID)


def test_what_the_owner_brings_waits_for_eyes_and_what_the_team_brings_is_the_proof(cast, held):  # noqa: F811
    sheet = Assessment.objects.for_operation().select_related("enterprise").get()
    owner, adviser = Viewer.link(sheet.enterprise.key), cast.viewer(Role.ADVISER)
    first, second = Answer.objects.for_operation().filter(replaced_at=None).order_by("pk")[:2]

    def level(question):
        row = Answer.objects.for_operation().get(question=question, replaced_at=None)
        return row.proof, row.document_id is not None

    attach_proof(owner, assessment_id=sheet.pk, question=first.question, file=paper())
    assert level(first.question) == ("declared", True)
    note_proofs(adviser, assessment_id=sheet.pk, seen=[first.question])
    attach_proof(adviser, assessment_id=sheet.pk, question=second.question, file=paper("b.pdf"))
    assert [level(first.question), level(second.question)] == [("document", True)] * 2
    for viewer in (cast.other_sme, cast.stranger, cast.viewer(Role.DIRECTOR), JOB):
        with pytest.raises(NoAssessment):
            attach_proof(viewer, assessment_id=sheet.pk, question=first.question, file=paper())
    with pytest.raises(NotAnswered):
        attach_proof(owner, assessment_id=sheet.pk, question="rien", file=paper())
