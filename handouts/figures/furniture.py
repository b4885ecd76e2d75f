"""What stands on the floor and stays there: chair, bench, bed, worktop, step, wall, mat and path."""

from __future__ import annotations

from handouts.figures.hulls import Ellipsoid, ball, block, ellipsoid
from handouts.figures.parts import Cover, Crease, FigurePart
from handouts.figures.poses import Prop
from handouts.figures.solids import Solid
from handouts.figures.vectors import Frame, Vector, about_z, scale

CHAIR_DEPTH, CHAIR_WIDTH, BACK_HEIGHT = 0.25, 0.25, 0.27
LEG = 0.011  # half as thick as a leg of a chair
SLAB = 0.014  # half as thick as a seat
WORKTOP_HEIGHT, BED_HEIGHT, STEP_HEIGHT, SEAT_HEIGHT = 0.53, 0.235, 0.10, 0.243
WALL_HEIGHT = 1.08
POST_HALF = 0.24  # half as high as a post
MAT_HALF = 0.007  # half as thick as a mat
Things = list[FigurePart | Solid]


def chair(place: Vector, seat: float, turn: float) -> Things:
    """A plain chair; `seat` is the height of its seat, its back is away from where it faces."""
    frame = about_z(turn)
    deep, wide = CHAIR_DEPTH / 2, CHAIR_WIDTH / 2

    def part(name: str, x: float, y: float, z: float, half: Vector) -> Solid:
        return Solid(name, frame.at(place, (x, y, z)), half, frame)

    half_leg = (seat - 2 * SLAB) / 2
    things: Things = [
        part(f"chair-leg-{i}{j}", i * (deep - LEG), j * (wide - LEG), half_leg, (LEG, LEG, half_leg))
        for i in (-1, 1)
        for j in (-1, 1)
    ]
    things.append(part("chair-seat", 0, 0, seat - SLAB, (deep, wide, SLAB)))
    for j in (-1, 1):
        things.append(
            part(
                f"chair-post-{j}", -deep + LEG, j * (wide - LEG), seat + BACK_HEIGHT / 2, (0.009, LEG, BACK_HEIGHT / 2)
            )
        )
    for name, height, half in (("rail", BACK_HEIGHT - 0.035, 0.035), ("slat", BACK_HEIGHT * 0.42, 0.016)):
        things.append(part(f"chair-{name}", -deep + LEG, 0, seat + height, (0.007, wide - 2 * LEG, half)))
    return things


def chair_back_top(place: Vector, seat: float, turn: float) -> tuple[Vector, Frame]:
    """The middle of the top of a chair's back, and the chair's frame."""
    frame = about_z(turn)
    return frame.at(place, (-CHAIR_DEPTH / 2 + LEG, 0, seat + BACK_HEIGHT)), frame


def table(name: str, place: Vector, half: tuple[float, float], top: float, turn: float) -> Things:
    """A slab on four legs: a bench."""
    frame = about_z(turn)
    deep, wide = half
    leg = (top - 2 * SLAB) / 2
    things: Things = [
        Solid(
            f"{name}-leg-{i}{j}", frame.at(place, (i * (deep - 0.03), j * (wide - 0.02), leg)), (LEG, LEG, leg), frame
        )
        for i in (-1, 1)
        for j in (-1, 1)
    ]
    return [*things, Solid(f"{name}-top", frame.at(place, (0, 0, top - SLAB)), (deep, wide, SLAB), frame)]


def bed(place: Vector, half: tuple[float, float], top: float, turn: float = 0) -> Things:
    """A mattress on a frame with a headboard behind, or in front where it is turned round."""
    deep, wide = half
    head = -1 if abs(turn) > 90 else 1
    x, y, _ = place
    return [
        Solid("bed-frame", (x, y, top * 0.36), (deep, wide, top * 0.14)),
        *(
            Solid(
                f"bed-leg-{i}{j}",
                (x + i * (deep - 0.03), y + j * (wide - 0.03), top * 0.11),
                (0.026, 0.026, top * 0.11),
            )
            for i in (-1, 1)
            for j in (-1, 1)
        ),
        Solid("bed-mattress", (x, y, top * 0.75), (deep, wide, top * 0.25)),
        Solid("bed-head", (x - head * (deep + 0.012), y, top * 0.9), (0.012, wide, top * 0.9)),
    ]


def worktop(place: Vector, half: tuple[float, float], top: float) -> Things:
    """A kitchen worktop on its cupboard."""
    x, y, _ = place
    deep, wide = half
    return [
        Solid("worktop-cupboard", (x, y, top / 2 - 0.012), (deep - 0.012, wide, top / 2 - 0.012)),
        Solid("worktop-top", (x, y, top - 0.012), (deep, wide + 0.01, 0.012)),
    ]


def wall(place: Vector, turn: float) -> Things:
    """A wall whose face looks back along x (turned by `turn`)."""
    frame = about_z(turn)
    return [Solid("wall", frame.at(place, (0.012, 0, WALL_HEIGHT / 2)), (0.012, 0.3, WALL_HEIGHT / 2), frame)]


def mat(low: tuple[float, float], high: tuple[float, float], top: float = 0.0) -> FigurePart:
    """A soft mat between two corners of the floor, its top at `top`."""
    centre = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, top - MAT_HALF)
    half = ((high[0] - low[0]) / 2, (high[1] - low[1]) / 2, MAT_HALF)
    return FigurePart("mat", (block(centre, half, MAT_HALF * 0.9),), "mat", weight="mat", flat=True)


def tree(name: str, place: Vector, high: float) -> Things:
    """A tree: what is walked under is a park."""
    x, y, z = place

    def at(a: float, b: float, c: float, radius: float) -> Ellipsoid:
        return ball((x + a * high, y + b * high, z + c * high), radius * high)

    stem = ((at(0, 0, 0.03, 0.03), at(0, 0, 0.5, 0.02)),)
    crown = tuple((each,) for each in (at(0, 0, 0.84, 0.16), at(-0.11, 0.02, 0.68, 0.13), at(0.12, -0.02, 0.70, 0.13)))
    return [
        FigurePart(f"{name}-stem", stem, "wood", weight="detail", incidental=True),
        FigurePart(f"{name}-crown", (*crown, (at(0, 0, 0.68, 0.15),)), "leaf", weight="detail", incidental=True),
    ]


def post(name: str, place: Vector) -> Things:
    """A post as high as a hip on a foot of its own."""
    x, y, z = place
    return [
        Solid(f"{name}-foot", (x, y, z + 0.008), (0.075, 0.075, 0.008)),
        Solid(name, (x, y, z + 0.016 + POST_HALF), (0.018, 0.018, POST_HALF)),
    ]


def pillow(name: str, centre: Vector, half: Vector, frame: Frame) -> FigurePart:
    """A pillow, full in its middle, with four corners and creases that run into them."""
    thin = min(range(3), key=lambda axis: half[axis])
    one, other = (axis for axis in range(3) if axis != thin)
    small = half[thin] * 0.34

    def at(a: float, b: float, c: float) -> Vector:
        local = [0.0, 0.0, 0.0]
        local[one], local[other], local[thin] = a * half[one], b * half[other], c * half[thin]
        return frame.at(centre, (local[0], local[1], local[2]))

    radii = [0.0, 0.0, 0.0]
    radii[one], radii[other], radii[thin] = half[one] * 0.84, half[other] * 0.84, half[thin]
    body = ellipsoid(centre, frame, (radii[0], radii[1], radii[2]))
    inner = [0.0, 0.0, 0.0]
    inner[one], inner[other], inner[thin] = half[one] * 0.66, half[other] * 0.66, half[thin] * 0.92
    core = ellipsoid(centre, frame, (inner[0], inner[1], inner[2]))
    signs = [(i, j) for i in (-1, 1) for j in (-1, 1)]
    reach = [1 - small / half[one], 1 - small / half[other]]
    corners = [ball(at(i * reach[0], j * reach[1], 0), small) for i, j in signs]
    sides = [(core, corners[a], corners[b]) for a, b in ((0, 1), (0, 2), (1, 3), (2, 3))]
    creases = tuple(
        Crease((at(i * 0.86, j * 0.86, c * 0.3), at(i * 0.55, j * 0.6, c * 0.72)), scale(frame[thin], c))
        for i, j in signs
        for c in (1, -1)
    )
    return FigurePart(name, ((body,), *sides), "soft", creases=creases)


def open_box(place: Vector, size: Vector) -> Things:
    """A box without a lid."""
    deep, wide, high = size[0] / 2, size[1] / 2, size[2] / 2
    thin = 0.004
    x, y, z = place[0], place[1], place[2] + high
    return [
        Solid("box-bottom", (x, y, place[2] + thin), (deep, wide, thin)),
        *(Solid(f"box-end-{i}", (x + i * (deep - thin), y, z), (thin, wide, high)) for i in (-1, 1)),
        *(Solid(f"box-side-{j}", (x, y + j * (wide - thin), z), (deep - 2 * thin, thin, high)) for j in (-1, 1)),
    ]


def bumps(prop: Prop, place: Vector) -> Things:
    """A path with round bumps on it."""
    deep, wide = (prop.size[0] / 2, prop.size[1] / 2) if prop.size else (0.55, 0.13)
    x, y, _ = place
    things: Things = [mat((x - deep, y - wide), (x + deep, y + wide))]
    rows, columns = 3, max(3, round(deep / 0.045))
    for row in range(rows):
        for column in range(columns):
            spot = (x - deep + (column + 0.5) * 2 * deep / columns, y - wide + (row + 0.5) * 2 * wide / rows, 0.0)
            lump: tuple[Ellipsoid, ...] = (ball((spot[0], spot[1], -0.002), 0.019),)
            light = (ball((spot[0] + 0.004, spot[1] - 0.004, 0.009), 0.008),)
            things.append(
                FigurePart(
                    f"bump-{row}-{column}",
                    (lump,),
                    "equipment",
                    (Cover("soft", (light,)),),
                    weight="detail",
                    flat=True,
                    incidental=True,
                )
            )
    return things
