"""What people type: a segment's criteria, its name, and how it is written to."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, refused_by
from virage.base.viewer import Viewer
from virage.base.words import Language, day
from virage.core.segments import Criteria
from virage.stages.awareness.queries import SessionCard
from virage.stages.campaigns.operations import prepare_campaign, save_segment
from virage.stages.campaigns.states import Reach
from virage.stages.campaigns.wording import SIZES, barrier_names, gap_names, region_names, sector_names


def _boxes(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


class CriteriaForm(forms.Form):
    """What a segment asks; nothing ticked asks nothing."""

    sectors = _boxes(_("Secteurs"))
    regions = _boxes(_("Régions"))
    sizes = _boxes(_("Taille"), choices=list(SIZES.items()))
    reach = _boxes(
        _("Parcours"), help_text=_("Tout ce qui est coché doit être vrai."), choices=[(r.value, r.label) for r in Reach]
    )
    gap = forms.ChoiceField(
        label=_("Au plus bas dans"), help_text=_("D’après le dernier diagnostic rapide envoyé."), required=False
    )
    barrier = forms.ChoiceField(
        label=_("Frein nommé"), help_text=_("D’après le dernier diagnostic rapide envoyé."), required=False
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("sectors", sector_names(language))
        self._offer("regions", region_names(language))
        self._offer("gap", gap_names(language), none=True)
        self._offer("barrier", barrier_names(language), none=True)

    def _offer(self, field: str, names: Mapping[str, str], *, none: bool = False) -> None:
        choose(self, field, [("", _("Sans importance")), *names.items()] if none else names.items())

    def criteria(self) -> Criteria:
        """Once valid."""
        given = self.cleaned_data
        lists = {name: tuple(given[name]) for name in ("sectors", "regions", "sizes", "reach")}
        return Criteria(**lists, gap=given["gap"], barrier=given["barrier"])


class NameForm(forms.Form):
    """Under which name the segment is kept."""

    name = forms.CharField(
        label=_("Nom du segment"), max_length=120, error_messages={"required": _("Donnez un nom au segment.")}
    )

    def save(self, viewer: Viewer, *, criteria: Criteria) -> int | None:
        """The segment's number; None with the reason among the errors."""
        with refused_by(self):
            return save_segment(viewer, name=self.cleaned_data["name"], criteria=criteria)
        return None


class CampaignForm(forms.Form):
    """To what, to whom of the segment, at what pace and until when."""

    aim = forms.TypedChoiceField(label=_("Inviter"), coerce=int, initial=0)
    share = forms.TypedChoiceField(
        label=_("À qui écrire"),
        coerce=int,
        choices=[
            (0, _("À toutes")),
            (50, _("À la moitié, tirée au sort; l’autre moitié est gardée pour comparaison")),
            (20, _("À quatre sur cinq, tirées au sort; une sur cinq est gardée pour comparaison")),
            (10, _("À neuf sur dix, tirées au sort; une sur dix est gardée pour comparaison")),
        ],
        initial=0,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez à qui écrire.")},
    )
    stratified = forms.BooleanField(
        label=_("Tirer dans chaque secteur de chaque région, pour que les deux groupes se ressemblent"),
        required=False,
        initial=True,
    )
    by_day = forms.IntegerField(
        label=_("Combien par jour"),
        help_text=_("Sans nombre, tout part aujourd’hui. Le tirage fixe l’ordre."),
        required=False,
        min_value=1,
        error_messages={
            "invalid": _("Écrivez un nombre entier, comme 20."),
            "min_value": _("Il faut écrire à une entreprise par jour au moins."),
        },
    )
    shares = forms.ChoiceField(
        label=_("Par parts"),
        help_text=_("Une petite part d’abord : ce qui s’y passe se voit avant d’écrire aux autres."),
        choices=[
            ("", _("Sans parts")),
            ("10,30", _("10 %, puis 30 %, puis le reste")),
            ("10", _("10 %, puis le reste")),
            ("25,25,25", _("Quatre parts égales")),
            ("50", _("Deux moitiés")),
        ],
        required=False,
    )
    pause = forms.IntegerField(
        label=_("Jours entre deux parts"),
        help_text=_("Sans nombre, chaque part attend que vous l’envoyiez."),
        required=False,
        min_value=1,
        max_value=90,
        error_messages={
            "invalid": _("Écrivez un nombre entier, comme 20."),
            "min_value": _("Il faut un jour au moins entre deux parts."),
            "max_value": _("Pas plus de 90 jours entre deux parts."),
        },
    )
    ends_on = Day(
        label=_("Fin de la campagne"),
        help_text=_("Ce qui suit est compté jusqu’à ce jour; d’ici là, le groupe gardé ne reçoit rien de vous."),
        error_messages={"required": _("Donnez la fin de la campagne.")},
    )

    def __init__(self, *args: Any, sessions: tuple[SessionCard, ...], language: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = ((one.id, f"{one.title} – {day(timezone.localdate(one.starts_at), language)}") for one in sessions)
        choose(self, "aim", [(0, _("au diagnostic rapide")), *held])

    def clean(self) -> None:
        """One pace: so many a day, or parts."""
        super().clean()
        given = self.cleaned_data
        if given.get("by_day") and given.get("shares"):
            self.add_error("by_day", _("Choisissez un nombre par jour ou des parts, pas les deux."))
        if given.get("pause") and not given.get("shares"):
            self.add_error("pause", _("Choisissez d’abord les parts."))

    def prepare(self, viewer: Viewer, *, segment_id: int) -> int | None:
        """The campaign's number; None with the reason among the errors."""
        given = self.cleaned_data
        with refused_by(self):
            return prepare_campaign(
                viewer,
                segment_id=segment_id,
                session_id=given["aim"] or None,
                share=given["share"],
                stratified=bool(given["share"]) and given["stratified"],
                by_day=given["by_day"] or 0,
                shares=[int(part) for part in given["shares"].split(",") if part],
                pause=given["pause"] or 0,
                ends_on=given["ends_on"],
            )
        return None
