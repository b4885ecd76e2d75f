"""Pages as they look: small grey pictures compared with golden ones, with room for another renderer's edges."""

from __future__ import annotations

import os

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.conftest import GOLDEN, sheet
from tests.test_layouts import SHEETS

SCALE = 0.6  # pixels a point
TOLERANCE = 0.6  # mean difference of a page, of 255 levels of grey, after a slight blur


@pytest.mark.parametrize(("what", "layout"), SHEETS[:3])
@pytest.mark.parametrize("profile", ["standard", "large-print", "toner-saver"])
def test_golden_pages(what: str, layout: str, profile: str) -> None:
    pdf = pypdfium2.PdfDocument(sheet(what, layout, profile))
    pages = [page.render(scale=SCALE, grayscale=True).to_pil() for page in pdf]
    strip = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    for index, page in enumerate(pages):
        strip.paste(page, (index * page.width, 0))
    assert looks_golden(strip, f"{layout}-{profile}.png")


def looks_golden(strip: Image.Image, name: str) -> bool:
    """Whether a grey picture looks as the golden one of that name; UPDATE_GOLDEN=1 writes that anew."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        strip.quantize(16).save(path, optimize=True)
    with Image.open(path) as golden:
        assert golden.size == strip.size
        blurred = [image.convert("L").filter(ImageFilter.BoxBlur(1)) for image in (golden, strip)]
        difference = ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]
    return difference < TOLERANCE
