"""Letters: one that did not leave, the link that stops news."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import JOB, Cast
from tests.house.samples.enterprises import owned
from tests.house.samples.registry import Arguments, sample
from virage.stages.messages.models import Message
from virage.stages.messages.news import stop_token
from virage.stages.messages.operations import post_message


@sample
def stuck_message(cast: Cast) -> Arguments:
    """A message of the promoter's, refused once."""
    number = post_message(
        JOB,
        kind="private_link",
        address="pme@example.org",
        due_at=timezone.now() + timedelta(days=1),
        organisation_id=cast.organisations["promoter"],
        link="-",
        ends=timezone.now(),
    )
    Message.objects.for_operation().filter(pk=number).update(last_error="TimeoutError: timed out", attempts=1)
    return {"message_id": number}


@sample
def stop_link(cast: Cast) -> Arguments:
    return {"token": stop_token(owned(cast).pk)}
