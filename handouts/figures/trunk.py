"""The trunk in its shirt and the top of the shorts, and the neck."""

from __future__ import annotations

from handouts.figures.hulls import ball, ellipsoid
from handouts.figures.parts import Cover, FigurePart, Hem, Joint
from handouts.figures.proportions import SHOULDER_HALF_WIDTH, SHOULDER_HEIGHT, Build
from handouts.figures.skeleton import SIDES, SIGN, Skeleton
from handouts.figures.vectors import Frame, add, scale


def trunk(skeleton: Skeleton, build: Build, raised: dict[str, float]) -> FigurePart:
    """Pelvis, waist, rib cage and shoulders as one part; `raised` says how far each arm is lifted, 0 to 1."""
    joints, bones = skeleton.joints, skeleton.bones
    pelvis, abdomen, chest = bones["pelvis"], bones["abdomen"], bones["chest"]
    wide, stout = build.trunk, build.waist
    hips = ellipsoid(pelvis.at(joints["pelvis"], (-0.006, 0, 0.012)), pelvis, (0.058 * wide, 0.088 * wide, 0.052))
    seat = ellipsoid(pelvis.at(joints["pelvis"], (-0.026, 0, -0.012)), pelvis, (0.044 * wide, 0.080 * wide, 0.047))
    waist = ellipsoid(abdomen.at(joints["waist"], (0, 0, 0.02)), abdomen, (0.051 * stout, 0.073 * stout, 0.03))
    ribs = ellipsoid(chest.at(joints["chest"], (0.004, 0, 0.035)), chest, (0.060 * wide, 0.082 * wide, 0.05))
    breast = ellipsoid(chest.at(joints["chest"], (0.004, 0, 0.070)), chest, (0.058 * wide, 0.092 * wide, 0.045))
    top = ellipsoid(chest.at(joints["chest"], (-0.006, 0, 0.110)), chest, (0.037, 0.094, 0.027))
    slope = ellipsoid(chest.at(joints["chest"], (-0.008, 0, 0.122)), chest, (0.029, 0.060, 0.02))
    collar = ellipsoid(chest.at(joints["neck"], (0.002, 0, 0.008)), chest, (0.034, 0.037, 0.012))
    hulls = [(hips, seat), (hips, waist), (waist, ribs), (ribs, breast), (breast, top), (slope, collar), (top, slope)]
    for side in SIDES:
        lift = 0.03 * raised[side]
        out = SIGN[side] * (SHOULDER_HALF_WIDTH - 0.006 - 0.01 * raised[side])
        cap = ellipsoid(chest.at(joints["chest"], (-0.005, out, SHOULDER_HEIGHT - 0.001 + lift)), chest, (0.03,) * 3)
        hulls.append((top, cap))
    band = ellipsoid(pelvis.at(joints["waist"], (0, 0, -0.003)), pelvis, (0.0545 * stout, 0.0815 * stout, 0.002))
    downward = Frame(pelvis.x, scale(pelvis.y, -1), scale(pelvis.z, -1))  # what comes out of the shorts is above them
    waistband = Hem(band.centre, downward, (0.0545 * stout, 0.0815 * stout), tuple(hulls[2:]), 0.4)
    return FigurePart(
        "trunk", tuple(hulls), "shirt", (Cover("shorts", ((hips, seat), (hips, band))),), hems=(waistband,)
    )


def neck(skeleton: Skeleton) -> FigurePart:
    """The neck, which the collar covers below and the head above."""
    joints, bones = skeleton.joints, skeleton.bones
    low = ball(bones["neck"].at(joints["neck"], (0.002, 0, -0.012)), 0.034)
    high = ball(bones["neck"].at(joints["skull"], (-0.002, 0, 0.03)), 0.031)
    nape = ball(add(joints["skull"], bones["head"].out((-0.012, 0, 0.03))), 0.03)
    return FigurePart(
        "neck", ((low, high), (high, nape)), "skin", joint=Joint("trunk", joints["neck"], 0), behind=("trunk", "head")
    )
