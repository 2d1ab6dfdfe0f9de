"""Where a public promise stands, and why, in words."""

from collections.abc import Mapping
from enum import StrEnum

from virage.core.words import Words


class State(StrEnum):
    """Where a pledge stands on a date."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    NOT_OBSERVABLE = "not_observable"


STATES: Mapping[State, Words] = {
    State.OPEN: Words(fr="en cours", en="under way"),
    State.KEPT: Words(fr="tenu", en="kept"),
    State.LATE: Words(fr="observé en retard", en="seen late"),
    State.MISSED: Words(fr="manqué", en="missed"),
    State.NOT_OBSERVABLE: Words(fr="non observable", en="not observable"),
}


class Because(StrEnum):
    """Why a pledge is in its state."""

    NOT_DUE = "not_due"
    REACHED = "reached"
    REACHED_NO_DEADLINE = "reached_no_deadline"
    SEEN_AFTER = "seen_after"
    REACHED_AFTER = "reached_after"
    BELOW_AFTER = "below_after"
    BELOW_NO_DEADLINE = "below_no_deadline"
    NOTHING_PROVES = "nothing_proves"
    NOTHING_SEEN = "nothing_seen"


REASONS: Mapping[Because, Words] = {
    Because.NOT_DUE: Words(fr="L’échéance n’est pas passée.", en="The deadline has not passed."),
    Because.REACHED: Words(
        fr="Une source montre le nombre promis atteint avant l’échéance.",
        en="A source shows the promised number reached by the deadline.",
    ),
    Because.REACHED_NO_DEADLINE: Words(
        fr="Une source montre le nombre promis atteint; aucune échéance n’est publiée.",
        en="A source shows the promised number reached; no deadline is published.",
    ),
    Because.SEEN_AFTER: Words(
        fr="Une source le montre atteint après l’échéance; aucune ne dit s’il l’était déjà à l’échéance.",
        en="A source shows it reached after the deadline; none says whether it already was by the deadline.",
    ),
    Because.REACHED_AFTER: Words(
        fr="Les sources montrent le nombre promis non atteint à l’échéance, puis atteint.",
        en="Sources show the promised number not reached at the deadline, then reached.",
    ),
    Because.BELOW_AFTER: Words(
        fr="Une source datée de l’échéance ou d’après montre moins que promis.",
        en="A source dated at or after the deadline shows less than promised.",
    ),
    Because.BELOW_NO_DEADLINE: Words(
        fr="La dernière source montre moins que promis; aucune échéance n’est publiée.",
        en="The last source shows less than promised; no deadline is published.",
    ),
    Because.NOTHING_SEEN: Words(
        fr="Aucune source consultée n’en dit rien à cette date.",
        en="No source we read says anything of it by this date.",
    ),
    Because.NOTHING_PROVES: Words(
        fr="Ce qui est publié ne mesure pas ce qui a été promis; rien ne permet de conclure.",
        en="What is published does not measure what was promised; nothing allows a conclusion.",
    ),
}
