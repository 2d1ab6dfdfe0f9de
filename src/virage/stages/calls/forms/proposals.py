"""The steps of a proposal. A draft may be half said: only what cannot be kept is refused."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, refused_by
from virage.base.viewer import Viewer
from virage.stages.calls.forms.fields import Row, add_rows, dollars, names, rows_of, said, several, text, whole
from virage.stages.calls.operations import attach_piece, begin_proposal, save_step
from virage.stages.calls.queries import ProposalSheet
from virage.stages.calls.queries.proposals import PieceLine
from virage.stages.calls.refusals import EditedMeanwhile
from virage.stages.calls.states import BudgetCategory, LineSource, Step
from virage.stages.calls.written import (
    BudgetWords,
    DeliveryWords,
    LineWords,
    ProjectWords,
    StepWords,
    TargetsWords,
    TargetWords,
)
from virage.stages.documents.fields import DocumentField

MORE = 3
"""Empty rows under those already written."""
MOST_ROWS = 30
YES_NO = (("yes", _("Oui")), ("no", _("Non")), ("", _("Je ne sais pas encore")))


class BeginForm(forms.Form):
    """A draft: to which call, for which of one's organisations."""

    call = forms.TypedChoiceField(label=_("Appel"), coerce=int, error_messages={"required": _("Choisissez un appel.")})
    promoter = forms.TypedChoiceField(label=_("Organisme"), coerce=int)
    title = text(_("Titre du projet"), required=_("Donnez un titre au projet; il pourra changer."))

    def __init__(self, *args: Any, calls: Iterable[Any], houses: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "call", calls)
        choose(self, "promoter", houses)

    def write(self, viewer: Viewer) -> int | None:
        """The draft's number, or nothing when it is refused."""
        given = self.cleaned_data
        with refused_by(self):
            return begin_proposal(viewer, call_id=given["call"], promoter_id=given["promoter"], title=given["title"])
        return None


class StepForm(forms.Form):
    """One step. ``theirs`` is what a colleague wrote meanwhile, label by label, when there is a conflict."""

    step: ClassVar[Step]
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, sheet: ProposalSheet, language: str, **kwargs: Any) -> None:
        initial = {"base": sheet.savings.get(self.step.value, 0), **self.written(sheet)}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.theirs: Mapping[str, object] | None = None
        self.build(sheet, language)

    def build(self, sheet: ProposalSheet, language: str) -> None:
        """Add the fields that only the proposal knows."""

    def written(self, sheet: ProposalSheet) -> dict[str, Any]:
        """What stands, field by field."""
        raise NotImplementedError

    def words(self) -> StepWords:
        """What was typed."""
        raise NotImplementedError

    @property
    def plain(self) -> list[Any]:
        """Fields shown one under the other."""
        return [field for field in self if not field.name[-1].isdigit() and field.name != "base"]

    def write(self, viewer: Viewer, *, proposal_id: int) -> bool:
        """True when kept. A conflict keeps what was typed, shows what stands, and asks to save again."""
        with refused_by(self):
            try:
                save_step(viewer, proposal_id=proposal_id, words=self.words(), base=self.cleaned_data["base"])
            except EditedMeanwhile as refusal:
                self.theirs = refusal.theirs
                self.data = {**self.data.dict(), "base": refusal.number}  # type: ignore[attr-defined] # a QueryDict
                raise
            return True
        return False


class ProjectForm(StepForm):
    """The project itself, and what only its promoter can answer of the published conditions."""

    step = Step.PROJECT
    title = text(_("Titre du projet"), required=_("Donnez un titre au projet; il pourra changer."))
    summary = text(
        _("Résumé"), rows=6, most=4000, hint=_("Ce que le projet change, pour qui, et comment. Dix lignes suffisent.")
    )
    starts_on = Day(label=_("Début"), required=False)
    ends_on = Day(label=_("Fin"), required=False)

    def build(self, sheet: ProposalSheet, language: str) -> None:  # noqa: ARG002 — its words come translated
        if sheet.content.written.direct:
            self.fields["direct_reason"] = text(_("Pourquoi une proposition directe, sans appel"), rows=3, most=2000)
            self.fields["norm"] = text(_("Cadre normatif ou décision qui le permet"))
        for one in sheet.requirements:
            for fact in one.declares:
                self.fields[f"declared-{fact}"] = forms.ChoiceField(
                    label=one.words, choices=YES_NO, required=False, widget=forms.RadioSelect
                )

    def written(self, sheet: ProposalSheet) -> dict[str, Any]:
        row = sheet.content.written
        shown = {name: getattr(row, name) for name in ("title", "summary", "starts_on", "ends_on")}
        answers = {f"declared-{fact}": "yes" if value else "no" for fact, value in row.declared.items()}
        return {**shown, "direct_reason": row.direct_reason, "norm": row.norm, **answers}

    @property
    def plain(self) -> list[Any]:
        return [field for field in self if field.name != "base"]

    def words(self) -> ProjectWords:
        given = dict(self.cleaned_data)
        given.pop("base")
        answers = {name.partition("-")[2]: given.pop(name) for name in list(given) if name.startswith("declared-")}
        declared = {fact: value == "yes" for fact, value in answers.items() if value}
        return ProjectWords(**given, declared=declared)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("La fin vient avant le début."))
        return given


class DeliveryForm(StepForm):
    """For whom, where, with whom."""

    step = Step.DELIVERY
    sectors = several(_("Secteurs"), _("Aucun coché : tous."))
    regions = several(_("Régions"), _("Aucune cochée : toutes."))
    offers = text(_("Ce que les entreprises reçoivent"), rows=4, most=4000)
    delivery_points = text(_("Où le service se donne"), rows=3, most=2000)
    partners = text(_("Avec qui, et ce que chacun fait"), rows=3, most=2000)

    def build(self, sheet: ProposalSheet, language: str) -> None:  # noqa: ARG002 — the packs say
        choose(self, "sectors", names("sectors", language))
        choose(self, "regions", names("regions", language))

    def written(self, sheet: ProposalSheet) -> dict[str, Any]:
        row = sheet.content.written
        return {name: getattr(row, name) for name in DeliveryWords.__dataclass_fields__}

    def words(self) -> DeliveryWords:
        return DeliveryWords(**{name: self.cleaned_data[name] for name in DeliveryWords.__dataclass_fields__})


LINE = ("category", "source", "amount", "funder", "in_kind")


class BudgetForm(StepForm):
    """Each expense, and who pays it; a row without an amount is left out."""

    step = Step.BUDGET

    def build(self, sheet: ProposalSheet, language: str) -> None:  # noqa: ARG002 — its labels are translated
        self.count = min(MOST_ROWS, len(sheet.content.lines) + MORE)
        add_rows(
            self,
            self.count,
            {
                "category": lambda: forms.ChoiceField(label=_("Dépense"), choices=BudgetCategory.choices),
                "source": lambda: forms.ChoiceField(label=_("Payée par"), choices=LineSource.choices),
                "amount": lambda: dollars(_("Montant ($)")),
                "funder": lambda: text(_("Nom du bailleur"), most=160),
                "in_kind": lambda: forms.BooleanField(label=_("En nature"), required=False),
            },
        )

    def written(self, sheet: ProposalSheet) -> dict[str, Any]:
        return {f"{name}_{rank}": getattr(line, name) for rank, line in enumerate(sheet.content.lines) for name in LINE}

    @property
    def rows(self) -> list[Row]:
        """As a template shows them."""
        return rows_of(self, self.count, LINE)

    def words(self) -> BudgetWords:
        rows = [said(self, rank, LINE) for rank in range(self.count)]
        return BudgetWords(lines=[LineWords(**row) for row in rows if row["amount"]])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for rank in range(self.count):
            row = said(self, rank, LINE)
            if row["amount"] and row["in_kind"] and row["source"] == LineSource.ASKED:
                self.add_error(
                    f"in_kind_{rank}", _("L’aide demandée est de l’argent, jamais une contribution en nature.")
                )
        return given


TARGET = ("indicator", "definition", "baseline", "value", "method", "due_on")


class TargetsForm(StepForm):
    """What would be reached, and how one would know; a row without an indicator is left out."""

    step = Step.TARGETS

    def build(self, sheet: ProposalSheet, language: str) -> None:  # noqa: ARG002 — its labels are translated
        self.count = min(MOST_ROWS, max(1, len(sheet.content.targets)) + 1)
        add_rows(
            self,
            self.count,
            {
                "indicator": lambda: text(_("Indicateur"), most=160),
                "definition": lambda: text(_("Ce qui est compté, et ce qui ne l’est pas"), rows=2, most=1000),
                "baseline": lambda: text(_("Valeur de départ"), most=160),
                "value": lambda: whole(_("Valeur visée")),
                "method": lambda: text(_("Comment on le mesure"), rows=2, most=1000),
                "due_on": lambda: Day(label=_("Pour le"), required=False),
            },
        )

    def written(self, sheet: ProposalSheet) -> dict[str, Any]:
        return {
            f"{name}_{rank}": getattr(one, name) for rank, one in enumerate(sheet.content.targets) for name in TARGET
        }

    @property
    def rows(self) -> list[Row]:
        """As a template shows them."""
        return rows_of(self, self.count, TARGET)

    def words(self) -> TargetsWords:
        rows = [said(self, rank, TARGET) for rank in range(self.count)]
        return TargetsWords(targets=[TargetWords(**row) for row in rows if row["indicator"]])


class PieceForm(forms.Form):
    """A file, and which of those asked for it is."""

    wanted = forms.TypedChoiceField(
        label=_("Ce fichier est"), coerce=int, required=False, empty_value=None, choices=(), widget=forms.RadioSelect
    )
    file = DocumentField()

    def __init__(self, *args: Any, pieces: Iterable[PieceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(one.wanted, one.words) for one in pieces if one.wanted is not None]
        if asked:
            choose(self, "wanted", [*asked, ("", _("une autre pièce"))])
        else:
            del self.fields["wanted"]

    def write(self, viewer: Viewer, *, proposal_id: int) -> bool:
        """True when kept."""
        given = self.cleaned_data
        with refused_by(self):
            attach_piece(viewer, proposal_id=proposal_id, file=given["file"], wanted=given.get("wanted"))
            return True
        return False


FORMS: Mapping[str, type[StepForm]] = {
    form.step.value: form for form in (ProjectForm, DeliveryForm, BudgetForm, TargetsForm)
}
