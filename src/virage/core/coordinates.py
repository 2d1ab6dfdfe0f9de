"""Where an enterprise is reached, ready to compare: postal code, telephone, address, e-mail domain."""

import re

from virage.core.text import fold

PHONE_DIGITS = 10

ANYONE_S_MAIL = (
    "gmail.com outlook.com hotmail.com hotmail.ca live.com live.ca yahoo.com yahoo.ca yahoo.fr icloud.com me.com"
    " videotron.ca videotron.qc.ca sympatico.ca bell.net globetrotter.net cgocable.ca cogeco.ca protonmail.com"
)
FREE_MAIL = frozenset(ANYONE_S_MAIL.split())
"""Mail that anyone may have: such a domain names no enterprise. Our own list."""

_STREET = {
    "av": "avenue",
    "ave": "avenue",
    "boul": "boulevard",
    "blvd": "boulevard",
    "bld": "boulevard",
    "ch": "chemin",
    "mtee": "montee",
    "pl": "place",
    "rg": "rang",
    "rte": "route",
    "st": "saint",
    "ste": "sainte",
    "e": "est",
    "o": "ouest",
    "n": "nord",
    "s": "sud",
}
_SMALL_WORDS = "de du des la le les l d rue"
_SMALL = frozenset(_SMALL_WORDS.split())
_UNIT = re.compile(r"\b(?:app|apt|bureau|bur|local|suite|unite|porte|etage|casier postal|cp|case)\b\.?\s*[a-z0-9-]*")
_POSTAL = re.compile(r"\b([a-z]\d[a-z])\s*-?\s*(\d[a-z]\d)\b")


def postal_code(text: str) -> str:
    """Find a Canadian postal code, as six characters; empty when there is none.

    >>> postal_code("Rimouski (Québec) g5l 1a1"), postal_code("Rimouski")
    ('G5L1A1', '')
    """
    found = _POSTAL.search(fold(text))
    return (found[1] + found[2]).upper() if found else ""


def phone_number(typed: str) -> str:
    """Read a telephone number of ten digits; empty when it is something else.

    >>> phone_number("1 (418) 555-0100, poste 12"), phone_number("555-0100")
    ('4185550100', '')
    """
    digits = re.sub(r"\D", "", re.split(r"(?i)poste|ext|#|x", typed)[0])
    digits = digits.removeprefix("1") if len(digits) == PHONE_DIGITS + 1 else digits
    return digits if len(digits) == PHONE_DIGITS else ""


def plain_street(address: str) -> str:
    """Give a civic number and street ready to compare: no unit, no « rue », points of the compass in full.

    >>> plain_street("1250, boul. René-Lévesque O., bureau 2400"), plain_street("12 rue de l’Église")
    ('1250 boulevard rene levesque ouest', '12 eglise')
    """
    text = _UNIT.sub(" ", fold(address).replace("’", " ").replace("'", " "))
    words = [_STREET.get(word, word) for word in re.findall(r"[a-z0-9]+", text)]
    return " ".join(word for word in words if word not in _SMALL)


def own_domain(email: str) -> str:
    """Give the domain of an e-mail address, when it is the enterprise’s own.

    >>> own_domain("info@Toitures-Fictives.example"), own_domain("eve@gmail.com")
    ('toitures-fictives.example', '')
    """
    domain = email.rpartition("@")[2].strip().casefold() if "@" in email else ""
    return "" if domain in FREE_MAIL else domain.removeprefix("www.")
