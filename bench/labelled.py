"""Invented records of invented enterprises, some of them said twice: seeded, so the same number gives the same data.

Nothing here is a real enterprise. Words of trades and places are common ones; numbers are drawn.
"""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

from virage.stages.directory.linkage.records import LinkRecord

_TRADES = (
    "Construction Toitures Plomberie Électricité Excavation Menuiserie Ébénisterie Boulangerie Érablière Ferme"
    " Transport Entrepôts Garage Usinage Soudure Imprimerie Clinique Pharmacie Restaurant Auberge Traiteur Fleuriste"
    " Nettoyage Paysagement Rénovations Peinture Vitrerie Portes Fenêtres Armoires Meubles Textiles Vêtements"
    " Logiciels Conseil Comptabilité Assurances Immobilier Gestion Location Aciers Béton Plastiques Emballages"
)
TRADES = _TRADES.split()
_SURNAMES = (
    "Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet Pelletier Bélanger Lévesque Bergeron"
    " Leblanc Paquette Girard Simard Boucher Caron Beaulieu Cloutier Dubé Poirier Fournier Lapointe Leclerc Lefebvre"
    " Poulin Thibault St-Pierre Nadeau Martin Landry Bédard Grenier Lessard Hébert Desjardins Villeneuve Savard Cyr"
)
SURNAMES = _SURNAMES.split()
_MORE = (
    "du Fleuve|de l’Estuaire|des Monts|du Nord|de la Rive|du Lac|des Érables|du Moulin|Boréal|Express|Plus|Moderne|2000"
    "|du Phare|de la Vallée|des Caps|du Grand Rang|Pro|Élite|& Fils|& Associés|et Frères|du Pont|Horizon|Nordik|Alto"
)
MORE = _MORE.split("|")
TOWNS = [f"Ville-Fictive-{n}" for n in range(1, 41)]
_STREETS = "Principale|de l’Église|Notre-Dame|du Moulin|Saint-Joseph|des Érables|du Quai|Industriel|Racine"
STREETS = _STREETS.split("|")
KINDS = ("rue", "boul.", "av.", "chemin", "rang")
SUFFIXES = ("inc.", "ltée", "enr.", "S.E.N.C.", "", "Inc", "limitée")
SHORT = {"Construction": "Const.", "Excavation": "Excav.", "Transport": "Transp.", "Restaurant": "Rest.", "Saint": "St"}
DOMAINS = ("gmail.com", "videotron.ca", "outlook.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What people typed, and the enterprise that it truly is."""

    truth: int
    name: str
    phone: str
    email: str
    street: str
    postal: str


def labelled(count: int, *, seed: int, twice: float = 0.25) -> list[Raw]:
    """``count`` records, of which about a share ``twice`` say again an enterprise already said."""
    dice = random.Random(seed)
    originals = [_enterprise(dice, n) for n in range(round(count * (1 - twice)))]
    again = [_again(dice, dice.choice(originals)) for _ in range(count - len(originals))]
    records = originals + again
    dice.shuffle(records)
    return records


def as_records(raws: list[Raw]) -> Iterator[LinkRecord]:
    """The records that linkage reads, numbered by their place."""
    for place, raw in enumerate(raws):
        yield LinkRecord.of(
            id=f"e{place:07}", name=raw.name, phone=raw.phone, email=raw.email, street=raw.street, postal=raw.postal
        )


def true_pairs(raws: list[Raw]) -> set[tuple[str, str]]:
    """The pairs of places that are one enterprise."""
    places: dict[int, list[str]] = {}
    for place, raw in enumerate(raws):
        places.setdefault(raw.truth, []).append(f"e{place:07}")
    return {(a, b) for same in places.values() for i, a in enumerate(same) for b in same[i + 1 :]}


def _enterprise(dice: random.Random, truth: int) -> Raw:
    trade, surname = dice.choice(TRADES), dice.choice(SURNAMES)
    shape = dice.random()
    if shape < 0.12:
        name = f"{dice.randint(9000, 9499)}-{dice.randint(0, 9999):04} Québec inc."
    elif shape < 0.55:
        name = f"{trade} {surname} {dice.choice((*MORE, '', ''))} {dice.choice(SUFFIXES)}"
    else:
        name = f"{trade} {dice.choice(MORE)} {surname if dice.random() < 0.3 else ''} {dice.choice(SUFFIXES)}"
    name = " ".join(name.split())
    slug = "".join(c for c in name.casefold() if c in string.ascii_lowercase)[:18]
    own = dice.random() < 0.45
    email = f"info@{slug}{truth % 97}.example" if own else f"{slug[:9]}{dice.randint(1, 999)}@{dice.choice(DOMAINS)}"
    return Raw(
        truth=truth,
        name=name,
        phone="" if dice.random() < 0.15 else _phone(dice),
        email="" if dice.random() < 0.25 else email,
        street=_street(dice),
        postal=_postal(dice),
    )


def _again(dice: random.Random, first: Raw) -> Raw:
    """The same enterprise, as someone else types it a year later."""
    street, postal = first.street, first.postal
    if dice.random() < 0.18:  # it moved
        street, postal = _street(dice), _postal(dice)
    elif dice.random() < 0.25:
        street = f"{_slip(dice, street)}, bureau {dice.randint(100, 400)}"
    phone, email = first.phone, first.email
    if dice.random() < 0.25:
        phone = dice.choice(("", _phone(dice), phone[:-1] + str(dice.randint(0, 9)) if phone else ""))
    if dice.random() < 0.35:
        email = dice.choice(("", "ventes@" + email.partition("@")[2] if email else "", f"moi{first.truth}@gmail.com"))
    return Raw(
        truth=first.truth, name=_renamed(dice, first.name), phone=phone, email=email, street=street, postal=postal
    )


def _renamed(dice: random.Random, name: str) -> str:
    words = name.split()
    if dice.random() < 0.5 and len(words) > 1 and words[-1] in SUFFIXES:
        words = [*words[:-1], dice.choice(SUFFIXES)]
    if dice.random() < 0.4:
        words = [SHORT.get(word, word) for word in words]
    if dice.random() < 0.12 and len(words) > 2:
        words = [words[1], words[0], *words[2:]]
    if dice.random() < 0.10 and len(words) > 3:
        words.pop(dice.randrange(2, len(words)))
    said = " ".join(word for word in words if word)
    if dice.random() < 0.35:
        said = _slip(dice, said)
    if dice.random() < 0.04:
        said = f"{dice.choice(TRADES)} {dice.choice(SURNAMES)}"  # another trading name
    return said.upper() if dice.random() < 0.3 else said


def _slip(dice: random.Random, text: str) -> str:
    """One slip of the finger."""
    at = dice.randrange(1, max(len(text) - 1, 2))
    kind = dice.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at : at + 1] + text[at:]
    if kind == 2:
        return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    return text[:at] + dice.choice(string.ascii_lowercase) + text[at + 1 :]


def _phone(dice: random.Random) -> str:
    return f"{dice.choice((418, 450, 514, 581, 819))} {dice.randint(200, 999)}-{dice.randint(0, 9999):04}"


def _street(dice: random.Random) -> str:
    return f"{dice.randint(1, 4000)}, {dice.choice(KINDS)} {dice.choice(STREETS)}"


def _postal(dice: random.Random) -> str:
    letters = "ABCEGHJKLMNPRSTVWXYZ"
    area = f"{dice.choice('GHJ')}{dice.randint(0, 9)}{dice.choice(letters[:10])}"
    return f"{area} {dice.randint(0, 9)}{dice.choice(letters[:4])}{dice.randint(0, 9)}"
