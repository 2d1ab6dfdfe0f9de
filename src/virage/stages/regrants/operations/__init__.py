"""Set money aside for enterprises, give it on, declare what else one received."""

from virage.stages.regrants.operations.declaring import (
    confirm_aids,
    correct_aid,
    declare_aid,
    remove_aid,
    tell_aid_apart,
)
from virage.stages.regrants.operations.giving import (
    grant_regrant,
    pay_regrant,
    propose_regrant,
    refuse_regrant,
    renounce_regrant,
)
from virage.stages.regrants.operations.opening import open_regrant_line
from virage.stages.regrants.operations.refusals import (
    AboveCeiling,
    AidsNotConfirmed,
    BeyondAgreement,
    BeyondLine,
    NotInOrder,
    NotSelected,
    NotYourMoney,
    OwnerConfirms,
    ProposedByYou,
    SaySettled,
    SayWhy,
)

__all__ = [
    "AboveCeiling",
    "AidsNotConfirmed",
    "BeyondAgreement",
    "BeyondLine",
    "NotInOrder",
    "NotSelected",
    "NotYourMoney",
    "OwnerConfirms",
    "ProposedByYou",
    "SaySettled",
    "SayWhy",
    "confirm_aids",
    "correct_aid",
    "declare_aid",
    "grant_regrant",
    "open_regrant_line",
    "pay_regrant",
    "propose_regrant",
    "refuse_regrant",
    "remove_aid",
    "renounce_regrant",
    "tell_aid_apart",
]
