"""Why a message did not leave, in words: what the mail server said stays beside it, as it was said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: tuple[tuple[str, Promise], ...] = (
    ("SMTPRecipientsRefused", _("L’adresse est refusée par le serveur qui la reçoit : vérifiez-la.")),
    ("SMTPSenderRefused", _("Le serveur refuse notre adresse d’expédition : l’administration doit la corriger.")),
    ("SMTPAuthenticationError", _("Le serveur de courriel refuse notre mot de passe : l’administration doit agir.")),
    ("SMTPDataError", _("Le serveur de courriel a refusé le contenu du message.")),
    ("SMTP", _("Le serveur de courriel a refusé le message.")),
    ("TimeoutError", _("Le serveur de courriel n’a pas répondu à temps.")),
    ("gaierror", _("Le serveur de courriel est introuvable.")),
    ("ConnectionRefusedError", _("Le serveur de courriel ne répond pas.")),
)


def why_not(error: str) -> Promise:
    """The sentence for a recorded error, « SMTPRecipientsRefused: … ».

    >>> str(why_not("TimeoutError: timed out"))
    'Le serveur de courriel n’a pas répondu à temps.'
    """
    return next((words for kind, words in REASONS if error.startswith(kind)), _("Le courriel n’a pas pu partir."))
