"""From a pose to joints and bones in space: forward kinematics for the trunk, the head and the legs.

Joints have the names that poses use for landmarks: `pelvis`, `left-knee` and so on. Arms come last (see `arms.py`),
since they may reach for things whose place depends on the body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from handouts.figures.poses import Base, BendPose, LegPose, Pose, Side, leg
from handouts.figures.proportions import (
    ABDOMEN,
    ANKLE_HEIGHT,
    CHEST,
    FOOT,
    HIP_HALF_WIDTH,
    NECK,
    PELVIS,
    SHANK,
    SHOULDER_HALF_WIDTH,
    SHOULDER_HEIGHT,
    THIGH,
)
from handouts.figures.reach import bend
from handouts.figures.vectors import (
    FORWARD,
    UPRIGHT,
    Frame,
    Vector,
    about_x,
    about_y,
    about_z,
    add,
    cross,
    distance,
    dot,
    hanging,
    middle,
    scale,
    subtract,
    unit,
)

SIDES: tuple[Side, ...] = get_args(Side)
SIGN = {"left": 1, "right": -1}
ANKLE_FORWARD, BALL_FORWARD = 0.26 * FOOT, 0.72 * FOOT  # from the back of the heel
BALL_DOWN = 0.016  # height of the middle of the ball of the foot over the sole
_LYING: dict[Base, Frame] = {
    "on-back": about_y(-90),
    "face-down": about_y(90),
    "hands-and-knees": about_y(90),
    "on-left": about_x(-90),
    "on-right": about_x(90),
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Joints (places) and bones (frames, z along the bone towards the head) by name.

    `misses` says for each limb that reaches for something how far it stays away from it.
    """

    joints: dict[str, Vector]
    bones: dict[str, Frame]
    misses: dict[str, float]

    def moved(self, by: Vector) -> Skeleton:
        """The same skeleton elsewhere."""
        return Skeleton({name: add(place, by) for name, place in self.joints.items()}, self.bones, self.misses)

    def landmark(self, name: str) -> Vector:
        """The place of a joint; a name without a side is the middle between left and right.

        Raises KeyError for a name that no body has.
        """
        if name in self.joints:
            return self.joints[name]
        one = {"knees": "knee", "feet": "foot", "hips": "hip", "hands": "hand", "ankles": "ankle", "heels": "heel"}
        one |= {"toes": "toes", "shoulders": "shoulder", "elbows": "elbow", "balls": "ball", "wrists": "wrist"}
        single = one.get(name)
        if single is None:
            raise KeyError(name)
        return middle([self.joints[f"{side}-{single}"] for side in SIDES])


def trunk_and_legs(pose: Pose) -> Skeleton:
    """The skeleton without its arms, its hip joints around the place that the pose names."""
    joints, bones = _trunk(pose)
    misses: dict[str, float] = {}
    for side in SIDES:
        _leg(leg(pose, side), side, pose, joints, bones, misses)
    return Skeleton(joints, bones, misses)


def _trunk(pose: Pose) -> tuple[dict[str, Vector], dict[str, Frame]]:
    body, head = pose.body, pose.head
    standing = about_z(body.turn).then(_LYING.get(pose.base, UPRIGHT))
    pelvis = standing.then(about_y(body.lean)).then(about_x(body.side)).then(about_z(body.roll))
    half = _half_bend(pose.trunk, 0)
    abdomen = pelvis.then(half)
    chest = abdomen.then(half)
    neck = chest.then(_half_bend(head, 6))
    skull = neck.then(_half_bend(head, -6))
    root = (body.at[0], body.at[1], body.height) if stands_by_feet(pose) else (body.at[0], body.at[1], 0.0)
    joints = {"pelvis": root, "waist": pelvis.at(root, (0, 0, PELVIS))}
    joints["chest"] = abdomen.at(joints["waist"], (0, 0, ABDOMEN))
    joints["neck"] = chest.at(joints["chest"], (-0.008, 0, CHEST))
    joints["skull"] = neck.at(joints["neck"], (0, 0, NECK))
    joints["head"] = skull.at(joints["skull"], (0.012, 0, 0.062))
    joints["crown"] = skull.at(joints["skull"], (0.0, 0, 0.13))
    joints["face"] = skull.at(joints["head"], (0.06, 0, -0.005))
    joints["belly"] = pelvis.at(joints["waist"], (0.06, 0, 0))
    for side in SIDES:
        joints[f"{side}-hip"] = pelvis.at(root, (0, SIGN[side] * HIP_HALF_WIDTH, 0))
        joints[f"{side}-shoulder"] = chest.at(
            joints["chest"], (-0.004, SIGN[side] * SHOULDER_HALF_WIDTH, SHOULDER_HEIGHT)
        )
    bones = {"pelvis": pelvis, "abdomen": abdomen, "chest": chest, "neck": neck, "head": skull}
    return joints, bones


def _half_bend(part: BendPose, poke: float) -> Frame:
    return about_y(part.bend / 2 + poke).then(about_x(-part.side / 2)).then(about_z(part.turn / 2))


def stands_by_feet(pose: Pose) -> bool:
    """Whether a foot is told its place, so that the pelvis is too."""
    return any(leg(pose, side).foot for side in SIDES)


def _leg(
    own: LegPose,
    side: Side,
    pose: Pose,
    joints: dict[str, Vector],
    bones: dict[str, Frame],
    misses: dict[str, float],
) -> None:
    """Add a leg's joints and bones, by its angles or by the place of its foot."""
    sign, hip, pelvis = SIGN[side], joints[f"{side}-hip"], bones["pelvis"]
    if own.foot:
        knee, ankle, thigh, shank, foot, miss = _standing_leg(own, sign, hip, pose)
        misses[f"{side} foot"] = miss
    elif own.ankle_at:
        knee, ankle, thigh, shank, foot, miss = _reaching_leg(own, sign, joints["pelvis"], hip, pelvis)
        misses[f"{side} foot"] = miss
    else:
        turned = about_y(-own.hip).then(about_x(sign * own.out)).then(about_z(sign * own.turn))
        thigh = pelvis.then(turned)
        knee = thigh.at(hip, (0, 0, -THIGH))
        shank = thigh.then(about_y(own.knee)).then(about_z(sign * own.shin_turn))
        ankle = shank.at(knee, (0, 0, -SHANK))
        foot = shank.then(_ankle_turn(own, sign))
    names = ("knee", "ankle", "ball", "toes", "heel", "foot")
    ball = foot.at(ankle, (BALL_FORWARD - ANKLE_FORWARD, 0, BALL_DOWN - ANKLE_HEIGHT))
    toes = foot.at(ball, (0.26 * FOOT, 0, -0.006))
    heel = foot.at(ankle, (-ANKLE_FORWARD + 0.014, 0, 0.018 - ANKLE_HEIGHT))
    places = (knee, ankle, ball, toes, heel, foot.at(ankle, (0.03, 0, -0.02)))
    inner = 0.105 * FOOT * -sign
    joints[f"{side}-big-toe"] = foot.at(ball, (0.22 * FOOT, inner, -0.004))
    joints[f"{side}-little-toe"] = foot.at(ball, (0.06 * FOOT, -1.7 * inner, -0.006))
    joints |= {f"{side}-{name}": place for name, place in zip(names, places, strict=True)}
    bones |= {f"{side}-thigh": thigh, f"{side}-shank": shank, f"{side}-foot": foot}


def _ankle_turn(own: LegPose, sign: int) -> Frame:
    return about_y(-own.ankle).then(about_x(-sign * own.tilt)).then(about_z(sign * own.toes_out))


_Leg = tuple[Vector, Vector, Frame, Frame, Frame, float]


def _standing_leg(own: LegPose, sign: int, hip: Vector, pose: Pose) -> _Leg:
    """A leg whose ball of the foot stands on a spot: x forward, y outward of the middle line."""
    assert own.foot is not None
    forward, outward, *up = own.foot
    turn = about_z(pose.body.turn)
    ball = add(turn.out((forward, sign * outward, 0.0)), (0.0, 0.0, (up[0] if up else 0.0) + BALL_DOWN))
    foot = (
        about_z(pose.body.turn + sign * own.toes_out)
        .then(about_y(own.heel - own.ankle))
        .then(about_x(-sign * own.tilt))
    )
    ankle = foot.at(ball, (ANKLE_FORWARD - BALL_FORWARD, 0, ANKLE_HEIGHT - BALL_DOWN))
    front = about_z(pose.body.turn + sign * (own.toes_out + own.knee_out)).out(FORWARD)
    knee, reached = bend(hip, ankle, THIGH, SHANK, front)
    thigh, shank = hanging(subtract(knee, hip), front), hanging(subtract(reached, knee), front)
    return knee, reached, thigh, shank, foot, distance(reached, ankle)


def _reaching_leg(own: LegPose, sign: int, root: Vector, hip: Vector, pelvis: Frame) -> _Leg:
    """A leg whose ankle is at a place seen from the pelvis, y outward."""

    def seen(direction: Vector) -> Vector:
        return pelvis.out((direction[0], sign * direction[1], direction[2]))

    assert own.ankle_at is not None
    ankle = add(root, seen(own.ankle_at))
    front = seen(own.knee_to or FORWARD)
    knee, reached = bend(hip, ankle, THIGH, SHANK, front)
    thigh, shank = hanging(subtract(knee, hip), front), hanging(subtract(reached, knee), front)
    if own.sole_to is None:
        return knee, reached, thigh, shank, shank.then(_ankle_turn(own, sign)), distance(reached, ankle)
    z = scale(unit(seen(own.sole_to)), -1)
    x = seen(own.toes_to) if own.toes_to else shank.x
    x = unit(subtract(x, scale(z, dot(x, z))))
    return knee, reached, thigh, shank, Frame(x, cross(z, x), z), distance(reached, ankle)
