"""What is wrong with a line, kept as codes and said in the reader's language, place first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.tables.cells import letter

SENTENCES: Mapping[str, Promise] = {
    "required": gettext_lazy("à remplir"),
    "long": gettext_lazy("%(length)s caractères, au plus %(most)s"),
    "neq": gettext_lazy("%(digits)s chiffres, il en faut %(needed)s"),
    "neq_letters": gettext_lazy("dix chiffres, sans lettre ni autre signe"),
    "email": gettext_lazy("ce n’est pas une adresse de courriel"),
    "phone": gettext_lazy("un numéro de téléphone compte au moins %(needed)s chiffres"),
    "postal_code": gettext_lazy("ce n’est pas un code postal comme G1R 2B5"),
    "employees": gettext_lazy("écrivez un nombre entier de 0 à 99 999, sans mot"),
    "language": gettext_lazy("« %(said)s » : écrivez français ou anglais"),
    "region": gettext_lazy("« %(said)s » n’est pas une région du Québec; écrivez son nom ou son numéro (01 à 17)"),
    "listed": gettext_lazy("« %(said)s » n’est pas dans la liste du modèle"),
    "colleague": gettext_lazy("personne de votre équipe n’a cette adresse dans Virage"),
    "day": gettext_lazy("écrivez une date comme 2026-12-01"),
    "future": gettext_lazy("cette date est à venir"),
    "key": gettext_lazy("il faut un NEQ, un courriel ou un code postal pour reconnaître l’entreprise"),
    "twice": gettext_lazy("même entreprise qu’à la ligne %(line)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One wrong cell: its column from 0 (none for the whole line), a code, what the sentence needs."""

    column: int | None
    code: str
    said: Mapping[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As the database keeps it."""
        return asdict(self)


def in_words(number: int, problem: Mapping[str, Any], headings: list[str]) -> str:
    """« ligne 14, colonne F “NEQ” : 9 chiffres, il en faut 10 »."""
    sentence = str(SENTENCES[problem["code"]]) % problem["said"]
    rank = problem["column"]
    if rank is None:
        return _("ligne %(line)s : %(sentence)s") % {"line": number, "sentence": sentence}
    return _("ligne %(line)s, colonne %(letter)s « %(heading)s » : %(sentence)s") % {
        "line": number,
        "letter": letter(rank),
        "heading": headings[rank],
        "sentence": sentence,
    }
