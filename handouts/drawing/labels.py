"""Labels beside a picture: where they stand, and the lines and rings that lead from them to what they mean."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from handouts.drawing.shapes import PLAIN, ROUND, WHITE, Colour, Pen, Segment, Shape, circle

LEADER, RING, HALO = 0.9, 1.8, 1.1  # points; a halo on both sides keeps a line apart from what it crosses
DOT = 1.5  # points: the radius of a leader's end where there is no ring


def spread(middles: Sequence[float], heights: Sequence[float], gap: float, room: float) -> list[float]:
    """The tops of labels that stand at the heights of what they mean as nearly as can be: in the same order, none over
    another, inside of the room if they fit there."""
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    tops = [middle - height / 2 for middle, height in zip(middles, heights, strict=True)]
    down = 0.0
    for index in order:
        tops[index] = max(tops[index], down)
        down = tops[index] + heights[index] + gap
    up = max(room, down - gap if sum(heights) + gap * (len(heights) - 1) > room else 0.0)
    for index in reversed(order):
        tops[index] = min(tops[index], up - heights[index])
        up = tops[index] - gap
    return tops


def pointer(
    start: tuple[float, float], end: tuple[float, float], radius: float, *, ink: Colour, accent: Colour
) -> Iterator[Shape]:
    """A line from a label to its point, or to the edge of a ring of that radius round it."""
    distance = math.dist(start, end) or 1.0
    stop = max(0.0, 1 - (radius or DOT) / distance)
    reached = (start[0] + (end[0] - start[0]) * stop, start[1] + (end[1] - start[1]) * stop)
    path: tuple[Segment, ...] = (("M", *start), ("L", *reached))
    if not radius:
        yield circle(*end, DOT + HALO, fill=WHITE)
    yield _stroke(path, WHITE, LEADER + 2 * HALO, PLAIN)
    if radius:
        ring = circle(*end, radius).path
        yield _stroke(ring, WHITE, RING + 2 * HALO, ROUND)
        yield _stroke(path, ink, LEADER, PLAIN)
        yield _stroke(ring, accent, RING, ROUND)
    else:
        yield _stroke(path, ink, LEADER, PLAIN)
        yield circle(*end, DOT, fill=ink)


def _stroke(path: tuple[Segment, ...], colour: Colour, width: float, pen: Pen) -> Shape:
    return Shape(path, None, colour, width, pen=pen)
