"""Arrows that show what moves, and the marks of steps on the floor.

An arrow starts at the moving part, is one colour everywhere, and has a white halo that keeps it apart from what is
under it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import assert_never

from handouts.drawing.shapes import ROUND, WHITE, Segment, Shape
from handouts.figures.hulls import Camera, Point
from handouts.figures.ink import ARROW, HALO, Tones
from handouts.figures.painting import polyline
from handouts.figures.poses import Arrow
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import Vector, add, angle_at, between, cross, dot, length, scale, subtract, unit

_STEPS = 16
_HEAD_LONG, _HEAD_HALF = 3.2, 1.8  # of the arrow's width
_ENDS_SHORT = 0.05  # an arrow covers less than the whole way, so that it cuts no outline

# ellipses of a mark: how far ahead of its middle, half as long, half as wide
_SOLES = {"foot": ((0.024, 0.036, 0.024), (-0.04, 0.024, 0.018)), "knee": ((0.0, 0.032, 0.028),)}

Way = list[Point]


def ways(arrow: Arrow, own: Skeleton, before: Skeleton, view: Camera) -> list[Way]:
    """The middle lines of an arrow as they are seen; its heads are at their ends.

    Raises KeyError for a landmark that no body has.
    """
    size = view.magnify
    dx, dy = arrow.shift[0] * size, -arrow.shift[1] * size
    at = arrow.at or "pelvis"
    x, y = view.point(own.landmark(at))
    match arrow.kind:
        case "path" if arrow.at:
            drawn = _rounded([(x + right * size, y - up * size, 0.0) for right, up in arrow.points])
            return [_moved([(across, down) for across, down, _ in drawn], dx, dy)]
        case "path" | "steps":
            places = _rounded([(x, y, 0.004 + arrow.height) for x, y in arrow.points])
            return [_moved([view.point(place) for place in places], dx, dy)]
        case "follow":
            return [_moved(_followed(arrow, at, own, before, view), dx, dy)]
        case "push":
            right, up = arrow.along
            return [[(x + dx + right * size * share, y + dy - up * size * share) for share in (0, 0.5, 1)]]
        case "circle":
            return [_circle(arrow, (x + dx, y + dy), size)]
        case "squeeze" | "apart":
            return _pair(arrow, (x + dx, y + dy), view.point(own.landmark(arrow.to or at)), size)
        case "shake":
            return []
        case _:
            assert_never(arrow.kind)


def _circle(arrow: Arrow, middle: Point, size: float) -> Way:
    """Round a landmark, or a part of the way round it."""
    radius, last = arrow.size * size, _STEPS + 8
    angles = [math.radians(arrow.start + arrow.sweep * step / last) for step in range(last + 1)]
    x, y = middle
    return [(x + radius * math.cos(angle), y - arrow.flat * radius * math.sin(angle)) for angle in angles]


def _moved(way: Way, dx: float, dy: float) -> Way:
    return [(x + dx, y + dy) for x, y in way]


def _pair(arrow: Arrow, start: Point, other: Point, size: float) -> list[Way]:
    """Two arrows on the line through two landmarks, outside of them."""
    ux, uy = other[0] - start[0], other[1] - start[1]
    far = math.hypot(ux, uy) or 1.0
    ux, uy, gap, long = ux / far, uy / far, arrow.gap * size, arrow.size * size
    pair = []
    for (x, y), sign in ((start, -1), (other, 1)):
        near = (x + sign * ux * gap, y + sign * uy * gap)
        end = (x + sign * ux * (gap + long), y + sign * uy * (gap + long))
        middle = ((near[0] + end[0]) / 2, (near[1] + end[1]) / 2)
        pair.append([end, middle, near] if arrow.kind == "squeeze" else [near, middle, end])
    return pair


def _followed(arrow: Arrow, at: str, own: Skeleton, before: Skeleton, view: Camera) -> Way:
    """The way of a landmark since the picture before: round its pivot, or straight."""
    start, end = before.landmark(at), own.landmark(at)
    if arrow.pivot is None:
        places = [
            between(start, end, _ENDS_SHORT + (1 - 2 * _ENDS_SHORT) * step / _STEPS) for step in range(_STEPS + 1)
        ]
        return [view.point(place) for place in places]
    old, new = before.landmark(arrow.pivot), own.landmark(arrow.pivot)
    first, last = subtract(start, old), subtract(end, new)
    turn = math.radians(angle_at((0.0, 0.0, 0.0), first, last))
    axis = unit(cross(first, last))
    way = []
    for step in range(_STEPS + 1):
        share = _ENDS_SHORT + (1 - 2 * _ENDS_SHORT) * step / _STEPS
        long = length(first) + (length(last) - length(first)) * share + arrow.gap
        place = add(between(old, new, share), scale(_turned(unit(first), axis, turn * share), long))
        way.append(view.point(place))
    return way


def _turned(direction: Vector, axis: Vector, angle: float) -> Vector:
    """Rodrigues' rotation."""
    c, s = math.cos(angle), math.sin(angle)
    first = add(scale(direction, c), scale(cross(axis, direction), s))
    return add(first, scale(axis, dot(axis, direction) * (1 - c)))


def _rounded(places: Sequence[Vector]) -> list[Vector]:
    """A soft curve through places (Catmull-Rom)."""
    whole = [places[0], *places, places[-1]]
    curve = []
    for a, b, c, d in zip(whole, whole[1:], whole[2:], whole[3:], strict=False):
        for step in range(8):
            t = step / 8
            curve.append(
                tuple(
                    0.5
                    * (
                        2 * b[i]
                        + (c[i] - a[i]) * t
                        + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t
                        + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
                    )
                    for i in range(3)
                )
            )
    return [*curve, places[-1]]  # type: ignore[list-item]


def arrow_shapes(way: Way, ink: Tones, *, both: bool) -> list[Shape]:
    """An arrow along a way: its halo, its shaft and its head or heads."""
    wide = ARROW * ink.heavier
    shaft, heads = list(way), [_head(way, wide)]
    shaft = _shortened(shaft, _HEAD_LONG * wide * 0.8)
    if both:
        heads.append(_head(way[::-1], wide))
        shaft = _shortened(shaft[::-1], _HEAD_LONG * wide * 0.8)[::-1]
    colour = ink.accent
    halo = [Shape(polyline(shaft), None, WHITE, wide + 2 * HALO, pen=ROUND)]
    halo += [Shape(head, WHITE, WHITE, 2 * HALO, pen=ROUND) for head in heads]
    return [*halo, Shape(polyline(shaft), None, colour, wide), *(Shape(head, colour) for head in heads)]


def _head(way: Way, wide: float) -> tuple[Segment, ...]:
    tip = way[-1]
    back = _shortened(way, _HEAD_LONG * wide)[-1]
    far = math.hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    ux, uy = (tip[0] - back[0]) / far, (tip[1] - back[1]) / far
    base = (tip[0] - ux * _HEAD_LONG * wide, tip[1] - uy * _HEAD_LONG * wide)
    half = _HEAD_HALF * wide
    return polyline(
        [tip, (base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half)], closed=True
    )


def _shortened(way: Way, by: float) -> Way:
    """A way without its last `by` points of length."""
    rest = list(way)
    while len(rest) > 2:
        step = math.hypot(rest[-1][0] - rest[-2][0], rest[-1][1] - rest[-2][1])
        if step > by:
            break
        by -= step
        rest.pop()
    (x0, y0), (x1, y1) = rest[-2], rest[-1]
    step = math.hypot(x1 - x0, y1 - y0) or 1.0
    share = max(0.0, 1 - by / step)
    rest[-1] = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
    return rest


def shake_shapes(arrow: Arrow, own: Skeleton, view: Camera, ink: Tones) -> list[Shape]:
    """Small arcs at both sides of a landmark that shakes."""
    x, y = view.point(own.landmark(arrow.at or "pelvis"))
    x, y = x + arrow.shift[0] * view.magnify, y - arrow.shift[1] * view.magnify
    shapes = []
    for side in (0, 180):
        for ring in (0, 1):
            radius = (arrow.size + 0.03 * ring) * view.magnify
            arc = [
                (x + radius * math.cos(angle), y - radius * math.sin(angle))
                for step in range(9)
                for angle in [math.radians(arrow.start + side - 28 + 7 * step)]
            ]
            shapes.append(Shape(polyline(arc), None, ink.accent, ARROW * 0.75 * ink.heavier, pen=ROUND))
    return shapes


def step_shapes(arrow: Arrow, view: Camera, ink: Tones) -> list[Shape]:
    """The marks of feet or knees along a way over the floor, right and left in turn, as far apart as the arrow's
    size."""
    way = _rounded([(x, y, 0.002 + arrow.height) for x, y in arrow.points])
    shapes, gone, wanted, right = [], 0.0, arrow.size / 2, True
    for (x, y, z), (a, b, _) in itertools.pairwise(way):
        far = math.hypot(a - x, b - y)
        if far and gone + far >= wanted:
            share, (ux, uy) = (wanted - gone) / far, ((a - x) / far, (b - y) / far)
            aside = -arrow.gap if right else arrow.gap
            place = (x + (a - x) * share - uy * aside, y + (b - y) * share + ux * aside, z)
            for ahead, long, half in _SOLES[arrow.mark]:
                ring = [
                    (place[0] + ux * f - uy * s, place[1] + uy * f + ux * s, z)
                    for angle in (2 * math.pi * step / 14 for step in range(14))
                    for f, s in ((ahead + long * math.cos(angle), half * math.sin(angle)),)
                ]
                path = polyline([view.point(each) for each in ring], closed=True)
                shapes.append(Shape(path, ink.tone("muscle"), ink.accent, 0.5 * ink.weight("detail")))
            wanted, right = wanted + arrow.size, not right
        gone += far
    return shapes
