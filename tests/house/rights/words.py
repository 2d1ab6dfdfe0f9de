"""How a right is written: who gets what, from which sample."""

from dataclasses import dataclass, replace

from virage.base.viewer import Role

STRANGER, OWNER = "stranger", "owner"
OUTSIDERS = (STRANGER, OWNER)
VIEWERS = (*OUTSIDERS, *Role)
LOGIN = "login"  # sent to sign in
Outcome = int | str  # a status, LOGIN, or the name of the route where one is sent


@dataclass(frozen=True, kw_only=True)
class Right:
    """What each viewer gets from GET, or from POST where the route only acts."""

    outcomes: dict[str, Outcome]
    acts: bool = False
    sample: str = ""
    query: str = ""


def everyone(outcome: Outcome = 200, sample: str = "") -> Right:
    """The same for all."""
    return Right(outcomes=dict.fromkeys(VIEWERS, outcome), sample=sample)


def people(outcome: Outcome = 200, *, others: Outcome = LOGIN, sample: str = "") -> Right:
    """Whoever signed in, in any role."""
    return Right(outcomes={**dict.fromkeys(OUTSIDERS, others), **dict.fromkeys(Role, outcome)}, sample=sample)


def only(*roles: str, outcome: Outcome = 200, colleagues: Outcome = 403, sample: str = "") -> Right:
    """These roles (or OWNER); other people get ``colleagues``, outsiders are sent to sign in."""
    outcomes = {**dict.fromkeys(OUTSIDERS, LOGIN), **dict.fromkeys(Role, colleagues), **dict.fromkeys(roles, outcome)}
    return Right(outcomes=outcomes, sample=sample)


def holders(*roles: str, outcome: Outcome = 200, others: Outcome = 404, sample: str = "", query: str = "") -> Right:
    """Whoever holds the thing; for everyone else it does not exist."""
    outcomes = {**dict.fromkeys(VIEWERS, others), **dict.fromkeys(roles, outcome)}
    return Right(outcomes=outcomes, sample=sample, query=query)


def replace_some(right: Right, outcome: Outcome, *roles: str) -> Right:
    """The same, but for these."""
    return replace(right, outcomes={**right.outcomes, **dict.fromkeys(roles, outcome)})


def quicker(outcome: Outcome, after: Outcome, *, sample: str) -> Right:
    """The analyst or the direction, once: the analyst is quicker."""
    return replace_some(only(Role.ANALYST, Role.DIRECTOR, outcome=outcome, sample=sample), after, Role.DIRECTOR)


def closed(sample: str = "") -> Right:
    """A name that a library needs, behind which nothing stands."""
    return everyone(404, sample=sample)


def act(right: Right) -> Right:
    """The route only writes: GET answers 405 to all, and the outcomes are those of POST."""
    return replace(right, acts=True)


def taken_away(desk: str, listed: str) -> dict[str, Right]:
    """Lists of a desk: a right of its own, which nobody here was given."""
    return {
        f"{desk}:export": act(only(sample=listed)),
        f"{desk}:exports": only(),
        f"{desk}:fetch_export": act(only(sample="prepared_list")),
    }
