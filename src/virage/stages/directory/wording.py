"""The very words of each consent, and their version: what is shown is what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from virage.stages.directory.states import Purpose

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OPTIONAL = (Purpose.NEWS, Purpose.RESEARCH, Purpose.PEERS)
"""Given or not, nothing else hangs on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One sentence and the version it bears: a changed sentence is a new version, and asks again."""

    version: str
    words: "_StrPromise"


WORDING: Mapping[Purpose, Wording] = {
    Purpose.CALL_BACK: Wording(
        version="2026-11",
        words=_("J’accepte que mes réponses, mon score et mon plan soient transmis à cet organisme"),
    ),
    Purpose.SHARING: Wording(
        version="2026-11",
        words=_(
            "J’accepte que %(organisation)s voie, jusqu’au %(until)s, le nom de mon entreprise, mes coordonnées, les "
            "réponses que j’ai envoyées et l’avancement de mes dossiers en cours."
        ),
    ),
    Purpose.REFERRAL: Wording(
        version="2026-11",
        words=_(
            "J’accepte d’être aiguillé vers %(organisation)s, qui verra le nom de mon entreprise, mes coordonnées et "
            "les réponses que j’ai envoyées, pour me répondre et, s’il accepte, pour m’accompagner."
        ),
    ),
    Purpose.HANDOVER: Wording(
        version="2026-11",
        words=_(
            "J’accepte que mon dossier passe de %(sender)s à %(organisation)s (projet « %(project)s »), avec son "
            "historique : mes réponses, mes coordonnées, les services rendus et les gestes notés. Si %(organisation)s "
            "accepte, %(sender)s cesse de le voir après le %(until)s."
        ),
    ),
    Purpose.NEWS: Wording(
        version="2026-11",
        words=_("J’accepte de recevoir par courriel des nouvelles du programme et de ses activités."),
    ),
    Purpose.RESEARCH: Wording(
        version="2026-11",
        words=_(
            "J’accepte que mes réponses, sans mon nom ni mes coordonnées, servent à la recherche sur la transformation "
            "numérique."
        ),
    ),
    Purpose.PEERS: Wording(
        version="2026-11",
        words=_(
            "J’accepte que mes résultats, sans mon nom ni mes coordonnées, comptent parmi ceux des entreprises "
            "semblables auxquelles d’autres se comparent."
        ),
    ),
}


def words_of(purpose: Purpose, **values: object) -> str:
    """The sentence of a consent, filled in, in the language on screen."""
    return str(WORDING[purpose].words) % values
