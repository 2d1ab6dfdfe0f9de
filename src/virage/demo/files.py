"""Requests to be called back, their answers, and the case files that follow."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from virage.base.viewer import Role
from virage.demo.cast import Cast
from virage.demo.clock import at, some_time
from virage.demo.results import results_of
from virage.demo.stories import Asked, Story
from virage.demo.trail import Trail
from virage.stages.casefiles.models import CaseFile, Request, Result, Service
from virage.stages.casefiles.states import DeclineReason, NextMove, Outcome, RequestState
from virage.stages.directory.models import AccessGrant
from virage.stages.directory.states import Purpose
from virage.stages.programme.states import Stage

DECLINES = {
    DeclineReason.FULL: "Nos places de la saison sont prises; « Premier pas numérique » vous attend.",
    DeclineReason.NEED: "Votre besoin touche l’entretien d’un site existant, ce que ce projet n’offre pas.",
}
MOVES: dict[NextMove, tuple[str, ...]] = {
    NextMove.ADVISER: (
        "Remettre le plan d’intervention",
        "Préparer la visite de l’atelier",
        "Comparer trois soumissions",
        "Relire la demande d’aide",
    ),
    NextMove.ENTERPRISE: (
        "Envoyer les deux derniers états financiers",
        "Choisir les actions à garder",
        "Confirmer la demande préparée",
    ),
    NextMove.PROMOTER: ("Désigner une personne-conseil", "Confirmer la place dans la cohorte"),
}
RATE = 120
VISITS = ("Diagnostic sur place", "Plan d’intervention", "Choix d’un logiciel", "Formation de l’équipe", "Suivi")


def write(rng: random.Random, stories: Sequence[Story], ids: Mapping[UUID, int], cast: Cast, trail: Trail) -> None:
    """Write requests, grants of access, case files, services and results."""
    asking = [(story, story.asked) for story in stories if story.asked]
    requests = Request.objects.bulk_create(
        _request(rng, story.key, ids[story.key], asked, cast) for story, asked in asking
    )
    AccessGrant.objects.bulk_create(
        _grant(request, asked, cast) for request, (_story, asked) in zip(requests, asking, strict=True)
    )
    for request, (_story, asked) in zip(requests, asking, strict=True):
        organisation = cast.organisations[asked.project.promoter]
        trail.add(request.asked_at, "link", "request.made", "request", request.pk, organisation)
        if request.answered_at:
            verb, reason = f"request.{asked.state.value}", request.decline_reason
            trail.add(
                request.answered_at, request.answered_by, verb, "request", request.pk, organisation, reason=reason
            )
    accepted = [
        (r, asked) for r, (_s, asked) in zip(requests, asking, strict=True) if asked.state == RequestState.ACCEPTED
    ]
    files = CaseFile.objects.bulk_create(_file(rng, request, asked, cast) for request, asked in accepted)
    services, obtained = [], []
    for number, (case_file, (_request_row, asked)) in enumerate(zip(files, accepted, strict=True)):
        organisation, owner = cast.organisations[asked.project.promoter], f"person:{case_file.owner_id}"
        trail.add(
            case_file.opened_at,
            owner,
            "case_file.opened",
            "case_file",
            case_file.pk,
            organisation,
            owner=case_file.owner_id,
        )
        for rank, (day, quarters) in enumerate(asked.services):
            hours = Decimal(quarters) / 4
            services.append(_service(case_file, day, hours, min(rank, len(VISITS) - 1), owner))
            trail.add(at(day, 17), owner, "service.logged", "case_file", case_file.pk, organisation, hours=str(hours))
        for result in results_of(case_file, asked, number):
            obtained.append(result)
            said = {"result": result.kind, "on": result.happened_on.isoformat()}
            trail.add(result.noted_at, owner, "result.noted", "case_file", case_file.pk, organisation, **said)
    Service.objects.bulk_create(services)
    Result.objects.bulk_create(obtained)


def _service(case_file: CaseFile, on: date, hours: Decimal, visit: int, owner: str) -> Service:
    """Hours given; the plan is handed over, and the project pays three quarters of the invented price."""
    plan = VISITS[visit] == "Plan d’intervention"
    return Service(
        case_file=case_file,
        given_on=on,
        hours=hours,
        what=VISITS[visit],
        by=owner,
        noted_at=at(on, 17),
        deliverable="Plan d’intervention, dix pages" if plan else "",
        handed_on=on if plan else None,
        price=hours * RATE,
        enterprise_share=25,
        project_share=75,
    )


def _request(rng: random.Random, key: UUID, enterprise: int, asked: Asked, cast: Cast) -> Request:
    withdrawn = asked.state == RequestState.WITHDRAWN
    by = "link" if withdrawn else cast.by(asked.project.promoter, Role.PROMOTER)
    return Request(
        matter=uuid5(key, "request"),
        enterprise_id=enterprise,
        project_id=asked.project.id,
        need=asked.need,
        best_time=asked.best_time,
        asked_at=some_time(rng, asked.on),
        state=asked.state,
        answered_at=some_time(rng, asked.answered_on) if asked.answered_on else None,
        answered_by=by if asked.answered_on else "",
        decline_reason=asked.reason or "",
        words=DECLINES[asked.reason] if asked.reason else "",
    )


def _grant(request: Request, asked: Asked, cast: Cast) -> AccessGrant:
    """Closed again when the promoter declined or the enterprise took its request back."""
    kept = asked.state in {RequestState.WAITING, RequestState.ACCEPTED}
    return AccessGrant(
        enterprise_id=request.enterprise_id,
        organisation_id=cast.organisations[asked.project.promoter],
        reason=f"demande de rappel no {request.pk}",
        matter=request.matter,
        purpose=Purpose.CALL_BACK,
        given_by="link",
        begins_at=request.asked_at,
        revoked_at=None if kept else request.answered_at,
    )


def _outcome(rng: random.Random, asked: Asked) -> Outcome:
    """Whoever was given hours mostly ends well; the others leave, fall silent or are sent elsewhere."""
    if len(asked.services) > 2:  # noqa: PLR2004
        return Outcome.DONE
    return rng.choice((Outcome.SILENT, Outcome.LEFT, Outcome.REFERRED, Outcome.UNSUITED))


def _file(rng: random.Random, request: Request, asked: Asked, cast: Cast) -> CaseFile:
    opened: datetime = request.answered_at or request.asked_at
    by = rng.choices(tuple(MOVES), (6, 4, 1))[0]
    stage = Stage.ADVICE if len(asked.services) < 3 else rng.choice((Stage.ADVICE, Stage.FUNDING, Stage.TECHNOLOGY))  # noqa: PLR2004
    closed: date | None = asked.closed_on
    return CaseFile(
        request=request,
        story=request.matter,
        enterprise_id=request.enterprise_id,
        project_id=asked.project.id,
        opened_at=opened,
        closed_at=at(closed, 16) if closed else None,
        outcome=_outcome(rng, asked) if closed else "",
        stage=stage,
        owner_id=rng.choice(cast.owners(asked.project.promoter)),
        next_move="Dossier fermé" if closed else rng.choice(MOVES[by]),
        next_move_by=by,
        next_move_on=closed or asked.next_move_on or opened.date() + timedelta(days=14),
        version=1 + len(asked.services),
    )
