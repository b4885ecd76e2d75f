"""Points, directions and turned frames in space. x is forward, y to the figure's left, z up; lengths are fractions of
stature, angles degrees."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[float, float, float]
ORIGIN: Vector = (0.0, 0.0, 0.0)
FORWARD: Vector = (1.0, 0.0, 0.0)
LEFT: Vector = (0.0, 1.0, 0.0)
UP: Vector = (0.0, 0.0, 1.0)
_NEARLY_NOTHING = 1e-9


def add(a: Vector, b: Vector) -> Vector:
    """a + b."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a: Vector, factor: float) -> Vector:
    """a, `factor` times as long."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """How long a is."""
    return math.sqrt(dot(a, a))


def distance(a: Vector, b: Vector) -> float:
    """How far a is from b."""
    return length(subtract(a, b))


def unit(a: Vector) -> Vector:
    """a's direction; nothing stays nothing."""
    long = length(a)
    return scale(a, 1 / long) if long > _NEARLY_NOTHING else ORIGIN


def between(a: Vector, b: Vector, share: float = 0.5) -> Vector:
    """The point that lies `share` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share


def middle(points: list[Vector]) -> Vector:
    """The mean of some points."""
    count = len(points)
    return sum(p[0] for p in points) / count, sum(p[1] for p in points) / count, sum(p[2] for p in points) / count


def angle_at(corner: Vector, a: Vector, b: Vector) -> float:
    """The angle between the directions from `corner` to a and to b, in degrees."""
    cosine = dot(unit(subtract(a, corner)), unit(subtract(b, corner)))
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


class Frame(NamedTuple):
    """A turned set of axes: where its own forward, left and up point in space."""

    x: Vector
    y: Vector
    z: Vector

    def out(self, local: Vector) -> Vector:
        """A direction of this frame, as space sees it."""
        a, b, c = local
        x, y, z = self
        return (
            x[0] * a + y[0] * b + z[0] * c,
            x[1] * a + y[1] * b + z[1] * c,
            x[2] * a + y[2] * b + z[2] * c,
        )

    def inward(self, direction: Vector) -> Vector:
        """A direction of space, as this frame sees it."""
        return dot(self.x, direction), dot(self.y, direction), dot(self.z, direction)

    def then(self, turn: Frame) -> Frame:
        """This frame turned by `turn`, which speaks of its own axes."""
        return Frame(self.out(turn.x), self.out(turn.y), self.out(turn.z))

    def at(self, origin: Vector, local: Vector) -> Vector:
        """The point `local` of this frame, when it stands at `origin`."""
        return add(origin, self.out(local))


UPRIGHT = Frame(FORWARD, LEFT, UP)


def about_x(degrees: float) -> Frame:
    """A turn about the forward axis: the left side rises."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Frame((1, 0, 0), (0, c, s), (0, -s, c))


def about_y(degrees: float) -> Frame:
    """A turn about the left axis: the top leans forward."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Frame((c, 0, -s), (0, 1, 0), (s, 0, c))


def about_z(degrees: float) -> Frame:
    """A turn about the upward axis: to the left."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Frame((c, s, 0), (-s, c, 0), (0, 0, 1))


def hanging(down: Vector, front: Vector) -> Frame:
    """The frame of a bone that runs along `down`, its forward axis as near to `front` as that allows."""
    z = scale(unit(down), -1)
    for hint in (front, UP, FORWARD):
        x = subtract(hint, scale(z, dot(hint, z)))
        if length(x) > 1e-6:
            break
    x = unit(x)
    return Frame(x, cross(z, x), z)
