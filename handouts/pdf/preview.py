"""A small picture of a page, to choose sheets by."""

from __future__ import annotations

import io

WIDTH = 220  # pixels
COLOURS = 32  # enough for ink, a tint and the clinic's colours


def picture_of_first_page(data: bytes) -> bytes:
    """A PNG of the first page of a PDF."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        image = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
