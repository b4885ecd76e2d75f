"""Scenes to pictures: bodies, things, arrows and badges as shapes on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handouts.drawing.shapes import (
    WHITE,
    Box,
    Outline,
    Path,
    Point,
    Segment,
    Shape,
    around,
    circle,
    corner_of,
    moved,
    points_in,
    rectangle,
    seen,
    with_paths,
)
from handouts.figures.arrows import arrow_shapes, shake_shapes, step_shapes, ways
from handouts.figures.contact import body_parts
from handouts.figures.feet import nail
from handouts.figures.hulls import Camera, Ellipsoid, outline
from handouts.figures.ink import Tones
from handouts.figures.muscles import tinted
from handouts.figures.order import in_order
from handouts.figures.painting import FigurePainter
from handouts.figures.parts import FigurePart
from handouts.figures.poses import Arrow, PosedFigure, Zoom, leg
from handouts.figures.proportions import Look
from handouts.figures.scene import INSET, Scene, framed, scenes, within, zoomed
from handouts.figures.signs import GAP, RADIUS, signs_of, thought_shapes
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.things import Thing
from handouts.figures.vectors import between
from handouts.reuse.store import reused
from handouts.reuse.stores import BODIES

AROUND = 0.5  # points around what a picture shows
DETAILED_FROM = 250.0  # points a stature: feet have toes
SMALL_WEIGHT = 1.9  # of lines in a picture that is printed at a third of its size


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: points wide and high, its shapes as they were drawn and how far they are moved to be inside of it,
    the points of these at its upper left, and what it says to a listener."""

    width: float
    height: float
    drawn: tuple[Shape, ...]
    moves: Point
    corner: Outline
    alt: str

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes where they are painted."""
        return tuple(moved(self.drawn, *self.moves))


@dataclass(frozen=True, slots=True)
class Painted:
    """The shapes of a picture, the bounds of what is seen of each, and the points at their upper left."""

    shapes: tuple[Shape, ...]
    boxes: tuple[Box, ...]
    corner: Outline

    def under(self, shapes: Sequence[Shape]) -> Painted:
        """The same with more shapes on top."""
        corner = corner_of({*self.corner, *points_in(shapes)}) if shapes else self.corner
        added = seen(shapes)
        return Painted(
            (*self.shapes, *(shape for shape, _ in added)), (*self.boxes, *(box for _, box in added)), corner
        )


NOTHING = Painted((), (), ())


def panels(figure: PosedFigure, ink: Tones, look: Look, *, mirrored: bool = False, badges: bool = True) -> list[Panel]:
    """The pictures of a figure in an ink, at one scale and each as large as what it shows, down to one ground;
    `mirrored` shows the other side of the body. Without `badges` nothing says that a position is held."""
    ink = ink.worn_by(look)
    painted = [
        _signed(scene if badges else _without_signs(scene), body, ink, look, mirrored=mirrored)
        for scene, body in _unsigned(figure, ink, look, mirrored)
    ]
    rooms = [around(each.boxes) for each in painted]
    ground = max(bottom for _, _, _, bottom in rooms)
    made = []
    for pose, each, (left, top, right, _) in zip(figure.whole, painted, rooms, strict=True):
        moves = (AROUND - left, AROUND - top)
        corner = corner_of((x + moves[0], y + moves[1]) for x, y in each.corner)
        size = (right - left + 2 * AROUND, ground - top + 2 * AROUND)
        made.append(Panel(*size, each.shapes, moves, corner, pose.alt or ""))
    return made


@reused(BODIES)
def _unsigned(figure: PosedFigure, ink: Tones, look: Look, mirrored: bool) -> tuple[tuple[Scene, Painted], ...]:
    """The pictures before signs are put beside them: nearly all of the time for those with and for those without."""
    every = framed(scenes(figure, look))
    return tuple((scene, NOTHING.under(_drawn(scene, ink, look, mirrored=mirrored))) for scene in every)


def small_panel(figure: PosedFigure, ink: Tones, look: Look, *, mirrored: bool = False) -> Panel:
    """The picture that stands for the movement, for a place of 13 mm: cropped to itself or to a part, heavier lines."""
    scene = _without_signs(scenes(figure, look)[figure.key])
    bold = replace(ink.worn_by(look), heavier=SMALL_WEIGHT)
    seen = {"inset": None, "eyes": "open", "zoom": scene.pose.log_zoom or scene.pose.zoom}
    scene = replace(scene, pose=scene.pose.model_copy(update=seen))
    (framed_scene,) = framed([scene])
    body = NOTHING.under(_drawn(framed_scene, bold, look, mirrored=mirrored))
    whole = _signed(framed_scene, body, bold, look, mirrored=mirrored)
    return Panel(*framed_scene.size, whole.shapes, (0, 0), whole.corner, "")


def _without_signs(scene: Scene) -> Scene:
    return replace(
        scene, pose=scene.pose.model_copy(update={"hold": False, "clock": False, "signs": (), "thought": ""})
    )


def _drawn(scene: Scene, ink: Tones, look: Look, *, mirrored: bool) -> tuple[Shape, ...]:
    """A picture's shapes. The other side is what is posed, mirrored."""
    pose, size = scene.pose, scene.size
    seen = within(scene, (0, 0, *size)) if pose.zoom else scene
    shapes = _bodies_and_things(seen, ink, look)
    if pose.zoom:
        frame = rectangle(0.5, 0.5, size[0] - 1, size[1] - 1, radius=9)
        shapes = [replace(shape, clips=(*shape.clips, frame.path)) for shape in shapes]
        shapes.append(replace(frame, stroke=ink.line, width=ink.weight("detail")))
    for arrow in pose.arrows:
        shapes += _arrow(arrow, scene, ink)
    if mirrored:
        shapes = _mirrored(shapes, 2 * scene.axis)
    return tuple(shapes)


def _signed(scene: Scene, body: Painted, ink: Tones, look: Look, *, mirrored: bool) -> Painted:
    """What is drawn, with insets and signs beside it."""
    pose, size = scene.pose, scene.size
    top = min(box[1] for box in body.boxes)
    if pose.thought:
        x, y = scene.view.point(scene.skeleton.joints["crown"])
        x = (2 * scene.axis - x if mirrored else x) + 0.05 * scene.view.magnify
        body = body.under(thought_shapes(pose.thought, x, y, ink))
    if pose.inset:
        radius = INSET * size[1] / 2
        left, right = _sides(body, top, top + 2 * radius)
        x = left - GAP - radius if pose.inset.corner == "left" else right + GAP + radius
        body = body.under(_inset(scene, pose.inset, ink, look, (x, top + radius, radius), mirrored=mirrored))
        top += 2 * radius + GAP
    for draw in signs_of(pose):
        _, right = _sides(body, top, top + 2.5 * RADIUS)
        body = body.under(draw(right + GAP + RADIUS, top + RADIUS * 1.4, RADIUS, ink))
        top += 2 * RADIUS + GAP
    return body


def _sides(painted: Painted, top: float, bottom: float) -> tuple[float, float]:
    """How far left and right shapes go at some heights."""
    boxes = [box for box in painted.boxes if box[1] < bottom and box[3] > top]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def _arrow(arrow: Arrow, scene: Scene, ink: Tones) -> list[Shape]:
    if arrow.kind == "shake":
        return shake_shapes(arrow, scene.skeleton, scene.view, ink)
    if arrow.kind == "steps":  # on the floor they lie under what stands there
        return step_shapes(arrow, scene.view, ink) if arrow.height else []
    drawn = []
    for way in ways(arrow, scene.skeleton, scene.before, scene.view):
        drawn += arrow_shapes(way, ink, both=arrow.both)
    return drawn


def _bodies_and_things(scene: Scene, ink: Tones, look: Look) -> list[Shape]:
    pose, view = scene.pose, scene.view
    parts = tinted(list(scene.parts), pose.muscles, scene.skeleton, view)
    painter = FigurePainter(view, ink, far_limbs(scene.skeleton, view))
    everything: list[Thing] = [*parts, *scene.things]
    grounds = [thing for thing in everything if isinstance(thing, FigurePart) and thing.weight == "mat"]
    for ground in grounds:
        painter.paint(ground)
    for arrow in pose.arrows:
        if arrow.kind == "steps" and not arrow.height:
            painter.shapes += step_shapes(arrow, view, ink)
    painter.shapes += _shadow(scene, ink)
    detailed = view.magnify >= DETAILED_FROM
    for thing in in_order([thing for thing in everything if thing not in grounds], view):
        painter.paint(thing)
        if thing.name == "head":
            painter.face(scene.skeleton, look.hair, closed=pose.eyes == "closed")
        if detailed and "-toe-" in thing.name:
            _nail(thing.name, scene, painter)
    return painter.shapes


def _nail(name: str, scene: Scene, painter: FigurePainter) -> None:
    for side in SIDES:
        if name.startswith(side):
            shape = nail(scene.skeleton, side, leg(scene.pose, side), int(name[-1]) - 1, scene.view.towards)
            if shape:
                width = painter.ink.weight("detail")
                path = outline((shape,), scene.view)
                painter.shapes.append(Shape(path, painter.ink.tone("nail"), painter.ink.line, width))


def far_limbs(skeleton: Skeleton, view: Camera) -> dict[str, float]:
    """How far behind the body each limb is, from 0 to 1."""
    far = {}
    for joint, names in (("hip", ("thigh", "shank", "foot")), ("shoulder", ("upper-arm", "forearm", "hand"))):
        both = {side: skeleton.joints[f"{side}-{joint}"] for side in SIDES}
        middle = view.depth(between(both["left"], both["right"]))
        for side in SIDES:
            behind = (middle - view.depth(both[side])) / (0.052 if joint == "hip" else 0.106)
            for name in (*names, *(f"toe-{number}" for number in range(1, 6) if joint == "hip")):
                far[f"{side}-{name}"] = max(0.0, min(1.0, (behind - 0.35) / 0.4))
    return far


def _shadow(scene: Scene, ink: Tones) -> list[Shape]:
    """A shadow on the floor under what stands on it."""
    colour = ink.shadow()
    if colour is None or any(prop.kind == "water" for prop in scene.pose.props):
        return []
    path: list[Segment] = []
    loose = [thing for thing in scene.things if isinstance(thing, FigurePart) and not thing.flat]
    for part in (*scene.parts, *loose):
        for hull in part.hulls:
            grown = 1.5 if part.name.endswith("foot") else 1.12
            if flat := tuple(_pressed(shape, grown) for shape in hull if shape.lowest() < 0.03):
                path += outline(flat, scene.view)
    return [Shape(tuple(path), colour)] if path else []


def _pressed(shape: Ellipsoid, grown: float) -> Ellipsoid:
    """Flat on the floor, so many times as wide."""
    axes = tuple((axis[0] * grown, axis[1] * grown, 0.0) for axis in shape.axes)
    return Ellipsoid((shape.centre[0], shape.centre[1], 0.0), axes)  # type: ignore[arg-type]


def _inset(
    scene: Scene, zoom: Zoom, ink: Tones, look: Look, place: tuple[float, float, float], *, mirrored: bool
) -> list[Shape]:
    """A round magnified picture of a part, its middle and its radius at a `place`."""
    x, y, radius = place
    view = zoomed(scene, zoom, (x - radius, y - radius, x + radius, y + radius))
    close = replace(scene, view=view, parts=tuple(body_parts(scene.pose, scene.skeleton, look, detailed=True)))
    edge = circle(x, y, radius)
    shapes = [replace(edge, fill=WHITE)]
    close = within(close, (x - radius, y - radius, x + radius, y + radius))
    shapes += [replace(shape, clips=(*shape.clips, edge.path)) for shape in _bodies_and_things(close, ink, look)]
    shapes.append(Shape(edge.path, None, ink.line, ink.weight("detail")))
    return _mirrored(shapes, 2 * x) if mirrored else shapes


def _mirrored(shapes: Iterable[Shape], width: float) -> list[Shape]:
    def flip(path: Path) -> Path:
        return tuple(
            (letter, *[round(width - at, 2) if odd % 2 == 0 else at for odd, at in enumerate(points)])
            for letter, *points in path
        )

    return with_paths(shapes, flip)
