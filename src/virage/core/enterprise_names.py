"""The name of an enterprise as one compares it: legal suffixes, abbreviations and small words set aside."""

import re
from functools import lru_cache

from virage.core.text import fold

LEGAL_MARKS = (
    "inc incorporee incorporated ltee ltd limitee limited enr enrg senc sencrl srl sec llp lp cie compagnie co company"
    " corp corporation sa spa snc"
)
SUFFIXES = frozenset(LEGAL_MARKS.split())
"""Marks of the legal form: they say how the enterprise is set up, not which one it is."""

SMALL_WORDS = "a au aux d de des du en et l la le les the of and c s"
SMALL = frozenset(SMALL_WORDS.split())

SAID_IN_FULL = {
    "assoc": "associes",
    "ass": "associes",
    "const": "construction",
    "constr": "construction",
    "constructions": "construction",
    "distr": "distribution",
    "electr": "electrique",
    "ent": "entreprise",
    "entr": "entreprise",
    "entreprises": "entreprise",
    "ets": "etablissement",
    "excav": "excavation",
    "fab": "fabrication",
    "gest": "gestion",
    "ind": "industrie",
    "industries": "industrie",
    "int": "international",
    "intl": "international",
    "mfg": "manufacturing",
    "mtl": "montreal",
    "plomb": "plomberie",
    "prod": "production",
    "productions": "production",
    "qc": "quebec",
    "que": "quebec",
    "rest": "restaurant",
    "serv": "service",
    "services": "service",
    "st": "saint",
    "ste": "sainte",
    "tech": "technologie",
    "technologies": "technologie",
    "transp": "transport",
    "transports": "transport",
}
"""Abbreviations as signs and invoices write them, and plurals that come and go. Our own list."""

_DOTTED = re.compile(r"\b((?:[a-z]\.){2,}[a-z]?)")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"\b(\d{4})\s*-\s*(\d{4})\b")


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words that tell one enterprise from another, in order.

    >>> name_words("Les Constructions St-Onge & Fils Ltée"), name_words("Const. St Onge et fils")
    (('construction', 'saint', 'onge', 'fils'), ('construction', 'saint', 'onge', 'fils'))
    >>> name_words("9123-4567 Québec inc."), name_words("Dubé, S.E.N.C.R.L.")
    (('91234567', 'quebec'), ('dube',))
    """
    text = fold(name).replace("’", " ").replace("'", " ").replace("&", " et ")
    text = _NUMBERED.sub(r"\1\2", _DOTTED.sub(lambda found: found[1].replace(".", ""), text))
    said = [SAID_IN_FULL.get(word, word) for word in _WORD.findall(text)]
    kept = tuple(word for word in said if word not in SUFFIXES and word not in SMALL)
    return kept or tuple(said)


def plain_name(name: str) -> str:
    """Give the name ready to compare.

    >>> plain_name("Érablière du Rang 4 enr.")
    'erabliere rang 4'
    """
    return " ".join(name_words(name))


def sorted_name(name: str) -> str:
    """Give its words in the order of the alphabet: « Gestion Roy » and « Roy Gestion » are alike.

    >>> sorted_name("Roy, Gestion inc.")
    'gestion roy'
    """
    return " ".join(sorted(name_words(name)))
