"""One letter that did not leave: what its promoter and the ministry then read, and may do about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from virage.demo.cast import ORGANISATIONS, Cast
from virage.demo.clock import at, working
from virage.demo.portfolio import Announced
from virage.stages.casefiles.operations.letters import LETTERS
from virage.stages.casefiles.states import DeclineReason
from virage.stages.messages.models import Message
from virage.stages.messages.operations import address_of
from virage.stages.messages.policies import MAX_ATTEMPTS, pause_after
from virage.stages.messages.rendering import words_of

KIND, PROMOTER = "request_declined", "batiment"
ADDRESS = "burau@ateliers-du-quai.example"  # a slip of the finger: what the promoter is there to see
ERROR = f"SMTPRecipientsRefused: {{'{ADDRESS}': (550, b'5.1.1 No such user')}}"


def write(on: date, projects: Sequence[Announced], cast: Cast) -> None:
    """An answer to an enterprise at a mistyped address, tried eight times and given up."""
    project = next(one for one in projects if one.promoter == PROMOTER)
    written = at(working(on - timedelta(days=10)), 10, 20)
    words = words_of(
        KIND,
        "fr",
        promoter=ORGANISATIONS[PROMOTER][0],
        project=project.name,
        reason=DeclineReason.FULL.label,
        aids=address_of("public:aids", "fr"),
        activities=address_of("public:calendar", "fr"),
    )
    given_up = written + sum((pause_after(tried) for tried in range(1, MAX_ATTEMPTS)), timedelta())
    Message.objects.create(
        kind=KIND,
        address=ADDRESS,
        language="fr",
        subject=words.subject,
        body=words.body,
        organisation_id=cast.organisations[PROMOTER],
        by=LETTERS.by,
        at=written,
        due_at=given_up,
        attempts=MAX_ATTEMPTS,
        last_error=ERROR,
        failed_at=given_up,
    )
