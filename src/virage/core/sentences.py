"""Say a condition in words, from the condition itself: the text shown cannot drift from the rule."""

import re
from collections.abc import Mapping

from virage.core import conditions as c, formats
from virage.core.facts import Fact, FactType
from virage.core.words import Words

GENERIC: Mapping[str, Words] = {
    "eq": Words(fr="{subject} est de {value}", en="{subject} is {value}"),
    "ne": Words(fr="{subject} n’est pas de {value}", en="{subject} is not {value}"),
    "lt": Words(fr="{subject} est de moins de {value}", en="{subject} is less than {value}"),
    "le": Words(fr="{subject} est d’au plus {value}", en="{subject} is at most {value}"),
    "gt": Words(fr="{subject} est de plus de {value}", en="{subject} is more than {value}"),
    "ge": Words(fr="{subject} est d’au moins {value}", en="{subject} is at least {value}"),
    "between": Words(fr="{subject} est de {low} à {high}", en="{subject} is from {low} to {high}"),
    "in": Words(fr="{subject} est : {value}", en="{subject} is: {value}"),
    "not_in": Words(fr="{subject} n’est pas : {value}", en="{subject} is not: {value}"),
    "prefix": Words(fr="{subject} commence par {value}", en="{subject} begins with {value}"),
    "not_prefix": Words(fr="{subject} ne commence pas par {value}", en="{subject} does not begin with {value}"),
}
DATED: Mapping[str, Words] = {
    "eq": Words(fr="{subject} est le {value}", en="{subject} is {value}"),
    "ne": Words(fr="{subject} n’est pas le {value}", en="{subject} is not {value}"),
    "lt": Words(fr="{subject} est avant le {value}", en="{subject} is before {value}"),
    "le": Words(fr="{subject} est le {value} ou avant", en="{subject} is {value} or before"),
    "gt": Words(fr="{subject} est après le {value}", en="{subject} is after {value}"),
    "ge": Words(fr="{subject} est le {value} ou après", en="{subject} is {value} or after"),
    "between": Words(fr="{subject} est du {low} au {high}", en="{subject} is from {low} to {high}"),
}
NAMED: Mapping[str, Words] = {
    "eq": GENERIC["in"],
    "ne": GENERIC["not_in"],
}
OPPOSITES: Mapping[str, str] = {
    "eq": "ne",
    "lt": "ge",
    "le": "gt",
    "in": "not_in",
    "prefix": "not_prefix",
    "ne": "eq",
    "ge": "lt",
    "gt": "le",
    "not_in": "in",
    "not_prefix": "prefix",
}
PRONOUNS_FR = {"l’entreprise": "elle", "le projet": "il"}
PRONOUNS_EN = {"the enterprise": "it", "the project": "it"}
CLAUSES_FR = re.compile(r", ou |; | et ")
CLAUSES_EN = re.compile(r", or |; | and ")
NAMES: Mapping[type, str] = {
    c.Eq: "eq",
    c.Ne: "ne",
    c.Lt: "lt",
    c.Le: "le",
    c.Gt: "gt",
    c.Ge: "ge",
    c.In: "in",
    c.NotIn: "not_in",
    c.Prefix: "prefix",
    c.Between: "between",
}


def sentence(node: c.Node, facts: Mapping[str, Fact]) -> Words:
    """Say a condition as one sentence, with its final stop.

    >>> subject = Words(fr="Le nombre d’employés", en="Headcount")
    >>> facts = {"employees": Fact(id="employees", type=FactType.INTEGER, subject=subject)}
    >>> sentence(c.Le("employees", 250), facts).fr
    'Le nombre d’employés est d’au plus 250.'
    """
    words = clause(node, facts)
    return Words(fr=_stop(words.fr), en=_stop(words.en))


def clause(node: c.Node, facts: Mapping[str, Fact], *, negated: bool = False, depth: int = 0) -> Words:
    """Say a condition, or its contrary, without a final stop."""
    match node:
        case c.Not(part):
            words = clause(part, facts, negated=not negated, depth=depth)
        case c.All(parts) | c.Any(parts):
            said = [clause(part, facts, negated=negated, depth=depth + 1) for part in parts]
            words = _joined(said, every=isinstance(node, c.All) is not negated, depth=depth)
        case c.AtLeast(n, parts):
            words = _at_least(n, [clause(part, facts) for part in parts], negated=negated)
        case c.Confirm(told):
            words = _confirm(told, negated=negated)
        case c.Known(fact):
            words = _known(facts[fact], negated=negated)
        case _:
            words = _leaf(node, facts[node.fact], negated=negated, depth=depth)
    return words


def _leaf(node: c.Leaf, fact: Fact, *, negated: bool, depth: int) -> Words:
    name = NAMES[type(node)]
    if fact.type is FactType.BOOLEAN and isinstance(node, c.Eq | c.Ne):
        holds = (bool(node.value) != (name == "ne")) != negated
        return fact.phrases["true" if holds else "false"]
    if negated and isinstance(node, c.Between):
        outside = (c.Lt(node.fact, node.low), c.Gt(node.fact, node.high))
        return _joined([_filled(part, fact, NAMES[type(part)]) for part in outside], every=False, depth=depth)
    return _filled(node, fact, OPPOSITES[name] if negated else name)


def _filled(node: c.Leaf, fact: Fact, name: str) -> Words:
    single = {"in": "eq", "not_in": "ne"}.get(name, name)
    own = fact.phrases.get(name) or fact.phrases.get(single)
    pattern = own or _general(fact, name)
    slots = {"subject": fact.subject or Words(fr=fact.id, en=fact.id), **_slots(node, fact, own=own is not None)}
    words = Words(
        fr=pattern.fr.format(**{slot: text.fr for slot, text in slots.items()}),
        en=pattern.en.format(**{slot: text.en for slot, text in slots.items()}),
    )
    return _singular(words, fact) if getattr(node, "value", None) == 1 else words


def _general(fact: Fact, name: str) -> Words:
    if fact.type is FactType.DATE and name in DATED:
        return DATED[name]
    if fact.type in (FactType.CHOICE, FactType.TEXT, FactType.REGION, FactType.MONTH_DAY) and name in NAMED:
        return NAMED[name]
    return GENERIC[name]


def _slots(node: c.Leaf, fact: Fact, *, own: bool) -> dict[str, Words]:
    write = formats.value if own else formats.with_unit
    match node:
        case c.Between(_, low, high):
            return {"low": formats.value(fact, low), "high": write(fact, high)}
        case c.In(_, options) | c.NotIn(_, options) | c.Prefix(_, options):
            return {"value": formats.listed([formats.value(fact, option) for option in options])}
        case _:
            return {"value": write(fact, node.value)}


def _singular(words: Words, fact: Fact) -> Words:
    if fact.unit is None or fact.unit_one is None:
        return words
    return Words(
        fr=words.fr.replace(fact.unit.fr, fact.unit_one.fr), en=words.en.replace(fact.unit.en, fact.unit_one.en)
    )


def _joined(said: list[Words], *, every: bool, depth: int) -> Words:
    whole = ("; ", "; ") if depth == 0 else (" et ", " and ")
    fr, en = whole if every else (", ou ", ", or ")
    return Words(
        fr=fr.join(_named_once([item.fr for item in said], PRONOUNS_FR, CLAUSES_FR)),
        en=en.join(_named_once([item.en for item in said], PRONOUNS_EN, CLAUSES_EN)),
    )


def _named_once(said: list[str], pronouns: Mapping[str, str], clauses: re.Pattern[str]) -> list[str]:
    """Clauses in a row, the subject named once when the clause before speaks of it alone."""
    after = [_lower(text) for text in said[1:]]
    for rank, (before, text) in enumerate(zip(said, after, strict=False)):
        for subject, pronoun in pronouns.items():
            alone = all(part.startswith((f"{subject} ", f"{pronoun} ")) for part in clauses.split(_lower(before)))
            if text.startswith(f"{subject} ") and alone:
                after[rank] = pronoun + text.removeprefix(subject)
    return [said[0], *after]


def _at_least(n: int, said: list[Words], *, negated: bool) -> Words:
    fr, en = "; ".join(_lower(item.fr) for item in said), "; ".join(_lower(item.en) for item in said)
    if negated:
        return Words(fr=f"Moins de {n} de ces conditions : {fr}", en=f"Fewer than {n} of these: {en}")
    return Words(fr=f"Au moins {n} de ces conditions : {fr}", en=f"At least {n} of these: {en}")


def _confirm(words: Words, *, negated: bool) -> Words:
    fr, en = words.fr.removesuffix("."), words.en.removesuffix(".")
    if negated:
        fr, en = f"Sauf si : {_lower(fr)}", f"Unless: {_lower(en)}"
    return Words(fr=f"{fr} (à confirmer auprès du bailleur)", en=f"{en} (to be confirmed with the funder)")


def _known(fact: Fact, *, negated: bool) -> Words:
    subject = fact.subject or fact.phrases.get("true") or Words(fr=fact.id, en=fact.id)
    if negated:
        return Words(fr=f"Pas encore de réponse : {_lower(subject.fr)}", en=f"Not yet answered: {_lower(subject.en)}")
    return Words(fr=f"Réponse donnée : {_lower(subject.fr)}", en=f"Answered: {_lower(subject.en)}")


def _lower(text: str) -> str:
    """Open a clause inside a sentence; a word written all in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
