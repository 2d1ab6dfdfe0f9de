"""Take a sheet back, as long as nothing was built on what it brought."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact, LastSeen, LinkPair
from virage.stages.exchange.models import ImportLine

BROUGHT = (Request, CaseFile, Contact, EnterpriseFact, AccessGrant, ImportLine, LinkPair, LastSeen)
"""What an import itself writes about an enterprise, what looks at it; any other row about it was built since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a file stays."""

    case_file_id: int
    enterprise: str
    words: Promise


def obstacles(lines: Sequence[ImportLine]) -> tuple[Obstacle, ...]:
    """What was built since on the files and enterprises of these lines; a fixed number of queries."""
    files = {line.case_file.pk: line.case_file for line in lines if line.case_file}
    created = {line.enterprise_id: line for line in lines if line.created and line.enterprise_id}
    found = [
        Obstacle(case_file_id=pk, enterprise=file.enterprise.name, words=_("le dossier a été modifié ou fermé"))
        for pk, file in files.items()
        if file.version > 1 or file.closed_at
    ]
    for pk in _built(CaseFile, files):
        words = _("des heures ou d’autres actes y sont notés")
        found.append(Obstacle(case_file_id=pk, enterprise=files[pk].enterprise.name, words=words))
    for pk in (*_built(Enterprise, created), *_elsewhere(created, files)):
        line = created[pk]
        name = line.case_file.enterprise.name if line.case_file else ""
        words = _("l’entreprise a une autre demande, un diagnostic, une inscription ou un accord donné depuis")
        found.append(Obstacle(case_file_id=line.case_file_id or 0, enterprise=name, words=words))
    return tuple({one.case_file_id: one for one in reversed(found)}.values())


def _built(model: type[models.Model], ids: Iterable[int]) -> Iterator[int]:
    """Those of ``ids`` that a row points at, in whatever table this house has or will have."""
    for relation in model._meta.related_objects:  # noqa: SLF001 — Django's documented name
        other = relation.related_model
        if isinstance(other, str) or other in BROUGHT:
            continue
        name = relation.field.attname
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": list(ids)})  # noqa: SLF001 — idem
        yield from rows.values_list(name, flat=True).distinct()


def _elsewhere(created: Mapping[int, ImportLine], files: Mapping[int, CaseFile]) -> Iterator[int]:
    """Enterprises with a request or a fact that this sheet did not bring."""
    requests = {file.request_id for file in files.values()}
    matters = {file.request.matter for file in files.values()}
    others = Request.objects.for_operation().filter(enterprise_id__in=created).exclude(pk__in=requests)
    yield from others.values_list("enterprise_id", flat=True)
    facts = EnterpriseFact.objects.for_operation().filter(enterprise_id__in=created)
    yield from facts.exclude(matter__in=matters).values_list("enterprise_id", flat=True)


def take_back(lines: Sequence[ImportLine]) -> None:
    """Destroy what these lines brought: files, requests, grants, what was said, and the enterprises they created."""
    requests = [line.case_file.request for line in lines if line.case_file]
    matters = [request.matter for request in requests]
    created = [line.enterprise_id for line in lines if line.created and line.enterprise_id]
    EnterpriseFact.objects.for_operation().filter(matter__in=matters).delete()
    Contact.objects.for_operation().filter(matter__in=matters).delete()
    AccessGrant.objects.for_operation().filter(matter__in=matters).delete()
    Request.objects.for_operation().filter(pk__in=[request.pk for request in requests]).delete()
    Enterprise.objects.for_operation().filter(pk__in=created).delete()
