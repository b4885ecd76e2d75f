"""The pages of a PDF as pictures and as text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from handouts.desk.asked import Answer
from handouts.drawing.png_file import png

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

SCALE = 1.5  # pixels for a point: sharp where a page is some 600 pixels wide
LARGEST_SCALE = 4.0


def page_pictures(
    pdf: bytes,
    wanted: Collection[int] | None,
    known: Collection[str],
    scale: float = SCALE,
    *,
    looks: Sequence[str] = (),
    packed: bool = True,
) -> list[Answer]:
    """Each page of a PDF: its size in points; of those that are `wanted` (None: all, else their indexes) a `key`, the
    text, and a picture as PNG, or as bare `pixels` (red, green, blue, and a byte more) where it is not to be `packed`.
    Nothing is drawn whose key is `known`. Where it is said how pages look, a hash for each, all have their keys."""
    import pypdfium2

    answers: list[Answer] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            width, height = document.get_page_size(index)
            key = _key(f"{looks[index]} {scale}".encode()) if looks else ""
            answer: Answer = {"width": width, "height": height, **({"key": key} if key else {})}
            if (wanted is None or index in wanted) and key not in known:
                answer |= _drawn(document, index, scale, key, known, packed=packed)
            answers.append(answer)
    return answers


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


def _drawn(
    document: PdfDocument, index: int, scale: float, key: str, known: Collection[str], *, packed: bool
) -> Answer:
    """A page's text and picture; the picture's own hash is its key where it has none."""
    page = document[index]
    reader = page.get_textpage()
    answer: Answer = {"text": reader.get_text_range().replace("\r\n", "\n")}
    reader.close()
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=not packed)
    pixels = bytes(bitmap.buffer)
    answer["key"] = key or _key(pixels)
    if answer["key"] not in known and packed:
        answer["png"] = b64encode(png(pixels, bitmap.width, bitmap.height, bitmap.stride)).decode()
    elif answer["key"] not in known:
        answer |= {"pixels": pixels, "columns": bitmap.width}
    bitmap.close()
    page.close()
    return answer
