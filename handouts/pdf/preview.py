"""A small picture of a page, to choose sheets by."""

from __future__ import annotations

import io

WIDTH = 220  # pixels
FINER = 2  # times as large a page is painted: fine lines turn grey, not thick
COLOURS = 32  # enough for ink, a tint and the clinic's colours


def picture_of_first_page(data: bytes) -> bytes:
    """A PNG of the first page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        image = page.render(scale=FINER * WIDTH / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    out = io.BytesIO()
    image.reduce(FINER).quantize(COLOURS).save(out, "PNG")
    return out.getvalue()
