"""What an agreement may refuse, and the name under which the database holds it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotYourAgreement(Forbidden):
    """Only those that the policy names act on an agreement."""

    sentence = _("Cette entente n’est pas de votre ressort.")


class NotADraft(Refusal):
    """Terms are written in the draft; after, by an amendment."""

    sentence = _("Seul un brouillon se modifie. Une entente signée se change par un avenant.")


class ReferenceTaken(Refusal):
    """One reference, one agreement."""

    sentence = _("Une autre entente porte déjà ce numéro.")
    field = "reference"


class NotSignedYet(Refusal):
    """Only a signed agreement is amended, announced, paid."""

    sentence = _("Cette entente n’est pas signée à cette date.")


class AmendsAnother(Refusal):
    """An amendment follows a signed agreement, under the same reference."""

    sentence = _("Un avenant suit une entente signée, du même projet.")


class StateAuthorisation(Refusal):
    """Nothing is submitted without the number of what authorises it."""

    sentence = _("Écrivez le numéro de ce qui autorise cette entente : norme, délégation, décret ou C.T.")
    field = "authorisation"


class NoTerms(Refusal):
    """An agreement promises something, and asks for an account of it."""

    sentence = _("Il manque la part de l’initiative, ou ce que l’organisme doit remettre.")


class TranchesBeyondShare(Refusal):
    """Tranches never sum to more than the initiative's share."""

    sentence = _("Les tranches dépassent la part de l’initiative.")
    field = "amount"


class NotYourTurn(Refusal):
    """Approvals are given in order, by the role that each asks for."""

    sentence = _("Cette approbation n’est pas à donner, ou pas encore.")


class WhoAsksDoesNotApprove(Refusal):
    """Two people, at least."""

    sentence = _("Qui soumet une entente ne l’approuve pas.")


class StateTheAct(Refusal):
    """A decree or a C.T. has a number."""

    sentence = _("Écrivez le numéro du décret ou du C.T.")
    field = "act"


class ApprovalsMissing(Refusal):
    """Nothing is signed before every approval."""

    sentence = _("Il manque une approbation : l’entente ne peut pas être signée.")


class AnalysisIncomplete(Refusal):
    """Each criterion has its score, its reason and its document."""

    sentence = _("L’analyse n’est pas complète : chaque critère a une note, une raison et un document.")


class SignaturesMissing(Refusal):
    """Both sides sign."""

    sentence = _("Les deux parties signent.")


class DepositAnswered(Refusal):
    """An answer is given once; a deliverable accepted is not handed in again."""

    sentence = _("Ce document a déjà sa réponse.")


class StateWhy(Refusal):
    """What is missing is said."""

    sentence = _("Dites ce qui manque à ce document.")
    field = "why"


class TrancheNotDue(Refusal):
    """A tranche is not paid before its day."""

    sentence = _("Cette tranche n’est pas encore due.")
    field = "released_on"


class NotOwed(Refusal):
    """A payable follows the terms that were signed."""

    sentence = _("Ce montant n’est pas dû selon l’entente signée.")
    field = "amount"


class OwedBefore(Refusal):
    """A tranche or a claim is owed once."""

    sentence = _("Cette tranche ou cette réclamation est déjà à verser.")


class BeyondAgreement(Refusal):
    """More than what the agreement and its amendments promise."""

    sentence = _("Le montant dépasse ce que l’entente et ses avenants promettent.")
    field = "amount"


class BeyondNeed(Refusal):
    """An advance stays within the cash need proven."""

    sentence = _("Une avance dit à quel besoin elle répond, et ne dépasse pas le besoin de liquidités démontré.")
    field = "proven_need"


class ProposalNotChosen(Refusal):
    """An agreement comes of a proposal that was chosen, of the same organisation and initiative."""

    sentence = _("Cette proposition n’est pas retenue, ou n’est pas de cet organisme.")


class AlreadyDrafted(Refusal):
    """A proposal gives one agreement."""

    sentence = _("Cette proposition a déjà son entente.")


class ProjectTaken(Refusal):
    """Two projects of an initiative do not share a name."""

    sentence = _("Un autre organisme a déjà un projet de ce nom : choisissez un projet de la liste.")
    field = "project"


class ChangesNothing(Refusal):
    """An amendment changes what stands, in its own agreement, once."""

    sentence = _("Ce terme n’est plus à changer : il est déjà changé, dû, payé ou remis.")


class SameAsBefore(Refusal):
    """A change that changes nothing would be approved and signed for nothing."""

    sentence = _("Rien ne change : écrivez un autre montant, un autre jour ou d’autres termes.")


class SayWhyChanging(Refusal):
    """Each change has its reason."""

    sentence = _("Dites pourquoi l’avenant change ce terme.")
    field = "why"


class BelowWhatIsOwed(Refusal):
    """No amendment takes back what was found owed."""

    sentence = _("L’avenant promet moins que ce qui est déjà dû à l’organisme.")


class BelowWhatIsCommitted(Refusal):
    """What is bound is released first."""

    sentence = _("L’avenant promet moins que ce qui est engagé : libérez d’abord la différence, au grand livre.")


HELD: Mapping[str, type[Refusal]] = {
    "agreement_not_a_draft": NotADraft,
    "agreement_is_signed": NotADraft,
    "agreement_moves_in_order": NotADraft,
    "agreement_reference_once": ReferenceTaken,
    "agreement_names_its_authorisation": StateAuthorisation,
    "agreement_not_signed": NotSignedYet,
    "amends_another": AmendsAnother,
    "approvals_missing": ApprovalsMissing,
    "approval_is_given": NotYourTurn,
    "who_asks_does_not_approve": WhoAsksDoesNotApprove,
    "analysis_incomplete": AnalysisIncomplete,
    "signatures_missing": SignaturesMissing,
    "signature_out_of_turn": ApprovalsMissing,
    "tranches_beyond_share": TranchesBeyondShare,
    "deposit_stays": DepositAnswered,
    "deposit_returned_with_reason": StateWhy,
    "tranche_not_due": TrancheNotDue,
    "payable_of_another": NotOwed,
    "agreements_payable_tranche_id_key": OwedBefore,
    "claim_payable_once": OwedBefore,
    "beyond_agreement": BeyondAgreement,
    "advance_within_need_proven": BeyondNeed,
    "advance_within_need_written": BeyondNeed,
    "agreements_agreement_proposal_id_key": AlreadyDrafted,
    "call_is_cancelled": ProposalNotChosen,
    "changes_what_is_settled": ChangesNothing,
    "contribution_change_says_why": SayWhyChanging,
    "tranche_change_says_why": SayWhyChanging,
    "deliverable_change_says_why": SayWhyChanging,
    "target_change_says_why": SayWhyChanging,
    "below_what_is_owed": BelowWhatIsOwed,
    "below_what_is_committed": BelowWhatIsCommitted,
}


@contextmanager
def in_words(held: Mapping[str, type[Refusal]] = HELD) -> Iterator[None]:
    """The limit that the database held, as a refusal."""
    try:
        yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        refusal = held.get(said.constraint_name or said.message_primary) if said else None
        if refusal is None:
            raise
        raise refusal from error
