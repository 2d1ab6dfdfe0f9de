"""Where the proofs of each indicator lie: which rows, which day, whose, in which project."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from virage.stages.assessments.models import Assessment
from virage.stages.assessments.states import Depth
from virage.stages.awareness.models import Registration
from virage.stages.casefiles.models import Service
from virage.stages.insight.states import Indicator


class Acts(NamedTuple):
    """Rows, and the names of their day, of their enterprise and of their project."""

    rows: QuerySet[Any]
    day: str
    enterprise: str
    project: str


def act_rows(indicator: Indicator) -> Acts:
    """Attended activities; submitted full or European assessments; services delivered (hours above zero)."""
    match indicator:
        case Indicator.SENSITISED:
            came = Registration.objects.for_operation().filter(came=True)
            return Acts(came, "session__starts_at__date", "enterprise_id", "session__activity__project")
        case Indicator.DIAGNOSED:
            full = Q(depth__in=[Depth.CORE, Depth.FULL]) | Q(instrument="dmat-sme")
            sent = Assessment.objects.for_operation().filter(full, sent_at__isnull=False)
            return Acts(sent, "sent_at__date", "enterprise_id", "enterprise__case_files__project")
        case Indicator.ACCOMPANIED:
            given = Service.objects.for_operation().filter(hours__gt=0)
            return Acts(given, "given_on", "case_file__enterprise_id", "case_file__project")
