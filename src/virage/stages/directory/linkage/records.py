"""A record as linkage reads it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from virage.core.coordinates import own_domain, phone_number, plain_street, postal_code
from virage.core.enterprise_names import name_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """One record, ready to compare; an empty string is not known.

    ``id`` is « e12 » for an enterprise, « r1140030355 » for a line of the register. ``numbered`` says that its NEQ is
    known: two such records are never compared, their numbers already tell.
    """

    id: str
    numbered: bool
    name: str
    words: str
    start: str
    phone: str
    email: str
    domain: str
    street: str
    postal: str
    bn: str

    @classmethod
    def of(
        cls,
        *,
        id: str,  # noqa: A002 — the field's own word
        name: str,
        numbered: bool = False,
        phone: str = "",
        email: str = "",
        street: str = "",
        postal: str = "",
        bn: str = "",
    ) -> Self:
        """Read a record from what people typed."""
        words = name_words(name)
        return cls(
            id=id,
            numbered=numbered,
            name=" ".join(words),
            words=" ".join(sorted(words)),
            start=" ".join(sorted(word[:4] for word in words[:2])),
            phone=phone_number(phone),
            email=email.strip().casefold(),
            domain=own_domain(email),
            street=plain_street(street),
            postal=postal_code(postal),
            bn=bn,
        )


COMMON = 5
"""What more records say than that tells nobody apart: the telephone of an accountant, the domain of a franchise."""


def without_common(records: Sequence[LinkRecord]) -> list[LinkRecord]:
    """The same records, silent where they say what many say.

    >>> one = LinkRecord.of(id="e1", name="Une", phone="418 555-0100")
    >>> [each.phone for each in without_common([one] * 6)] == [""] * 6
    True
    """
    said = {name: Counter(getattr(record, name) for record in records) for name in ("phone", "email", "domain", "bn")}

    def told(record: LinkRecord) -> LinkRecord:
        silent: dict[str, Any] = {name: "" for name, counts in said.items() if counts[getattr(record, name)] > COMMON}
        return replace(record, **silent)

    return [told(record) for record in records]
