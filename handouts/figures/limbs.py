"""Thighs, shanks and arms with the legs of the shorts and the sleeves, and the hands."""

from __future__ import annotations

from typing import Literal

from handouts.figures.hulls import ball, ellipsoid
from handouts.figures.parts import Cover, Crease, FigurePart, Hem, Joint
from handouts.figures.poses import Side
from handouts.figures.proportions import Build
from handouts.figures.skeleton import SIGN, Skeleton
from handouts.figures.vectors import about_x, between, dot, scale

Grasp = Literal["relaxed", "flat", "grip"]
_FINGERS: dict[Grasp, tuple[float, float]] = {"relaxed": (22, 30), "flat": (4, 4), "grip": (62, 70)}  # bends in degrees
SHORTS_REACH, SLEEVE_REACH = 0.52, 0.5  # how far down its bone a garment goes


def leg_parts(skeleton: Skeleton, side: Side, build: Build) -> tuple[FigurePart, FigurePart]:
    """Thigh and shank."""
    joints, bones, stout = skeleton.joints, skeleton.bones, build.limbs
    hip, knee, ankle = (joints[f"{side}-{name}"] for name in ("hip", "knee", "ankle"))
    thigh, shank = bones[f"{side}-thigh"], bones[f"{side}-shank"]
    root = ball(thigh.at(hip, (0, 0, -0.01)), 0.052 * stout)
    belly = ellipsoid(thigh.at(between(hip, knee, 0.4), (0.004, 0, 0)), thigh, (0.047 * stout, 0.045 * stout, 0.05))
    low = ball(between(hip, knee, 0.86), 0.0335 * stout)
    cap = ball(knee, 0.0325 * stout)
    place = between(hip, knee, SHORTS_REACH)
    cloth = ellipsoid(between(hip, knee, 0.3), thigh, (0.051 * stout, 0.049 * stout, 0.02))
    edge = ellipsoid(place, thigh, (0.052 * stout, 0.052 * stout, 0.004))
    flexed = max(0.0, dot(thigh.z, bones["pelvis"].z) - 0.5)
    upper = FigurePart(
        f"{side}-thigh",
        ((root, belly), (belly, low), (low, cap)),
        "skin",
        covers=(Cover("shorts", ((root, cloth, edge),)),),
        hems=(Hem(place, thigh, (0.048 * stout, 0.048 * stout), ((edge, low), (low, cap))),),
        joint=Joint("trunk", hip, 0.048 + 0.044 * flexed, "shorts"),
    )
    calf = ellipsoid(shank.at(between(knee, ankle, 0.28), (-0.009, 0, 0)), shank, (0.034 * stout, 0.034 * stout, 0.052))
    slim = ball(shank.at(between(knee, ankle, 0.66), (-0.002, 0, 0)), 0.0235 * stout)
    lower = FigurePart(
        f"{side}-shank",
        ((cap, calf), (calf, slim), (slim, ball(ankle, 0.0185))),
        "skin",
        joint=Joint(f"{side}-thigh", knee, 0.036 * stout),
    )
    return upper, lower


def arm_parts(skeleton: Skeleton, side: Side, build: Build, grasp: Grasp) -> tuple[FigurePart, FigurePart, FigurePart]:
    """Upper arm, forearm and hand."""
    joints, bones, stout = skeleton.joints, skeleton.bones, build.limbs
    shoulder, elbow, wrist = (joints[f"{side}-{name}"] for name in ("shoulder", "elbow", "wrist"))
    upper, lower = bones[f"{side}-upper-arm"], bones[f"{side}-forearm"]
    root = ball(upper.at(shoulder, (0, 0, -0.004)), 0.028 * stout)
    belly = ball(between(shoulder, elbow, 0.42), 0.0285 * stout)
    bent = ball(elbow, 0.0215 * stout)
    place = between(shoulder, elbow, SLEEVE_REACH)
    edge = ellipsoid(place, upper, (0.033 * stout, 0.033 * stout, 0.003))
    first = FigurePart(
        f"{side}-upper-arm",
        ((root, belly), (belly, bent)),
        "skin",
        covers=(Cover("shirt", ((ball(shoulder, 0.034 * stout), edge),)),),
        hems=(Hem(place, upper, (0.0295 * stout, 0.0295 * stout), ((edge, bent),)),),
        joint=Joint("trunk", shoulder, 0.04),
    )
    swell = ellipsoid(
        lower.at(between(elbow, wrist, 0.26), (0.003, 0, 0)), lower, (0.0245 * stout, 0.024 * stout, 0.03)
    )
    thin = ball(wrist, 0.0145)
    second = FigurePart(
        f"{side}-forearm",
        ((bent, swell), (swell, thin)),
        "skin",
        joint=Joint(f"{side}-upper-arm", elbow, 0.027 * stout),
    )
    return first, second, _hand(skeleton, side, grasp)


def _hand(skeleton: Skeleton, side: Side, grasp: Grasp) -> FigurePart:
    """Palm, a mass of fingers that bends twice, and a thumb."""
    wrist, frame, sign = skeleton.joints[f"{side}-wrist"], skeleton.bones[f"{side}-hand"], SIGN[side]
    palm = ellipsoid(frame.at(wrist, (0.001, 0, -0.034)), frame, (0.0255, 0.0135, 0.027))
    knuckles = ellipsoid(frame.at(wrist, (0, 0, -0.056)), frame, (0.0235, 0.0115, 0.011))
    first = frame.then(about_x(-sign * _FINGERS[grasp][0]))
    middle = first.at(knuckles.centre, (-0.001, 0, -0.026))
    second = first.then(about_x(-sign * _FINGERS[grasp][1]))
    joint = ellipsoid(middle, second, (0.0205, 0.0105, 0.010))
    tip = ellipsoid(second.at(middle, (-0.001, 0, -0.022)), second, (0.0165, 0.0095, 0.010))
    inward = -sign * (0.004 if grasp == "flat" else 0.012)
    thumb = (
        ball(frame.at(wrist, (0.015, 0, -0.020)), 0.0105),
        ball(frame.at(wrist, (0.032, inward, -0.046)), 0.0088),
        ball(frame.at(wrist, (0.033, 1.5 * inward, -0.064)), 0.0076),
    )
    hulls = ((ball(wrist, 0.0148), palm), (palm, knuckles), (knuckles, joint), (joint, tip), thumb[:2], thumb[1:])
    creases = tuple(
        Crease(
            (
                frame.at(knuckles.centre, (x, back * 0.011, 0)),
                first.at(middle, (x * 0.95, back * 0.010, 0)),
                second.at(middle, (x * 0.7, back * 0.006, -0.031)),
            ),
            scale(first.y, back),
        )
        for x in (-0.0115, 0.0, 0.0115)
        for back in (1, -1)
    )
    return FigurePart(f"{side}-hand", hulls, "skin", creases=creases, joint=Joint(f"{side}-forearm", wrist, 0.019))
