"""A rule said in words names its subject once, and only where the pronoun cannot be read otherwise."""

import re

import pytest

from virage.content.library import shipped
from virage.core.conditions import All, Any, Confirm, Eq, Node
from virage.core.facts import Fact, FactType
from virage.core.sentences import sentence
from virage.core.words import Words


def said(name: str, fr: str, en: str) -> Fact:
    """A yes-or-no fact said in these words."""
    phrases = {"true": Words(fr=fr, en=en), "false": Words(fr=f"{fr}, non", en=f"{en}, not")}
    return Fact(id=name, type=FactType.BOOLEAN, phrases=phrases)


FACTS = {
    "coop": said("coop", "L’entreprise est une coopérative", "The enterprise is a cooperative"),
    "profit": said("profit", "L’entreprise est à but lucratif", "The enterprise is for-profit"),
    "new": said("new", "Le bien est neuf", "The property is new"),
}
COOP, PROFIT, NEW = Eq("coop", True), Eq("profit", True), Eq("new", True)


@pytest.mark.parametrize(
    ("node", "fr", "en"),
    [
        (
            Any((COOP, PROFIT)),
            "L’entreprise est une coopérative, ou elle est à but lucratif.",
            "The enterprise is a cooperative, or it is for-profit.",
        ),
        (
            All((Any((COOP, PROFIT)), PROFIT)),
            "L’entreprise est une coopérative, ou elle est à but lucratif; elle est à but lucratif.",
            "The enterprise is a cooperative, or it is for-profit; it is for-profit.",
        ),
        (
            Any((COOP, NEW, PROFIT)),
            "L’entreprise est une coopérative, ou le bien est neuf, ou l’entreprise est à but lucratif.",
            "The enterprise is a cooperative, or the property is new, or the enterprise is for-profit.",
        ),
        (
            Any((All((COOP, NEW)), PROFIT)),
            "L’entreprise est une coopérative et le bien est neuf, ou l’entreprise est à but lucratif.",
            "The enterprise is a cooperative and the property is new, or the enterprise is for-profit.",
        ),
        (
            Any((COOP, Confirm(Words(fr="L’entreprise vend en ligne.", en="The enterprise sells online.")))),
            "L’entreprise est une coopérative, ou elle vend en ligne (à confirmer auprès du bailleur).",
            "The enterprise is a cooperative, or it sells online (to be confirmed with the funder).",
        ),
    ],
)
def test_the_subject_is_named_once_while_it_stays_the_same(node: Node, fr: str, en: str) -> None:
    assert sentence(node, FACTS) == Words(fr=fr, en=en)


def test_in_every_rule_of_the_pack_the_pronoun_is_followed_by_a_verb() -> None:
    rules = [rule for aid in shipped().norms.values() for norm in aid.norms for rule in norm.rules]
    after = {word for rule in rules for word in re.findall(r"(?:, ou|;| et) elle (\S+)", rule.sentence.fr)}
    assert after == {"est", "a", "n’est", "vise"}
