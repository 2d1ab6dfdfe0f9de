"""The one document of the demonstration, under the names that its story needs."""

from hashlib import sha256
from io import BytesIO

from virage.stages.documents.receiving import Received
from virage.stages.documents.states import Kind

WORDS = "Document fictif de démonstration."


def paper(name: str = "document-fictif.txt") -> Received:
    """As an operation receives it."""
    body = WORDS.encode()
    return Received(name=name, kind=Kind.TXT, size=len(body), sha256=sha256(body).hexdigest(), body=BytesIO(body))
