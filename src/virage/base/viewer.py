"""Who is looking: one frozen value, built once per request, taken by every policy, query and operation."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from uuid import UUID


class Role(StrEnum):
    """What a person does for an organisation. An owner has no role: a private key opens the thread."""

    ADVISER = "adviser"
    PROMOTER = "promoter"
    ANALYST = "analyst"
    DIRECTOR = "director"
    FINANCE = "finance"
    APPROVER = "approver"
    PARTNER = "partner"
    COUNCIL = "council"
    AUDITOR = "auditor"


MINISTRY = frozenset({Role.ANALYST, Role.DIRECTOR, Role.FINANCE, Role.APPROVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One role held in one organisation; ``exports`` when it may also take lists away as files."""

    role: Role
    organisation_id: int
    organisation: str
    exports: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A person, a holder of private keys, a job, or the public.

    ``keys`` are the threads this browser was handed: those it began, and those a private link opened.

    >>> Viewer.public().is_person
    False
    >>> Viewer.system("retention").by
    'job:retention'
    """

    person_id: int | None = None
    name: str = ""
    memberships: tuple[Membership, ...] = ()
    keys: frozenset[UUID] = frozenset()
    language: str = "fr"
    screen: str = ""
    job: str = ""

    @classmethod
    def public(cls, *, language: str = "fr", screen: str = "") -> Self:
        """Anyone, without an account and without a key."""
        return cls(language=language, screen=screen)

    @classmethod
    def link(cls, *keys: UUID, language: str = "fr", screen: str = "") -> Self:
        """Whoever holds the private keys of these threads."""
        return cls(keys=frozenset(keys), language=language, screen=screen)

    @classmethod
    def system(cls, job: str) -> Self:
        """A job of this installation, named."""
        return cls(job=job, screen=f"job:{job}")

    @property
    def is_person(self) -> bool:
        """True for someone signed in."""
        return self.person_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held, in whatever organisation."""
        return frozenset(m.role for m in self.memberships)

    @property
    def by(self) -> str:
        """The recorded form: an internal key, never a name."""
        if self.job:
            return f"job:{self.job}"
        if self.person_id is not None:
            return f"person:{self.person_id}"
        return "link" if self.keys else "public"

    def has(self, *roles: Role) -> bool:
        """True when one of these roles is held."""
        return bool(self.roles.intersection(roles))

    def organisations(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations where one of these roles is held."""
        return frozenset(m.organisation_id for m in self.memberships if m.role in roles)

    def exports(self, *roles: Role) -> bool:
        """True when one of these roles is held, and wherever it is held it may take lists away."""
        held = [m.exports for m in self.memberships if m.role in roles]
        return bool(held) and all(held)

    def holding(self, *keys: UUID) -> Self:
        """The same viewer with more private keys."""
        return replace(self, keys=self.keys | frozenset(keys))
