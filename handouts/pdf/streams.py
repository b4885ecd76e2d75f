"""Streams as the standards want them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFStream

COMPRESSION = 9  # of what is deflated once and kept
QUICK = 2  # of what is a sheet's own: two thirds of the time of 4, for 2 % more bytes


class PlainStream(PDFStream):
    """A stream with an end of line before `endstream`, as PDF/A (ISO 19005-2, 6.1.7.1) wants."""

    def __init__(self, data: bytes, entries: Mapping[str, object]) -> None:
        super().__init__(PDFDictionary(dict(entries)), data)

    def format(self, document: PDFDocument) -> bytes:
        """The stream in file syntax."""
        ending = b"endstream\n"
        return bytes(super().format(document).removesuffix(ending)) + b"\r\n" + ending


class Stream(PlainStream):
    """The same, deflated; `deflated` data is so already."""

    def __init__(self, data: bytes, entries: Mapping[str, object] | None = None, *, deflated: bool = False) -> None:
        small = data if deflated else zlib.compress(data, QUICK)
        super().__init__(small, {**(entries or {}), "Filter": "/FlateDecode"})
