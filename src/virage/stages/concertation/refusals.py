"""What the operations on sharing, referrals and tables refuse, in words for people."""

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NothingToShare(Refusal):
    """No request and no file."""

    sentence = _("Il n’y a encore rien à partager : demandez d’abord un rappel.")


class NotAPartner(Refusal):
    """One shares with a partner of this installation only."""

    sentence = _("Choisissez un partenaire de la liste.")
    field = "organisation"


class NotYourReferral(Forbidden):
    """No such referral, or not this viewer's."""

    sentence = _("Cet aiguillage n’existe pas, ou n’est pas à vous.")


class AlreadyReferred(Refusal):
    """The same referral waits."""

    sentence = _("Un aiguillage vers cet organisme attend déjà l’accord de l’entreprise.")
    field = "to"


class AlreadyThere(Refusal):
    """That project already follows this enterprise, under this record or another."""

    sentence = _("Ce projet suit déjà cette entreprise, ou lui doit une réponse.")
    field = "to"


class NowhereElse(Refusal):
    """One refers to another organisation that can answer."""

    sentence = _("Choisissez un autre organisme, qui reçoit des entreprises ici.")
    field = "to"


class AlreadyPast(Refusal):
    """The former project sees the file through a day still to come, or today."""

    sentence = _("Cette date est passée : choisissez aujourd’hui ou un jour à venir.")
    field = "former_until"


class ReferralMoved(Refusal):
    """Someone answered first."""

    sentence = _("Cet aiguillage a déjà reçu une réponse; rechargez la page pour la voir.")


class NotYourTable(Forbidden):
    """No such table, or one does not sit at it."""

    sentence = _("Cette table n’existe pas, ou votre organisme n’y siège pas.")


class NotHeld(Refusal):
    """Minutes say what was said."""

    sentence = _("La rencontre n’a pas eu lieu : le compte rendu s’écrit ensuite.")


class NamesSomeone(Refusal):
    """Everyone at a table reads what is written there."""

    sentence = _("Ce texte nomme une entreprise suivie ici, et toute la table le lira. Retirez son nom.")


class NotAtTable(Refusal):
    """Only who sits owes something."""

    sentence = _("Choisissez un organisme de la table.")
    field = "organisation"


class NoSuchFile(Refusal):
    """A file one may open."""

    sentence = _("Ce numéro n’est pas celui d’un dossier que vos accès ouvrent.")
    field = "file"


class AlreadySettled(Refusal):
    """Someone said so first."""

    sentence = _("Cette suite est déjà fermée; rechargez la page pour lire ce qui en est advenu.")
