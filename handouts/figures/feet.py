"""Feet: a plain one for whole bodies, and one with five rays and two joints in every toe for pictures of the foot.

Coordinates are lengths of the foot: x forward from the back of the heel, y towards the big toe, z up from the sole.
"""

from __future__ import annotations

from handouts.figures.hulls import Ellipsoid, ball, ellipsoid
from handouts.figures.parts import Crease, FigurePart, Joint
from handouts.figures.poses import LegPose, Side, ToePose
from handouts.figures.proportions import ANKLE_HEIGHT, FOOT
from handouts.figures.skeleton import ANKLE_FORWARD, SIGN, Skeleton
from handouts.figures.vectors import Frame, Vector, about_y, about_z, dot, scale

# heads of the metatarsals: place and radius; the big toe first
METATARSALS = (
    (0.700, 0.105, 0.078, 0.074),
    (0.735, 0.020, 0.068, 0.054),
    (0.715, -0.052, 0.062, 0.050),
    (0.675, -0.112, 0.057, 0.047),
    (0.620, -0.160, 0.052, 0.045),
)
TOES = (
    (0.250, 0.068, 0.066),
    (0.235, 0.045, 0.044),
    (0.210, 0.042, 0.041),
    (0.180, 0.040, 0.039),
    (0.150, 0.040, 0.039),
)  # length, radius at the middle joint, radius of the tip
RAYS = (2.0, 1.0, -2.0, -5.0, -10.0)  # degrees that each toe points towards the other foot, at rest
ARCH_RISE = 0.05  # of the foot's length, for each time that an arch is higher than at rest
SPREADING = (1.0, 0.45, -0.1, -0.6, -1.05)  # share of a spread that each toe takes


class _Foot:
    """Turns lengths of the foot into places in space."""

    def __init__(self, skeleton: Skeleton, side: Side) -> None:
        self.ankle, self.frame = skeleton.joints[f"{side}-ankle"], skeleton.bones[f"{side}-foot"]
        self.inner = -SIGN[side]

    def place(self, x: float, y: float, z: float) -> Vector:
        local = (x * FOOT - ANKLE_FORWARD, self.inner * y * FOOT, z * FOOT - ANKLE_HEIGHT)
        return self.frame.at(self.ankle, local)

    def lump(self, centre: Vector, radii: Vector) -> Ellipsoid:
        x, y, z = radii
        return ellipsoid(self.place(*centre), self.frame, (x * FOOT, y * FOOT, z * FOOT))


def shoe(skeleton: Skeleton, side: Side, own: LegPose) -> tuple[FigurePart, ...]:
    """A shoe with its sole, and the rim that the ankle comes out of."""
    foot = _Foot(skeleton, side)
    heel = foot.lump((0.135, 0, 0.135), (0.155, 0.145, 0.135))
    collar = foot.lump((0.20, 0, 0.30), (0.125, 0.115, 0.04))
    instep = foot.lump((0.47, 0.01, 0.20), (0.14, 0.13, 0.12))
    tread = foot.lump((0.69, 0.0, 0.105), (0.13, 0.195, 0.105))
    toes = _PlainToes(foot, _toe_lift(own))
    cap = (toes.tip(0.92, 0.06, 0.095), toes.tip(0.86, -0.09, 0.085))
    hulls = ((heel, collar, instep), (heel, instep, tread), (tread, *cap))
    laces = tuple(
        Crease((foot.place(x, -0.07, z), foot.place(x + 0.03, 0.08, z)), foot.frame.out((0.5, 0, 0.86)))
        for x, z in ((0.44, 0.305), (0.53, 0.27), (0.62, 0.225))
    )
    return (FigurePart(f"{side}-foot", hulls, "shoe", creases=laces),)


def plain_foot(skeleton: Skeleton, side: Side, own: LegPose) -> tuple[FigurePart, ...]:
    """Heel, instep, ball and toes in one piece, the big toe apart, as much as a picture of the whole body shows."""
    foot = _Foot(skeleton, side)
    heel = foot.lump((0.125, 0, 0.125), (0.14, 0.13, 0.125))
    ankle = ball(skeleton.joints[f"{side}-ankle"], 0.0195)
    instep = foot.lump((0.47, 0.02, 0.19), (0.12, 0.11, 0.105))
    tread = foot.lump((0.69, 0.0, 0.095), (0.12, 0.18, 0.095))
    toes = _PlainToes(foot, _toe_lift(own))
    second, last, big = toes.tip(0.95, 0.04, 0.062), toes.tip(0.83, -0.135, 0.05), toes.tip(0.955, 0.125, 0.078)
    hulls = ((heel, ankle, instep), (heel, instep, tread), (tread, second, last), (tread, big))
    creases = (*toes.creases(), *_arch(foot, own.arch))
    return (FigurePart(f"{side}-foot", hulls, "skin", creases=creases, joint=_joint(skeleton, side)),)


class _PlainToes:
    """Toes that turn about their roots in one piece."""

    def __init__(self, foot: _Foot, lift: float) -> None:
        self.foot, self.frame, self.root = foot, foot.frame.then(about_y(-lift)), foot.place(0.72, 0, 0.07)

    def place(self, x: float, y: float, z: float) -> Vector:
        """As in the foot at rest."""
        return self.frame.at(self.root, ((x - 0.72) * FOOT, self.foot.inner * y * FOOT, (z - 0.07) * FOOT))

    def tip(self, x: float, y: float, radius: float) -> Ellipsoid:
        return ball(self.place(x, y, radius), radius * FOOT)

    def creases(self) -> tuple[Crease, ...]:
        """What parts the toes, seen from above and in front, and the nail of the big one."""
        facing = self.frame.out((0.62, 0, 0.78))
        gaps = ((0.065, 0.80, 0.98), (-0.01, 0.84, 0.97), (-0.07, 0.81, 0.91), (-0.12, 0.77, 0.85))
        return tuple(
            Crease((self.place(x, y, 0.125), self.place((x + end) / 2, y, 0.115), self.place(end, y, 0.08)), facing)
            for y, x, end in gaps
        )


def _arch(foot: _Foot, high: float) -> tuple[Crease, ...]:
    """The arch, seen from the inside, and the bone of the ankle on both sides."""
    inward = scale(foot.frame.y, foot.inner)
    arch = ((0.25, 0.10, 0.03), (0.34, 0.10, 0.085), (0.45, 0.11, 0.105), (0.56, 0.12, 0.085), (0.64, 0.14, 0.03))
    shown = 0 < high <= 1  # a higher one is seen as a gap over the floor
    lines = [Crease(tuple(foot.place(x, y, z * high) for x, y, z in arch), inward, 0.35)] if shown else []
    for sign in (1, -1):
        bone = ((0.20, sign * 0.12, 0.24), (0.22, sign * 0.125, 0.205), (0.27, sign * 0.125, 0.20))
        lines.append(Crease(tuple(foot.place(*point) for point in bone), scale(inward, sign), 0.45))
    return tuple(lines)


def _toe_lift(own: LegPose) -> float:
    """Toes stay on the floor when the heel leaves it."""
    return own.toes.lift + (own.heel if own.foot else 0.0)


def _joint(skeleton: Skeleton, side: Side) -> Joint:
    return Joint(f"{side}-shank", skeleton.joints[f"{side}-ankle"], 0.026)


def detailed_foot(skeleton: Skeleton, side: Side, own: LegPose) -> tuple[FigurePart, ...]:
    """The foot without its toes, and each toe."""
    foot = _Foot(skeleton, side)
    heel = foot.lump((0.125, 0, 0.110), (0.125, 0.112, 0.110))
    tendon = foot.lump((0.20, 0, 0.26), (0.09, 0.075, 0.08))
    ankle = ball(skeleton.joints[f"{side}-ankle"], 0.0185)
    inner = foot.lump((0.27, 0.085, 0.26), (0.055, 0.04, 0.055))
    rise = ARCH_RISE * (own.arch - 1)
    instep = foot.lump((0.45, 0.025, 0.205 + rise), (0.10, 0.10, 0.095))
    outside = foot.lump((0.40, -0.105, 0.070 + max(rise, 0.0)), (0.10, 0.07, 0.068))
    arch = foot.lump((0.45, 0.065, 0.155 + rise), (0.10, 0.07, 0.085))
    heads = [foot.lump(head[:3], (head[3],) * 3) for head in METATARSALS]
    hulls = (
        (heel, tendon),
        (tendon, ankle),
        (ankle, inner),
        (heel, ankle, instep),
        (instep, heads[0], heads[1], arch),
        (instep, heads[1], heads[2]),
        (instep, heads[2], heads[3], heads[4], outside),
        (heel, outside, instep),
        (arch, heel),
        tuple(heads),
    )
    whole = FigurePart(f"{side}-foot", hulls, "skin", creases=_arch(foot, own.arch), joint=_joint(skeleton, side))
    return whole, *(_toe(foot, side, own, index) for index in range(5))


def toe_frames(skeleton: Skeleton, side: Side, own: LegPose, index: int) -> tuple[Vector, Vector, Vector, Frame, Frame]:
    """Root, middle joint and tip of a toe, and the frames of its two bones."""
    return _bones(_Foot(skeleton, side), own, index)


def _bones(foot: _Foot, own: LegPose, index: int) -> tuple[Vector, Vector, Vector, Frame, Frame]:
    spread, lift, curl = _toe_angles(own.toes, index)
    long = TOES[index][0] * FOOT
    aside = foot.inner * (RAYS[index] + spread)
    first = foot.frame.then(about_z(aside)).then(about_y(-(lift + (own.heel if own.foot else 0.0))))
    root = foot.place(*METATARSALS[index][:3])
    middle = first.at(root, (long * 0.52, 0, -0.006 * FOOT))
    second = first.then(about_y(curl))
    return root, middle, second.at(middle, (long * 0.42, 0, -0.004 * FOOT)), first, second


def _toe_angles(toes: ToePose, index: int) -> tuple[float, float, float]:
    spread, lift, curl = toes.spread * SPREADING[index], toes.lift, toes.curl
    if index == 0:
        spread = spread if toes.big_spread is None else toes.big_spread
        lift = lift if toes.big_lift is None else toes.big_lift
        curl = curl if toes.big_curl is None else toes.big_curl
    return spread, lift, curl


def _toe(foot: _Foot, side: Side, own: LegPose, index: int) -> FigurePart:
    root, middle, tip, _, second = _bones(foot, own, index)
    radius, joint, end = METATARSALS[index][3] * FOOT, TOES[index][1] * FOOT, TOES[index][2] * FOOT
    knuckle = ball(middle, joint * 0.95)
    pad = ellipsoid(tip, second, (end * 1.05, end * 1.02, end * 0.92))
    hulls = ((ball(root, radius * 0.84), knuckle), (knuckle, pad))
    return FigurePart(
        f"{side}-toe-{index + 1}", hulls, "skin", joint=Joint(f"{side}-foot", root, radius * 1.12), weight="contour"
    )


def nail(skeleton: Skeleton, side: Side, own: LegPose, index: int, towards: Vector) -> Ellipsoid | None:
    """The nail of a toe, if it is seen from the camera's direction `towards`."""
    _, _, tip, _, second = _bones(_Foot(skeleton, side), own, index)
    end = TOES[index][2] * FOOT
    if dot(second.out((0.25, 0, 0.97)), towards) < 0.2:
        return None
    tilted = second.then(about_y(28))
    return ellipsoid(second.at(tip, (end * 0.30, 0, end * 0.80)), tilted, (end * 0.55, end * 0.58, end * 0.08))
