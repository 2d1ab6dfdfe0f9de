"""Take a sheet back, as long as nothing was built on what it brought: a fixed number of statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.base.copying import among, drop_rows
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact, LastSeen, LinkPair
from virage.stages.exchange.models import Import, ImportLine
from virage.stages.messages.models import Message

BROUGHT: Mapping[type[models.Model], tuple[type[models.Model], ...]] = {
    Request: (CaseFile,),
    CaseFile: (ImportLine,),
    Enterprise: (Request, CaseFile, Contact, EnterpriseFact, AccessGrant, ImportLine, LinkPair, LastSeen, Message),
}
"""What an import itself writes that points there, what looks at it or tells of it; any other row was built since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a file stays."""

    case_file_id: int
    enterprise: str
    words: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a sheet brought: the file of each request and of each enterprise it created, and their matters."""

    files: tuple[int, ...]
    requests: Mapping[int, int]
    created: Mapping[int, int]
    matters: tuple[UUID, ...] = field(repr=False)

    @classmethod
    def by(cls, sheet: Import) -> Self:
        """One query."""
        rows = ImportLine.objects.for_operation().filter(sheet=sheet, case_file__isnull=False)
        found = list(
            rows.values_list(
                "case_file_id", "case_file__request_id", "case_file__request__matter", "enterprise_id", "created"
            )
        )
        return cls(
            files=tuple(file for file, *_rest in found),
            requests={request: file for file, request, *_rest in found},
            created={pk: file for file, _request, _matter, pk, created in found if created and pk},
            matters=tuple(matter for _file, _request, matter, *_rest in found),
        )


def obstacles(brought: Brought) -> tuple[Obstacle, ...]:
    """What was built since on these files and enterprises, one reason a file."""
    reasons: dict[int, Promise] = {}
    files = CaseFile.objects.for_operation().filter(pk__in=among(brought.files, "bigint"))
    for pk in files.filter(Q(version__gt=1) | Q(closed_at__isnull=False)).values_list("pk", flat=True):
        reasons.setdefault(pk, _("le dossier a été modifié ou fermé"))
    on_requests = (brought.requests[pk] for pk in _built(Request, brought.requests))
    for pk in (*_built(CaseFile, brought.files), *on_requests):
        reasons.setdefault(pk, _("des heures ou d’autres actes y sont notés"))
    for pk in (*_built(Enterprise, brought.created), *_elsewhere(brought)):
        words = _("l’entreprise a une autre demande, un diagnostic, une inscription ou un accord donné depuis")
        reasons.setdefault(brought.created[pk], words)
    kept = CaseFile.objects.for_operation().filter(pk__in=reasons).order_by("pk")
    return tuple(
        Obstacle(case_file_id=pk, enterprise=name, words=reasons[pk])
        for pk, name in kept.values_list("pk", "enterprise__name")
    )


def _built(model: type[models.Model], ids: Iterable[int]) -> Iterator[int]:
    """Those of ``ids`` that a row points at, in whatever table this house has or will have."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 — Django's documented name
        if not isinstance(relation, models.ForeignObjectRel) or relation.related_model in BROUGHT[model]:
            continue
        name = relation.field.attname
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": among(ids, "bigint")})  # noqa: SLF001 — idem
        yield from rows.values_list(name, flat=True).distinct()


def _elsewhere(brought: Brought) -> Iterator[int]:
    """Enterprises with a request or a fact that this sheet did not bring."""
    created = among(brought.created, "bigint")
    requests = Request.objects.for_operation().filter(enterprise_id__in=created)
    others = requests.exclude(pk__in=among(brought.requests, "bigint"))
    yield from others.values_list("enterprise_id", flat=True)
    facts = EnterpriseFact.objects.for_operation().filter(enterprise_id__in=created)
    yield from facts.exclude(matter__in=among(brought.matters, "uuid")).values_list("enterprise_id", flat=True)


def take_back(brought: Brought) -> None:
    """Destroy what was brought: files, requests, grants, what was said, and the enterprises created.

    ``obstacles`` found nothing: what points at them is in ``BROUGHT``, and goes first.
    """
    files, created = among(brought.files, "bigint"), among(brought.created, "bigint")
    every = ImportLine.objects.for_operation()
    every.filter(case_file__in=files).update(case_file=None)
    every.filter(enterprise__in=created).update(enterprise=None)
    for said in (EnterpriseFact, Contact, AccessGrant):
        drop_rows(said.objects.for_operation().filter(matter__in=among(brought.matters, "uuid")))
    drop_rows(CaseFile.objects.for_operation().filter(pk__in=files))
    drop_rows(Request.objects.for_operation().filter(pk__in=among(brought.requests, "bigint")))
    for about in (Contact, AccessGrant, LastSeen, Message):
        drop_rows(about.objects.for_operation().filter(enterprise__in=created))
    drop_rows(LinkPair.objects.for_operation().filter(Q(left__in=created) | Q(right__in=created)))
    drop_rows(Enterprise.objects.for_operation().filter(pk__in=created))
