"""Which muscles work: a tint on the part of the body that they lie in, where the camera sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from handouts.figures.hulls import Camera, Hull, ellipsoid
from handouts.figures.parts import Cover, FigurePart
from handouts.figures.skeleton import SIDES, SIGN, Skeleton
from handouts.figures.vectors import Frame, Vector, add, between, dot, unit


class Muscle(NamedTuple):
    """A bone and a share of the way along it, how far forward and outward of it the muscle lies, and its half axes."""

    bone: str
    along: float
    forward: float
    outward: float
    radii: Vector


MUSCLES = {
    "thigh-front": Muscle("thigh", 0.50, 0.030, 0.008, (0.030, 0.034, 0.085)),
    "thigh-back": Muscle("thigh", 0.52, -0.032, 0.0, (0.028, 0.034, 0.085)),
    "inner-thigh": Muscle("thigh", 0.40, 0.004, -0.036, (0.034, 0.028, 0.085)),
    "outer-hip": Muscle("thigh", 0.10, -0.002, 0.040, (0.034, 0.03, 0.05)),
    "buttock": Muscle("pelvis", 0.0, -0.055, 0.035, (0.034, 0.05, 0.042)),
    "calf": Muscle("shank", 0.28, -0.024, 0.0, (0.026, 0.034, 0.062)),
    "shin": Muscle("shank", 0.33, 0.024, 0.010, (0.016, 0.020, 0.085)),
    "belly": Muscle("abdomen", 0.0, 0.055, 0.0, (0.03, 0.05, 0.075)),
    "back": Muscle("abdomen", 0.0, -0.055, 0.0, (0.03, 0.045, 0.075)),
    "shoulder": Muscle("upper-arm", 0.12, 0.0, 0.02, (0.03, 0.02, 0.045)),
}
_ENDS = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle"), "upper-arm": ("shoulder", "elbow")}
_TURNED_AWAY = -0.35


def tinted(parts: list[FigurePart], names: tuple[str, ...], skeleton: Skeleton, view: Camera) -> list[FigurePart]:
    """The parts with the tints of the working muscles. Raises KeyError for a muscle that is not in MUSCLES."""
    tints: dict[str, list[Hull]] = {}
    for name in names:
        side, _, bare = name.partition("-") if name.startswith(("left-", "right-")) else ("", "", name)
        for each in [side] if side else SIDES:
            _tint(MUSCLES[bare], str(each), skeleton, view, tints)
    return [
        replace(part, tints=(Cover("muscle", tuple(tints[part.name])),)) if part.name in tints else part
        for part in parts
    ]


def _tint(muscle: Muscle, side: str, skeleton: Skeleton, view: Camera, tints: dict[str, list[Hull]]) -> None:
    sign = SIGN[side]
    local = (muscle.forward, sign * muscle.outward, 0.0)
    if muscle.bone in ("pelvis", "abdomen"):
        frame: Frame = skeleton.bones[muscle.bone]
        origin = skeleton.joints["pelvis" if muscle.bone == "pelvis" else "waist"]
        on = ["trunk", f"{side}-thigh"] if muscle.bone == "pelvis" else ["trunk"]
    else:
        frame = skeleton.bones[f"{side}-{muscle.bone}"]
        first, last = (skeleton.joints[f"{side}-{name}"] for name in _ENDS[muscle.bone])
        origin, on = between(first, last, muscle.along), [f"{side}-{muscle.bone}"]
    if dot(unit(frame.out(local)), view.towards) < _TURNED_AWAY:
        return
    for part in on:
        tints.setdefault(part, []).append((ellipsoid(add(origin, frame.out(local)), frame, muscle.radii),))
