"""How a file comes in, whatever it is for."""

import tempfile
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1_000_000
SHEET_MEGABYTES = 11
"""A sheet to import may be heavier than the documents that an installation takes."""


class LimitedUpload(FileUploadHandler):
    """Takes files into a temporary file without a name: a server killed leaves nothing.

    Past the limit the bytes are read and dropped, so that the page can answer with a sentence.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept: BinaryIO = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 — closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= max(settings.DOCUMENT_MEGABYTES, SHEET_MEGABYTES) * MEGABYTE:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.kept.seek(0)
        return UploadedFile(
            file=self.kept,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )
