"""Pictures that people bring (logos, photographs): PNG, JPEG and SVG files made safe and ready to print.

Nothing is loaded that the file does not hold itself: no address, no other file, no script.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from handouts.drawing.photographs import Raster, UnusablePicture, read_raster
from handouts.drawing.shapes import Outline, Shape, corner_of, points_in
from handouts.reuse.store import reused
from handouts.reuse.stores import CORNERS, PICTURES

LARGEST_FILE = 40_000_000  # bytes
FINEST = 0.25  # points: a line that any printer prints
THINNEST = 0.3  # of the lines of figures, in units of a picture
WIDTHS = 0.15  # units: a picture that is shown in many sizes has few widths of its lines
POINT = 200  # bytes in memory of a step of a path, about


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to paint: `drawing` gives its shapes, `raster` its pixels.

    `width` and `height` have no unit: only their ratio counts. `remarks` are for the clinician. The points of a
    drawing may be moved to whole steps of a `grid`, so many to a unit; 0 leaves them where they are. `corner` is its
    `upper_corner` where that is known without its shapes. What is `thickened` is another picture with lines that are at
    least so wide, in its own units. A `close_up` shows a part in a frame, at a scale of its own.
    """

    width: float
    height: float
    digest: str
    drawing: Callable[[], tuple[Shape, ...]] = field(default=tuple, repr=False, compare=False)
    raster: Raster | None = field(default=None, repr=False)
    remarks: tuple[str, ...] = ()
    grid: float = 0.0
    corner: Outline | None = None
    thickened: tuple[Picture, float] | None = field(default=None, repr=False, compare=False)
    close_up: bool = False

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What is drawn; nothing for an image."""
        return self.drawing()


def no_finer(picture: Picture, scale: float) -> Picture:
    """A figure whose lines are at least FINEST where a unit of it is `scale` points large; all else as it is."""
    if picture.raster or not picture.grid or scale <= 0 or scale * THINNEST >= FINEST:
        return picture
    least = math.ceil(FINEST / scale / WIDTHS) * WIDTHS
    draw = partial(_thickened, picture, least)
    return replace(picture, digest=f"{picture.digest}-{least:.2f}", drawing=draw, thickened=(picture, least))


def _thickened(picture: Picture, least: float) -> tuple[Shape, ...]:
    return tuple(
        replace(shape, width=least) if shape.stroke and shape.width < least else shape for shape in picture.shapes
    )


@reused(CORNERS, key=lambda picture, leftward=False: (picture.digest, leftward))
def upper_corner(picture: Picture, leftward: bool = False) -> Outline:
    """The points of a drawing that no other point is both left of and above, from left to right, in its own units. Seen
    `leftward`, x counts from its right side."""
    if leftward:
        return corner_of((picture.width - x, y) for x, y in points_in(picture.shapes))
    return corner_of(points_in(picture.shapes)) if picture.corner is None else picture.corner


def load_picture(path: Path, room_mm: tuple[float, float] = (174.0, 200.0)) -> Picture:
    """Read a picture that is printed as large as a room (width, height) lets it.

    Raises UnusablePicture when the file is missing, broken, too large or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix not in (".png", ".jpg", ".jpeg", ".svg"):
        raise UnusablePicture("is not a PNG, JPEG or SVG picture.", "Save it as PNG, JPEG or SVG.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnusablePicture("is larger than 40 MB.", "Save a smaller copy.")
        data = path.read_bytes()
    except OSError:
        raise UnusablePicture("can't be read.", "Check that the file is there and that its name is right.") from None
    kind, of_room = ("svg", "") if suffix == ".svg" else ("pixels", f" {room_mm}")
    digest = hashlib.sha256(data + of_room.encode()).hexdigest()[:16]
    found = _read(kind, digest, data, room_mm)
    if isinstance(found, UnusablePicture):
        raise UnusablePicture(str(found), found.hint)
    return found


def _weight(found: Picture | UnusablePicture) -> int:
    if isinstance(found, UnusablePicture):
        return 0
    return len(found.raster.data) if found.raster else sum(POINT * len(shape.path) for shape in found.shapes)


@reused(PICTURES, key=lambda kind, digest, data, room_mm: (kind, digest), weight=_weight)
def _read(kind: str, digest: str, data: bytes, room_mm: tuple[float, float]) -> Picture | UnusablePicture:
    return _drawing(data, digest) if kind == "svg" else _image(data, digest, room_mm)


def _drawing(data: bytes, digest: str) -> Picture | UnusablePicture:
    from handouts.drawing.svg import read_svg
    from handouts.drawing.svg_file import UnfaithfulDrawing

    try:
        width, height, shapes = read_svg(data)
    except UnfaithfulDrawing as error:
        return UnusablePicture(f"can't be drawn as it is: {error}.", error.hint)
    return Picture(width, height, digest, drawing=lambda: shapes)


def _image(data: bytes, digest: str, room_mm: tuple[float, float]) -> Picture | UnusablePicture:
    try:
        raster, size, remarks = read_raster(data, room_mm)
    except UnusablePicture as error:
        return error
    return Picture(*size, digest, raster=raster, remarks=remarks)
