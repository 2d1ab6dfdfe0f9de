"""« Passés à un autre projet » : what one gave and was charged for before a file left, to read and nothing more."""

from dataclasses import dataclass

from django.http import Http404

from virage.base.door import ViewerRequest
from virage.desks.promoter.door import DESK
from virage.stages.casefiles.queries import HandedFile, ServiceTotals, handed_file, handed_files, service_totals


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPage:
    files: tuple[HandedFile, ...]

    @property
    def totals(self) -> ServiceTotals:
        return service_totals(line for file in self.files for line in file.services)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFilePage:
    file: HandedFile


@DESK.page("promoter/handed.html")
def handed(request: ViewerRequest) -> HandedPage:
    return HandedPage(files=handed_files(request.viewer))


@DESK.page("promoter/handed_file.html")
def one(request: ViewerRequest, case_file_id: int) -> HandedFilePage:
    found = handed_file(request.viewer, case_file_id=case_file_id)
    if found is None:
        raise Http404
    return HandedFilePage(file=found)
