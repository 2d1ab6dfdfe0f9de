"""What came of the invented files: plans handed over, decisions on an aid, rollouts accepted."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from virage.demo.clock import at
from virage.demo.stories import Asked
from virage.stages.casefiles.models import CaseFile, Result
from virage.stages.casefiles.states import ResultKind
from virage.stages.programme.states import Stage

REFUSED_EACH = 6
AMOUNTS = (5000, 7500, 12000, 15000, 20000)


def results_of(case_file: CaseFile, asked: Asked, rank: int) -> Iterator[Result]:
    """The plan on the day of the second visit; past the advice, an aid and a rollout on the days of the last ones."""
    days = [day for day, _quarters in asked.services]
    if len(days) > 1:
        yield _result(case_file, ResultKind.PLAN, days[1])
    if case_file.stage == Stage.ADVICE:
        return
    favourable = bool(rank % REFUSED_EACH)
    yield _result(
        case_file,
        ResultKind.DECISION,
        days[-2],
        what="Aide fictive au projet numérique",
        favourable=favourable,
        signed_on=days[-1] if favourable else None,
        amount=Decimal(AMOUNTS[rank % len(AMOUNTS)]) if favourable else None,
    )
    if case_file.stage == Stage.TECHNOLOGY:
        yield _result(
            case_file,
            ResultKind.ROLLOUT,
            days[-1],
            what="Logiciel de gestion",
            begun_on=days[-2],
            accepted_by="Responsable fictive des opérations",
        )


def _result(case_file: CaseFile, kind: ResultKind, on: date, **said: object) -> Result:
    return Result(
        case_file=case_file,
        kind=kind,
        happened_on=on,
        by=f"person:{case_file.owner_id}",
        noted_at=at(on, 17),
        **said,
    )
