"""Places the things of a pose: furniture where the first picture needs it, and what a body holds where it is held."""

from __future__ import annotations

import math
from typing import TypeAlias

from handouts.figures.feet import toe_frames
from handouts.figures.furniture import (
    BED_HEIGHT,
    SEAT_HEIGHT,
    STEP_HEIGHT,
    WORKTOP_HEIGHT,
    Things,
    bed,
    bumps,
    chair,
    mat,
    open_box,
    pillow,
    post,
    table,
    tree,
    wall,
    worktop,
)
from handouts.figures.hulls import Camera, ball
from handouts.figures.parts import FigurePart
from handouts.figures.poses import Pose, Prop, leg
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Solid
from handouts.figures.vectors import (
    UP,
    Frame,
    Vector,
    about_z,
    add,
    between,
    cross,
    dot,
    hanging,
    middle,
    scale,
    subtract,
    unit,
)
from handouts.figures.vehicles import SADDLE, bicycle, water
from handouts.figures.wires import Ribbon, Wire

Thing: TypeAlias = FigurePart | Solid | Ribbon | Wire
HEIGHTS = {
    "bicycle": SADDLE[2],
    "chair": SEAT_HEIGHT,
    "bench": SEAT_HEIGHT,
    "bed": BED_HEIGHT,
    "step": STEP_HEIGHT,
    "worktop": WORKTOP_HEIGHT,
}
MAT_MARGIN = 0.05
BAND_HALF = 0.012
GYM_BALL = 0.17  # radius: a gym ball of 58 cm


def height_of(prop: Prop) -> float:
    """How high the top of a thing is that one can sit, kneel or step on."""
    return prop.size[2] if prop.size else HEIGHTS.get(prop.kind, 0.0)


def furniture_place(prop: Prop, first: Skeleton) -> Vector:
    """Where a thing stands: at its own place, or under the body of the first picture."""
    if prop.at:
        return prop.at[0], prop.at[1], prop.at[2] if len(prop.at) > 2 else 0.0
    pelvis = first.joints["pelvis"]
    ahead = about_z(prop.turn).out((0.04, 0, 0)) if prop.kind == "chair" else (0.0, 0.0, 0.0)
    return pelvis[0] + ahead[0], pelvis[1] + ahead[1], 0.0


def things(pose: Pose, own: Skeleton, all_skeletons: list[Skeleton], view: Camera) -> list[Thing]:
    """Everything of a pose that is no body."""
    placed: list[Thing] = []
    for index, prop in enumerate(pose.props):
        placed += _one(prop, index, pose, own, all_skeletons, view)
    return placed


def _one(prop: Prop, index: int, pose: Pose, own: Skeleton, everyone: list[Skeleton], view: Camera) -> list[Thing]:
    place = furniture_place(prop, everyone[0])
    half = (prop.size[0] / 2, prop.size[1] / 2) if prop.size else None
    match prop.kind:
        case "mat":
            return [_mat(place, half, everyone)]
        case "bicycle":
            return list(bicycle(place))
        case "water":
            return list(water(place, prop.size[0] if prop.size else 1.3))
        case "gym-ball" | "ball" | "marbles" | "pillow" | "cushion" | "blocks" | "band" | "towel" | "pen":
            return _held(prop, index, pose, own, view)
        case _:
            return list(_furniture(prop, index, place, half))


def _furniture(prop: Prop, index: int, place: Vector, half: tuple[float, float] | None) -> Things:
    top = height_of(prop)
    match prop.kind:
        case "chair":
            return chair(place, top, prop.turn)
        case "bench":
            return table("bench", place, half or (0.13, 0.3), top, prop.turn)
        case "bed":
            return bed(place, half or (0.5, 0.26), top, prop.turn)
        case "worktop":
            return worktop(place, half or (0.14, 0.22), top)
        case "wall":
            return wall(place, prop.turn)
        case "step":
            deep, wide = half or (0.13, 0.17)
            return [Solid(f"step-{index}", (place[0], place[1], place[2] + top / 2), (deep, wide, top / 2))]
        case "box":
            return open_box(place, prop.size or (0.13, 0.13, 0.07))
        case "path":
            return bumps(prop, place)
        case "tree":
            return tree(f"tree-{index}", place, prop.size[2] if prop.size else 1.15)
        case _:
            return post(f"post-{index}", place)


def _mat(place: Vector, half: tuple[float, float] | None, everyone: list[Skeleton]) -> FigurePart:
    if half:
        return mat((place[0] - half[0], place[1] - half[1]), (place[0] + half[0], place[1] + half[1]), place[2])
    low = [place for one in everyone for place in one.joints.values() if place[2] < 0.12]
    xs, ys = [place[0] for place in low], [place[1] for place in low]
    wide = max(0.15, max(abs(y) for y in ys) + MAT_MARGIN)
    heads = [one.joints["crown"] for one in everyone if one.joints["crown"][2] < 0.2]  # of those who lie
    low_x, high_x = min([*xs, *(head[0] - 0.02 for head in heads)]), max([*xs, *(head[0] + 0.02 for head in heads)])
    return mat((low_x - MAT_MARGIN, -wide), (high_x + MAT_MARGIN, wide))


def _held(prop: Prop, index: int, pose: Pose, own: Skeleton, view: Camera) -> list[Thing]:
    """Small things, most of them held by the body or lying at a foot."""
    centre = _held_place(prop, own)
    name = f"{prop.kind}-{index}"
    match prop.kind:
        case "gym-ball" | "ball" | "marbles":
            radius = (
                prop.size[0] / 2 if prop.size else {"gym-ball": GYM_BALL, "ball": 0.045, "marbles": 0.011}[prop.kind]
            )
            return [FigurePart(name, ((ball(centre, radius),),), "ball")]
        case "pillow" | "cushion":
            size = prop.size or ((0.17, 0.076, 0.13) if prop.kind == "pillow" else (0.2, 0.2, 0.08))
            frame = own.bones["right-thigh"] if prop.between == "knees" else about_z(prop.turn)
            return [pillow(name, centre, (size[0] / 2, size[1] / 2, size[2] / 2), frame)]
        case "blocks":
            half = (prop.size[0] / 2,) * 3 if prop.size else (0.014,) * 3
            return [Solid(name, (centre[0], centre[1], centre[2]), half, about_z(prop.turn), tone="ball")]
        case "band":
            return _band(prop, name, own, view)
        case "towel":
            return [_towel(prop, name, centre)]
        case _:
            return _pen(pose, own, name)


def _held_place(prop: Prop, own: Skeleton) -> Vector:
    landmark = prop.between or prop.under or prop.around
    if landmark:
        place = own.landmark(landmark)
    elif prop.at:
        place = (prop.at[0], prop.at[1], prop.at[2] if len(prop.at) > 2 else 0.0)
    else:
        place = own.joints["pelvis"]
    return add(place, prop.shift)


def _band(prop: Prop, name: str, own: Skeleton, view: Camera) -> list[Thing]:
    """A loop round both legs, or from one leg to an anchor; the half behind the legs is drawn before them."""
    joint = (prop.around or "ankles").removesuffix("s")
    if prop.to:
        side = joint.split("-")[0]
        start = add(own.landmark(joint), prop.shift)
        half = (0.0, prop.size[1] / 2, prop.size[2] / 2) if prop.size else (0.0, 0.0, BAND_HALF)
        loop = _loop(start, start, own.bones[f"{side}-shank"].z, 0.03)
        tail = Ribbon(f"{name}-tail", (between(start, prop.to, 0.06), prop.to), half, "equipment")
        return [*_halves(loop, own.bones[f"{side}-shank"].z, name, view), tail]
    a, b = (add(own.joints[f"{side}-{joint}"], prop.shift) for side in ("left", "right"))
    axis = own.bones["right-shank" if joint == "ankle" else "right-thigh"].z
    if joint == "ankle":
        a, b = add(a, scale(axis, 0.02)), add(b, scale(axis, 0.02))
    radius = 0.027 if joint == "ankle" else 0.05
    return _halves(_loop(a, b, axis, radius), axis, name, view)


def _loop(a: Vector, b: Vector, axis: Vector, radius: float) -> list[tuple[Vector, Vector]]:
    """Points round two parallel limbs with the direction that each looks to."""
    along = unit(subtract(b, a)) if subtract(b, a) != (0.0, 0.0, 0.0) else hanging(scale(axis, -1), UP).x
    aside = unit(cross(axis, along))
    along = cross(aside, axis)
    points = []
    for centre, start in ((b, -90), (a, 90)):
        for step in range(13):
            angle = math.radians(start + 15 * step)
            look = add(scale(along, math.cos(angle)), scale(aside, math.sin(angle)))
            points.append((add(centre, scale(look, radius)), look))
    return points


def _halves(loop: list[tuple[Vector, Vector]], axis: Vector, name: str, view: Camera) -> list[Thing]:
    count = len(loop)
    seen = [dot(look, view.towards) > 0 for _, look in loop]
    across = scale(axis, BAND_HALF)
    halves: list[Thing] = []
    for near in (False, True):
        start = next((i for i in range(count) if seen[i] == near and seen[i - 1] != near), 0)
        run = [loop[(start + i) % count][0] for i in range(count) if seen[(start + i) % count] == near]
        if len(run) > 1:
            label = f"{name}-{'near' if near else 'far'}"
            halves.append(Ribbon(label, tuple(run), across, "equipment" if near else "dark"))
    return halves


def _towel(prop: Prop, name: str, centre: Vector) -> Ribbon:
    """A cloth on the floor along x, gathered into waves by `folds` from 0 to 1."""
    long, wide = (prop.size[0], prop.size[1]) if prop.size else (0.2, 0.1)
    points = []
    for step in range(61):
        share = step / 60
        rise = prop.folds * 0.014 * (1 - math.cos(2 * math.pi * share * 4)) * math.sin(math.pi * min(1.0, share * 1.15))
        points.append((centre[0] + long * (1 - 0.45 * prop.folds) * share, centre[1], 0.002 + max(0.0, rise)))
    return Ribbon(name, tuple(points), (0, wide / 2, 0), "soft", shaded=True)


def _pen(pose: Pose, own: Skeleton, name: str) -> list[Thing]:
    """A pen between the big toe and the next, in two parts: one over the toes, and one under them."""
    right = leg(pose, "right")
    first, second = (toe_frames(own, "right", right, index) for index in (0, 1))
    grip = middle([between(first[1], first[2], 0.4), between(second[1], second[2], 0.4)])
    frame: Frame = own.bones["right-foot"]
    along = unit(frame.out((0.5, 0.03, -0.86)))
    start, held, end, tip = (add(grip, scale(along, by)) for by in (-0.068, -0.008, 0.03, 0.045))
    above, below = (ball(start, 0.0055), ball(held, 0.0055)), (ball(held, 0.0055), ball(end, 0.0055))
    point = (ball(end, 0.005), ball(tip, 0.001))
    return [
        FigurePart(name, (above,), "equipment", incidental=True),
        FigurePart(f"{name}-end", (below,), "equipment", behind=("right-toe-1", name), incidental=True),
        FigurePart(f"{name}-tip", (point,), "dark", weight="detail", incidental=True),
    ]
