"""Compare words as people type them: no accents, no capitals, no plural, no small words."""

import re
import unicodedata

SMALL_WORDS = (
    "a au aux avec c ce ces d dans de des du elle en entreprise est et fais fait faire faisons il j je l la le les leur"
    " ma mes moi mon n ne nos notre nous on ou par pas petit petite plus pour qu que qui s sa se ses son sont suis sur"
    " surtout un une vos votre y an and are business company do for i in is it m make my of our small the to us"
    " we with service services"
)
SMALL = frozenset(SMALL_WORDS.split())
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
SHORTEST_PLURAL = 4


def fold(text: str) -> str:
    """Drop capitals and accents.

    >>> fold("Érablière du Bœuf")
    'erabliere du boeuf'
    """
    if text.isascii():  # nothing to set apart, and most of what is compared is so
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(LIGATURES)


def stem(word: str) -> str:
    """Drop the mark of the plural from a folded word.

    >>> stem("armoires"), stem("bateaux"), stem("bus"), stem("berries")
    ('armoire', 'bateau', 'bus', 'berrie')
    """
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word[-1] in "sx" else word


def stems(text: str) -> tuple[str, ...]:
    """Give the words that matter, in order, ready to compare.

    >>> stems("Je fais des armoires de cuisine")
    ('armoire', 'cuisine')
    """
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+", fold(text)) if word not in SMALL)
