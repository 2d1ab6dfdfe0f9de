"""What the operations on calls, proposals, reviews and decisions refuse, in words for people."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotYours(Forbidden):
    """No such thing, or not this viewer's to change."""

    sentence = _("Cette page n’existe pas, ou n’est pas à vous.")


class CallIsPublished(Refusal):
    """Terms made public no longer change."""

    sentence = _("Cet appel est publié : ses dates, son montant, ses critères et leurs poids ne changent plus.")


class WeightsNotWhole(Refusal):
    """Weights make a hundred."""

    sentence = _("Les poids des critères font 100 ensemble.")
    field = "weights"


class DatesOutOfOrder(Refusal):
    """Published, then open for more than a day, then closed, then answered."""

    sentence = _(
        "Les dates se suivent : publié au moins un jour avant d’ouvrir, fermé un autre jour, résultats annoncés après."
    )
    field = "opens_on"


class NotACondition(Refusal):
    """A requirement that the rulebook cannot read."""

    sentence = _("Une condition d’admissibilité ne se lit pas.")


class NotOpen(Refusal):
    """Before its first day, or after its last."""

    sentence = _("Cet appel n’est pas ouvert : votre brouillon reste tel quel.")


class EditedMeanwhile(Refusal):
    """A colleague saved this step since it was opened: ``theirs`` is what they wrote, ``number`` of which saving."""

    sentence = _(
        "Quelqu’un de votre organisme a enregistré cette étape pendant que vous l’écriviez. Rien n’est perdu : "
        "comparez les deux textes ci-dessous, puis enregistrez celui que vous gardez."
    )

    def __init__(self, *, number: int, theirs: Mapping[str, object], by: str) -> None:
        super().__init__()
        self.number, self.theirs, self.by = number, theirs, by


class AlreadySubmitted(Refusal):
    """Submitted, it is frozen."""

    sentence = _("Cette proposition est déposée : elle ne change plus.")


class NotLater(Refusal):
    """A call is extended before it closes, to a later day, with its results after."""

    sentence = _("Un appel se prolonge avant d’être fermé, à une date plus tard, et ses résultats viennent après.")
    field = "closes_on"


class CallIsCancelled(Refusal):
    """Nothing is written, read for scores or decided any more."""

    sentence = _("Cet appel est annulé : plus rien ne s’y écrit, ne s’y note ni ne s’y décide.")


class NotCancelled(Refusal):
    """A draft is not public; once someone was told yes, or an agreement is written, a call stands."""

    sentence = _(
        "Un appel publié s’annule tant qu’aucune réponse favorable n’est partie et qu’aucune entente n’en est rédigée; "
        "annoncés, ses résultats restent."
    )


class Incomplete(Refusal):
    """What a proposal lacks before it may be submitted."""

    def __init__(self, lacks: Iterable[object]) -> None:
        super().__init__(_("Il manque encore : %(lacks)s.") % {"lacks": ", ".join(map(str, lacks))})


class TooManyPieces(Refusal):
    """Files beside those that the call asks for are few."""

    sentence = _("Cinq fichiers de plus, c’est le maximum : réunissez-en quelques-uns.")
    field = "file"


class InConflict(Refusal):
    """Whoever has a conflict of interest, or works for the promoter, neither reads nor scores."""

    sentence = _("Qui a un conflit d’intérêts ne lit ni ne note cette proposition.")


class NotDeclared(Refusal):
    """One says whether one has a conflict before one reads."""

    sentence = _("Dites d’abord si vous avez un conflit d’intérêts.")


class AlreadyGiven(Refusal):
    """Scores given apart no longer change: they are discussed."""

    sentence = _("Vos notes sont déjà données; elles se discutent maintenant ensemble.")


class NotAnAnalyst(Refusal):
    """Reviewers are analysts of the ministry, or people of a partner."""

    sentence = _("Choisissez une personne du ministère qui analyse les propositions, ou d’un partenaire.")
    field = "reviewer"


class ReviewsNotWhole(Refusal):
    """Scores are discussed once two people at least have scored apart, and everyone asked has."""

    sentence = _("Les notes se discutent une fois données, chacun de son côté, par deux personnes au moins.")


class AnalysisIncomplete(Refusal):
    """Scores, reasons or what they rest on are missing."""

    sentence = _("L’analyse est incomplète : chaque critère a sa note, sa raison et ce qui l’appuie.")


class TargetNotMeasurable(Refusal):
    """A target lacks its indicator, definition, baseline, method or value."""

    sentence = _(
        "Une cible ne se mesure pas : chacune a son indicateur, sa définition, sa valeur de départ, sa valeur visée "
        "et sa méthode."
    )


class NotClosed(Refusal):
    """Nothing is chosen while proposals may still come."""

    sentence = _("L’appel est encore ouvert : la sélection se calcule une fois toutes les propositions reçues.")


class NotComputed(Refusal):
    """A person decides against a calculation."""

    sentence = _("Calculez d’abord la sélection : une décision se prend en la regardant.")


class SayWhyDeparting(Refusal):
    """A decision that differs from the calculation, or from the published conditions, says why."""

    sentence = _("Cette décision s’écarte du calcul ou des conditions publiées : dites pourquoi.")
    field = "departure"


class AlreadyDecided(Refusal):
    """Decided once."""

    sentence = _("Cette proposition a déjà sa décision.")


class BeyondTheCall(Refusal):
    """More than the amount announced for the call."""

    sentence = _("Ce montant dépasserait l’enveloppe annoncée pour l’appel.")
    field = "amount"


class MoreThanAsked(Refusal):
    """More than the proposal asks."""

    sentence = _("Ce montant dépasse l’aide demandée.")
    field = "amount"


class DecidesOwnReview(Refusal):
    """Whoever scores does not decide."""

    sentence = _("Qui a analysé une proposition n’en décide pas.")


class TooEarly(Refusal):
    """Results are announced on their day, once everything is decided."""

    sentence = _("Les résultats s’annoncent à la date publiée, une fois chaque proposition décidée.")


_HELD: dict[str, type[Refusal]] = {
    "call_is_published": CallIsPublished,
    "weights_are_whole": WeightsNotWhole,
    "call_opens_closes_then_answers": DatesOutOfOrder,
    "call_published_before_it_opens": DatesOutOfOrder,
    "extended_later_and_says_why": NotLater,
    "call_is_cancelled": CallIsCancelled,
    "cancelled_in_public_and_says_why": NotCancelled,
    "favourable_answer_sent": NotCancelled,
    "call_is_bound": NotCancelled,
    "proposal_is_submitted": AlreadySubmitted,
    "review_is_not_open": AlreadyGiven,
    "proposal_is_decided": AlreadyDecided,
    "criterion_not_settled": AnalysisIncomplete,
    "target_not_measurable": TargetNotMeasurable,
    "score_has_reason_and_document": AnalysisIncomplete,
    "more_than_asked": MoreThanAsked,
    "beyond_the_call": BeyondTheCall,
    "departure_says_why": SayWhyDeparting,
}


@contextmanager
def in_words() -> Iterator[None]:
    """What the database held, as a refusal; the transaction goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        refusal = _HELD.get(said.constraint_name or said.message_primary) if said else None
        if refusal is None:
            raise
        raise refusal from error
