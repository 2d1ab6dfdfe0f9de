"""Whether an enterprise falls in a sector, from what it said and what is known of it."""

from collections.abc import Collection, Mapping

from virage.core.answers import Answer
from virage.core.sectors import Sector, SectorRole, within
from virage.core.values import Facts


def fits(chosen_id: str | None, facts: Facts, target: Sector, sectors: Mapping[str, Sector]) -> Answer:
    """Say whether an enterprise is of a sector: the one it chose, else its legal form or its SCIAN code.

    Without a code, the sector chosen answers as far as its own codes allow.
    """
    if chosen_id == target.id:
        return Answer.YES
    if target.legal_form_based:
        known = facts.get("social_economy")
        return Answer.of(known if isinstance(known, bool) else None)
    code = facts.get("scian")
    if isinstance(code, str):
        return target.covers(code)
    chosen = sectors.get(chosen_id or "")
    if chosen is None or chosen.legal_form_based:
        return Answer.UNKNOWN
    if chosen.role is SectorRole.GENERAL:
        return _outside(target, sectors)
    return within(chosen.scian, target.scian)


def _outside(target: Sector, sectors: Mapping[str, Sector]) -> Answer:
    """Someone of no sector, code unknown: only what none of the sectors covers may still fit."""
    mine = [s for s in sectors.values() if s.role is SectorRole.SECTOR and s.scian]
    covered = target.role is SectorRole.SECTOR or any(within(target.scian, s.scian) is Answer.YES for s in mine)
    return Answer.NO if covered else Answer.UNKNOWN


def family(chosen_id: str | None, served: Collection[str], sectors: Mapping[str, Sector]) -> Answer:
    """Say yes when every part of the sector chosen is served: food services and accommodation."""
    parts = {s.id for s in sectors.values() if s.parent is not None and s.parent == chosen_id}
    return Answer.of(bool(parts) and parts <= set(served))
