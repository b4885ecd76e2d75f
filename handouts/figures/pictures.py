"""Pictures that people bring (logos, photographs): PNG, JPEG and SVG files made safe and ready to print.

Nothing is loaded that the file does not hold itself: no address, no other file, no script.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.figures.svg import read_svg
from handouts.figures.svg_file import UnfaithfulDrawing

if TYPE_CHECKING:
    from PIL.Image import Image

    from handouts.figures.shapes import Shape

PRINT_RESOLUTION = 600  # dots per inch at the printed size; more is never seen on paper
LARGEST_FILE = 40_000_000  # bytes
MOST_PIXELS = 60_000_000
NEARLY_WHITE = 245  # of 255: what disappears on paper


class UnusablePicture(ValueError):
    """Says in one sentence why a picture can't be printed; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to paint: `drawing` gives its shapes, `raster` is an image (RGB bytes, width, height in pixels).

    `width` and `height` have no unit: only their ratio counts. `remarks` are for the clinician. The points of a
    drawing may be moved to whole steps of a `grid`, so many to a unit; 0 leaves them where they are.
    """

    width: float
    height: float
    digest: str
    drawing: Callable[[], tuple[Shape, ...]] = field(default=tuple, repr=False, compare=False)
    raster: tuple[bytes, int, int] | None = field(default=None, repr=False)
    remarks: tuple[str, ...] = ()
    grid: float = 0.0

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What is drawn; nothing for an image."""
        return self.drawing()


@lru_cache(64)
def _prepared(data: bytes, suffix: str, largest_mm: tuple[float, float]) -> Picture:
    digest = hashlib.sha256(data).hexdigest()[:16]
    if suffix == ".svg":
        try:
            width, height, shapes = read_svg(data)
        except UnfaithfulDrawing as error:
            raise UnusablePicture(f"can't be drawn as it is: {error}.", error.hint) from None
        return Picture(width, height, digest, drawing=lambda: shapes)
    image, remarks = _read_raster(data, largest_mm)
    return Picture(*image.size, digest, raster=(image.tobytes(), *image.size), remarks=remarks)


def load_picture(path: Path, largest_mm: tuple[float, float] = (174.0, 200.0)) -> Picture:
    """Read a picture that will be printed no larger than `largest_mm` (width, height).

    Raises UnusablePicture when the file is missing, broken, too large or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix not in (".png", ".jpg", ".jpeg", ".svg"):
        raise UnusablePicture("is not a PNG, JPEG or SVG picture.", "Save it as PNG, JPEG or SVG.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnusablePicture("is larger than 40 MB.", "Save a smaller copy.")
        return _prepared(path.read_bytes(), suffix, largest_mm)
    except OSError:
        raise UnusablePicture("can't be read.", "Check that the file is there and that its name is right.") from None


def _read_raster(data: bytes, largest_mm: tuple[float, float]) -> tuple[Image, tuple[str, ...]]:
    from PIL import Image, ImageOps

    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise UnusablePicture("has more than 60 million pixels.", "Save a smaller copy.")
        image.load()
    except UnusablePicture:
        raise
    except Exception:  # Pillow raises many kinds for broken files
        message = "is damaged or cut short, or is not the kind of picture its name says."
        raise UnusablePicture(message, "Export it again.") from None
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scaling down
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    transparent = "A" in image.getbands() or "transparency" in image.info
    if transparent:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(ground, image)
    image = image.convert("RGB")
    pixels = [int(side / 25.4 * PRINT_RESOLUTION) for side in largest_mm]
    image.thumbnail((pixels[0], pixels[1]), Image.Resampling.LANCZOS)
    darkest = image.convert("L").getextrema()[0]
    invisible = isinstance(darkest, (int, float)) and darkest >= NEARLY_WHITE
    remarks = ("is white on a clear ground, so nothing of it shows on paper. Use a darker version.",)
    return image, remarks if invisible else ()
