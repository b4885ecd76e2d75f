"""The one primitive of a figure: the outline of the convex hull of some ellipsoids, seen by a camera from far away.

An ellipsoid looks like an ellipse, and the hull of ellipses has a support function in closed form: for each direction
the ellipse that reaches farthest is known, with its point and its tangent. So the outline comes out as cubic curves
with exact tangents, without any boolean geometry.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from handouts.figures.shapes import Segment
from handouts.figures.vectors import UP, UPRIGHT, Frame, Vector, add, between, cross, dot, scale, unit

DIRECTIONS = 8  # around an outline; the curve between two of them is off by less than 0.1 pt at the printed size
_BISECTIONS = 22
_DEEPEST = 4  # changes of the farthest ellipse that are looked for between two directions

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
        return math.sqrt(sum(dot(axis, direction) ** 2 for axis in self.axes))

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
        rights = [dot(axis, self.right) * self.magnify for axis in shape.axes]
        downs = [dot(axis, self.down) * self.magnify for axis in shape.axes]
        xx, yy = sum(r * r for r in rights), sum(d * d for d in downs)
        return Ellipse(*self.point(shape.centre), xx, sum(r * d for r, d in zip(rights, downs, strict=True)), yy)


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
        root = math.sqrt(self.xx * cosine * cosine + 2 * self.xy * cosine * sine + self.yy * sine * sine)
        return self.x * cosine + self.y * sine + root

    def farthest(self, cosine: float, sine: float) -> Point:
        """Its point that goes farthest in a direction."""
        root = math.sqrt(self.xx * cosine * cosine + 2 * self.xy * cosine * sine + self.yy * sine * sine) or 1e-9
        return self.x + (self.xx * cosine + self.xy * sine) / root, self.y + (self.xy * cosine + self.yy * sine) / root

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        wide, high = math.sqrt(self.xx), math.sqrt(self.yy)
        return self.x - wide, self.y - high, self.x + wide, self.y + high


def bounds(hulls: Iterable[Hull], view: Camera) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is seen of some hulls."""
    boxes = [view.ellipse(shape).bounds() for hull in hulls for shape in hull]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _rim(ellipses: list[Ellipse]) -> list[tuple[float, Point]]:
    """Directions (radians) and points round the hull, with two points where one ellipse takes over from another."""

    def best(angle: float) -> int:
        c, s = math.cos(angle), math.sin(angle)
        return max(range(len(ellipses)), key=lambda index: ellipses[index].support(c, s))

    def mark(angle: float, index: int) -> None:
        rim.append((angle, ellipses[index].farthest(math.cos(angle), math.sin(angle))))

    def split(low: float, first: int, high: float, last: int, deep: int) -> None:
        a, b = low, high
        for _ in range(_BISECTIONS):
            half = (a + b) / 2
            if best(half) == first:
                a = half
            else:
                b = half
        following, half = best(b + 1e-7), (a + b) / 2
        mark(half, first)
        mark(half, following)
        if following != last and deep < _DEEPEST:
            split(b + 1e-6, following, high, last, deep + 1)

    rim: list[tuple[float, Point]] = []
    before = best(0.0)
    mark(0.0, before)
    for step in range(1, DIRECTIONS + 1):
        angle = 2 * math.pi * step / DIRECTIONS
        now = best(angle)
        if now != before:
            split(2 * math.pi * (step - 1) / DIRECTIONS, before, angle, now, 0)
        mark(angle, now)
        before = now
    return rim


def outline(hull: Iterable[Ellipsoid], view: Camera) -> tuple[Segment, ...]:
    """The closed outline of a hull as it is seen; all outlines run the same way round."""
    rim = _rim([view.ellipse(shape) for shape in hull])
    path: list[Segment] = [("M", *_short(rim[0][1]))]
    for (t0, p0), (t1, p1) in itertools.pairwise(rim):
        far = math.hypot(p1[0] - p0[0], p1[1] - p0[1])
        if far < 1e-4:
            continue
        if t1 - t0 < 1e-5:
            path.append(("L", *_short(p1)))
            continue
        handle = far / (3 * math.cos((t1 - t0) / 4) ** 2)
        first = (p0[0] - math.sin(t0) * handle, p0[1] + math.cos(t0) * handle)
        second = (p1[0] + math.sin(t1) * handle, p1[1] - math.cos(t1) * handle)
        path.append(("C", *_short(first), *_short(second), *_short(p1)))
    path.append(("Z",))
    return tuple(path)


def outlines(hulls: Iterable[Hull], view: Camera) -> tuple[Segment, ...]:
    """The outlines of some hulls in one path; fill it by the nonzero rule to get their union."""
    return tuple(segment for hull in hulls for segment in outline(hull, view))


def _short(point: Point) -> Point:
    """0.01 of a point is a hundredth of what a printer can show."""
    return round(point[0], 1), round(point[1], 1)


def facing(frame: Frame, local: Vector, view: Camera) -> float:
    """How much a direction of a frame looks at the camera: 1 straight at it, -1 away."""
    return dot(unit(frame.out(local)), view.towards)
