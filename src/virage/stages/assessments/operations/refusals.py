"""What an assessment refuses, in words for people."""

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NoAssessment(Forbidden):
    """Nothing is begun under this key."""

    sentence = _("Ce diagnostic n’existe plus, ou ce navigateur n’en a pas la clé.")


class Finished(Refusal):
    """A finished assessment no longer changes."""

    sentence = _("Ce diagnostic est terminé; ses réponses ne changent plus.")


class NotAnswered(Refusal):
    """A document proves an answer, not a silence."""

    field = "question"
    sentence = _("Cette question n’a pas de réponse à prouver.")


class NotAnAnswer(Refusal):
    """The questionnaire cannot hold this answer."""

    field = "answer"


class NothingToDeepen(Refusal):
    """The full assessment goes on from a quick check."""

    sentence = _("Répondez d’abord au diagnostic rapide : le diagnostic complet repart de vos réponses.")


class AlreadyInvited(Refusal):
    """One link by address."""

    field = "email"
    sentence = _("Cette adresse a déjà un lien pour répondre. Fermez-le d’abord pour en envoyer un autre.")


class TooManyRespondents(Refusal):
    """A handful of people still talk to each other."""

    sentence = _("Huit personnes répondent déjà avec vous. Fermez un lien pour en inviter une autre.")


class NoOneElse(Refusal):
    """An agreement takes two."""

    sentence = _("Personne d’autre n’a répondu à cette question : changez simplement votre réponse.")
