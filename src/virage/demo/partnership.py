"""Files shared with the partner, and referrals: one accepted with what came of it, one declined, one that waits."""

import random
from datetime import date, datetime, timedelta
from uuid import uuid5

from virage.base.viewer import Role
from virage.base.words import day
from virage.demo.cast import ORGANISATIONS, PARTNER, Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.states import DeclineReason
from virage.stages.concertation.models import Referral
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.models import AccessGrant, Consent
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import words_of
from virage.stages.programme.models import Project

SHARED = 7
MONTHS = timedelta(days=365)
REFERRED = (
    (ReferralState.ACCEPTED, "Le plan est prêt; il manque un prêt pour l’équipement.", "", "Rencontre le mois suivant.",
     "Prêt fictif de 40 000 $ consenti; équipement commandé."),
    (ReferralState.DECLINED, "L’entreprise cherche à financer un site transactionnel.", DeclineReason.NEED,
     "Nous ne finançons pas les sites; votre institution le peut.", ""),
    (ReferralState.WAITING, "Trois soumissions en main, financement à compléter.", "", "", ""),
    (ReferralState.PROPOSED, "Un échange sur le financement vous aiderait à choisir.", "", "", ""),
)  # fmt: skip
"""State, why, reason to decline, words of the partner, what came of it."""


SENT = (
    (ReferralState.REFUSED, "Un autre projet offre la formation que l’équipe demande."),
    (ReferralState.PROPOSED, "Un projet voisin accompagne le choix d’un logiciel, sans frais."),
)
"""Referrals by the partner, to another project: what the enterprise said, and why."""


def write(rng: random.Random, on: date, cast: Cast, trail: Trail) -> None:
    """Share some open files with the partner, and refer others to it."""
    rows = CaseFile.objects.for_operation().filter(closed_at=None, opened_at__lt=at(on - timedelta(days=30), 0))
    rows = rows.select_related("enterprise", "request", "project").order_by("-opened_at", "pk")
    chosen = rng.sample(list(rows), SHARED + len(REFERRED))
    for rank, file in enumerate(chosen[:SHARED]):
        _share(file, at(on - timedelta(days=rank + 3), 10), cast, trail)
    for file, (state, why) in zip(chosen, SENT, strict=False):
        _send_on(file, state, why, at(on - timedelta(days=2), 9), cast, trail)
    for rank, (file, story) in enumerate(zip(chosen[SHARED:], REFERRED, strict=True)):
        _refer(file, story, at(on - timedelta(days=24 - 6 * rank), 11), cast, trail)


def _share(file: CaseFile, moment: datetime, cast: Cast, trail: Trail) -> None:
    until = moment + MONTHS
    words = words_of(Purpose.SHARING, organisation=ORGANISATIONS[PARTNER][0], until=day(until.date(), "fr"))
    _open(file, Purpose.SHARING, words, "avancement partagé avec ce partenaire", moment, cast, until=until)
    trail.add(moment, "link", "access.granted", "enterprise", file.enterprise_id, cast.organisations[PARTNER])


def _open(  # noqa: PLR0917 — the story hands over all it knows
    file: CaseFile,
    purpose: Purpose,
    words: str,
    reason: str,
    moment: datetime,
    cast: Cast,
    *,
    until: datetime | None = None,
    referral: Referral | None = None,
    closed: datetime | None = None,
) -> None:
    partner = cast.organisations[PARTNER]
    Consent.objects.create(
        enterprise_id=file.enterprise_id, organisation_id=partner, purpose=purpose, text=words, given_at=moment
    )
    AccessGrant.objects.create(
        enterprise_id=file.enterprise_id,
        organisation_id=partner,
        matter=referral.matter if referral else file.request.matter,
        purpose=purpose,
        reason=reason,
        given_by="link",
        begins_at=moment,
        ends_at=until,
        revoked_at=closed,
    )


def _refer(
    file: CaseFile, story: tuple[ReferralState, str, str, str, str], moment: datetime, cast: Cast, trail: Trail
) -> None:
    state, why, reason, words, outcome = story
    agreed = moment + timedelta(days=1) if state != ReferralState.PROPOSED else None
    answered = moment + timedelta(days=3) if state in {ReferralState.ACCEPTED, ReferralState.DECLINED} else None
    referral = Referral.objects.create(
        matter=uuid5(file.enterprise.key, "referral"),
        enterprise_id=file.enterprise_id,
        sender_id=file.project.promoter_id,
        receiver_id=cast.organisations[PARTNER],
        why=why,
        proposed_at=moment,
        proposed_by=f"person:{file.owner_id}",
        state=state,
        agreed_at=agreed,
        answered_at=answered,
        answered_by=cast.by(PARTNER, Role.PARTNER) if answered else "",
        decline_reason=reason,
        words=words,
        outcome=outcome,
    )
    trail.add(moment, referral.proposed_by, "referral.proposed", "referral", referral.pk, file.project.promoter_id)
    if agreed:
        named = words_of(Purpose.REFERRAL, organisation=ORGANISATIONS[PARTNER][0])
        declined = answered if state == ReferralState.DECLINED else None
        _open(
            file,
            Purpose.REFERRAL,
            named,
            "aiguillage",
            agreed,
            cast,
            referral=referral,
            closed=declined,
        )
        trail.add(agreed, "link", "referral.agreed", "referral", referral.pk, file.project.promoter_id)


def _send_on(  # noqa: PLR0917
    file: CaseFile, state: ReferralState, why: str, moment: datetime, cast: Cast, trail: Trail
) -> None:
    others = Project.objects.for_operation().filter(accepts_requests=True).exclude(promoter_id=file.project.promoter_id)
    project, partner = others.order_by("pk")[0], cast.organisations[PARTNER]
    referral = Referral.objects.create(
        matter=uuid5(file.enterprise.key, "onward"),
        enterprise_id=file.enterprise_id,
        sender_id=partner,
        receiver_id=project.promoter_id,
        project=project,
        why=why,
        proposed_at=moment,
        proposed_by=cast.by(PARTNER, Role.PARTNER),
        state=state,
    )
    trail.add(moment, referral.proposed_by, "referral.proposed", "referral", referral.pk, partner)
