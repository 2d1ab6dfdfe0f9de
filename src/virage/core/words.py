"""Words for people, in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same thing said in French and in English.

    >>> Words(fr="admissible", en="eligible").say("fr")
    'admissible'
    """

    fr: str
    en: str

    def say(self, lang: str) -> str:
        """Give the English for `en`, the French for anything else: French can never be missing."""
        return self.en if lang == "en" else self.fr
