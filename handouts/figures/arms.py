"""Arms: by their joints, or reaching for a part of the body or for a thing.

A target names a surface or a body part and is found after the things are placed: guessed coordinates would miss.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.figures.furniture import chair_back_top
from handouts.figures.limbs import Grasp
from handouts.figures.poses import ArmPose, Pose, Prop, Side, arm
from handouts.figures.proportions import FOREARM, SHOULDER_HALF_WIDTH, SHOULDER_HEIGHT, UPPER_ARM
from handouts.figures.reach import bend
from handouts.figures.skeleton import SIDES, SIGN, Skeleton
from handouts.figures.things import furniture_place, height_of
from handouts.figures.vectors import (
    UP,
    Frame,
    Vector,
    about_x,
    about_y,
    about_z,
    add,
    between,
    cross,
    distance,
    hanging,
    scale,
    subtract,
)

_PALM = 0.026  # from the wrist down to a surface that the hand lies on


class Target(NamedTuple):
    """Where the wrist goes, where the fingers and the thumb point, where the elbow goes by itself, how the hand is."""

    wrist: Vector
    fingers: Vector
    thumb: Vector
    elbow: Vector
    grasp: Grasp = "flat"


def raised(pose: Pose) -> dict[str, float]:
    """How far each arm is lifted over the shoulder, from 0 to 1: the shoulder goes up with it."""
    return {
        side: max(0.0, min(1.0, (max(own.lift, own.out) - 80) / 90)) for side in SIDES for own in (arm(pose, side),)
    }


def with_arms(pose: Pose, body: Skeleton, first: Skeleton) -> Skeleton:
    """The skeleton with its arms; things stand where the `first` picture's body put them."""
    joints, bones, misses = dict(body.joints), dict(body.bones), dict(body.misses)
    lifts = raised(pose)
    whole = Skeleton(joints, bones, misses)
    for side in SIDES:
        own, sign, up = arm(pose, side), SIGN[side], lifts[side]
        out = sign * (SHOULDER_HALF_WIDTH - 0.012 * up)
        shoulder = bones["chest"].at(joints["chest"], (-0.004, out, SHOULDER_HEIGHT + 0.03 * up))
        joints[f"{side}-shoulder"] = shoulder
        target = _target(own, side, pose, whole, first) if own.hand or own.reach else None
        if target:
            elbow, wrist, upper, lower, hand = _reaching(own, sign, shoulder, target, bones["pelvis"])
            misses[f"{side} hand"] = distance(wrist, target.wrist)
        else:
            turned = about_y(-own.lift).then(about_x(sign * own.out)).then(about_z(sign * own.turn))
            upper = bones["chest"].then(turned)
            elbow = upper.at(shoulder, (0, 0, -UPPER_ARM))
            lower = upper.then(about_y(-own.elbow)).then(about_z(-sign * own.palm))
            wrist = lower.at(elbow, (0, 0, -FOREARM))
            hand = lower.then(about_x(sign * own.wrist))
        joints |= {f"{side}-elbow": elbow, f"{side}-wrist": wrist, f"{side}-hand": hand.at(wrist, (0, 0, -0.06))}
        bones |= {f"{side}-upper-arm": upper, f"{side}-forearm": lower, f"{side}-hand": hand}
    return whole


def grasp_of(own: ArmPose) -> Grasp:
    """How the hand is held."""
    if own.hand in ("chair",):
        return "grip"
    return (
        "flat" if own.hand in ("floor", "mat", "bed", "wall", "worktop", "seat", "thigh", "hip", "knee") else "relaxed"
    )


def _reaching(
    own: ArmPose, sign: int, shoulder: Vector, target: Target, pelvis: Frame
) -> tuple[Vector, Vector, Frame, Frame, Frame]:
    towards = target.elbow
    if own.elbow_to:
        towards = pelvis.out((own.elbow_to[0], sign * own.elbow_to[1], own.elbow_to[2]))
    elbow, wrist = bend(shoulder, target.wrist, UPPER_ARM, FOREARM, towards)
    back = scale(towards, -1)
    upper, lower = hanging(subtract(elbow, shoulder), back), hanging(subtract(wrist, elbow), back)
    return elbow, wrist, upper, lower, hanging(target.fingers, target.thumb)


def _target(own: ArmPose, side: Side, pose: Pose, body: Skeleton, first: Skeleton) -> Target:
    sign, joints, bones = SIGN[side], body.joints, body.bones
    facing = about_z(pose.body.turn)
    if own.hand is None or own.reach:
        assert own.reach is not None
        chest = bones["chest"]
        place = chest.at(joints[f"{side}-shoulder"], (own.reach[0], sign * own.reach[1], own.reach[2]))
        fingers = subtract(place, joints[f"{side}-shoulder"])
        return Target(place, fingers, UP, chest.out((-0.5, sign * 0.6, -0.6)), "relaxed")
    if own.hand in ("hip", "thigh", "knee", "shin", "ankle", "head", "chest"):
        return _on_body(own, side, body)
    if own.hand in ("floor", "mat", "bed", "seat"):
        return _on_surface(own, side, pose, body, facing, first)
    return _on_thing(own, side, pose, body, first)


def _on_body(own: ArmPose, side: Side, body: Skeleton) -> Target:
    sign, joints, bones = SIGN[side], body.joints, body.bones
    touched = (set(SIDES) - {side}).pop() if own.across else side
    pelvis, chest, thigh, shank = bones["pelvis"], bones["chest"], bones[f"{touched}-thigh"], bones[f"{touched}-shank"]
    forward, outward, up = own.shift

    def shifted(frame: Frame, origin: Vector, local: Vector) -> Vector:
        return frame.at(origin, (local[0] + forward, sign * (local[1] + outward), local[2] + up))

    match own.hand:
        case "hip":
            place = shifted(pelvis, joints["pelvis"], (-0.012, 0.112, 0.066))
            fingers, thumb = pelvis.out((0.75, -sign * 0.5, -0.42)), pelvis.out((-0.1, sign * 0.5, 0.9))
            return Target(place, fingers, thumb, pelvis.out((-0.35, sign, -0.1)))
        case "thigh" | "knee":
            share, lift = (0.55, 0.058) if own.hand == "thigh" else (0.88, 0.046)
            place = shifted(
                thigh, between(joints[f"{touched}-hip"], joints[f"{touched}-knee"], share), (lift, 0.01, 0.04)
            )
            fingers, thumb = thigh.out((-0.16, -sign * 0.1, -1)), thigh.out((0, -sign, 0))
            return Target(place, fingers, thumb, pelvis.out((-0.7, sign * 0.5, -0.5)))
        case "shin" | "ankle":
            share, lift = (0.35, 0.045) if own.hand == "shin" else (0.85, 0.036)
            place = shifted(
                shank, between(joints[f"{touched}-knee"], joints[f"{touched}-ankle"], share), (lift, 0.01, 0.03)
            )
            fingers, thumb = shank.out((-0.2, -sign * 0.1, -1)), shank.out((0, -sign, 0))
            return Target(place, fingers, thumb, pelvis.out((-0.3, sign * 0.8, -0.3)))
        case "head":
            place = shifted(bones["head"], joints["head"], (-0.05, 0.075, 0.0))
            return Target(
                place, bones["head"].out((-0.5, -sign, 0.1)), bones["head"].out((0, 0, -1)), chest.out((0, sign, 0.3))
            )
        case _:
            place = shifted(chest, joints["chest"], (0.085, 0.03, 0.06))
            return Target(place, chest.out((0, -sign, 0.3)), chest.out((0, 0, 1)), chest.out((0, sign, -0.8)))


def _on_surface(own: ArmPose, side: Side, pose: Pose, body: Skeleton, facing: Frame, first: Skeleton) -> Target:
    sign, joints = SIGN[side], body.joints
    forward, outward, up = own.shift
    if own.hand == "seat":
        chair = next((prop for prop in pose.props if prop.kind in ("chair", "bench")), None)
        top = height_of(chair) if chair else joints["pelvis"][2] - 0.06
        hip = joints[f"{side}-hip"]
        place = add((hip[0], hip[1], top + 0.022), facing.out((0.02 + forward, sign * (0.075 + outward), up)))
        return Target(
            place, facing.out((0.55, sign * 0.35, -0.5)), facing.out((1, -sign, 0)), facing.out((-1, sign * 0.3, 0))
        )
    bed = next((prop for prop in pose.props if prop.kind == "bed"), None)
    top = height_of(bed) if own.hand == "bed" and bed else 0.0
    shoulder = joints[f"{side}-shoulder"]
    under = add((shoulder[0], shoulder[1], top + _PALM), facing.out((forward, sign * outward, up)))
    pointing = about_z(pose.body.turn + sign * own.fingers).x
    return Target(under, add(pointing, (0, 0, -0.16)), scale(cross(UP, pointing), -sign), scale(pointing, -1))


def _on_thing(own: ArmPose, side: Side, pose: Pose, body: Skeleton, first: Skeleton) -> Target:
    """A hand on a wall, on the back of a chair or on a worktop. Raises KeyError when the pose has no such thing."""
    sign, shoulder = SIGN[side], body.joints[f"{side}-shoulder"]
    prop = _named(pose, str(own.hand))
    place = furniture_place(prop, first)
    forward, outward, up = own.shift
    if own.hand == "wall":
        frame = about_z(prop.turn)
        local = frame.inward(subtract(shoulder, place))
        spot = frame.at(place, (-0.014, local[1] + sign * outward, 0.0))
        spot = (spot[0], spot[1], shoulder[2] + up)
        return Target(spot, (0, 0, 1), frame.out((-0.1, -sign, 0)), (-0.2, sign * 0.5, -1))
    if own.hand == "chair":
        top, frame = chair_back_top(place, height_of(prop), prop.turn)
        local = frame.inward(subtract(shoulder, top))
        along = max(-0.11, min(0.11, local[1] + frame.y[1] * sign * outward))
        spot = add(frame.at(top, (forward, along, 0.012)), (0, 0, up))
        reach = subtract(top, shoulder)
        flat = (reach[0], reach[1], 0.0)
        return Target(
            add(spot, scale(flat, -0.05)), add(flat, (0, 0, -0.12)), scale(cross(UP, flat), -sign), (0, 0, -1), "grip"
        )
    size = prop.size or (0.28, 0.44, 0.0)
    x = max(place[0] - size[0] / 2 + 0.04, min(place[0] + size[0] / 2 - 0.04, shoulder[0] + forward))
    y = max(place[1] - size[1] / 2 + 0.03, min(place[1] + size[1] / 2 - 0.03, shoulder[1] + sign * outward))
    flat = subtract((x, y, 0.0), (shoulder[0], shoulder[1], 0.0))
    pointing = add(flat, about_z(pose.body.turn).out((0.12, 0, 0)))
    return Target(
        (x, y, height_of(prop) + 0.02 + up),
        add(pointing, (0, 0, -0.03)),
        scale(cross(UP, pointing), -sign),
        (-0.6, 0, -0.6),
    )


def _named(pose: Pose, kind: str) -> Prop:
    for prop in pose.props:
        if prop.kind == kind:
            return prop
    raise KeyError(kind)
