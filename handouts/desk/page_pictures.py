"""The pages of a PDF as pictures and as text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection

from handouts.desk.asked import Answer
from handouts.drawing.png_file import png

SCALE = 1.5  # pixels for a point: sharp where a page is some 600 pixels wide
LARGEST_SCALE = 4.0


def page_pictures(
    pdf: bytes, wanted: Collection[int] | None, known: Collection[str], scale: float = SCALE, *, packed: bool = True
) -> list[Answer]:
    """Each page of a PDF: its size in points and its text, and of those that are `wanted` (None: all, else their
    indexes) a picture as PNG with its `key`; as bare `pixels` (red, green, blue, and a byte more) where it is not to be
    `packed`. A picture whose key is `known` is not sent again."""
    import pypdfium2

    answers: list[Answer] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            reader = page.get_textpage()
            answer: Answer = {"width": page.get_width(), "height": page.get_height()}
            answer["text"] = reader.get_text_range().replace("\r\n", "\n")
            reader.close()
            if wanted is None or index in wanted:
                bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=not packed)
                pixels = bytes(bitmap.buffer)
                key = hashlib.sha256(pixels).hexdigest()[:24]
                answer["key"] = key
                if key not in known and packed:
                    answer["png"] = b64encode(png(pixels, bitmap.width, bitmap.height, bitmap.stride)).decode()
                elif key not in known:
                    answer |= {"pixels": pixels, "columns": bitmap.width}
                bitmap.close()
            page.close()
            answers.append(answer)
    return answers
