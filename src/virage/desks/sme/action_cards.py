"""An action as an owner reads it: what it is, the answers and the words that call for it, who could pay."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from virage.base.library import library
from virage.core.instruments import NOT_APPLICABLE, UNKNOWN
from virage.stages.assessments.queries import Sheet
from virage.stages.funding.queries import AidBoard, AidLine
from virage.stages.plans.queries import PlannedAction, need_in

MOST_PAYERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCard:
    """One action, why it is there, and the aids that say they accept such expenses for such an object.

    ``reasons`` are whole sentences: what the owner told us, then each answer that calls for the action.
    """

    step: PlannedAction
    title: str
    why: str
    reasons: tuple[str, ...]
    payers: tuple[AidLine, ...]


def action_card(step: PlannedAction, sheet: Sheet, board: AidBoard, language: str) -> ActionCard:
    """An action and, in the owner's own words, what calls for it."""
    entry = step.action.entry
    return ActionCard(
        step=step,
        title=entry.title.words.say(language),
        why=entry.summary.words.say(language),
        reasons=(*_told(step, need_in(sheet.profile), language), *_answered(step, sheet, language)),
        payers=board.payers_of(entry)[:MOST_PAYERS],
    )


def _told(step: PlannedAction, need: str, language: str) -> Iterator[str]:
    """The owner's own sentence, when it asks for this action or for one that rests on it."""
    if step.said is None:
        return
    yield _("Vous nous avez dit : « %(need)s »") % {"need": need.strip()}
    if not step.said.words:
        title = library().actions[step.said.towards[0]].entry.title.words.say(language)
        yield _("C’est le premier pas vers « %(title)s »") % {"title": title}


def _answered(step: PlannedAction, sheet: Sheet, language: str) -> Iterator[str]:
    for name in step.because:
        chosen = sheet.answers.get(name)
        if name in sheet.instrument.by_id and chosen not in {None, UNKNOWN, NOT_APPLICABLE}:
            question = sheet.instrument.by_id[name]
            yield _("À « %(about)s », vous avez répondu : « %(words)s »") % {
                "about": question.short.words.say(language),
                "words": question.options[str(chosen)].words.say(language),
            }
