"""Two-bone reach: where the elbow or the knee is when the hand or the foot is told its place."""

from __future__ import annotations

import math

from handouts.figures.vectors import Vector, add, dot, length, scale, subtract, unit

_SLACK = 1e-4  # of stature: a limb is never quite straight, so that its bend has a direction


def bend(root: Vector, target: Vector, upper: float, lower: float, towards: Vector) -> tuple[Vector, Vector]:
    """The middle joint and the end of a limb of two bones that reaches from `root` to `target`.

    The middle joint goes `towards` a direction. A target out of reach gives the nearest place on the way to it.
    """
    way = subtract(target, root)
    far = min(max(length(way), abs(upper - lower) + _SLACK), upper + lower - _SLACK)
    along = unit(way)
    foot = (upper * upper - lower * lower + far * far) / (2 * far)
    height = math.sqrt(max(upper * upper - foot * foot, 0.0))
    aside = unit(subtract(towards, scale(along, dot(towards, along))))
    middle = add(add(root, scale(along, foot)), scale(aside, height))
    return middle, add(root, scale(along, far))
