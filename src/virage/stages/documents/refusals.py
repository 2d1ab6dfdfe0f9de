"""Why a file is not taken, in one sentence, beside the field that brought it."""

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotTaken(Refusal):
    """A file that cannot be kept."""

    field = "file"


class EmptyFile(NotTaken):
    sentence = _("Ce fichier est vide : choisissez-le de nouveau.")


class TooHeavy(NotTaken):
    sentence = _("Ce fichier est trop lourd : %(weight)s Mo, et la limite est de %(limit)s Mo.")


class UnknownKind(NotTaken):
    sentence = _(
        "Ce genre de fichier n’est pas accepté. Envoyez un PDF, une photo (JPEG, PNG, WebP), un document Word, Excel, "
        "PowerPoint ou OpenDocument, un texte, un CSV ou un agenda (.ics)."
    )


class PhotoOfPhone(NotTaken):
    sentence = _("Une photo HEIC ne s’ouvre pas partout : enregistrez-la en JPEG, puis envoyez-la.")


class Program(NotTaken):
    sentence = _("Ce fichier contient un programme ou une macro : enregistrez le document sans elle, puis envoyez-le.")


class Locked(NotTaken):
    sentence = _("Ce fichier est protégé par un mot de passe ou chiffré : envoyez-en une copie sans protection.")


class OldOffice(NotTaken):
    sentence = _(
        "Ce fichier est protégé par un mot de passe, ou vient d’un ancien Office (.doc, .xls, .ppt) : enregistrez-le "
        "sans protection en .docx, .xlsx, .pptx ou PDF."
    )


class Damaged(NotTaken):
    sentence = _("Ce fichier est abîmé et ne s’ouvre pas : choisissez-le de nouveau.")


class OtherThanItsName(NotTaken):
    sentence = _("Le nom finit par « .%(said)s », mais le contenu est « .%(found)s » : renommez le fichier.")


class NotYours(Forbidden):
    """The viewer acts neither for this enterprise nor for this organisation."""
