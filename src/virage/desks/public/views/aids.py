"""The aid catalogue: the rule shown is the rule that runs, and what is not published says so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.base.search import search
from virage.content.aids import Aid, Norm
from virage.content.money_words import Paid, paid
from virage.core.answers import Answer
from virage.core.norms import Norm as CoreNorm, in_force
from virage.core.windows import WindowOutcome, look
from virage.core.words import Words
from virage.desks.public.door import PUBLIC

LEVELS = {
    "qc": Words(fr="Québec", en="Québec"),
    "ca": Words(fr="Canada", en="Canada"),
    "municipal": Words(fr="municipal", en="municipal"),
    "private": Words(fr="privé", en="private"),
    "fund": Words(fr="fonds", en="fund"),
}
KINDS = {
    "grant": Words(fr="subvention", en="grant"),
    "repayable": Words(fr="contribution remboursable", en="repayable contribution"),
    "loan": Words(fr="prêt", en="loan"),
    "tax_credit": Words(fr="crédit d’impôt", en="tax credit"),
    "wage": Words(fr="aide aux salaires", en="wage support"),
    "service": Words(fr="service", en="service"),
    "guarantee": Words(fr="garantie", en="guarantee"),
    "equity": Words(fr="participation au capital", en="equity"),
}


class AidFilter(forms.Form):
    """Filters that never hide an unknown: an aid whose kind no source gives stays in every list."""

    q = forms.CharField(label=_("Chercher dans les aides"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Forme de l’aide"), required=False)
    level = forms.ChoiceField(label=_("D’où vient l’argent"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", KINDS), ("level", LEVELS)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Toutes")), *((key, w.say(language)) for key, w in words.items())]


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRow:
    """One aid in the catalogue, with its window today."""

    aid: Aid
    norm: Norm
    window: WindowOutcome
    paid: Paid
    kinds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    form: AidFilter
    on: date
    certain: tuple[AidRow, ...]
    to_verify: tuple[AidRow, ...]
    closed: tuple[AidRow, ...]
    through_others: tuple[AidRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AidPage:
    row: AidRow
    on: date
    rules: CoreNorm
    current: Norm
    others: tuple[Norm, ...]
    replaced_by: tuple[Aid, ...]
    level: Words


@PUBLIC.page("public/aids.html")
def catalogue(request: ViewerRequest) -> Catalogue:
    on = timezone.localdate()
    form = AidFilter(request.GET or None, language=request.viewer.language)
    chosen = form.cleaned_data if form.is_valid() else {}
    wanted = {f.key for f in search(request.viewer, words=chosen["q"], kind="aid")} if chosen.get("q") else None
    rows = [
        _row(aid, on, request.viewer.language)
        for aid in library().aids.values()
        if aid.is_norm and (wanted is None or aid.id in wanted)
    ]
    rows = [row for row in rows if _kept(row, chosen)]
    own = [row for row in rows if row.aid.for_enterprises]
    return Catalogue(
        form=form,
        on=on,
        certain=tuple(row for row in own if row.window.answer is Answer.YES),
        to_verify=tuple(row for row in own if row.window.answer is Answer.UNKNOWN),
        closed=tuple(row for row in own if row.window.answer is Answer.NO),
        through_others=tuple(row for row in rows if not row.aid.for_enterprises),
        total=len(rows),
    )


@PUBLIC.page("public/aid.html")
def aid(request: ViewerRequest, aid_id: str) -> AidPage:
    found = library().aids.get(aid_id)
    if found is None:
        raise Http404
    on = timezone.localdate()
    row = _row(found, on, request.viewer.language)
    rules = next(n for n in library().norms[aid_id].norms if n.id == row.norm.id)
    return AidPage(
        row=row,
        on=on,
        rules=rules,
        current=row.norm,
        others=tuple(n for n in found.norms if n.id != row.norm.id),
        replaced_by=tuple(library().aids[name] for name in found.replaced_by if name in library().aids),
        level=LEVELS[found.level],
    )


def _row(found: Aid, on: date, language: str) -> AidRow:
    rules = in_force(library().norms[found.id], {}, on)
    norm = next(n for n in found.norms if n.id == rules.id)
    return AidRow(
        aid=found,
        norm=norm,
        window=look(rules.window, {}, on),
        paid=paid(norm.money),
        kinds=", ".join(KINDS[kind].say(language) for kind in norm.kinds or found.kinds),
    )


def _kept(row: AidRow, chosen: dict[str, Any]) -> bool:
    kinds = row.norm.kinds or row.aid.kinds
    return (not chosen.get("kind") or not kinds or chosen["kind"] in kinds) and (
        not chosen.get("level") or chosen["level"] == row.aid.level
    )
