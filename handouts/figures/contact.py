"""Puts a body on what it rests on, and keeps one part of it where it was in the picture before."""

from __future__ import annotations

from handouts.figures.arms import grasp_of, raised, with_arms
from handouts.figures.feet import detailed_foot, plain_foot, shoe
from handouts.figures.head import head_parts
from handouts.figures.limbs import arm_parts, leg_parts
from handouts.figures.parts import FigurePart
from handouts.figures.poses import Base, Pose, arm, leg
from handouts.figures.proportions import Look
from handouts.figures.skeleton import SIDES, Skeleton, stands_by_feet, trunk_and_legs
from handouts.figures.things import height_of
from handouts.figures.trunk import neck, trunk

_KEEP: dict[Base, str] = {
    "standing": "ankles",
    "kneeling": "knees",
    "hands-and-knees": "knees",
}


def stand(pose: Pose, look: Look) -> Skeleton:
    """The trunk and legs of a pose at their place in space."""
    skeleton = trunk_and_legs(pose)
    if not stands_by_feet(pose):
        skeleton = skeleton.moved((0.0, 0.0, surface(pose) - _lowest(pose, skeleton, look) + pose.body.lift))
    keep = pose.keep or _KEEP.get(pose.base, "pelvis")
    if pose.keep or not stands_by_feet(pose):
        place = skeleton.landmark(keep)
        skeleton = skeleton.moved((pose.body.at[0] - place[0], pose.body.at[1] - place[1], 0.0))
    return skeleton


def surface(pose: Pose) -> float:
    """The height of what the body rests on."""
    rests = pose.rests_on or ("chair" if pose.base == "sitting" else "floor")
    for prop in pose.props:
        if prop.kind == rests:
            if prop.kind == "pillow":  # it lies with its middle at its place
                return (prop.at[2] if prop.at and len(prop.at) > 2 else 0.0) + height_of(prop) / 2
            return height_of(prop) + (prop.at[2] if prop.at and len(prop.at) > 2 else 0.0)
    return 0.0


def _lowest(pose: Pose, skeleton: Skeleton, look: Look) -> float:
    """The height of the lowest part of the body that can rest on something."""
    hips = trunk(skeleton, look.build, {"left": 0.0, "right": 0.0})
    thighs = [leg_parts(skeleton, side, look.build)[0] for side in SIDES]
    if pose.base == "sitting":
        sat = list(hips.hulls[0]) + [shape for thigh in thighs for hull in thigh.hulls[:1] for shape in hull]
        return min(shape.lowest() for shape in sat)
    shanks = [leg_parts(skeleton, side, look.build)[1] for side in SIDES]
    feet = [part for side in SIDES for part in plain_foot(skeleton, side, leg(pose, side))]
    return min(part.lowest() for part in (hips, *thighs, *shanks, *feet))


def body_parts(pose: Pose, skeleton: Skeleton, look: Look, *, detailed: bool) -> list[FigurePart]:
    """Everything of the body as parts; `detailed` feet have toes."""
    feet = shoe if pose.shoes else detailed_foot if detailed else plain_foot
    parts = [trunk(skeleton, look.build, raised(pose)), neck(skeleton), *head_parts(skeleton, look.hair)]
    for side in SIDES:
        parts += leg_parts(skeleton, side, look.build)
        parts += feet(skeleton, side, leg(pose, side))
        parts += arm_parts(skeleton, side, look.build, grasp_of(arm(pose, side)))
    return parts


def skeletons(phases: tuple[Pose, ...], look: Look) -> list[Skeleton]:
    """The whole skeleton of each picture."""
    first = stand(phases[0], look)
    standing = [first, *(stand(pose, look) for pose in phases[1:])]
    return [with_arms(pose, body, first) for pose, body in zip(phases, standing, strict=True)]
