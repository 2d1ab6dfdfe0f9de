"""Take lists away, the same at each desk: a desk brings its door, its roles and which lists its pages show."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from virage.base.door import Door, ViewerRequest
from virage.base.tables.writing import FORMATS
from virage.base.viewer import Role
from virage.stages.exchange.operations import Exported, export_list, fetch_export
from virage.stages.exchange.policies import takes_lists_away
from virage.stages.exchange.prepared import ExportCard, exports

COMPOSED = ("segments", "segment", "campagnes", "campagne", "effets")
"""Lists of the pages of a `SegmentDesk`."""
HELD = ("tables", "rencontres", "suites")
"""Lists of the pages of a `TableDesk`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsPage:
    """The viewer's own lists."""

    lists: tuple[ExportCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDesk:
    """Lists behind one door."""

    door: Door
    roles: tuple[Role, ...]
    lists: tuple[str, ...]

    def paths(self) -> list[URLPattern]:
        """Take a list; find those that were prepared; take one of them."""
        door, may = self.door, takes_lists_away(*self.roles)
        return [
            path("exporter/<slug:name>/", door.act(admits=may)(self.export), name="export"),
            path("exportations/", door.page("exports/exports.html", admits=may)(self.exports), name="exports"),
            path("exportations/<int:export_id>/", door.act(admits=may)(self.fetch), name="fetch_export"),
        ]

    def export(self, request: ViewerRequest, name: str) -> HttpResponse:
        extension = request.POST.get("format", "xlsx")
        if name not in self.lists or extension not in FORMATS:
            raise Http404
        found = export_list(
            request.viewer,
            desk=self.door.desk,
            name=name,
            asked=request.GET,
            roles=self.roles,
            extension=extension,
        )
        if found is None:
            messages.success(
                request, _("Cette liste est longue : elle se prépare, et un courriel vous dira quand elle est prête.")
            )
            return redirect(f"{self.door.desk}:exports")
        return _sent(found)

    def exports(self, request: ViewerRequest) -> ExportsPage:
        return ExportsPage(lists=exports(request.viewer, desk=self.door.desk))

    def fetch(self, request: ViewerRequest, export_id: int) -> HttpResponse:
        return _sent(fetch_export(request.viewer, export_id=export_id))


def _sent(found: Exported) -> HttpResponse:
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    response["Cache-Control"] = "no-store"
    return response
