"""`virage send`: lists asked for, reminders of the day, then the e-mails that are due; every minute."""

import argparse
from typing import TYPE_CHECKING

from virage.cli import frame
from virage.cli.installation import UNSOUND, on_installation

if TYPE_CHECKING:
    from virage.cli.frame import Commands


def add(commands: "Commands") -> None:
    """Declare the command."""
    on_installation(commands.add_parser("send", help="send the e-mails that are due"), run)


def run(_arguments: argparse.Namespace) -> int:
    """Send; 1 when some message did not leave."""
    from django.utils import timezone

    from virage.base.viewer import Viewer
    from virage.stages.agreements.operations import remind_of_deliverables
    from virage.stages.awareness.operations import lapse_offers
    from virage.stages.awareness.queries import late_offers
    from virage.stages.campaigns.operations import send_invitations
    from virage.stages.campaigns.queries import invitations_due
    from virage.stages.casefiles.operations import lapse_passings, late_passings, remind_of_moves
    from virage.stages.exchange.operations import prepare_exports
    from virage.stages.messages.operations import send_due
    from virage.stages.messages.queries import unsent_messages

    job, now = Viewer.system("mail"), timezone.now()
    if late_offers(job, at=now):
        lapse_offers(job, at=now)
    if invitations_due(job, at=now):
        send_invitations(job, at=now)
    prepared, not_prepared = prepare_exports(job)
    if late_passings(now):
        lapse_passings(job, at=now)
    reminded = remind_of_moves(job, at=now)
    recalled = remind_of_deliverables(job, at=now)
    sent, _refused = send_due(job, at=now)
    stuck = unsent_messages(job)
    frame.answer(
        {
            "sent": sent,
            "not_sent": [{"id": m.id, "state": m.state, "error": m.error} for m in stuck],
            "reminded": reminded,
            "recalled": recalled,
            "lists": prepared,
            "lists_not_prepared": not_prepared,
        }
    )
    return UNSOUND if stuck or not_prepared else frame.ANSWERED
