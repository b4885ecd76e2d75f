"""The boxes to tick, or stars to colour, of one week of a log: one picture, which a file has once."""

from __future__ import annotations

import hashlib

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import rectangle, star
from handouts.layout.style import INK, MM
from handouts.reuse.store import reused
from handouts.reuse.stores import TICK_BOXES

BOX_GAP = 1.2 * MM
BOX_LINE = 0.9  # points
AROUND = 3.0  # points around the boxes, so that the points of stars are in the picture
STAR = 0.56  # of a box: how far a star reaches from its middle


def height_of_boxes(boxes: int, side: float) -> float:
    """How high so many boxes are, one above the other, in points."""
    return boxes * side + (boxes - 1) * BOX_GAP


@reused(TICK_BOXES)
def week_of_boxes(days: tuple[bool, ...], boxes: int, mark: str, cell: float, side: float) -> Picture:
    """The boxes of the days that are True, in cells of these widths (points), with AROUND on all sides; `mark` is "box"
    or "star"."""
    shapes = []
    for day in (day for day, is_open in enumerate(days) if is_open):
        left = AROUND + day * cell + (cell - side) / 2
        for top in (AROUND + index * (side + BOX_GAP) for index in range(boxes)):
            if mark == "star":
                shapes.append(star(left + side / 2, top + side / 2, side * STAR, INK, BOX_LINE))
            else:
                inner = side - BOX_LINE
                corner = (left + BOX_LINE / 2, top + BOX_LINE / 2)
                shapes.append(rectangle(*corner, inner, inner, stroke=INK, line=BOX_LINE, radius=1.5))
    drawn = tuple(shapes)
    digest = hashlib.sha256(repr(drawn).encode()).hexdigest()[:16]
    width, height = len(days) * cell + 2 * AROUND, height_of_boxes(boxes, side) + 2 * AROUND
    return Picture(width, height, digest, drawing=lambda: drawn)
