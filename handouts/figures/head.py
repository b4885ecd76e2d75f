"""The head: skull, jaw, nose and ears as hulls; hair and head scarf as a region of the skull; eyes and mouth as lines.

Hair covers the skull from the crown down to a hairline, which is a curve on the skull: its angle from the crown by the
direction around the head. Seen by a camera, the region is bounded by what of the hairline is visible and by the rim of
the skull.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from handouts.figures.hulls import Camera, Ellipsoid, Hull, Point, ball, ellipsoid
from handouts.figures.parts import FigurePart, Joint
from handouts.figures.proportions import HEAD, HairName
from handouts.figures.skeleton import SIDES, SIGN, Skeleton
from handouts.figures.vectors import Frame, Vector, cross, dot, unit

SKULL = (0.056 * HEAD, 0.047 * HEAD, 0.056 * HEAD)  # half axes
VOLUME = 1.09  # of hair or cloth over the skull
STEPS = 48  # around a hairline
# degrees from the crown at which hair ends, by degrees from the face round to the nape
HAIRLINE = ((0, 52), (30, 52), (55, 62), (72, 84), (84, 102), (96, 100), (110, 112), (140, 128), (180, 132))
SCARF = ((0, 44), (25, 50), (45, 78), (58, 118), (75, 180), (180, 180))
THIN = ((0, 22), (30, 24), (55, 44), (72, 84), (84, 102), (96, 100), (110, 112), (140, 128), (180, 132))
BOB = ((0, 50), (30, 56), (52, 92), (62, 128), (76, 134), (180, 140))
_LINES: dict[HairName, tuple[tuple[float, float], ...]] = {"scarf": SCARF, "thin": THIN, "bob": BOB}


def head_parts(skeleton: Skeleton, hair: HairName) -> tuple[FigurePart, ...]:
    """Head and what hangs from it."""
    frame, centre = skeleton.bones["head"], skeleton.joints["head"]
    skull = _skull(skeleton)
    jaw = ellipsoid(frame.at(centre, (0.016, 0, -0.038)), frame, (0.031 * HEAD, 0.031 * HEAD, 0.025 * HEAD))
    nose = tuple(
        ball(frame.at(centre, (x * HEAD, 0, z)), radius)
        for x, z, radius in ((0.044, 0.004, 0.008), (0.0545, -0.014, 0.0072), (0.044, -0.019, 0.006))
    )
    joint = Joint("neck", frame.at(skeleton.joints["skull"], (-0.004, 0, 0.014)), 0.030)
    parts = [FigurePart("head", ((skull, jaw), nose), "skin", joint=joint)]
    if hair == "long":
        knot = ball(frame.at(centre, (-0.066, 0, 0.030)), 0.026)
        tie = ball(frame.at(centre, (-0.048, 0, 0.022)), 0.022)
        parts.append(FigurePart("bun", ((tie, knot),), "hair"))
    if hair == "bob":
        low = ellipsoid(frame.at(centre, (-0.022, 0, -0.052)), frame, (0.034, 0.054, 0.016))
        high = ellipsoid(frame.at(centre, (-0.022, 0, 0.0)), frame, (0.046, 0.056, 0.03))
        parts.append(FigurePart("bob", ((high, low),), "hair", behind=("head", "neck")))
    if hair == "scarf":
        parts.append(_drape(skeleton))
    return tuple(parts)


def _skull(skeleton: Skeleton) -> Ellipsoid:
    frame = skeleton.bones["head"]
    return ellipsoid(frame.at(skeleton.joints["head"], (-0.006, 0, 0.010)), frame, SKULL)


def _drape(skeleton: Skeleton) -> FigurePart:
    """The cloth of a scarf round the throat."""
    frame, chest = skeleton.bones["head"], skeleton.bones["chest"]
    chin = ellipsoid(frame.at(skeleton.joints["head"], (0.0, 0, -0.046)), frame, (0.046, 0.043, 0.022))
    nape = ellipsoid(frame.at(skeleton.joints["head"], (-0.03, 0, -0.01)), frame, (0.04, 0.046, 0.03))
    collar = ellipsoid(chest.at(skeleton.joints["neck"], (0.004, 0, -0.012)), chest, (0.046, 0.062, 0.016))
    return FigurePart("drape", ((chin, nape, collar),), "scarf", behind=("head",))


def ears(skeleton: Skeleton, view: Camera) -> list[Hull]:
    """The ears that are seen."""
    frame = skeleton.bones["head"]
    seen = [side for side in SIDES if dot(frame.out((0.1, SIGN[side], 0)), view.towards) > 0.3]
    place = {side: frame.at(skeleton.joints["head"], (-0.010, SIGN[side] * 0.052, -0.006)) for side in seen}
    return [(ellipsoid(place[side], frame, (0.0105, 0.005, 0.0155)),) for side in seen]


def eyes(skeleton: Skeleton, view: Camera) -> list[Point]:
    """Where the eyes are seen, if they are."""
    frame, centre = skeleton.bones["head"], skeleton.joints["head"]
    return [
        view.point(frame.at(centre, (0.0530, SIGN[side] * 0.021, 0.006)))
        for side in SIDES
        if dot(unit(frame.out((0.93, SIGN[side] * 0.36, 0.05))), view.towards) > 0.22
    ]


def mouth(skeleton: Skeleton, view: Camera) -> list[Point]:
    """A short line from one corner of the mouth to the other, as much as is seen of it."""
    frame, centre = skeleton.bones["head"], skeleton.joints["head"]
    points = []
    for step in range(-4, 5):
        aside = step / 4 * 0.016
        if dot(unit(frame.out((0.9, aside * 22, -0.2))), view.towards) > 0.12:
            points.append(view.point(frame.at(centre, (0.046 - abs(aside) * 0.35, aside, -0.038 + abs(aside) * 0.12))))
    return points if len(points) > 2 else []


def hair_region(skeleton: Skeleton, view: Camera, hair: HairName) -> list[Point]:
    """The outline of hair or scarf as it is seen; nothing where the face alone is."""
    skull, frame = _skull(skeleton), skeleton.bones["head"]
    line = _LINES.get(hair, HAIRLINE)
    towards = frame.inward(view.towards)
    normal = unit((towards[0] * SKULL[0], towards[1] * SKULL[1], towards[2] * SKULL[2]))

    def covered(place: Vector) -> bool:
        around = math.degrees(math.atan2(abs(place[1]), place[0]))
        return math.degrees(math.acos(max(-1.0, min(1.0, place[2])))) <= _limit(line, around)

    ring = [_on_skull(line, 360 * index / STEPS) for index in range(STEPS)]
    region = _visible_region(ring, normal, covered)
    return [view.point(_swollen(skull.centre, frame, place)) for place in region]


def _swollen(centre: Vector, frame: Frame, place: Vector) -> Vector:
    x, y, z = (place[index] * SKULL[index] * VOLUME for index in range(3))
    return frame.at(centre, (x, y, z))


def _limit(line: tuple[tuple[float, float], ...], around: float) -> float:
    """Degrees from the crown where the hair ends, `around` degrees from the face."""
    for (a, low), (b, high) in itertools.pairwise(line):
        if around <= b:
            return low + (high - low) * (around - a) / (b - a)
    return line[-1][1]


def _on_skull(line: tuple[tuple[float, float], ...], direction: float) -> Vector:
    """A point of the hairline on the unit sphere."""
    around = direction if direction <= 180 else 360 - direction
    down, turn = math.radians(_limit(line, around)), math.radians(direction)
    return math.sin(down) * math.cos(turn), math.sin(down) * math.sin(turn), math.cos(down)


def _visible_region(ring: list[Vector], normal: Vector, covered: Callable[[Vector], bool]) -> list[Vector]:
    """What of a region of the sphere faces along `normal`: its own edge where that is visible, the rim elsewhere."""
    first = unit(cross(normal, (0.31, 0.52, 0.79)))
    second = cross(normal, first)

    def rim(angle: float) -> Vector:
        c, s = math.cos(angle), math.sin(angle)
        return (
            first[0] * c + second[0] * s,
            first[1] * c + second[1] * s,
            first[2] * c + second[2] * s,
        )

    seen = [dot(place, normal) > 0 for place in ring]
    if all(seen):
        return ring
    if not any(seen):
        return [rim(2 * math.pi * index / STEPS) for index in range(STEPS)] if covered(rim(0.0)) else []
    count = len(ring)
    start = next(index for index in range(count) if seen[index] and not seen[index - 1])
    region: list[Vector] = []
    index = start
    while index < start + count:
        while index < start + count and seen[index % count]:
            region.append(ring[index % count])
            index += 1
        while index < start + count and not seen[index % count]:
            index += 1
        last = region[-1]
        leave = math.atan2(dot(last, second), dot(last, first))
        back = ring[index % count]
        enter = math.atan2(dot(back, second), dot(back, first))
        turn = max((1, -1), key=lambda way: _share_covered(leave, enter, way, rim, covered))
        sweep = (enter - leave) * turn % (2 * math.pi)
        steps = max(2, int(sweep / (2 * math.pi) * STEPS))
        region += [rim(leave + turn * sweep * step / steps) for step in range(1, steps)]
    return region


def _share_covered(
    leave: float, enter: float, way: int, rim: Callable[[float], Vector], covered: Callable[[Vector], bool]
) -> int:
    """How much of the rim from one angle to another lies in the region, of 7 places."""
    sweep = (enter - leave) * way % (2 * math.pi)
    return sum(covered(rim(leave + way * sweep * step / 8)) for step in range(1, 8))
