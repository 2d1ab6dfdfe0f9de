"""What happened to a case file and to the request before it: the trail, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.models import TrailEvent
from virage.base.viewer import Viewer
from virage.base.words import Language, day, hours, spoken
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.queries.files import names_of
from virage.stages.casefiles.states import Outcome, ResultKind
from virage.stages.programme.states import Stage

DEEDS: Mapping[str, str | Promise] = {
    "request.made": gettext_lazy("demande de rappel reçue"),
    "request.accepted": gettext_lazy("demande acceptée"),
    "case_file.opened": gettext_lazy("dossier ouvert"),
    "case_file.imported": gettext_lazy("dossier importé d’une feuille de l’organisme"),
    "case_file.reopened": gettext_lazy("dossier rouvert"),
    "case_file.handed": gettext_lazy("dossier passé à un autre projet"),
    "line.contested": gettext_lazy("l’entreprise dit qu’une ligne de son dossier n’est pas exacte"),
    "case_file.taken_over": gettext_lazy("dossier pris en charge"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One act: when, by whom (empty for the enterprise itself), and what."""

    at: datetime
    who: str
    words: str


def history(viewer: Viewer, *, case_file_id: int) -> tuple[HistoryLine, ...]:
    """The acts on a case file and on those it continues, as the viewer sees them, latest first. Three queries."""
    story = CaseFile.objects.for_operation().filter(pk=case_file_id).values("story")
    seen = dict(CaseFile.objects.visible_to(viewer).filter(story__in=story).values_list("pk", "request_id"))
    if case_file_id not in seen:
        return ()
    about = Q(subject_kind="case_file", subject_id__in=map(str, seen)) | Q(
        subject_kind="request", subject_id__in=map(str, seen.values())
    )
    events = list(TrailEvent.objects.filter(about).order_by("-at", "-pk"))
    names = names_of(event.by for event in events)
    language = spoken(viewer.language)
    return tuple(
        HistoryLine(at=event.at, who=names.get(event.by, ""), words=_words(event.verb, event.details, language))
        for event in events
    )


def _words(verb: str, details: Mapping[str, Any], language: Language) -> str:
    match verb:
        case "service.logged":
            return _("%(hours)s de service") % {"hours": hours(Decimal(details["hours"]), language)}
        case "service.corrected":
            former, now = (hours(Decimal(details[name]), language) for name in ("former", "hours"))
            return _("service corrigé : %(former)s au départ, %(now)s maintenant") % {"former": former, "now": now}
        case "result.noted" | "result.corrected":
            return _result_words(verb, details, language)
        case "next_move.planned":
            on = day(date.fromisoformat(details["on"]), language)
            stage = Stage(details["stage"]).label
            return _("prochain geste fixé au %(day)s, étape « %(stage)s »") % {"day": on, "stage": stage}
        case "case_file.closed":
            return _("dossier fermé : %(outcome)s") % {"outcome": Outcome(details["outcome"]).label}
    return str(DEEDS.get(verb, verb))


def _result_words(verb: str, details: Mapping[str, Any], language: Language) -> str:
    result = ResultKind(details["result"]).label
    if verb == "result.noted":
        return _("%(result)s, le %(day)s") % {
            "result": result,
            "day": day(date.fromisoformat(details["on"]), language),
        }
    said = _("%(result)s : annulé") if details["void"] else _("%(result)s : corrigé")
    return said % {"result": result}
