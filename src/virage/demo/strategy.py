"""The fictitious strategy, and its second initiative, which another fictitious ministry carries."""

from datetime import date, timedelta
from decimal import Decimal

from virage.demo.cast import JOB, MINISTRY, SECOND, Cast
from virage.demo.phases import cut
from virage.demo.postings import Postings
from virage.demo.trail import Trail
from virage.stages.ledger.operations import open_envelope
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.operations import announce_strategy, open_initiative

NAME = ("Stratégie numérique de démonstration (fictive)", "Demonstration digital strategy (fictitious)")
OBJECTIVE = (
    "Que chaque petite entreprise fictive trouve, près de chez elle, une personne, un plan et de quoi le payer.",
    "That each fictitious small enterprise finds, close by, a person, a plan and the means to pay for it.",
)
RELAYS = "Relais numériques de démonstration (fictifs)"
YEARS = 12
START = 3
"""Years between the strategy and its second initiative."""
SUMS = ((EntryKind.ANNOUNCED, 1_200_000, 0), (EntryKind.VOTED, 400_000, 20), (EntryKind.AUTHORISED, 300_000, 45))
"""Announced, voted and authorised: three different things; nothing is committed yet. Days from the first."""


def announce(cast: Cast, since: date) -> int:
    """Say the strategy a month before its first initiative; returns its number."""
    said = since - timedelta(days=31)
    return announce_strategy(
        JOB,
        ministry_id=cast.organisations[MINISTRY],
        name=NAME,
        objective=OBJECTIVE,
        announced_by="Porte-parole fictive du ministère",
        source=f"Communiqué fictif du {said:%d-%m-%Y}",
        announced_on=said,
        begins_on=since,
        ends_on=date(since.year + YEARS, 3, 31),
        fictitious=True,
    )


def open_second(since: date, strategy: int, cast: Cast, trail: Trail) -> None:
    """Open the second initiative: phases, and the credits of its ministry for its first year."""
    start, ministry = date(since.year + START, 4, 1), cast.organisations[SECOND]
    initiative = open_initiative(
        JOB, name=RELAYS, ministry_id=ministry, began_on=start, fictitious=True, strategy_id=strategy
    )
    first, _later = cut(initiative.pk, start)
    number = open_envelope(JOB, initiative_id=initiative.pk, name="Enveloppe fictive des relais", phase_id=first)
    postings = Postings(number, cast, trail, prefix="demo-relays", ministry=SECOND)
    for kind, amount, days in SUMS:
        postings.add(kind, Decimal(amount), start + timedelta(days=days), f"Pièce fictive des relais, {start.year}")
    postings.post()
