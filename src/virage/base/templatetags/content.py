"""Words that come from the packs: said in the language of the page, sources as addresses."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language, gettext as _

register = template.Library()


@register.filter
def say(words: Any) -> str:
    """Words or a pack's text, in the language of the page; plain text as it is; nothing for nothing."""
    if words is None or isinstance(words, str):
        return words or ""
    return str(getattr(words, "words", words).say(get_language() or "fr"))


@register.filter
def is_address(source: str) -> bool:
    """Some sources are known in words only."""
    return source.startswith(("http://", "https://")) and " " not in source


@register.filter
def host(address: str) -> str:
    """« hellodarwin.com » of an address."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def term_names(terms: Iterable[str]) -> str:
    """The terms that no source gives, in words."""
    names = {
        "decision_days": _("le délai de décision"),
        "claim_months": _("le délai de réclamation"),
        "floor": _("le seuil de dépenses"),
        "counts_tax_credits": _("si les crédits d’impôt comptent dans le cumul"),
        "window": _("la période des demandes"),
        "window.opens": _("la date d’ouverture"),
        "window.closes": _("la date de fermeture"),
        "rate": _("le taux"),
        "max": _("le maximum"),
        "cumulation": _("la règle de cumul"),
        "cumulation.ceiling": _("le plafond de cumul"),
        "admissibility": _("les conditions d’admissibilité"),
        "expenses": _("les dépenses admises"),
        "private_min": _("la mise de fonds"),
        "expense list": _("la liste des dépenses"),
        "list of the MRC of each zone": _("la liste des MRC de chaque zone"),
        "share financed": _("la part financée"),
        "apply_before_spending": _("s’il faut demander avant de dépenser"),
        "interest": _("l’intérêt"),
        "weights": _("le poids de chaque aide dans le cumul"),
        "weights of repayable aid": _("le poids de l’aide remboursable"),
        "term": _("la durée"),
        "rate of the paired loan": _("le taux du prêt jumelé"),
        "yearly basic personal amount": _("le montant personnel de base de l’année"),
        "employees or revenue test": _("le critère d’effectif ou de revenus"),
        "sector and size tests of this stream": _("les critères de secteur et de taille du volet"),
        "everything but the table of contents": _("tout sauf la table des matières"),
    }
    said = (names.get(term) or names.get(term.split(" (")[0]) or _("un terme secondaire") for term in terms)
    return ", ".join(dict.fromkeys(said))
