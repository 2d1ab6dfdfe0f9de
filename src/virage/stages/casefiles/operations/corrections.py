"""A line that the team noted is corrected by another, once: the same way whatever it says."""

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Line, LineQuerySet
from virage.stages.casefiles.operations.files import NotYours, locked_file

L = TypeVar("L", bound=Line)


class AlreadyCorrected(Refusal):
    """Someone corrected this line first: the line that corrects it is the one to correct."""

    sentence = _("Cette ligne est déjà corrigée par une autre; rechargez la page, puis corrigez la plus récente.")


def line_to_correct(viewer: Viewer, rows: LineQuerySet[L], number: int) -> tuple[CaseFile, L]:
    """The file, locked, and its line that nothing corrects yet. A closed file too: what was counted must stay true.

    Raises:
        NotYours: no such line, or not of the viewer's team.
        AlreadyCorrected: another line took its place.
    """
    former = rows.filter(pk=number).first()
    if former is None:
        raise NotYours
    case_file = locked_file(viewer, former.case_file_id, closed=True)  # one correction at a time on a file
    if rows.filter(corrects=number).exists():
        raise AlreadyCorrected
    return case_file, former
