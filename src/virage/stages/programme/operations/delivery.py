"""Where a project serves, and with whom. Rights: whoever manages the project. The trail keeps what was said before."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.programme.models import DeliveryPartner, DeliveryPoint, Project
from virage.stages.programme.operations.offers import check_project
from virage.stages.programme.written import PartnerWords, PointWords, columns_of


class EndsBeforeItBegins(Refusal):
    """The last day comes before the first."""

    sentence = _("La date de fin vient avant la date de début.")


@operation
def open_point(viewer: Viewer, *, project_id: int, words: PointWords) -> int:
    """Say where a project serves. Returns the point's number."""
    project = Project.objects.for_operation().get(pk=project_id)
    check_project(viewer, project)
    _check_days(words.opened_on, words.closed_on)
    point = DeliveryPoint.objects.create(project=project, **columns_of(words))
    record(viewer, "point.opened", kind="point", id=point.pk, organisation_id=project.promoter_id)
    return point.pk


@operation
def revise_point(viewer: Viewer, *, point_id: int, words: PointWords) -> None:
    """Say it again, or close it with a last day; what it was stays in the trail."""
    rows = DeliveryPoint.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    point = rows.get(pk=point_id)
    check_project(viewer, point.project)
    _check_days(words.opened_on, words.closed_on)
    was = _change(point, columns_of(words))
    record(viewer, "point.revised", kind="point", id=point.pk, organisation_id=point.project.promoter_id, was=was)


@operation
def add_partner(viewer: Viewer, *, project_id: int, words: PartnerWords) -> int:
    """Say who delivers with the promoter. Returns the line's number."""
    project = Project.objects.for_operation().get(pk=project_id)
    check_project(viewer, project)
    _check_days(words.since, words.until)
    partner = DeliveryPartner.objects.create(project=project, **columns_of(words))
    record(viewer, "partner.added", kind="delivery_partner", id=partner.pk, organisation_id=project.promoter_id)
    return partner.pk


@operation
def revise_partner(viewer: Viewer, *, partner_id: int, words: PartnerWords) -> None:
    """Say it again, or end it with a last day; what it was stays in the trail."""
    rows = DeliveryPartner.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    partner = rows.get(pk=partner_id)
    check_project(viewer, partner.project)
    _check_days(words.since, words.until)
    was = _change(partner, columns_of(words))
    house = partner.project.promoter_id
    record(viewer, "partner.revised", kind="delivery_partner", id=partner.pk, organisation_id=house, was=was)


def _check_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise EndsBeforeItBegins


def _change(row: models.Model, columns: dict[str, Any]) -> dict[str, Any]:
    """Write what changed; returns what it was."""
    was = {name: getattr(row, name) for name, value in columns.items() if getattr(row, name) != value}
    for name in was:
        setattr(row, name, columns[name])
    row.save(update_fields=list(was))
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in was.items()}
