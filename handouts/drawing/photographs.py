"""Pictures made of pixels: brought to the size that they are printed at, upright, on white, without a camera's notes.

Photographs become JPEG, what is drawn in flat colours stays as it is to the pixel. The same file gives the same bytes:
quality and resolution are fixed, and Pillow's version counts where files are kept. Inside a page the browser does what
Pillow does elsewhere.
"""

from __future__ import annotations

import io
import math
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts.drawing.browser_pixels import decoded

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000  # pixels
FLAT_RESOLUTION = 600  # dots per inch at the printed size: edges of letters and signs
PHOTO_RESOLUTION = 300
LEAST_RESOLUTION = 150  # below this, pixels can be seen
FLAT_COLOURS = 8192  # a picture with more, those of its smoothed edges counted, is no drawing in flat colours
QUALITY = 85  # of JPEG: no difference is seen in print
NEARLY_WHITE = 245  # of 255: what disappears on paper
ROWS = 256  # that are worked on at a time, since a picture takes 4 bytes a pixel when it is unpacked
ORIENTATION, SIDEWAYS = 0x0112, 5  # a note of cameras (Exif 2.32), and from which value on width and height change
MM = 25.4  # to an inch
_PLATFORM: str = sys.platform
IN_A_BROWSER = _PLATFORM == "emscripten"  # where there is no Pillow


class UnusablePicture(ValueError):
    """Says in one sentence why a picture can't be printed; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels ready to print: a JPEG file without notes, or deflated rows of red, green and blue, a byte each."""

    data: bytes = field(repr=False)
    width: int
    height: int
    jpeg: bool


def read_raster(data: bytes, room_mm: tuple[float, float]) -> tuple[Raster, tuple[int, int], tuple[str, ...]]:
    """A PNG or JPEG that is printed as large as `room_mm` lets it -> its pixels, its own width and height, and remarks.

    Raises UnusablePicture for what is broken or too large.
    """
    if IN_A_BROWSER:
        return _by_browser(data, room_mm)
    from PIL import Image

    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        _refuse_large(image.size)
        own, turned = image.size, image.getexif().get(ORIENTATION, 1)
        size = own if turned < SIDEWAYS else own[::-1]
        scale = min(room / side for room, side in zip(room_mm, size, strict=True))  # mm to a pixel
        photograph = image.format != "PNG"
        sampled = _sampled(image, scale * (PHOTO_RESOLUTION if photograph else FLAT_RESOLUTION) / MM)
    except UnusablePicture:
        raise
    except Exception:  # Pillow raises many kinds for broken files
        raise _damaged() from None
    if not photograph and sampled.getcolors(FLAT_COLOURS) is None:
        photograph = True
        sampled = sampled.resize(_times(own, scale * PHOTO_RESOLUTION / MM), Image.Resampling.LANCZOS)
    sampled = _upright(sampled, turned)
    darkest = sampled.convert("L").getextrema()[0]
    return _packed(sampled, jpeg=photograph), size, tuple(_remarks(darkest, size, MM / scale))


def _refuse_large(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise UnusablePicture("has more than 50 million pixels, or 20,000 in a row.", "Save a smaller copy.")


def _damaged() -> UnusablePicture:
    message = "is damaged or cut short, or is not the kind of picture its name says."
    return UnusablePicture(message, "Export it again.")


def _by_browser(data: bytes, room_mm: tuple[float, float]) -> tuple[Raster, tuple[int, int], tuple[str, ...]]:
    """The same by the browser that this runs in. Raises UnusablePicture, and ToDecode till it has."""
    drawn = data.startswith(b"\x89PNG")
    whole = (b"IEND" in data[-64:]) if drawn else data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-4096:]
    found = decoded(data) if whole else None
    if found is None:
        raise _damaged()
    size = found.width, found.height
    _refuse_large(size)
    scale = min(room / side for room, side in zip(room_mm, size, strict=True))
    wanted = _times(size, scale * (FLAT_RESOLUTION if drawn else PHOTO_RESOLUTION) / MM)
    sampled = decoded(data, *wanted)
    if sampled is None:
        raise _damaged()
    colours = set(memoryview(sampled.data).cast("I"))  # red is the lowest byte
    if drawn and len(colours) > FLAT_COLOURS:
        drawn, wanted = False, _times(size, scale * PHOTO_RESOLUTION / MM)
    darkest = min((each & 255) * 299 + (each >> 8 & 255) * 587 + (each >> 16 & 255) * 114 for each in colours) / 1000
    if drawn:
        rows = bytearray(3 * wanted[0] * wanted[1])
        for channel in range(3):
            rows[channel::3] = sampled.data[channel::4]
        raster = Raster(zlib.compress(bytes(rows), 9), *wanted, jpeg=False)
    else:
        packed = decoded(data, *wanted, jpeg=True)
        if packed is None:
            raise _damaged()
        raster = Raster(packed.data, *wanted, jpeg=True)
    return raster, size, tuple(_remarks(darkest, size, MM / scale))


def _upright(image: Image, turned: int) -> Image:
    """A picture as its camera says that it stands."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[turned]) if turned in turns else image


def _times(size: tuple[int, int], share: float) -> tuple[int, int]:
    """So many pixels that a picture is a share of its size, and no larger than it is."""
    width, height = (max(1, round(side * min(1.0, share))) for side in size)
    return width, height


def _sampled(image: Image, share: float) -> Image:
    """A picture at a share of its size, in colour on white; never unpacked as a whole more than once."""
    from PIL.Image import Resampling

    wanted = _times(image.size, share)
    image.draft(image.mode, (2 * wanted[0], 2 * wanted[1]))
    image.load()
    times = max(1, int(min(side / less for side, less in zip(image.size, wanted, strict=True)) / 2))
    smaller = _on_white(image, times)
    return smaller if smaller.size == wanted else smaller.resize(wanted, Resampling.LANCZOS)


def _on_white(image: Image, times: int) -> Image:
    """A picture in red, green and blue, so many times smaller, made of rows and rows."""
    from PIL import Image

    width, height = image.size
    whole = Image.new("RGB", (math.ceil(width / times), math.ceil(height / times)))
    step = max(1, ROWS // times) * times
    for top in range(0, height, step):
        part = _in_colour(image.crop((0, top, width, min(height, top + step))))
        whole.paste(part.reduce(times) if times > 1 else part, (0, top // times))
    return whole


def _in_colour(image: Image) -> Image:
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scaling down
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    return image.convert("RGB")


def _packed(image: Image, *, jpeg: bool) -> Raster:
    if not jpeg:
        return Raster(zlib.compress(image.tobytes(), 9), *image.size, jpeg=False)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return Raster(out.getvalue(), *image.size, jpeg=True)


def _remarks(darkest: object, size: tuple[int, int], resolution: float) -> Iterator[str]:
    """What the clinician should know: `darkest` is of 255, `size` in pixels, `resolution` in dots per inch as it is
    printed."""
    if isinstance(darkest, (int, float)) and darkest >= NEARLY_WHITE:
        yield "is white on a clear ground, so nothing of it shows on paper. Use a darker version."
    if resolution < LEAST_RESOLUTION - 0.5:
        wide, high = (math.ceil(side * LEAST_RESOLUTION / resolution) for side in size)
        yield (
            f"prints at {resolution:.0f} dots an inch, {LEAST_RESOLUTION} are needed. "
            f"Use one of {wide} by {high} pixels or more."
        )
