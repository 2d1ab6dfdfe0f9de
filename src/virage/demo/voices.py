"""Who agreed to news, and invented answers to the survey on barriers, heard at sessions."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from virage.base.library import library
from virage.content.surveys import SURVEY
from virage.demo.clock import some_time
from virage.demo.stories import REGION_WEIGHTS, SECTOR_WEIGHTS, Story
from virage.demo.trail import Trail
from virage.stages.directory.models import Consent
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of
from virage.stages.insight.models import SurveyResponse

AGREE = 0.6
ANSWERS = 460
BARRIERS = {"knowledge": 26, "time": 34, "urgency": 10, "cost": 24, "other": 6}
LEANING = {"construction": ("time", 3), "fabrication": ("cost", 2), "commerce_detail": ("knowledge", 2)}
"""Where one barrier weighs so many times more: a difference for the test to find."""


def write(rng: random.Random, on: date, stories: Sequence[Story], ids: Mapping[UUID, int], trail: Trail) -> None:
    """Write the consents to news, and the responses without a name."""
    consents = []
    for story in stories:
        if not story.anonymous and rng.random() < AGREE:
            at = some_time(rng, min(story.began_on, on - timedelta(days=1)))
            consents.append(
                Consent(enterprise_id=ids[story.key], purpose=Purpose.NEWS, text=words_of(Purpose.NEWS), given_at=at)
            )
            trail.add(at, "link", "consent.given", "enterprise", ids[story.key], purpose=Purpose.NEWS.value)
    Consent.objects.bulk_create(consents)
    survey = library().surveys[SURVEY]
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            survey=survey.id,
            version=survey.version,
            content_hash=survey.digest,
            sector=sector,
            region=rng.choices(list(REGION_WEIGHTS), list(REGION_WEIGHTS.values()))[0],
            answers={
                question.id: _barrier(rng, sector) if question.id == "barrier" else rng.choice(list(question.options))
                for question in survey.questions
            },
            answered_on=on - timedelta(days=rng.randint(5, 240)),
        )
        for sector in rng.choices(list(SECTOR_WEIGHTS), list(SECTOR_WEIGHTS.values()), k=ANSWERS)
    )


def _barrier(rng: random.Random, sector: str) -> str:
    more, times = LEANING.get(sector, ("", 1))
    return rng.choices(list(BARRIERS), [weight * (times if name == more else 1) for name, weight in BARRIERS.items()])[
        0
    ]
