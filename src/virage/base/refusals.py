"""What an operation may refuse, with a sentence for people."""

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 — a refusal is an answer, not an error
    """Declared beside the operation that may refuse; ``sentence`` is shown as it is.

    ``field`` names the form field at fault, if one is.
    """

    sentence: str | Promise = ""
    field: str | None = None

    def __init__(self, sentence: str | Promise | None = None, *, field: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        self.field = field or self.field
        super().__init__(str(self.sentence))


class Forbidden(Refusal):
    """The policy says no. The desk answers 404 to those who may not even know, 403 otherwise."""
