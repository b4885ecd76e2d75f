"""Drawings as operators, made once: a batch puts the same figures into many files, and so does the next batch."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import Path, Shape, in_clips, short
from handouts.files import cache
from handouts.files.program import program_digest
from handouts.pdf.objects import COMPRESSION
from handouts.pdf.operators import colour_operator, painting_operator, pen_operators, shape_operators
from handouts.reuse.store import reused
from handouts.reuse.stores import DRAWINGS

WRITTEN_BY = ("pdf/drawings.py", "pdf/operators.py")  # no change of these files meets an old drawing
_LINE_WIDTH = re.compile(rb"[\d.]+(?= w \d J)")  # as `pen_operators` writes it
STRAIGHT = 0.7  # steps of the grid: a curve that leaves its chord by less is drawn as a line


@reused(DRAWINGS)
def deflated(picture: Picture) -> bytes:
    """The deflated operators that paint a drawing with its lower left corner at (0, 0), as large as it says it is; one
    with a grid, a figure, in steps of that. Only figures are kept for the next process."""
    if not picture.grid:
        return zlib.compress(shape_operators(picture.shapes, 0, picture.height).encode(), COMPRESSION)
    found = cache.kept(_name(picture))
    if found is None:
        found = zlib.compress(_operators(picture), COMPRESSION)
        cache.keep(_name(picture), found)
    return found


def _name(picture: Picture) -> str:
    """What a figure's operators are kept under."""
    return f"{picture.digest}-{program_digest(*WRITTEN_BY)}.drawing"


def _operators(picture: Picture) -> bytes:
    """What paints a figure. For one with thicker lines nothing is drawn where those of the other are kept."""
    if picture.thickened and (thinner := cache.kept(_name(picture.thickened[0]))):
        least = picture.thickened[1] * picture.grid
        with suppress(zlib.error):
            return _LINE_WIDTH.sub(partial(_no_thinner, least), zlib.decompress(thinner))
    return "\n".join(_on_grid(picture.shapes, picture.height, picture.grid)).encode()


def _no_thinner(least: float, width: re.Match[bytes]) -> bytes:
    return short(least).encode() if float(width[0]) < least else width[0]


def _on_grid(shapes: Sequence[Shape], height: float, grid: float) -> Iterator[str]:
    """Operators with whole numbers alone. Shapes that share clips share their operators, too."""
    known: dict[int, str] = {}  # by the places of paths in memory: what is stroked and then filled is one path

    def path(segments: Path) -> str:
        if id(segments) not in known:
            known[id(segments)] = _path(segments, height, grid)
        return known[id(segments)]

    for ends, begins, shape in in_clips(shapes):
        yield from ["Q"] * ends
        yield from (f"q {path(clip)} W n" for clip in begins)
        if shape.fill:
            yield colour_operator(shape.fill, "rg")
        if shape.stroke:
            yield pen_operators(shape.stroke, shape.width * grid, shape.pen)
        yield f"{path(shape.path)} {painting_operator(shape)}"
    yield from ["Q"] * len(shapes[-1].clips if shapes else ())


def _path(path: Path, height: float, grid: float) -> str:
    out: list[str] = []
    pen = start = (0, 0)
    left_out: list[tuple[int, int]] = []  # points between the start of a straight line and the pen
    for letter, *values in path:
        if not values:
            out.append("h")
            left_out = []
            continue
        across = [round(value * grid) for value in values[::2]]
        up = [round((height - value) * grid) for value in values[1::2]]
        end = (across[-1], up[-1])
        if letter != "M" and end == pen:
            continue
        if letter == "L" or (letter == "C" and _is_straight(pen, across, up)):
            if left_out and all(_on_the_way(start, point, end) for point in left_out):
                out.pop()
            else:
                start, left_out = pen, []
            left_out.append(end)
            out.append(f"{end[0]} {end[1]} l")
        else:
            left_out = []
            out.append(f"{' '.join([f'{x} {y}' for x, y in zip(across, up, strict=True)])} {letter.lower()}")
        pen = end
    return " ".join(out)


def _on_the_way(start: tuple[int, int], point: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a point lies so near the line between two others that it may be left out."""
    across, up = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    far = across * across + up * up
    return 0 <= x * across + y * up <= far and abs(x * up - y * across) <= STRAIGHT * math.sqrt(far)


def _is_straight(pen: tuple[int, int], across: list[int], up: list[int]) -> bool:
    """Whether a curve stays near its chord: it leaves it by 3/4 of what its handles do at most."""
    wide, high = across[2] - pen[0], up[2] - pen[1]
    one = abs((across[0] - pen[0]) * high - (up[0] - pen[1]) * wide)
    other = abs((across[1] - pen[0]) * high - (up[1] - pen[1]) * wide)
    return 0.75 * max(one, other) <= STRAIGHT * math.hypot(wide, high)
