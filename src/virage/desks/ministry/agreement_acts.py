"""What may be done to an agreement, by whom, and the form of each act."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.templatetags.words import money
from virage.base.viewer import Role, Viewer
from virage.core.periods import fiscal_year
from virage.stages.agreements.forms import (
    ActForm,
    AmendForm,
    AnalysisForm,
    AnnounceForm,
    AnswerForm,
    ApproveForm,
    ChangeContributionForm,
    ChangeDeliverableForm,
    ChangeTargetForm,
    ChangeTrancheForm,
    ContributionForm,
    DeliverableForm,
    PhaseForm,
    ReceiveForm,
    ReleaseForm,
    RemoveForm,
    ReturnForm,
    SubmitForm,
    TargetForm,
    TrancheForm,
    WordsForm,
)
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.forms import CommitForm, PaymentForm, SigningForm
from virage.stages.ledger.queries import AgreementSheet, envelopes
from virage.stages.regrants.forms import OpenLineForm

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its form and its words. ``alone``: done to the agreement itself, not to one of its parts."""

    form: type[ActForm]
    title: str | Promise
    what: str | Promise
    button: str | Promise
    done: str | Promise
    alone: bool = True


class _RemoveContribution(RemoveForm):
    kind = "contribution"


class _RemoveTranche(RemoveForm):
    kind = "tranche"


class _RemoveDeliverable(RemoveForm):
    kind = "deliverable"


class _RemoveTarget(RemoveForm):
    kind = "target"


_GONE: dict[str, Any] = {
    "title": _("Retirer du brouillon"),
    "what": _("Rien n’est promis encore : ce qui est retiré d’un brouillon disparaît."),
    "button": _("Retirer"),
    "done": _("C’est retiré du brouillon."),
    "alone": False,
}
_KEPT = _("C’est enregistré.")
_CHANGED: dict[str, Any] = {
    "what": _("Rien ne change avant que l’avenant soit approuvé et signé des deux côtés; l’ancien reste lisible."),
    "button": _("Écrire ce changement"),
    "done": _("Le changement est au brouillon de l’avenant."),
    "alone": False,
}

ACTS: Mapping[str, Act] = {
    "reviser": Act(
        form=WordsForm,
        title=_("Corriger le brouillon"),
        what=_("L’objet, la voie d’autorisation, les dates."),
        button=_("Enregistrer"),
        done=_KEPT,
    ),
    "contribution": Act(
        form=ContributionForm,
        title=_("Ajouter une contribution"),
        what=_("Qui apporte quoi : l’effet de levier s’en calcule."),
        button=_("Ajouter la contribution"),
        done=_KEPT,
    ),
    "tranche": Act(
        form=TrancheForm,
        title=_("Ajouter une tranche"),
        what=_("Une part de ce que verse l’initiative. Les tranches ne dépassent pas sa contribution."),
        button=_("Ajouter la tranche"),
        done=_KEPT,
    ),
    "remise": Act(
        form=DeliverableForm,
        title=_("Ajouter un document à remettre"),
        what=_("Passé sa date et non accepté, il retient tout versement."),
        button=_("Ajouter le document"),
        done=_KEPT,
    ),
    "cible": Act(
        form=TargetForm,
        title=_("Ajouter une cible"),
        what=_("Ce qui est compté, d’où l’on part, et comment on le mesure."),
        button=_("Ajouter la cible"),
        done=_KEPT,
    ),
    "analyse": Act(
        form=AnalysisForm,
        title=_("Analyser un critère"),
        what=_("Une note, une raison et un document : l’entente ne peut pas être signée tant qu’il en manque un."),
        button=_("Enregistrer l’analyse"),
        done=_KEPT,
    ),
    "soumettre": Act(
        form=SubmitForm,
        title=_("Soumettre pour approbation"),
        what=_("Les termes ne changeront plus, à moins qu’on vous la retourne. Qui soumet n’approuve pas."),
        button=_("Soumettre"),
        done=_("L’entente est soumise."),
    ),
    "approuver": Act(
        form=ApproveForm,
        title=_("Approuver"),
        what=_("Vous donnez la prochaine approbation de la chaîne, en votre nom."),
        button=_("Approuver"),
        done=_("L’approbation est donnée."),
    ),
    "retourner": Act(
        form=ReturnForm,
        title=_("Retourner aux auteurs"),
        what=_("Elle redevient un brouillon; toutes ses approbations seront à redonner."),
        button=_("Retourner"),
        done=_("L’entente est retournée."),
    ),
    "signer": Act(
        form=SigningForm,
        title=_("Signer et engager"),
        what=_("Les deux signatures et l’engagement s’inscrivent ensemble. Ensuite, rien de l’entente ne change."),
        button=_("Signer et engager"),
        done=_("L’entente est signée."),
    ),
    "annoncer": Act(
        form=AnnounceForm,
        title=_("Dire le jour de l’annonce"),
        what=_("Le public ne sait rien de l’entente avant ce jour. Il se dit une seule fois."),
        button=_("Enregistrer ce jour"),
        done=_KEPT,
    ),
    "engager": Act(
        form=CommitForm,
        title=_("Engager un exercice"),
        what=_(
            "De l’argent de l’exercice de cette date, dans la limite de ce que l’entente et ses avenants promettent."
        ),
        button=_("Engager"),
        done=_("L’engagement est inscrit."),
    ),
    "avenant": Act(
        form=AmendForm,
        title=_("Écrire un avenant"),
        what=_(
            "Une nouvelle ligne sous le même numéro : il ajoute de l’argent, ou change ce qui est signé (date d’un "
            "document, tranche non versée, cible). Mêmes approbations, mêmes signatures."
        ),
        button=_("Commencer l’avenant"),
        done=_("Le brouillon de l’avenant est commencé. Dites maintenant ce qu’il change."),
    ),
    "phase": Act(
        form=PhaseForm,
        title=_("Écrire la phase suivante"),
        what=_("Une nouvelle entente, du même projet, qui nomme celle-ci. Ses termes et son analyse sont à écrire."),
        button=_("Commencer la phase suivante"),
        done=_("Le brouillon est commencé. Écrivez-en maintenant les termes."),
    ),
    "aides": Act(
        form=OpenLineForm,
        title=_("Prévoir des aides aux entreprises"),
        what=_("La somme que l’organisme redonne, et le plafond de cumul que l’entente écrit. Cela ne change plus."),
        button=_("Inscrire cette somme"),
        done=_("La somme est inscrite : l’organisme peut proposer des aides."),
    ),
    "recevoir": Act(
        form=ReceiveForm,
        title=_("Inscrire un document reçu"),
        what=_("Pour ce qui est arrivé autrement que par l’espace de l’organisme."),
        button=_("Inscrire"),
        done=_KEPT,
        alone=False,
    ),
    "repondre": Act(
        form=AnswerForm,
        title=_("Répondre à un document remis"),
        what=_("Accepté, il ne retient plus les versements; retourné, il est dû de nouveau."),
        button=_("Répondre"),
        done=_("La réponse est donnée."),
        alone=False,
    ),
    "due": Act(
        form=ReleaseForm,
        title=_("Constater qu’une tranche est due"),
        what=_("Vous vérifiez; une autre personne versera."),
        button=_("C’est dû"),
        done=_("La somme est à verser."),
        alone=False,
    ),
    "verser": Act(
        form=PaymentForm,
        title=_("Verser"),
        what=_("Le versement s’inscrit au grand livre, sur ce qui est engagé à cette entente."),
        button=_("Inscrire le versement"),
        done=_("Le versement est inscrit."),
        alone=False,
    ),
    "retirer-contribution": Act(form=_RemoveContribution, **_GONE),
    "retirer-tranche": Act(form=_RemoveTranche, **_GONE),
    "retirer-remise": Act(form=_RemoveDeliverable, **_GONE),
    "retirer-cible": Act(form=_RemoveTarget, **_GONE),
    "changer-contribution": Act(form=ChangeContributionForm, title=_("Changer une contribution"), **_CHANGED),
    "changer-tranche": Act(form=ChangeTrancheForm, title=_("Changer une tranche"), **_CHANGED),
    "changer-remise": Act(form=ChangeDeliverableForm, title=_("Reporter un document"), **_CHANGED),
    "changer-cible": Act(form=ChangeTargetForm, title=_("Réviser une cible"), **_CHANGED),
}

_DRAFTING = frozenset({
    "reviser", "contribution", "tranche", "remise", "analyse", "soumettre",
    "cible", "retirer-contribution", "retirer-tranche", "retirer-remise", "retirer-cible",
})  # fmt: skip
_CHANGING = frozenset({"changer-contribution", "changer-tranche", "changer-remise", "changer-cible"})
_PENDING = (AgreementState.SUBMITTED, AgreementState.APPROVED)


def available(viewer: Viewer, sheet: AgreementSheet) -> Collection[str]:
    """What this viewer may do to this agreement as it stands."""
    writes = sheet.ministry_id in viewer.organisations(Role.ANALYST, Role.DIRECTOR)
    found: set[str] = set()
    if writes and sheet.draft:
        found |= _DRAFTING | (_CHANGING if sheet.number else frozenset())
    step = sheet.next_approval
    if sheet.state == AgreementState.SUBMITTED and step and step.role:
        found |= {"approuver"} if sheet.ministry_id in viewer.organisations(step.role) else set()
    if sheet.state in _PENDING and (writes or sheet.ministry_id in viewer.organisations(Role.APPROVER)):
        found |= {"retourner"}
    if viewer.has(Role.FINANCE):
        found |= {"signer"} if sheet.state == AgreementState.APPROVED else set()
        found |= {"verser"} if sheet.signed else set()
        found |= {"engager"} if sheet.signed and not sheet.number else set()
    if writes and sheet.signed:
        found |= {"recevoir", "repondre", "due"}
        found |= {"annoncer"} if sheet.announced_on is None else set()
        found |= {"avenant", "phase", "aides"} if not sheet.number else set()
    return found


def names(sheet: AgreementSheet, act: str, about: int) -> str | None:
    """The part of the agreement that an act is about, in words; nothing when there is no such part to act on."""
    if ACTS[act].alone:
        return ""
    parts: dict[str, dict[int, str]] = {
        "recevoir": {one.id: one.title for one in sheet.deliverables if one.stands in {"owed", "late"}},
        "repondre": {one.waiting.id: one.title for one in sheet.deliverables if one.waiting},
        "due": {one.id: money(one.amount) for one in sheet.tranches if one.due_now},
        "verser": {one.id: money(one.left) for one in sheet.payables if one.left},
        "retirer-contribution": {one.id: one.funder for one in sheet.contributions},
        "retirer-tranche": {one.id: money(one.amount) for one in sheet.tranches},
        "retirer-remise": {one.id: one.title for one in sheet.deliverables},
        "retirer-cible": {one.id: one.indicator for one in sheet.agreed},
    }
    verb, _dash, kind = act.partition("-")
    if verb == "changer":
        return next((one.term for one in sheet.open_terms if (one.kind, one.id) == (kind, about)), None)
    changed = {one.id: one.term for one in sheet.changes if verb == "retirer" and one.kind == kind}
    return (parts[act] | changed).get(about)


def filled(act: str, request: ViewerRequest, sheet: AgreementSheet, about: int) -> ActForm:
    """The form of an act, with what is known already."""
    given: dict[str, Any] = {"agreement_id": sheet.id, "about": about}
    viewer, today = request.viewer, timezone.localdate()
    kind = ACTS[act].form
    if act.startswith("changer-"):
        given["initial"] = next(one.written for one in sheet.open_terms if act.endswith(one.kind) and one.id == about)
    if act == "phase":
        given["initial"] = {"purpose": sheet.purpose, "route": sheet.route, "begins_on": sheet.ends_on + ONE_DAY}
    if act in {"reviser", "avenant"}:
        given["initial"] = {name: getattr(sheet, name) for name in WordsForm.base_fields}
    if act in {"approuver", "annoncer"}:
        given["initial"] = {"on": today}
    if act == "due":
        tranche = next(one for one in sheet.tranches if one.id == about)
        given["initial"] = {"released_on": today, "proven_need": tranche.proven_need}
    if act == "verser":
        given["initial"] = {"amount": next(one.left for one in sheet.payables if one.id == about)}
    if act in {"signer", "engager"}:
        own = [card for card in envelopes(viewer) if card.own and card.initiative_id == sheet.initiative_id]
        given["envelopes"] = [(card.id, card.name) for card in own]
        year = sum(one.amount for one in sheet.tranches if one.fiscal_year == fiscal_year(today))
        given["initial"] = {"amount": year, "promoter_on": today, "ministry_on": today}
    form = kind(posted(request), request.FILES if request.method == "POST" else None, **given)
    if isinstance(form, ContributionForm):
        form.ministry_id = sheet.ministry_id
    if isinstance(form, PhaseForm):
        form.project_id = sheet.project_id
    return form.in_language(viewer.language) if isinstance(form, AnalysisForm) else form
