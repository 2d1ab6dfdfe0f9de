"""What surveys keep, destroyed when its time is over."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.insight.models import SurveyInvitation, SurveyResponse


@purges("survey_invitations")
def purge_invitations(before: datetime) -> int:
    """Forget which enterprise received a link before an instant, and whether it used it; the link no longer opens."""
    return SurveyInvitation.objects.for_operation().filter(made_at__lt=before).delete()[0]


@purges("survey_responses")
def purge_responses(before: datetime) -> int:
    """Responses given before a day."""
    return SurveyResponse.objects.for_operation().filter(answered_on__lt=before.date()).delete()[0]
