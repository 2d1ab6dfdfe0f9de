"""A document on its way to a browser: never read as anything but what it is, never as a page of this site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from virage.stages.documents.queries import FileLine
from virage.stages.documents.states import MEDIA_TYPES, SHOWN, Kind


def served(file: FileLine) -> HttpResponse:
    """The answer that gives a document; whoever calls it has asked the policy of the stage that shows it."""
    answer = HttpResponse(file.slices(), content_type=MEDIA_TYPES[file.kind])
    answer["Content-Disposition"] = content_disposition_header(file.kind not in SHOWN, file.name) or "attachment"
    answer["Content-Length"] = str(file.size)
    answer["Content-Encoding"] = "identity"  # what is compressed already is not compressed again
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    # a sandbox would keep the browser’s own reader of PDF from opening
    answer["Content-Security-Policy"] = "default-src 'none'" + ("" if file.kind == Kind.PDF else "; sandbox")
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
