"""Bytes are kept once, whole or not at all, and go with the last document that shows them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.cast import KEY, assemble
from tests.papers import PDF, paper
from virage.base.models import TrailEvent
from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import Enterprise
from virage.stages.documents import operations
from virage.stages.documents.invariants import bytes_are_those_received, nothing_is_kept_unseen
from virage.stages.documents.models import Content, Document, Part
from virage.stages.documents.operations import attach_document, remove_document
from virage.stages.documents.queries import file_line
from virage.stages.documents.refusals import NotYours
from virage.stages.documents.retention import purge_documents
from virage.stages.stewardship.operations import forget_thread

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LONG = PDF + b"%" * 600_000
SME = Viewer.link(KEY)


def enterprise():
    now = timezone.now()
    return Enterprise.objects.create(key=KEY, name="Toiture fictive", started_at=now, claimed_at=now).pk


def kept():
    return (Document.objects.for_operation().count(), Content.objects.count(), Part.objects.count())


def test_a_file_comes_back_byte_for_byte_and_the_trail_tells_no_name(cast):
    number = attach_document(SME, file=paper("soumission.pdf", LONG), enterprise_id=enterprise())
    found = file_line(SME, document_id=number)
    assert (found.name, found.kind.value, found.size) == ("soumission.pdf", "pdf", len(LONG))
    assert list(map(len, found.slices())) == [262_144, 262_144, len(LONG) - 524_288]
    assert b"".join(found.slices()) == LONG
    told = TrailEvent.objects.filter(verb="document.attached").get()
    assert told.details == {"type": "pdf", "size": len(LONG)}
    assert file_line(Viewer.public(), document_id=number) is None


def test_the_same_bytes_are_kept_once_and_go_with_the_last_document(cast):
    ours, promoter = enterprise(), cast.viewer(Role.PROMOTER)
    first = attach_document(SME, file=paper("a.pdf"), enterprise_id=ours)
    second = attach_document(promoter, file=paper("b.pdf"), organisation_id=cast.organisations["promoter"])
    assert kept() == (2, 1, 1)
    remove_document(SME, document_id=first)
    assert kept() == (1, 1, 1)
    remove_document(promoter, document_id=second)
    assert kept() == (0, 0, 0)


def test_nobody_attaches_nor_removes_for_another(cast):
    ours, body = enterprise(), cast.organisations["promoter"]
    number = attach_document(SME, file=paper(), enterprise_id=ours)
    for act in (
        lambda: attach_document(cast.other_sme, file=paper(), enterprise_id=ours),
        lambda: attach_document(cast.viewer(Role.PARTNER), file=paper(), organisation_id=body),
        lambda: attach_document(SME, file=paper()),
        lambda: remove_document(cast.other_sme, document_id=number),
        lambda: remove_document(SME, document_id=number + 1),
    ):
        with pytest.raises(NotYours):
            act()
    assert kept() == (1, 1, 1)


def test_what_an_enterprise_attached_is_erased_with_it(cast):
    ours = enterprise()
    attach_document(SME, file=paper("sienne.pdf", LONG), enterprise_id=ours)
    promoter = cast.viewer(Role.PROMOTER)
    attach_document(promoter, file=paper(), organisation_id=cast.organisations["promoter"])
    assert kept() == (2, 2, 4)
    forget_thread(SME, key=KEY)
    assert kept() == (1, 1, 1)


def test_a_document_that_nothing_shows_is_swept(cast):
    attach_document(SME, file=paper(), enterprise_id=enterprise())
    assert purge_documents(timezone.now() - timezone.timedelta(days=1)) == 0
    assert purge_documents(timezone.now()) == 1
    assert kept() == (0, 0, 0)


def test_bytes_changed_behind_our_back_are_found(cast):
    number = attach_document(SME, file=paper(), enterprise_id=enterprise())
    digest = file_line(SME, document_id=number).sha256
    assert [*bytes_are_those_received(), *nothing_is_kept_unseen()] == []
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO documents_part (content_id, number, body) VALUES (%s, 1, 'x')", [digest])
        assert [digest in said for said in bytes_are_those_received()] == [True]
        cursor.execute("DELETE FROM documents_part")
        assert [digest in said for said in bytes_are_those_received()] == [True]


@pytest.mark.parametrize("after", ["Content", "Part", "Document"])
def test_killed_between_two_statements_nothing_is_half_written(after, cast, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        raise Killed

    ours = enterprise()
    monkeypatch.setattr(getattr(operations, after).objects, "create", killed)
    with pytest.raises(Killed), transaction.atomic():
        attach_document(SME, file=paper("long.pdf", LONG), enterprise_id=ours)
    assert kept() == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_keep_one_content_and_destroy_it_once():
    assemble()
    ours, gate = enterprise(), Barrier(8)

    def attach_and_remove(rank):
        try:
            gate.wait()
            number = attach_document(SME, file=paper(f"{rank}.pdf", LONG), enterprise_id=ours)
            if rank:
                remove_document(SME, document_id=number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as people:
        list(people.map(attach_and_remove, range(8)))
    assert kept() == (1, 1, 3)
    assert [*bytes_are_those_received(), *nothing_is_kept_unseen()] == []
