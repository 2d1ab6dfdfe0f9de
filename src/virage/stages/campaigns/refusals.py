"""What the operations on segments and campaigns refuse, in words for people."""

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal


class NotYours(Forbidden):
    """No such segment or campaign, or another organisation keeps it."""

    sentence = _("Ce segment n’existe pas, ou n’est pas à votre organisme.")


class SameName(Refusal):
    """One organisation calls one segment so."""

    sentence = _("Un segment porte déjà ce nom; donnez-en un autre.")
    field = "name"


class TooFew(Refusal):
    """A segment so small speaks of someone."""

    sentence = _("Moins de dix entreprises : un segment si petit parlerait de quelqu’un. Élargissez-le.")


class NotOpen(Refusal):
    """One invites to what is published, to come and one's own."""

    sentence = _("Choisissez une séance publiée et à venir, tenue par votre organisme.")
    field = "aim"


class EndsTooSoon(Refusal):
    """Sequels are counted until the end: everyone must have been written to, and the session held."""

    sentence = _(
        "La fin doit suivre le dernier envoi et le jour de la séance : "
        "reportez-la, ou écrivez à plus d’entreprises par jour."
    )
    field = "ends_on"


class AlreadySent(Refusal):
    """Whoever draws again after sending chooses the result."""

    sentence = _("Cette campagne est partie : on ne tire plus au sort, et on ne la retire plus.")


class NoPartWaits(Refusal):
    """Not sent yet, over, or every part has its day."""

    sentence = _(
        "Aucune part n’attend votre accord : la campagne n’est pas partie, elle est finie, ou tout a son jour."
    )


class DrawIsStale(Refusal):
    """Another campaign left in between."""

    sentence = _("Une autre campagne garde depuis certaines de ces entreprises pour comparaison : tirez de nouveau.")
