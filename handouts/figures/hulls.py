"""The one primitive of a figure: the outline of the convex hull of some ellipsoids, seen by a camera from far away.

An ellipsoid looks like an ellipse, and the hull of ellipses has a support function in closed form: for each direction
the ellipse that reaches farthest is known, with its point and its tangent. So the outline comes out as cubic curves
with exact tangents, without any boolean geometry.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from handouts.drawing.shapes import Segment
from handouts.figures.vectors import UP, UPRIGHT, Frame, Vector, add, between, cross, dot, scale, unit

DIRECTIONS = 8  # around an outline in which the farthest ellipse is looked for first
WIDEST = math.pi / 2 + 1e-9  # radians between two normals: one cubic over a quarter of an ellipse is off by 0.03 %
_BISECTIONS = 22
_UNSEEN = 0.05  # points: half of the step that outlines are rounded to

Point: TypeAlias = tuple[float, float]


class Ellipsoid(NamedTuple):
    """A centre and three half axes in space."""

    centre: Vector
    axes: tuple[Vector, Vector, Vector]

    def moved(self, by: Vector) -> Ellipsoid:
        """The same, elsewhere."""
        return Ellipsoid(add(self.centre, by), self.axes)

    def reach(self, direction: Vector) -> float:
        """How far it goes from its centre along a unit `direction`."""
        x, y, z = (dot(axis, direction) for axis in self.axes)
        return math.sqrt(x * x + y * y + z * z)

    def lowest(self) -> float:
        """The height of its lowest point."""
        return self.centre[2] - self.reach(UP)


Hull: TypeAlias = tuple[Ellipsoid, ...]


def ball(centre: Vector, radius: float) -> Ellipsoid:
    """A sphere."""
    return Ellipsoid(centre, ((radius, 0, 0), (0, radius, 0), (0, 0, radius)))


def ellipsoid(centre: Vector, frame: Frame, radii: Vector) -> Ellipsoid:
    """An ellipsoid with its half axes along a frame's."""
    return Ellipsoid(centre, (scale(frame.x, radii[0]), scale(frame.y, radii[1]), scale(frame.z, radii[2])))


def blend(a: Ellipsoid, b: Ellipsoid, share: float) -> Ellipsoid:
    """What lies between two ellipsoids."""
    x, y, z = (between(one, other, share) for one, other in zip(a.axes, b.axes, strict=True))
    return Ellipsoid(between(a.centre, b.centre, share), (x, y, z))


def block(centre: Vector, half: Vector, round_by: float, frame: Frame = UPRIGHT) -> Hull:
    """A box with round corners, `half` as long, wide and high as half of it."""
    inner = [side - round_by for side in half]
    signs = [(i, j, k) for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)]
    return tuple(ball(frame.at(centre, (i * inner[0], j * inner[1], k * inner[2])), round_by) for i, j, k in signs)


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks from far away along a direction. A point's picture is (right, down) times `magnify`, moved by `shift`."""

    towards: Vector
    right: Vector
    down: Vector
    magnify: float = 1.0
    shift: Point = (0.0, 0.0)

    def point(self, place: Vector) -> Point:
        """Where a place is seen."""
        x, y = dot(place, self.right), dot(place, self.down)
        return x * self.magnify + self.shift[0], y * self.magnify + self.shift[1]

    def depth(self, place: Vector) -> float:
        """How near a place is, in stature: more is nearer."""
        return dot(place, self.towards)

    def ellipse(self, shape: Ellipsoid) -> Ellipse:
        """What an ellipsoid looks like."""
        (a, b, c), (d, e, f), large = self.right, self.down, self.magnify
        xx = xy = yy = 0.0
        for x, y, z in shape.axes:
            right, down = (x * a + y * b + z * c) * large, (x * d + y * e + z * f) * large
            xx, xy, yy = xx + right * right, xy + right * down, yy + down * down
        return Ellipse(*self.point(shape.centre), xx, xy, yy)


def camera(around: float, above: float) -> Camera:
    """A camera `around` degrees from the figure's front towards its right side, and `above` degrees over the floor."""
    a, e = math.radians(-around), math.radians(above)
    towards = (math.cos(a) * math.cos(e), math.sin(a) * math.cos(e), math.sin(e))
    right = (-math.sin(a), math.cos(a), 0.0)
    return Camera(towards, right, scale(cross(towards, right), -1))


class Ellipse(NamedTuple):
    """An ellipse: its centre and the matrix (xx, xy, yy) of its support function."""

    x: float
    y: float
    xx: float
    xy: float
    yy: float

    def support(self, cosine: float, sine: float) -> float:
        """How far it goes in a direction, from the origin."""
        x, y, xx, xy, yy = self
        return x * cosine + y * sine + math.sqrt(xx * cosine * cosine + 2 * xy * cosine * sine + yy * sine * sine)

    def farthest(self, cosine: float, sine: float) -> Point:
        """Its point that goes farthest in a direction."""
        x, y, xx, xy, yy = self
        root = math.sqrt(xx * cosine * cosine + 2 * xy * cosine * sine + yy * sine * sine) or 1e-9
        return x + (xx * cosine + xy * sine) / root, y + (xy * cosine + yy * sine) / root

    def handles(self, c0: float, s0: float, c1: float, s1: float) -> tuple[float, float]:
        """How long both handles of the cubic are that goes from one normal, by its cosine and sine, to another.

        The ellipse is a circle under a symmetric matrix, whose square is the matrix of the support function: there the
        handles are 4/3 tan(angle/4) of the radius (Riskus, "Approximation of a cubic Bezier curve by circular arcs").
        """
        first = math.sqrt(self.xx * c0 * c0 + 2 * self.xy * c0 * s0 + self.yy * s0 * s0) or 1e-9
        second = math.sqrt(self.xx * c1 * c1 + 2 * self.xy * c1 * s1 + self.yy * s1 * s1) or 1e-9
        cosine = (self.xx * c0 * c1 + self.xy * (c0 * s1 + s0 * c1) + self.yy * s0 * s1) / (first * second)
        area = math.sqrt(max(self.xx * self.yy - self.xy * self.xy, 0.0))
        length = 4 / 3 * math.tan(math.acos(max(-1.0, min(1.0, cosine))) / 4) * area
        return length / first, length / second

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        wide, high = math.sqrt(self.xx), math.sqrt(self.yy)
        return self.x - wide, self.y - high, self.x + wide, self.y + high


def bounds(hulls: Iterable[Hull], view: Camera) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is seen of some hulls."""
    boxes = [view.ellipse(shape).bounds() for hull in hulls for shape in hull]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _rim(ellipses: list[Ellipse]) -> list[tuple[float, Ellipse]]:
    """Directions (radians) round the hull with the ellipse that goes farthest there, both where one takes over."""

    numbered = [(index, x, y, xx, 2 * xy, yy) for index, (x, y, xx, xy, yy) in enumerate(ellipses)]

    def best(angle: float) -> int:
        c, s = math.cos(angle), math.sin(angle)
        found, farthest = 0, -math.inf
        for index, x, y, xx, xy, yy in numbered:  # its support, written out: this runs a million times
            reach = x * c + y * s + math.sqrt(xx * c * c + xy * c * s + yy * s * s)
            if reach > farthest:
                found, farthest = index, reach
        return found

    before = best(0.0)
    rim = [(0.0, before)]
    for step in range(1, DIRECTIONS + 1):
        low, high = 2 * math.pi * (step - 1) / DIRECTIONS, 2 * math.pi * step / DIRECTIONS
        now = best(high)
        rim.extend(_changes(ellipses, best, (low, before), (high, now)))
        rim.append((high, now))
        before = now
    return [(angle, ellipses[index]) for angle, index in _thinned(rim)]


def _changes(
    ellipses: list[Ellipse], best: Callable[[float], int], start: tuple[float, int], end: tuple[float, int]
) -> Iterator[tuple[float, int]]:
    """The directions (radians) between two where another ellipse takes over, each with the one before and the one
    after; `best` says which goes farthest in a direction."""
    (low, first), (high, last) = start, end
    if first != last:
        for _ in range(_BISECTIONS):
            half = (low + high) / 2
            now = best(half)
            if now == first:
                low = half
            else:
                high, last = half, now
        yield from _changes(ellipses, best, start, (low, first))
        yield from ((low, first), (high, last))
        yield from _changes(ellipses, best, (high, last), end)
    elif _may_be_passed(ellipses, first, low, high):
        half = (low + high) / 2
        middle = (half, best(half))
        yield from _changes(ellipses, best, start, middle)
        yield from _changes(ellipses, best, middle, end)


def _may_be_passed(ellipses: list[Ellipse], index: int, low: float, high: float) -> bool:
    """Whether another ellipse may go farther somewhere between two directions (radians) in both of which that of
    `index` goes farthest.

    One that does is beyond the chord between that ellipse's two points by at least as much, since a support function
    is sublinear; and it stays within the two tangents, which leave it less room the nearer the directions are.
    """
    one = ellipses[index]
    x, y = one.farthest(math.cos(low), math.sin(low))
    end_x, end_y = one.farthest(math.cos(high), math.sin(high))
    chord = math.hypot(end_x - x, end_y - y)
    room = chord / 2 * math.tan((high - low) / 2)
    if room < _UNSEEN:
        return False
    cosine, sine = (end_y - y) / chord, (x - end_x) / chord
    beyond = x * cosine + y * sine + _UNSEEN
    return any(each.support(cosine, sine) > beyond for each in ellipses if each is not one)


def _thinned(rim: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """The same without directions that one curve can pass over: between two of the same ellipse, near enough."""
    kept = rim[:1]
    for middle, after in itertools.pairwise(rim[1:]):
        if not (kept[-1][1] == middle[1] == after[1] and after[0] - kept[-1][0] <= WIDEST):
            kept.append(middle)
    return [*kept, rim[-1]]


def outline(hull: Iterable[Ellipsoid], view: Camera) -> tuple[Segment, ...]:
    """The closed outline of a hull as it is seen; all outlines run the same way round."""
    rim = [(math.cos(angle), math.sin(angle), each) for angle, each in _rim([view.ellipse(shape) for shape in hull])]
    points = [each.farthest(cosine, sine) for cosine, sine, each in rim]
    path: list[Segment] = [("M", *_short(points[0]))]
    for ((c0, s0, one), start), ((c1, s1, other), end) in itertools.pairwise(zip(rim, points, strict=True)):
        if math.hypot(end[0] - start[0], end[1] - start[1]) < 1e-4:
            continue
        if one is not other:
            path.append(("L", *_short(end)))
            continue
        first, second = one.handles(c0, s0, c1, s1)
        a = (start[0] - s0 * first, start[1] + c0 * first)
        b = (end[0] + s1 * second, end[1] - c1 * second)
        path.append(("C", *_short(a), *_short(b), *_short(end)))
    path.append(("Z",))
    return tuple(path)


def outlines(hulls: Iterable[Hull], view: Camera) -> tuple[Segment, ...]:
    """The outlines of some hulls in one path; fill it by the nonzero rule to get their union."""
    return tuple(segment for hull in hulls for segment in outline(hull, view))


def _short(point: Point) -> Point:
    """A tenth of a point is finer than the thinnest line of a figure."""
    return round(point[0], 1), round(point[1], 1)


def facing(frame: Frame, local: Vector, view: Camera) -> float:
    """How much a direction of a frame looks at the camera: 1 straight at it, -1 away."""
    return dot(unit(frame.out(local)), view.towards)
