"""The score as a page shows it: whole points, the margin, what would narrow it, the weakest dimension first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base.charts.model import Chart, Said
from virage.base.charts.profile import Dimension, profile
from virage.base.words import number, spoken
from virage.core.instruments import UNKNOWN
from virage.stages.assessments.queries import Sheet
from virage.stages.directory.queries import EnterpriseCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A question whose answer would narrow the interval, and the address where it is asked."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBox:
    """Whole points out of 100; the words say how many answers leave the margin."""

    value: int
    low: int
    high: int
    bands: tuple[str, ...]
    band: str
    unknowns: int
    narrowing: tuple[Narrowing, ...]


def score_box(sheet: Sheet, card: EnterpriseCard, language: str) -> ScoreBox | None:
    """The score in whole points; None when nothing scored was answered."""
    scored = sheet.card
    if scored.overall is None or scored.interval is None or scored.band is None:
        return None
    bands = sheet.instrument.file.bands
    return ScoreBox(
        value=round(scored.overall),
        low=scored.interval.whole[0],
        high=scored.interval.whole[1],
        bands=tuple(b.name.words.say(language) for b in bands),
        band=sheet.instrument.band_name(scored.band).say(language),
        unknowns=sum(1 for q in sheet.questions if sheet.answers.get(q.id) == UNKNOWN and q.dimension),
        narrowing=tuple(
            Narrowing(
                words=sheet.instrument.by_id[n.question].short.words.say(language),
                href=reverse("sme:question", args=[card.id, n.question]),
            )
            for n in scored.narrowing[:2]
        ),
    )


def finding(sheet: Sheet, language: str) -> str:
    """The title says what was found: the weakest dimension, by how much."""
    scored = [d for d in sheet.card.dimensions if d.score is not None]
    if not scored:
        return _("Pas encore de score par dimension")
    weakest = min(scored, key=lambda d: d.score or 0)
    best = max(scored, key=lambda d: d.score or 0)
    name = sheet.instrument.dimension_name(weakest.id, sheet.profile).say(language)
    gap = round((best.score or 0) - (weakest.score or 0))
    if not gap:
        return _("Vos dimensions se valent")
    return _("%(name)s d’abord : %(gap)s points sous votre meilleure dimension") % {
        "name": name,
        "gap": number(gap, spoken(language)),
    }


def profile_chart(sheet: Sheet, language: str) -> Chart | None:
    rows = [
        Dimension(
            label=sheet.instrument.dimension_name(d.id, sheet.profile).say(language),
            value=round(d.score),
            low=d.interval.whole[0],
            high=d.interval.whole[1],
        )
        for d in sheet.card.dimensions
        if d.score is not None and d.interval is not None
    ]
    if not rows:
        return None
    said = Said(
        name="profil",
        title=_("Score par dimension, sur 100, avec la marge"),
        finding=finding(sheet, language),
        language=language,
    )
    return profile(sorted(rows, key=lambda row: row.value), said)
