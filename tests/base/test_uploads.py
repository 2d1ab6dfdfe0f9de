"""What arrives is limited while it is read, and the page can still answer."""

import pytest
from django.test import RequestFactory

from tests.papers import PDF, sent
from virage.base.uploads import MEGABYTE


@pytest.mark.parametrize(("limit", "kept"), [(20, 13 * MEGABYTE), (1, 0)])
def test_past_the_limit_bytes_are_read_and_dropped(limit, kept, settings):
    settings.DOCUMENT_MEGABYTES = limit
    body = PDF + bytes(13 * MEGABYTE - len(PDF))
    request = RequestFactory().post("/", {"file": sent("lourd.pdf", body)})
    file = request.FILES["file"]
    assert (file.name, file.size) == ("lourd.pdf", len(body))
    held = file.file.seek(0, 2)
    assert held == kept if kept else held <= 11 * MEGABYTE
