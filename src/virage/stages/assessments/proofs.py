"""What an adviser saw of what the enterprise declared: one page, one box for each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from virage.base.forms import Files, choose, refused_by
from virage.base.viewer import Viewer
from virage.base.words import day, spoken
from virage.core.instruments import Proof
from virage.stages.assessments.operations import attach_proof, note_proofs
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.assessments.reading import LEVELS, GivenAnswer, reading
from virage.stages.casefiles.forms.pages import file_of
from virage.stages.casefiles.operations import Closed
from virage.stages.casefiles.queries import CaseFileLine
from virage.stages.casefiles.queries.files import names_of
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.documents.fields import DocumentField


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
    """A file, its answers to check, those whose owner brought a document, and whether that was just done."""

    file: CaseFileLine
    form: ProofsForm
    done: bool
    brought: tuple[GivenAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachProofPage:
    """A file, the document to join to one of its answers, and whether that was just done."""

    file: CaseFileLine
    form: "AttachProofForm"
    done: bool


class AttachProofForm(forms.Form):
    """A document, and the answer that it shows."""

    question = forms.ChoiceField(
        label=_("Réponse que ce document montre"), error_messages={"required": _("Choisissez la réponse.")}
    )
    file = DocumentField(label=_("Document ou photo"))

    def __init__(self, *args: Any, answers: Iterable[GivenAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(one.id, f"{one.question} – {one.answer}") for one in answers if not one.unknown]
        choose(self, "question", [("", _("Choisir…")), *told])

    def attach(self, viewer: Viewer, *, assessment_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            attach_proof(viewer, assessment_id=assessment_id, **self.cleaned_data)
            return True
        return False


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
    brought = tuple(one for one in answers if one.document and one.level < LEVELS[Proof.DOCUMENT])
    return ProofsPage(file=file, form=form, done=done and not form.errors, brought=brought)


def attach_proof_page(
    viewer: Viewer, *, case_file_id: int, said: QueryDict | None, files: Files | None = None
) -> AttachProofPage:
    """A document to join to an answer of a file's enterprise, or just joined.

    Raises:
        Closed: a closed file does not change.
    """
    file = file_of(viewer, case_file_id)
    if file.closed_at:
        raise Closed
    card = enterprise_card_by_id(viewer, enterprise_id=file.enterprise_id)
    sheet = latest_sheet(viewer, key=card.key, profile=card.facts) if card else None
    answers = reading(sheet, language=viewer.language).answers if sheet else ()
    form = AttachProofForm(said, files, answers=answers)
    done = sheet is not None and said is not None and form.is_valid() and form.attach(viewer, assessment_id=sheet.id)
    return AttachProofPage(file=file, form=form, done=done)


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
