"""What is drawn before what.

Boxes and what is clear of them are ordered by a plane between them. Elsewhere two things that overlap on the page vote
at sampled points on which one is nearer. The heaviest votes go first into a graph without cycles, which is then sorted.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from handouts.figures.hulls import Camera, Ellipsoid, blend
from handouts.figures.parts import FigurePart
from handouts.figures.solids import Solid
from handouts.figures.things import Thing
from handouts.figures.vectors import dot

_CERTAIN, _BY_NAME = 1e4, 1e6
_CLEAR = 0.012  # of stature that two things may sink into each other and still count as parted by a plane
_SAME_DEPTH = 0.02
_KIN = 0.3  # the vote of a part against the one that it grows from counts less


class Sample(NamedTuple):
    """A round piece of a thing: where it is seen, how large, how near its front is (fractions of stature)."""

    x: float
    y: float
    radius: float
    depth: float


def in_order(things: Sequence[Thing], view: Camera) -> list[Thing]:
    """The things from the farthest to the nearest."""
    count = len(things)
    samples = [samples_of(thing, view) for thing in things]
    boxes = [_box(each) for each in samples]
    votes = []
    for i in range(count):
        for j in range(i):
            if _apart(boxes[i], boxes[j]) and not (things[i].behind or things[j].behind):
                continue
            vote = _vote(things[i], things[j], samples[i], samples[j], view)
            if abs(vote) > 1e-6:
                votes.append((abs(vote), j, i) if vote > 0 else (abs(vote), i, j))
    votes.sort(key=lambda vote: (-vote[0], vote[1], vote[2]))
    later: list[set[int]] = [set() for _ in range(count)]
    for _, first, second in votes:
        if not _leads(later, second, first, set()):
            later[first].add(second)
    return [things[index] for index in _sorted(later, [_mean_depth(piece) for piece in samples])]


def _box(samples: list[Sample]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what samples cover."""
    return (
        min(each.x - each.radius for each in samples),
        min(each.y - each.radius for each in samples),
        max(each.x + each.radius for each in samples),
        max(each.y + each.radius for each in samples),
    )


def _apart(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def _leads(later: list[set[int]], start: int, end: int, visited: set[int]) -> bool:
    if start == end:
        return True
    visited.add(start)
    return any(_leads(later, step, end, visited) for step in later[start] if step not in visited)


def _sorted(later: list[set[int]], depth: list[float]) -> list[int]:
    waiting = [0] * len(later)
    for followers in later:
        for index in followers:
            waiting[index] += 1
    free = [index for index, count in enumerate(waiting) if not count]
    order = []
    while free:
        free.sort(key=lambda index: depth[index])
        index = free.pop(0)
        order.append(index)
        for follower in later[index]:
            waiting[follower] -= 1
            if not waiting[follower]:
                free.append(follower)
    return order


def _mean_depth(samples: list[Sample]) -> float:
    return sum(sample.depth for sample in samples) / len(samples)


def _vote(a: Thing, b: Thing, of_a: list[Sample], of_b: list[Sample], view: Camera) -> float:
    """Positive when a is drawn after b."""
    if b.name in a.behind:
        return -_BY_NAME
    if a.name in b.behind:
        return _BY_NAME
    vote, meet = 0.0, False
    for x, y, radius, depth in of_a:
        for across, down, other_radius, other_depth in of_b:
            both = radius + other_radius
            if abs(x - across) < both and (overlap := both - math.hypot(x - across, y - down)) > 0:
                meet = True
                vote += overlap * max(-1.0, min(1.0, (depth - other_depth) / _SAME_DEPTH))
    if meet and isinstance(a, Solid) and (parted := _parted(a, b, view)):
        return parted * _CERTAIN
    if meet and isinstance(b, Solid) and (parted := _parted(b, a, view)):
        return -parted * _CERTAIN
    return vote * _KIN if _are_kin(a, b) else vote


def _are_kin(a: Thing, b: Thing) -> bool:
    return any(
        isinstance(one, FigurePart) and one.joint is not None and one.joint.parent == other.name
        for one, other in ((a, b), (b, a))
    )


def _parted(solid: Solid, other: Thing, view: Camera) -> int:
    """1 when `solid` is nearer than what a plane parts from it, -1 when farther, 0 when no side of it parts them."""
    best, verdict = -_CLEAR, 0
    for axis, half in zip(solid.frame, solid.half, strict=True):
        own = dot(solid.centre, axis)
        low, high = _extent(other, axis)
        for gap, sign in ((own - half - high, 1), (low - own - half, -1)):
            nearer = dot(axis, view.towards) * sign
            if gap > best and abs(nearer) > 0.02:
                best, verdict = gap, 1 if nearer > 0 else -1
    return verdict


def _extent(thing: Thing, axis: tuple[float, float, float]) -> tuple[float, float]:
    if isinstance(thing, Solid):
        middle = dot(thing.centre, axis)
        reach = sum(abs(dot(own, axis)) * half for own, half in zip(thing.frame, thing.half, strict=True))
        return middle - reach, middle + reach
    shapes = [shape for hull in thing.hulls for shape in hull] if isinstance(thing, FigurePart) else thing.pieces()
    reaches = [(dot(shape.centre, axis), shape.reach(axis)) for shape in shapes]
    return min(centre - reach for centre, reach in reaches), max(centre + reach for centre, reach in reaches)


def samples_of(thing: Thing, view: Camera) -> list[Sample]:
    """Round pieces that fill a thing, as the camera sees them."""
    if not isinstance(thing, FigurePart):
        return [_sample(piece, view) for piece in thing.pieces()]
    shapes: list[Ellipsoid] = []
    for hull in thing.hulls:
        shapes += hull
        if len(hull) > 4:  # a block: its inside counts as well
            shapes += [blend(one, other, 0.5) for index, one in enumerate(hull) for other in hull[:index]]
        else:
            shapes += [
                blend(one, other, share) for one, other in itertools.pairwise(hull) for share in (0.25, 0.5, 0.75)
            ]
    return [_sample(shape, view) for shape in shapes]


def _sample(shape: Ellipsoid, view: Camera) -> Sample:
    ellipse = view.ellipse(shape)
    wide = math.sqrt(math.sqrt(abs(ellipse.xx * ellipse.yy - ellipse.xy * ellipse.xy)))
    return Sample(ellipse.x, ellipse.y, wide, view.depth(shape.centre) + 0.5 * shape.reach(view.towards))
