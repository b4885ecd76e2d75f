"""Signs beside a body: for how long to stay, eyes closed, again, there and back, the other side too."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from handouts.drawing.shapes import ROUND, WHITE, Shape, circle, line
from handouts.figures.hulls import Point
from handouts.figures.ink import Tones
from handouts.figures.painting import polyline
from handouts.figures.poses import Pose
from handouts.figures.sign_names import SignName, signs_beside

RADIUS = 8.0  # points
GAP = 4.0
Sign = Callable[[float, float, float, Tones], list[Shape]]

# digits as strokes in a box 0.6 wide and 1 high
_DIGITS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": (
        ((0.3, 0), (0.52, 0.12), (0.6, 0.5), (0.52, 0.88), (0.3, 1), (0.08, 0.88), (0, 0.5), (0.08, 0.12), (0.3, 0)),
    ),
    "1": (((0.1, 0.22), (0.36, 0), (0.36, 1)),),
    "2": (((0.02, 0.24), (0.1, 0.06), (0.3, 0), (0.52, 0.07), (0.58, 0.28), (0.48, 0.5), (0, 1), (0.6, 1)),),
    "3": (((0.04, 0), (0.56, 0), (0.26, 0.38), (0.5, 0.46), (0.6, 0.68), (0.5, 0.92), (0.28, 1), (0, 0.9)),),
    "4": (((0.46, 1), (0.46, 0), (0, 0.7), (0.6, 0.7)),),
    "5": (
        ((0.54, 0), (0.1, 0), (0.05, 0.44), (0.3, 0.37), (0.53, 0.46), (0.6, 0.68), (0.5, 0.92), (0.27, 1), (0, 0.9)),
    ),
    "6": (
        ((0.5, 0.03), (0.24, 0.14), (0.04, 0.46), (0.02, 0.76), (0.14, 0.95), (0.32, 1), (0.52, 0.92), (0.6, 0.7)),
        ((0.6, 0.7), (0.52, 0.49), (0.3, 0.42), (0.1, 0.5), (0.02, 0.7)),
    ),
    "7": (((0, 0), (0.6, 0), (0.2, 1)),),
    "8": (
        ((0.3, 0.46), (0.08, 0.36), (0.06, 0.14), (0.3, 0), (0.54, 0.14), (0.52, 0.36), (0.3, 0.46)),
        ((0.3, 0.46), (0.04, 0.6), (0.02, 0.86), (0.3, 1), (0.58, 0.86), (0.56, 0.6), (0.3, 0.46)),
    ),
    "9": (
        ((0.1, 0.97), (0.36, 0.86), (0.56, 0.54), (0.58, 0.24), (0.46, 0.05), (0.28, 0), (0.08, 0.08), (0, 0.3)),
        ((0, 0.3), (0.08, 0.51), (0.3, 0.58), (0.5, 0.5), (0.58, 0.3)),
    ),
    "L": (((0.06, 0), (0.06, 1), (0.6, 1)),),
    "O": (
        (
            (0.3, 0),
            (0.5, 0.08),
            (0.62, 0.3),
            (0.64, 0.5),
            (0.62, 0.7),
            (0.5, 0.92),
            (0.3, 1),
            (0.1, 0.92),
            (-0.02, 0.7),
            (-0.04, 0.5),
            (-0.02, 0.3),
            (0.1, 0.08),
            (0.3, 0),
        ),
    ),
    "-": (((0.08, 0.52), (0.52, 0.52)),),
    "+": (((0.06, 0.52), (0.54, 0.52)), ((0.3, 0.26), (0.3, 0.78))),
    "s": (((0.46, 0.5), (0.26, 0.42), (0.08, 0.52), (0.14, 0.66), (0.4, 0.74), (0.46, 0.88), (0.26, 1), (0.04, 0.92)),),
    "m": (
        ((0.0, 1), (0.0, 0.46)),
        ((0.0, 0.56), (0.16, 0.44), (0.3, 0.56), (0.3, 1)),
        ((0.3, 0.56), (0.46, 0.44), (0.6, 0.56), (0.6, 1)),
    ),
    "i": (((0.3, 0.46), (0.3, 1)), ((0.3, 0.22), (0.3, 0.26))),
    "n": (((0.06, 1), (0.06, 0.46)), ((0.06, 0.56), (0.26, 0.44), (0.5, 0.54), (0.5, 1))),
}


def signs_of(pose: Pose) -> list[Sign]:
    """What a picture's signs are, from above."""
    return [_stopwatch(pose.held) if name == "hold" else _SIGNS[name] for name in signs_beside(pose)]


def sign_shapes(name: SignName, side: float, ink: Tones) -> tuple[Shape, ...]:
    """A sign alone, in the middle of a square; on a stopwatch there is no number."""
    return tuple(_SIGNS[name](side / 2, side / 2, RADIUS, ink))


def _written(text: str, x: float, y: float, high: float, ink: Tones, wide: float) -> list[Shape]:
    """Digits round (x, y), `high` points high."""
    step = 0.86 * high
    left = x - (step * (len(text) - 1) + 0.6 * high) / 2
    return [
        Shape(
            polyline([(left + step * at + a * high, y + (b - 0.5) * high) for a, b in stroke]),
            None,
            ink.line,
            wide,
            pen=ROUND,
        )
        for at, letter in enumerate(text)
        for stroke in _DIGITS[letter]
    ]


def _stopwatch(held: str) -> Sign:
    """A stopwatch: stay like this for a while, for the seconds that it says if any are known."""

    def draw(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
        colour, wide = ink.line, ink.weight("contour")
        top = y - radius
        shapes = [
            line(x, top, x, top - radius * 0.28, colour, wide * 1.4),
            line(x - radius * 0.3, top - radius * 0.3, x + radius * 0.3, top - radius * 0.3, colour, wide * 1.4),
            line(x + radius * 0.72, y - radius * 0.72, x + radius * 0.9, y - radius * 0.9, colour, wide * 1.4),
            Shape(circle(x, y, radius).path, WHITE, colour, wide * 1.3),
        ]
        if held:
            number, _, unit = held.partition(" ")
            high = radius * (0.95 if len(number) < 3 else 0.6 if len(number) < 4 else 0.44)
            shapes += _written(number, x, y - radius * 0.18, high, ink, wide)
            return [*shapes, *_written(unit, x, y + radius * 0.62, radius * 0.4, ink, wide * 0.7)]
        return [
            *shapes,
            line(x, y, x, y - radius * 0.62, colour, wide * 1.2),
            line(x, y, x + radius * 0.45, y + radius * 0.2, colour, wide * 1.2),
        ]

    return draw


def _hourglass(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
    """An hourglass: it takes a while, nobody says how long."""
    colour, wide = ink.line, ink.weight("contour")
    side, high = 0.66 * radius, 0.92 * radius
    glass = [(x - side, y - high), (x + side, y - high), (x - side, y + high), (x + side, y + high)]
    low, upper = ((x - 0.5 * side, y + high * 0.94), (x + 0.5 * side, y + high * 0.94), (x, y + 0.4 * high)), 0.5
    sand = [(x - upper * side, y - upper * high), (x + upper * side, y - upper * high), (x, y)]
    return [
        Shape(polyline(glass, closed=True), WHITE, colour, wide * 1.2, pen=ROUND),
        Shape(polyline(sand, closed=True), ink.tone("muscle")),
        Shape(polyline(low, closed=True), ink.tone("muscle")),
        *(line(x - side * 1.2, y + end, x + side * 1.2, y + end, colour, wide * 2) for end in (-high, high)),
    ]


def thought_shapes(letter: str, x: float, y: float, ink: Tones) -> list[Shape]:
    """A bubble with what somebody thinks of, its tail at (x, y)."""
    wide, big = ink.weight("detail"), 1.5 * RADIUS
    puffs = [circle(x + 3, y - 2, 1.5), circle(x + 7, y - 5.5, 2.3), circle(x + 9 + big, y - 8 - big * 0.6, big)]
    shapes = [Shape(puff.path, WHITE, ink.line, wide) for puff in puffs]
    return [*shapes, *_written(letter, x + 9 + big, y - 8 - big * 0.6, big, replace(ink, line=ink.accent), 2.0)]


def _closed_eye(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
    """An eye that is shut."""
    colour, wide = ink.line, ink.weight("contour")
    lid = [(x + radius * 0.62 * math.cos(a), y - radius * 0.12 + radius * 0.42 * math.sin(a)) for a in _angles(20, 160)]
    shapes = [
        Shape(circle(x, y, radius).path, WHITE, colour, wide),
        Shape(polyline(lid), None, colour, wide * 1.3, pen=ROUND),
    ]
    for angle in (40, 70, 110, 140):
        a = math.radians(angle)
        near = (x + radius * 0.62 * math.cos(a), y - radius * 0.12 + radius * 0.42 * math.sin(a))
        far = (near[0] + radius * 0.2 * math.cos(a), near[1] + radius * 0.26 * math.sin(a))
        shapes.append(line(*near, *far, colour, wide))
    return shapes


def _again(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
    """Two arrows that make a ring."""
    shapes = []
    for turn in (0, 180):
        arc = [
            (x + 0.74 * radius * math.cos(a), y - 0.74 * radius * math.sin(a)) for a in _angles(turn + 160, turn + 35)
        ]
        shapes += _arrow(arc, radius, ink)
    return shapes


def _there_and_back(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
    """Two arrows, one each way."""
    shapes = []
    for sign in (1, -1):
        way = [(x - sign * 0.9 * radius, y - sign * 0.36 * radius), (x + sign * 0.9 * radius, y - sign * 0.36 * radius)]
        shapes += _arrow(way, radius, ink)
    return shapes


def _other_side(x: float, y: float, radius: float, ink: Tones) -> list[Shape]:
    """Somebody with one leg out, and the mirror image in a paler line behind a dashed middle."""
    wide = ink.weight("contour")
    shapes = [
        line(x, y - radius + 2.6 * step, x, y - radius + 2.6 * step + 1.3, ink.line, wide * 0.7) for step in range(7)
    ]
    for sign, colour in ((-1, ink.line), (1, ink.accent)):
        at = x + sign * radius * 0.62
        shapes += [
            Shape(circle(at, y - radius * 0.68, radius * 0.2).path, colour),
            *(
                Shape(polyline(points), None, colour, wide * 1.7, pen=ROUND)
                for points in (
                    [(at, y - radius * 0.4), (at, y + radius * 0.15), (at, y + radius * 0.9)],
                    [(at, y + radius * 0.15), (at + sign * radius * 0.48, y + radius * 0.8)],
                )
            ),
        ]
    return shapes


def _arrow(way: list[Point], radius: float, ink: Tones) -> list[Shape]:
    (ax, ay), (bx, by) = way[-2:]
    far = math.hypot(bx - ax, by - ay)
    ux, uy, size = (bx - ax) / far, (by - ay) / far, 0.42 * radius
    tip = (bx + ux * size, by + uy * size)
    head = [tip, (bx - uy * size * 0.75, by + ux * size * 0.75), (bx + uy * size * 0.75, by - ux * size * 0.75)]
    return [
        Shape(polyline(way), None, ink.line, ink.weight("contour") * 1.9),
        Shape(polyline(head, closed=True), ink.line),
    ]


def _angles(first: float, last: float) -> list[float]:
    return [math.radians(first + (last - first) * step / 12) for step in range(13)]


_SIGNS: dict[SignName, Sign] = {
    "hold": _stopwatch(""),
    "wait": _hourglass,
    "eyes-closed": _closed_eye,
    "again": _again,
    "there-and-back": _there_and_back,
    "other-side": _other_side,
}
