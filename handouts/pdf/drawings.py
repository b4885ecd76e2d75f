"""Drawings as operators, made once: a batch puts the same figures into many files, and so does the next batch."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import Segment, Shape
from handouts.files import cache
from handouts.files.program import program_digest
from handouts.pdf.objects import COMPRESSION
from handouts.pdf.operators import colour_operator, painting_operator, pen_operators, shape_operators
from handouts.reuse.store import reused
from handouts.reuse.stores import DRAWINGS

WRITTEN_BY = ("pdf/drawings.py", "pdf/operators.py")  # no change of these files meets an old drawing
STRAIGHT = 0.7  # steps of the grid: a curve that leaves its chord by less is drawn as a line


@reused(DRAWINGS)
def deflated(picture: Picture) -> bytes:
    """The deflated operators that paint a drawing with its lower left corner at (0, 0), as large as it says it is; one
    with a grid, a figure, in steps of that. Only figures are kept for the next process."""
    if not picture.grid:
        return zlib.compress(shape_operators(picture.shapes, 0, picture.height).encode(), COMPRESSION)
    name = f"{picture.digest}-{program_digest(*WRITTEN_BY)}.drawing"
    found = cache.kept(name)
    if found is None:
        painted = "\n".join(_on_grid(picture.shapes, picture.height, picture.grid))
        found = zlib.compress(painted.encode(), COMPRESSION)
        cache.keep(name, found)
    return found


def _on_grid(shapes: Iterable[Shape], height: float, grid: float) -> Iterator[str]:
    """Operators with whole numbers alone. Shapes that share clips share their operators, too."""
    clips: tuple[tuple[Segment, ...], ...] = ()
    for shape in shapes:
        shared = 0
        while shared < min(len(clips), len(shape.clips)) and clips[shared] == shape.clips[shared]:
            shared += 1
        yield from ["Q"] * (len(clips) - shared)
        yield from (f"q {_path(clip, height, grid)} W n" for clip in shape.clips[shared:])
        clips = shape.clips
        if shape.fill:
            yield colour_operator(shape.fill, "rg")
        if shape.stroke:
            yield pen_operators(shape.stroke, shape.width * grid, shape.pen)
        yield f"{_path(shape.path, height, grid)} {painting_operator(shape)}"
    yield from ["Q"] * len(clips)


def _path(path: Iterable[Segment], height: float, grid: float) -> str:
    out: list[str] = []
    pen = start = (0, 0)
    left_out: list[tuple[int, int]] = []  # points between the start of a straight line and the pen
    for segment in path:
        if segment[0] == "Z":
            out.append("h")
            left_out = []
            continue
        values = [float(value) for value in segment[1:]]
        points = [round((height - value if odd % 2 else value) * grid) for odd, value in enumerate(values)]
        end = (points[-2], points[-1])
        letter = str(segment[0]).lower()
        if letter != "m" and end == pen:
            continue
        if letter == "l" or (letter == "c" and _is_straight(pen, points)):
            goes_on = left_out and all(_on_the_way(start, point, end) for point in left_out)
            if goes_on:
                out.pop()
            else:
                start, left_out = pen, []
            left_out.append(end)
            points, letter = list(end), "l"
        else:
            left_out = []
        out.append(f"{' '.join(map(str, points))} {letter}")
        pen = end
    return " ".join(out)


def _on_the_way(start: tuple[int, int], point: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a point lies so near the line between two others that it may be left out."""
    across, up = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    far = across * across + up * up
    return 0 <= x * across + y * up <= far and abs(x * up - y * across) <= STRAIGHT * math.sqrt(far)


def _is_straight(pen: tuple[int, int], points: list[int]) -> bool:
    """Whether a curve stays near its chord: it leaves it by 3/4 of what its handles do at most."""
    across, up = points[4] - pen[0], points[5] - pen[1]
    handles = ((points[0], points[1]), (points[2], points[3]))
    away = max(abs((x - pen[0]) * up - (y - pen[1]) * across) for x, y in handles)
    return 0.75 * away <= STRAIGHT * math.hypot(across, up)
