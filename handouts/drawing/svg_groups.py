"""What is done to several shapes of SVG together: cut out of a path, or made see-through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from handouts.drawing.shapes import Segment, Shape, extent
from handouts.drawing.svg_file import UnfaithfulDrawing
from handouts.drawing.svg_paths import is_convex

MOST_BESIDE = 60  # shapes that are compared with one another
NO_ROOM = 1.0  # a thousandth of a drawing's longer side: what reaches out no further than that needs no clip


def clipped(shapes: Sequence[Shape], path: tuple[Segment, ...]) -> list[Shape]:
    """The shapes inside of a path alone; a rectangle that holds all of them, as the page of a program for drawing,
    changes nothing."""
    if shapes and _is_rectangle(path):
        left, top, right, bottom = extent((Shape(path),))
        reach = [_reach(shape) for shape in shapes]
        if (
            min(each[0] for each in reach) >= left - NO_ROOM
            and min(each[1] for each in reach) >= top - NO_ROOM
            and max(each[2] for each in reach) <= right + NO_ROOM
            and max(each[3] for each in reach) <= bottom + NO_ROOM
        ):
            return list(shapes)
    return [replace(shape, clips=(path, *shape.clips)) for shape in shapes]


def faded(shapes: Sequence[Shape], opacity: float) -> list[Shape]:
    """Shapes that are made see-through together. Raises UnfaithfulDrawing where one lies on another: what is below it
    would show."""
    if opacity == 1:
        return list(shapes)
    reach = [_reach(shape) for shape in shapes]
    if (
        len(shapes) > MOST_BESIDE
        or any(shape.fill and shape.stroke for shape in shapes)
        or any(_meet(one, two) for one, two in combinations(reach, 2))
    ):
        raise UnfaithfulDrawing("it has see-through groups", "Use solid colours.")
    return [replace(shape, opacity=round(shape.opacity * opacity, 3)) for shape in shapes if opacity >= 0.001]


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _is_rectangle(path: tuple[Segment, ...]) -> bool:
    """Whether a path is a rectangle that stands upright."""
    points = {(round(step[1], 3), round(step[2], 3)) for step in path if len(step) == 3}
    if any(segment[0] == "C" for segment in path) or len(path) not in (4, 5, 6) or len(points) != 4:
        return False
    return len({x for x, _ in points}) == len({y for _, y in points}) == 2 and is_convex(path)


def _reach(shape: Shape) -> tuple[float, float, float, float]:
    """A room that the shape surely stays in, with the corners of its stroke."""
    left, top, right, bottom = extent((shape,))
    more = shape.width / 2 * (shape.pen.miter - 1 if shape.pen.join == "miter" else 0.5) if shape.stroke else 0.0
    return left - more, top - more, right + more, bottom + more
