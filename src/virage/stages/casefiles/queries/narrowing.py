"""Narrow case files by what is known of their enterprise."""

from django.db.models import F, Func, OuterRef, Subquery, Value

from virage.stages.casefiles.models import CaseFileQuerySet
from virage.stages.directory.models import EnterpriseFact


def known_as(rows: CaseFileQuerySet, fact: str, value: str) -> CaseFileQuerySet:
    """Those whose enterprise last said so: a former statement does not count."""
    stated = EnterpriseFact.objects.filter(enterprise=OuterRef("enterprise"), name=fact).order_by("-at", "-pk")
    return rows.annotate(**{fact: Subquery(stated.values("value")[:1])}).filter(**{fact: value})


def named(rows: CaseFileQuerySet, part: str) -> CaseFileQuerySet:
    """Those whose enterprise's name holds these words, accents and capitals apart; all when there are none."""
    if not part.strip():
        return rows
    plain = Func(Value(part.strip()), function="f_unaccent")
    return rows.annotate(plain=Func(F("enterprise__name"), function="f_unaccent")).filter(plain__icontains=plain)
