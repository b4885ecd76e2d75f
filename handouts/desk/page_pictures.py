"""The pages of a PDF as pictures and as text."""

from __future__ import annotations

import hashlib
import struct
import zlib
from base64 import b64encode
from collections.abc import Collection

from handouts.desk.asked import Answer

SCALE = 1.5  # pixels for a point: sharp where a page is some 600 pixels wide
LARGEST_SCALE = 4.0


def page_pictures(
    pdf: bytes, wanted: Collection[int] | None, known: Collection[str], scale: float = SCALE
) -> list[Answer]:
    """Each page of a PDF: its size in points and its text, and of those that are `wanted` (None: all, else their
    indexes) a picture as PNG with its `key`. A picture whose key is `known` is not sent again."""
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
                bitmap = page.render(scale=scale, rev_byteorder=True, no_smoothtext=False)
                pixels = bytes(bitmap.buffer)
                key = hashlib.sha256(pixels).hexdigest()[:24]
                answer["key"] = key
                if key not in known:
                    answer["png"] = b64encode(png(pixels, bitmap.width, bitmap.height, bitmap.stride)).decode()
                bitmap.close()
            page.close()
            answers.append(answer)
    return answers


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue as a PNG file (W3C PNG, third edition, 5): small effort, for a picture that is shown
    once."""
    rows = b"".join(b"\0" + pixels[top : top + 3 * width] for top in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
