"""Results by project, to be read against its targets; and where enterprises are."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Value

from virage.base.viewer import Role, Viewer
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.acts import act_rows
from virage.stages.insight.queries.proofs import proofs
from virage.stages.insight.states import Indicator


def results(viewer: Viewer, *, until: date) -> Mapping[tuple[int, str], int]:
    """(project, indicator) → distinct enterprises since the project's first day. One query.

    A promoter reads those of its own projects. A diagnosed enterprise counts in each project that holds its case file;
    a total over projects is not their sum.
    """
    carriers = viewer.organisations(Role.PROMOTER)
    if not can_see_figures(viewer) and not carriers:
        return {}
    parts = []
    for indicator in Indicator:
        for rows, day, _enterprise, project in act_rows(indicator):
            kept = rows.filter(**{f"{day}__lte": until, f"{project}__isnull": False})
            if not can_see_figures(viewer):
                kept = kept.filter(**{f"{project}__promoter_id__in": carriers})
            parts.append(kept.order_by().values_list(project, "counted", Value(indicator.value)))
    first, *others = parts
    return Counter((pk, indicator) for pk, _enterprise, indicator in first.union(*others))


def coverage(viewer: Viewer, *, indicator: Indicator, since: date, until: date) -> Mapping[tuple[str, str], int]:
    """(sector, region) → distinct enterprises over a period. Three queries."""
    return Counter((line.sector, line.region) for line in proofs(viewer, indicator=indicator, since=since, until=until))
