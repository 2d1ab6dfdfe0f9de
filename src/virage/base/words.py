"""Numbers, money, dates and typography as people read them, in Québec French and in Canadian English."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from virage.core.spans import MONTHS_FR

Language = Literal["fr", "en"]
Number = int | float | Decimal | Fraction

NB = "\u00a0"  # no-break space
MINUS = "\u2212"
JOINER = "\u2060"  # forbids a break after a hyphen
MONTHS = {
    "fr": MONTHS_FR,
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
}
WEEKDAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MILLION = Decimal(1_000_000)


def spoken(language: str | None) -> Language:
    """The language that words are said in: English for whoever asks for it, French otherwise.

    >>> spoken("en-ca"), spoken("fr"), spoken(None)
    ('en', 'fr', 'fr')
    """
    return "en" if (language or "").startswith("en") else "fr"


def _rounded(value: Number, decimals: int) -> Decimal:
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Number, language: Language = "fr", decimals: int = 0) -> str:
    r"""A number with its thousands apart.

    >>> number(1234567.5, "fr", 1), number(-1234, "en")
    ('1\xa0234\xa0567,5', '−1,234')
    """
    exact = _rounded(value, decimals)
    plain = f"{abs(exact):,}"
    if language == "fr":
        plain = plain.replace(",", NB).replace(".", ",")
    return (MINUS if exact < 0 else "") + plain


def _with_dollar(value: Decimal, text: str, language: Language) -> str:
    bare = text.removeprefix(MINUS)
    sign = MINUS if value < 0 and text != bare else ""
    return f"{sign}{bare}{NB}$" if language == "fr" else f"{sign}${bare}"


def money(value: Number, language: Language = "fr", decimals: int | None = None) -> str:
    r"""Canadian dollars; cents are shown when there are some, or when ``decimals`` asks.

    >>> money(Decimal("1234.5")), money(Decimal(-50000)), money(50000, "en")
    ('1\xa0234,50\xa0$', '−50\xa0000\xa0$', '$50,000')
    """
    exact = _rounded(value, 2)
    shown = decimals if decimals is not None else (0 if exact == exact.to_integral_value() else 2)
    return _with_dollar(exact, number(exact, language, shown), language)


def millions(value: Number, language: Language = "fr", decimals: int = 1) -> str:
    r"""Dollars, in millions; a decimal that says nothing is dropped.

    >>> millions(218_000_000), millions(222_300_000), millions(4_300_000, "en")
    ('218\xa0M$', '222,3\xa0M$', '$4.3M')
    """
    exact = _rounded(_rounded(value, 2) / MILLION, decimals)
    text = number(exact, language, 0 if exact == exact.to_integral_value() else decimals)
    if language == "fr":
        return f"{text}{NB}M$"
    return _with_dollar(exact, text, language) + "M"


def hours(value: Number, language: Language = "fr") -> str:
    r"""A time given; a decimal that says nothing is dropped.

    >>> hours(Decimal("1.50")), hours(Decimal(10)), hours(Decimal("0.25"), "en")
    ('1,5\xa0h', '10\xa0h', '0.25\xa0h')
    """
    exact = _rounded(value, 2).normalize()
    return f"{number(exact, language, max(0, -int(exact.as_tuple().exponent)))}{NB}h"


def percent(share: Number, language: Language = "fr", decimals: int = 0) -> str:
    r"""A share between 0 and 1, as a percentage.

    >>> percent(Fraction(1, 4)), percent(Decimal("0.247"), "en", 1)
    ('25\xa0%', '24.7%')
    """
    exact = share if isinstance(share, Fraction) else Fraction(str(share))
    return number(exact * 100, language, decimals) + (f"{NB}%" if language == "fr" else "%")


def percent_as_recorded(share: Number, language: Language = "fr") -> str:
    r"""A share that was given as a percentage: with its decimals, two at most; those that say nothing are dropped.

    >>> percent_as_recorded(Fraction("0.3334")), percent_as_recorded(Decimal("0.125"), "en")
    ('33,34\xa0%', '12.5%')
    """
    exact = share if isinstance(share, Fraction) else Fraction(str(share))
    decimals = next((some for some in (0, 1) if (exact * 100 * 10**some).denominator == 1), 2)
    return percent(exact, language, decimals)


def day(on: date, language: Language = "fr", *, short: bool = False, weekday: bool = False, year: bool = True) -> str:
    r"""A date in words.

    >>> day(date(2027, 2, 1)), day(date(2026, 12, 11), short=True)
    ('1er\xa0février 2027', '11\xa0déc. 2026')
    >>> day(date(2026, 11, 23), weekday=True, year=False), day(date(2026, 11, 22), "en")
    ('lundi 23\xa0novembre', 'November\xa022, 2026')
    """
    month = (SHORT_MONTHS if short else MONTHS)[language][on.month - 1]
    named = WEEKDAYS[language][on.weekday()] if weekday else ""
    if language == "fr":
        first = "1er" if on.day == 1 else str(on.day)
        return " ".join(part for part in (named, f"{first}{NB}{month}", str(on.year) if year else "") if part)
    return ", ".join(part for part in (named, f"{month}{NB}{on.day}", str(on.year) if year else "") if part)


def month(on: date, language: Language = "fr", *, short: bool = False) -> str:
    r"""A month and its year.

    >>> month(date(2026, 11, 1)), month(date(2026, 11, 1), "en", short=True)
    ('novembre\xa02026', 'Nov.\xa02026')
    """
    return f"{(SHORT_MONTHS if short else MONTHS)[language][on.month - 1]}{NB}{on.year}"


def clock(at: time | datetime, language: Language = "fr") -> str:
    r"""An hour of the day.

    >>> clock(time(10, 42)), clock(time(13)), clock(time(13, 5), "en")
    ('10\xa0h\xa042', '13\xa0h', '1:05\xa0p.m.')
    """
    if language == "fr":
        return f"{at.hour}{NB}h" + (f"{NB}{at.minute:02}" if at.minute else "")
    half = "a.m." if at.hour < 12 else "p.m."  # noqa: PLR2004 — noon
    return f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "") + f"{NB}{half}"


def ordinal(rank: int, language: Language = "fr", *, feminine: bool = False) -> str:
    """A rank.

    >>> ordinal(1), ordinal(1, feminine=True), ordinal(2), ordinal(2, "en"), ordinal(11, "en")
    ('1er', '1re', '2e', '2nd', '11th')
    """
    if language == "fr":
        return f"{rank}{('re' if feminine else 'er') if rank == 1 else 'e'}"
    teens = 10 <= rank % 100 <= 20  # noqa: PLR2004 — 11th, not 11st
    return f"{rank}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"


_UNITS = (
    r"%|\$|M\$|k\$|h\b|points?\b|personnes?\b|questions?\b|minutes?\b|heures?\b|jours?\b|mois\b|semaines?\b|projets?\b"
    r"|ans?\b|PME\b|entreprises?\b|aides?\b|sur\b"
)
_MONTHS = "|".join(re.escape(name) for name in dict.fromkeys((*MONTHS["fr"], *SHORT_MONTHS["fr"])))
_FRENCH = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"«\s*", f"«{NB}"),
        (r"\s*»", f"{NB}»"),
        (r"[ \u00a0\u202f]+:", f"{NB}:"),
        (r"[ \u00a0\u202f]+([;!?])", r"\1"),  # Québec usage: no space before these
        (r"(?<=\d) (?=\d{3}(?!\d))", NB),
        (rf"(?<=\d) (?=(?:{_UNITS}))", NB),
        (r"(?<=\d[\u00a0]h) (?=\d\d)", NB),
        (rf"(?<!\d)(\d{{1,2}}|1er) (?=(?:{_MONTHS})(?!\w))", rf"\1{NB}"),
        (r"\b([Pp]rojets?|[Aa]rticle|[Ss]ection|[Qq]uestion|volet|phase|étape|no|IQC|ESSOR|SCIAN) (?=\d)", rf"\1{NB}"),
        (r"(?<=\w)-(?=(?:vous|nous|t|il|elle|ils|on|ce|là|delà|moi|même)\b)", f"-{JOINER}"),
        (r" – ", f"{NB}– "),
    )
)


_KEPT = re.compile(r"\b(?:Québec|Montréal)\b")  # English writes them so too
_FRENCH_WORDS = re.compile(
    r"[àâçéèêëîïôùûœ]|(?<!\w)[ldnsc]’(?=\w)|\b(?:aux?|avec|affaires|de|des|du|et|fonds|groupe|investissement|la|les|mouvement"
    r"|nous|pour|revenu|sur|une?|ville|vous)\b",
    re.IGNORECASE,
)
_ENGLISH_WORDS = re.compile(
    r"\b(?:a|an|and|are|by|digital|for|from|fund|in|is|of|or|projects?|says|that|the|this|to|with|you|your"
    rf"|{'|'.join(MONTHS['en'])})\b",
    re.IGNORECASE,
)


def is_french(text: str) -> bool:
    """Whether a name or a quotation is in French, as far as its own words say; a mixed sentence is not.

    >>> is_french("Institut de gouvernance numérique (IGN)"), is_french("Le Réseau fictif du bâtiment")
    (True, True)
    >>> is_french("Startup Québec"), is_french("Consultation of the Conseil du numérique")
    (False, False)
    """
    words = _KEPT.sub("", text)
    return bool(_FRENCH_WORDS.search(words)) and not _ENGLISH_WORDS.search(words)


def typo(text: str, language: Language = "fr") -> str:
    r"""Apostrophes, and in French the spaces and hyphens that must not break.

    >>> typo("L'aide : 50 000 $ « au plus »") == "L’aide\xa0: 50\xa0000\xa0$ «\xa0au plus\xa0»"
    True
    >>> typo("It's 50 %", "en")
    'It’s 50 %'
    """
    text = text.replace("'", "’")
    if language == "en":
        return text
    for pattern, replacement in _FRENCH:
        text = pattern.sub(replacement, text)
    return text


_TAG = re.compile(r"(<[^>]*>)")


def typo_html(page: str, language: Language = "fr") -> str:
    r"""The same for a fragment of HTML: what stands inside tags is left alone.

    >>> typo_html('<a title="l\'an">l\'an</a>')
    '<a title="l\'an">l’an</a>'
    """
    return "".join(part if part.startswith("<") else typo(part, language) for part in _TAG.split(page))
