"""Which enterprises a segment holds: every criterion named must be known and met; what is not known never meets one."""

from dataclasses import dataclass, field

NEVER = "never"
NOT = "not_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What is asked; what is empty asks nothing. Of a list, any one suits; of ``reach``, each must hold.

    ``reach`` names stages reached, « not_… » for one not reached, « never » for none at all. ``gap`` is a dimension
    whose score is low, ``barrier`` the one named in the quick check: both speak of answers that were sent.
    """

    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    gap: str = ""
    barrier: str = ""

    @property
    def speaks_of_answers(self) -> bool:
        """A name in such a segment would tell what its owner answered."""
        return bool(self.gap or self.barrier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is known of one enterprise."""

    sector: str = ""
    region: str = ""
    size: str = ""
    reached: frozenset[str] = field(default_factory=frozenset)
    gaps: frozenset[str] = field(default_factory=frozenset)
    barrier: str = ""


def belongs(of: Portrait, criteria: Criteria) -> bool:
    """Is this enterprise in the segment?

    >>> shop = Portrait(sector="meuble", reached=frozenset({"sensitised"}))
    >>> belongs(shop, Criteria(sectors=("meuble", "mines"), reach=("sensitised", "not_diagnosed")))
    True
    >>> belongs(shop, Criteria(regions=("06",))), belongs(shop, Criteria(reach=("never",)))
    (False, False)
    """
    lists = ((criteria.sectors, of.sector), (criteria.regions, of.region), (criteria.sizes, of.size))
    return (
        all(not wanted or known in wanted for wanted, known in lists)
        and all(_holds(of.reached, stage) for stage in criteria.reach)
        and (not criteria.gap or criteria.gap in of.gaps)
        and (not criteria.barrier or criteria.barrier == of.barrier)
    )


def _holds(reached: frozenset[str], stage: str) -> bool:
    if stage == NEVER:
        return not reached
    return stage.removeprefix(NOT) not in reached if stage.startswith(NOT) else stage in reached
