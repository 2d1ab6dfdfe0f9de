"""What the operations on activities refuse, in words for people."""

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotYourProject(Forbidden):
    """Only the promoter of the project may."""

    sentence = _("Seul l’organisme qui porte le projet peut faire ce geste.")


class SessionPast(Refusal):
    """The session has begun."""

    sentence = _("Cette séance est commencée ou passée; on ne peut plus s’y inscrire.")


class SessionCancelled(Refusal):
    """The session will not be held."""

    sentence = _("Cette séance est annulée.")


class NotPublished(Refusal):
    """A draft takes no registration."""

    sentence = _("Cette activité n’est pas encore publiée.")


class AlreadyRegistered(Refusal):
    """The address holds a place, or a rank, already."""

    sentence = _("Cette adresse est déjà inscrite : cherchez-la dans la liste.")
    field = "email"


class AlreadyPublished(Refusal):
    """People registered for what they read."""

    sentence = _("Cette activité est publiée : ce que les gens ont lu ne change plus. Rédigez-en une autre.")


class NotBegun(Refusal):
    """Nobody came yet."""

    sentence = _("La séance n’a pas commencé : les présences se notent à partir de son début.")


class DoorClosed(Refusal):
    """Too early to welcome anyone."""

    sentence = _("L’accueil ouvre %(hours)s h avant le début de la séance.")


class UnknownCode(Refusal):
    """Nobody has this code here."""

    sentence = _("Ce code n’est pas celui d’une inscription à cette séance.")
    field = "code"


class Full(Refusal):
    """No place is left."""

    sentence = _("Il ne reste plus de place à cette séance.")
    field = "enterprise_name"


class AlreadyWritten(Refusal):
    """Nobody is written to twice."""

    sentence = _("Ce message est déjà parti; on n’écrit qu’une fois à ces personnes.")


class NobodyToWriteTo(Refusal):
    """Attendance was not noted, or nobody is in that case."""

    sentence = _("Personne n’est dans ce cas : notez d’abord les présences.")


class DidNotCome(Refusal):
    """Only who came is asked."""

    sentence = _("Ces questions sont pour les personnes dont la présence est notée.")


class AlreadyMet(Refusal):
    """Nobody is asked twice."""

    sentence = _("Cette adresse est déjà notée pour cette séance; un courriel lui a demandé de confirmer.")
    field = "email"


class OutsideSession(Refusal):
    """Nobody is met before the doors open or after they close."""

    sentence = _("Ces rendez-vous dépassent les heures de la séance.")
    field = "count"


class AppointmentTaken(Refusal):
    """Someone was quicker."""

    sentence = _("Ce rendez-vous vient d’être pris; choisissez-en un autre.")


class EndsBeforeStart(Refusal):
    """Dates the wrong way round."""

    sentence = _("La séance finit avant de commencer : vérifiez les deux heures.")
    field = "ends"


class AlreadyOver(Refusal):
    """What is past does not move."""

    sentence = _("Cette séance est commencée, passée ou annulée; elle ne se déplace plus.")


class SameDate(Refusal):
    """Nobody is written to for nothing."""

    sentence = _("C’est la date déjà annoncée.")
    field = "day"


class TooFewPlaces(Refusal):
    """A place held is not taken back."""

    sentence = _("Il y a déjà plus de places prises que cela; on ne retire la place de personne.")
    field = "places"


class OfferOver(Refusal):
    """The place went to someone else."""

    sentence = _("Le délai pour confirmer est passé; la place a été offerte à la personne suivante.")
