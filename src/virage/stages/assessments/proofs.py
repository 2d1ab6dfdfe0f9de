"""What an adviser saw of what the enterprise declared: one page, one box for each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from virage.base.forms import choose, refused_by
from virage.base.viewer import Viewer
from virage.base.words import day, spoken
from virage.core.instruments import Proof
from virage.stages.assessments.operations import note_proofs
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.assessments.reading import LEVELS, GivenAnswer, reading
from virage.stages.casefiles.forms.pages import file_of
from virage.stages.casefiles.operations import Closed
from virage.stages.casefiles.queries import CaseFileLine
from virage.stages.casefiles.queries.files import names_of
from virage.stages.directory.queries import enterprise_card_by_id


class ProofsForm(forms.Form):
    """The answers seen. What a document or a second reading already proves is not asked again."""

    seen = forms.MultipleChoiceField(
        label=_("Réponses vérifiées"), widget=forms.CheckboxSelectMultiple, required=False, choices=()
    )

    def __init__(self, *args: Any, answers: Iterable[GivenAnswer], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = (one for one in answers if not one.unknown and one.level <= LEVELS[Proof.SEEN])
        choose(self, "seen", [(one.id, _said(one, language)) for one in asked])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofsPage:
    """A file, its answers to check, and whether that was just done."""

    file: CaseFileLine
    form: ProofsForm
    done: bool


def proofs_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> ProofsPage:
    """The answers of a file's enterprise, as its team may see them.

    Raises:
        Closed: a closed file does not change.
    """
    file = file_of(viewer, case_file_id)
    if file.closed_at:
        raise Closed
    card = enterprise_card_by_id(viewer, enterprise_id=file.enterprise_id)
    sheet = latest_sheet(viewer, key=card.key, profile=card.facts) if card else None
    if sheet is None:
        return ProofsPage(file=file, form=ProofsForm(answers=(), language=viewer.language), done=False)
    answers = reading(sheet, language=viewer.language, names=backers(sheet)).answers
    before = [one.id for one in answers if one.level == LEVELS[Proof.SEEN]]
    form = ProofsForm(said, answers=answers, language=viewer.language, initial={"seen": before})
    done = said is not None and form.is_valid()
    if done:
        with refused_by(form):
            note_proofs(viewer, assessment_id=sheet.id, seen=form.cleaned_data["seen"])
    return ProofsPage(file=file, form=form, done=done and not form.errors)


def backers(sheet: Sheet) -> Mapping[str, str]:
    """Who backed the answers of a sheet: « person:12 » → name. One query."""
    return names_of(by for by, _at in sheet.backed.values())


def _said(one: GivenAnswer, language: str) -> str:
    """« Question – answer (seen by whom, when) »."""
    words = f"{one.question} – {one.answer}"
    if not one.seen_by or one.seen_at is None:
        return words
    when = day(one.seen_at, spoken(language))
    return gettext("%(words)s (vu par %(who)s, %(when)s)") % {"words": words, "who": one.seen_by, "when": when}
