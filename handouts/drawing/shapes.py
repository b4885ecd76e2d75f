"""Shapes: what figures, logos and boxes are made of. Points are (x right, y down); units are the drawing's own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Colour: TypeAlias = tuple[float, float, float]  # red, green, blue from 0 to 1

# ("M", x, y) move, ("L", x, y) line, ("C", x1, y1, x2, y2, x, y) cubic curve, ("Z",) close
Segment: TypeAlias = "tuple[str, *tuple[float, ...]]"
Path: TypeAlias = tuple[Segment, ...]
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom
Outline: TypeAlias = tuple[Point, ...]

MM = 72 / 25.4  # points in a millimetre
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
LONGER_SIDE = 1000.0  # of a drawing that is read: fine enough for numbers with 2 decimals
_QUARTER = 0.5523  # handle of a cubic curve that draws a quarter of a circle: 4/3 tan(pi/8)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a stroke ends and turns: `cap` is butt, round or square, `join` miter, round or bevel. Corners that reach out
    further than `miter` times the stroke's width are cut off. `dashes` are lengths of ink and gap, from `offset` on."""

    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    miter: float = 10.0
    dashes: tuple[float, ...] = ()
    offset: float = 0.0


PLAIN = Pen()
ROUND = Pen("round", "round")


@dataclass(frozen=True, slots=True)
class Shape:
    """One path, filled, stroked or both. `width` is that of its stroke, which `pen` draws; `even_odd` says what counts
    as inside; nothing of it shows outside of any of `clips`. One that is less than opaque (1) has a fill or a stroke,
    not both."""

    path: tuple[Segment, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.0
    even_odd: bool = False
    pen: Pen = PLAIN
    clips: tuple[tuple[Segment, ...], ...] = ()
    opacity: float = 1.0


def moved(shapes: Iterable[Shape], dx: float, dy: float) -> list[Shape]:
    """The same shapes elsewhere, with their clips."""
    if dx == dy == 0:
        return list(shapes)

    def path(segments: Path) -> Path:
        there: list[Segment] = []
        for segment in segments:
            if len(segment) == 7:  # nearly all of a figure: written out
                letter, a, b, c, d, e, f = segment
                there.append((letter, a + dx, b + dy, c + dx, d + dy, e + dx, f + dy))
            elif len(segment) == 3:
                letter, a, b = segment
                there.append((letter, a + dx, b + dy))
            else:
                there.append(segment)
        return tuple(there)

    return with_paths(shapes, path)


def with_paths(shapes: Iterable[Shape], change: Callable[[Path], Path]) -> list[Shape]:
    """Shapes with another path in the place of each of theirs. What is one path in many shapes, such as a clip or what
    is stroked and then filled, is changed once and stays one."""
    found: dict[int, Path] = {}
    shapes = list(shapes)  # none may go while their paths are known by their places in memory

    def changed(path: Path) -> Path:
        if id(path) not in found:
            found[id(path)] = change(path)
        return found[id(path)]

    return [
        replace(shape, path=changed(shape.path), clips=tuple([changed(clip) for clip in shape.clips]))
        for shape in shapes
    ]


def bounds(shapes: Iterable[Shape]) -> Box:
    """Left, top, right and bottom of what shapes paint, with their strokes; a curve counts with its handles, and one
    that is clipped as far as its clips go."""
    return around(box for _, box in seen(shapes))


def around(boxes: Iterable[Box]) -> Box:
    """Left, top, right and bottom of some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def seen(shapes: Iterable[Shape]) -> list[tuple[Shape, Box]]:
    """Each shape of which anything is seen, with its bounds: of the others all lies outside of a clip."""
    found = []
    known: dict[int, Box] = {}
    shapes = list(shapes)  # none may go while their paths are known by their places in memory

    def box(path: Path) -> Box:
        if id(path) not in known:
            xs, ys = points_of(path)
            known[id(path)] = min(xs), min(ys), max(xs), max(ys)
        return known[id(path)]

    for shape in shapes:
        left, top, right, bottom = box(shape.path)
        half = shape.width / 2 if shape.stroke else 0.0
        left, top, right, bottom = left - half, top - half, right + half, bottom + half
        for clip in shape.clips:
            a, b, c, d = box(clip)
            left, top, right, bottom = max(left, a), max(top, b), min(right, c), min(bottom, d)
        if left < right and top < bottom:
            found.append((shape, (left, top, right, bottom)))
    return found


def in_clips(shapes: Iterable[Shape]) -> Iterator[tuple[int, tuple[Path, ...], Shape]]:
    """Each shape with how many clips end before it, and those that begin, the outer one first: shapes that follow each
    other share what they have in common. After the last one, all of its clips end."""
    opened: tuple[Path, ...] = ()
    for shape in shapes:
        clips, shared = shape.clips[::-1], 0
        while shared < min(len(opened), len(clips)) and opened[shared] == clips[shared]:
            shared += 1
        yield len(opened) - shared, clips[shared:], shape
        opened = clips


def points_of(path: Path) -> tuple[list[float], list[float]]:
    """How far right and how far down the points of a path are, those of handles too."""
    numbers = [number for _, *points in path for number in points]
    return numbers[::2], numbers[1::2]


def corner_of(points: Iterable[Point]) -> Outline:
    """The points that no other one is both left of and above, from left to right."""
    found: list[Point] = []
    for x, y in sorted(points):
        if not found or y < found[-1][1]:
            found.append((x, y))
    return tuple(found)


def points_in(shapes: Iterable[Shape]) -> set[Point]:
    """The points of shapes, those of handles too; clips don't count."""
    paths = {id(path): path for path in [shape.path for shape in shapes]}
    return {point for path in paths.values() for point in zip(*points_of(path), strict=True)}


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: Colour | None = None,
    stroke: Colour | None = None,
    line: float = 0.0,
    radius: float = 0.0,
) -> Shape:
    """A rectangle from its top left corner, with round corners where `radius` is given."""
    return Shape(rectangle_path(x, y, width, height, radius, radius), fill, stroke, line)


def rectangle_path(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """The outline of a rectangle, with corners that are quarters of an ellipse where it has both half axes."""
    right, bottom, rx, ry = x + width, y + height, min(rx, width / 2), min(ry, height / 2)
    if not rx or not ry:
        return (("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",))
    cx, cy = rx * (1 - _QUARTER), ry * (1 - _QUARTER)
    return (
        ("M", x + rx, y),
        ("L", right - rx, y),
        ("C", right - cx, y, right, y + cy, right, y + ry),
        ("L", right, bottom - ry),
        ("C", right, bottom - cy, right - cx, bottom, right - rx, bottom),
        ("L", x + rx, bottom),
        ("C", x + cx, bottom, x, bottom - cy, x, bottom - ry),
        ("L", x, y + ry),
        ("C", x, y + cy, x + cx, y, x + rx, y),
        ("Z",),
    )


def circle(x: float, y: float, radius: float, *, fill: Colour | None = None, stroke: Colour | None = None) -> Shape:
    """A circle round (x, y)."""
    return rectangle(x - radius, y - radius, 2 * radius, 2 * radius, fill=fill, stroke=stroke, line=0.75, radius=radius)


def line(x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float) -> Shape:
    """A straight stroke."""
    return Shape((("M", x1, y1), ("L", x2, y2)), None, colour, width)


def star(x: float, y: float, radius: float, colour: Colour, width: float) -> Shape:
    """The outline of a five-pointed star round (x, y), to colour in."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.45
        angle = math.pi * corner / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    path: list[Segment] = [("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",)]
    return Shape(tuple(path), None, colour, width, pen=ROUND)


def warning_triangle(x: float, y: float, size: float, colour: Colour) -> tuple[Shape, ...]:
    """A triangle with an exclamation mark, `size` high, from its top left corner: drawn, since fonts lack it."""
    half, stem = size / 2, size * 0.09
    triangle = Shape(
        (("M", x + half, y + size * 0.06), ("L", x + size, y + size * 0.94), ("L", x, y + size * 0.94), ("Z",)),
        None,
        colour,
        size * 0.09,
    )
    mark = rectangle(x + half - stem / 2, y + size * 0.36, stem, size * 0.3, fill=colour)
    return triangle, mark, circle(x + half, y + size * 0.78, stem * 0.62, fill=colour)


def extent(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a room that holds the shapes with their strokes."""
    values = [[float(value) for segment in shape.path for value in segment[1:]] for shape in shapes]
    across = [x for row in values for x in row[::2]]
    down = [y for row in values for y in row[1::2]]
    around = max(shape.width / 2 if shape.stroke else 0.0 for shape in shapes)
    return min(across) - around, min(down) - around, max(across) + around, max(down) + around


def short(value: float) -> str:
    """A number with at most 2 decimals, for a file: 0.01 pt is finer than any printer."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
