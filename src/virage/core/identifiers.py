"""The numbers that name an enterprise: NEQ and federal business number."""

import re

NEQ_DIGITS = 10
BN_DIGITS = 9
CLAIMED_PREFIXES = ("11", "22", "33", "88")
"""Prefixes that users of the register speak of; no page of its registrar confirms them: a warning, never a refusal."""


def read_neq(typed: str) -> str | None:
    """Read a NEQ as people type it; None when it does not have ten digits, the only rule published.

    >>> read_neq("1140 030 355"), read_neq("114003035"), read_neq("1140O30355")
    ('1140030355', None, None)
    """
    return _digits(typed, NEQ_DIGITS)


def neq_looks_odd(neq: str) -> bool:
    """Say whether a NEQ begins as none is said to begin: worth a second look, nothing more.

    >>> neq_looks_odd("1140030355"), neq_looks_odd("5140030355")
    (False, True)
    """
    return not neq.startswith(CLAIMED_PREFIXES)


def say_neq(neq: str) -> str:
    r"""Write a NEQ in groups that one can read aloud.

    >>> say_neq("1140030355")
    '1140\xa0030\xa0355'
    """
    return f"{neq[:4]}\u00a0{neq[4:7]}\u00a0{neq[7:]}"


def read_bn(typed: str) -> str | None:
    """Read a federal business number; a program account (`RT0001`) after it is left out.

    None when it does not have nine digits whose last checks the others (Luhn, Canada Revenue Agency).

    >>> read_bn("12302 6635"), read_bn("123026635RC0001"), read_bn("123026634")
    ('123026635', '123026635', None)
    """
    from stdnum.ca import bn

    root = re.sub(r"R[A-Z]\d{4}$", "", re.sub(r"[\s.\u00a0\u202f-]", "", typed).upper())
    number = _digits(root, BN_DIGITS)
    return number if number and bn.is_valid(number) else None


def _digits(typed: str, length: int) -> str | None:
    bare = re.sub(r"[\s.\u00a0\u202f-]", "", typed)
    return bare if re.fullmatch(rf"[0-9]{{{length}}}", bare) else None
