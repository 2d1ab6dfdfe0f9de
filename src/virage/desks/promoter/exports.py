"""Take a list away as a file: what is on screen, for whoever was given that right."""

from django.http import Http404, HttpResponse

from virage.base.door import ViewerRequest
from virage.base.tables.writing import FORMATS
from virage.base.viewer import Viewer
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.exchange.lists import LISTS
from virage.stages.exchange.operations import export_list


def may_export(viewer: Viewer) -> bool:
    """Someone who manages projects and was given the right to take lists away."""
    return viewer.exports(*ROLES)


@DESK.act(admits=may_export)
def export(request: ViewerRequest, name: str) -> HttpResponse:
    extension = request.POST.get("format", "xlsx")
    if name not in LISTS or extension not in FORMATS:
        raise Http404
    found = export_list(request.viewer, name=name, asked=request.GET, roles=ROLES, extension=extension)
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return response
