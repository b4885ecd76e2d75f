"""Scenes to pictures: bodies, things, arrows and badges as shapes on a page of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.drawing.shapes import WHITE, Segment, Shape, bounds, circle, moved, rectangle
from handouts.figures.arrows import arrow_shapes, closed_eye_badge, hold_badge, shake_shapes, ways
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
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.things import Thing
from handouts.figures.vectors import between

AROUND = 0.5  # points around what a picture shows
DETAILED_FROM = 250.0  # points a stature: feet have toes
SMALL_WEIGHT = 1.9  # of lines in a picture that is printed at a third of its size


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: points wide and high, its shapes, and what it says to a listener."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str


def panels(figure: PosedFigure, ink: Tones, look: Look, *, mirrored: bool = False, badges: bool = True) -> list[Panel]:
    """The pictures of a figure in an ink, at one scale and each as large as what it shows, down to one ground;
    `mirrored` shows the other side of the body. Without `badges` nothing says that a position is held."""
    every = scenes(figure, look)
    if not badges:
        every = [replace(scene, pose=scene.pose.model_copy(update={"hold": False})) for scene in every]
    size, placed = framed(every)
    painted = [_painted(scene, ink, look, size, mirrored=mirrored) for scene in placed]
    boxes = [bounds(shapes) for shapes in painted]
    ground = max(bottom for _, _, _, bottom in boxes)
    made = []
    for scene, shapes, (left, top, right, _) in zip(placed, painted, boxes, strict=True):
        inside = tuple(moved(shape, AROUND - left, AROUND - top) for shape in shapes)
        made.append(Panel(right - left + 2 * AROUND, ground - top + 2 * AROUND, inside, scene.pose.alt or ""))
    return made


def small_panel(figure: PosedFigure, ink: Tones, look: Look, *, mirrored: bool = False) -> Panel:
    """The picture that stands for the movement, for a place of 13 mm: cropped to itself or to a part, heavier lines."""
    scene = scenes(figure, look)[figure.key]
    bold = replace(ink, heavier=SMALL_WEIGHT)
    seen = {"inset": None, "hold": False, "zoom": scene.pose.log_zoom or scene.pose.zoom}
    scene = replace(scene, pose=scene.pose.model_copy(update=seen))
    size, (placed,) = framed([scene])
    return Panel(*size, tuple(_painted(placed, bold, look, size, mirrored=mirrored)), "")


def _painted(scene: Scene, ink: Tones, look: Look, size: tuple[float, float], *, mirrored: bool) -> list[Shape]:
    """A picture's shapes. The other side is what is posed, mirrored; badges and insets keep their place."""
    pose = scene.pose
    seen = within(scene, (0, 0, *size)) if pose.zoom else scene
    shapes = _bodies_and_things(seen, ink, look)
    if pose.zoom:
        frame = rectangle(0.5, 0.5, size[0] - 1, size[1] - 1, radius=9)
        shapes = [replace(shape, clips=(*shape.clips, frame.path)) for shape in shapes]
        shapes.append(replace(frame, stroke=ink.line, width=ink.weight("detail")))
    for arrow in pose.arrows:
        shapes += _arrow(arrow, scene, ink)
    if mirrored:
        shapes = [_mirror(shape, 2 * scene.axis) for shape in shapes]
    if pose.inset:
        shapes += _inset(scene, pose.inset, ink, look, size, mirrored=mirrored)
    badge, top = 0, INSET * size[1] + 3 if pose.inset else 0.0
    for wanted, draw in ((pose.hold, hold_badge), (pose.eyes == "closed", closed_eye_badge)):
        if wanted:
            radius = 6.5
            shapes += draw(size[0] - radius - 1, top + radius * 1.4 + 1 + badge * 2.5 * radius, radius, ink)
            badge += 1
    return shapes


def _arrow(arrow: Arrow, scene: Scene, ink: Tones) -> list[Shape]:
    if arrow.kind == "shake":
        return shake_shapes(arrow, scene.skeleton, scene.view, ink)
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
            low = [shape for shape in hull if shape.lowest() < 0.03]
            grown = 1.5 if part.name.endswith("foot") else 1.12
            flat = tuple(
                Ellipsoid(
                    (shape.centre[0], shape.centre[1], 0.0),
                    tuple((axis[0] * grown, axis[1] * grown, 0.0) for axis in shape.axes),  # type: ignore[arg-type]
                )
                for shape in low
            )
            if flat:
                path += outline(flat, scene.view)
    return [Shape(tuple(path), colour)] if path else []


def _inset(
    scene: Scene, zoom: Zoom, ink: Tones, look: Look, size: tuple[float, float], *, mirrored: bool
) -> list[Shape]:
    """A round magnified picture of a part in a corner."""
    radius = INSET * size[1] / 2
    x = radius + 1.5 if zoom.corner == "left" else size[0] - radius - 1.5
    y = radius + 1.5
    view = zoomed(scene, zoom, (x - radius, y - radius, x + radius, y + radius))
    close = replace(scene, view=view, parts=tuple(body_parts(scene.pose, scene.skeleton, look, detailed=True)))
    edge = circle(x, y, radius)
    shapes = [replace(edge, fill=WHITE)]
    close = within(close, (x - radius, y - radius, x + radius, y + radius))
    shapes += [replace(shape, clips=(*shape.clips, edge.path)) for shape in _bodies_and_things(close, ink, look)]
    shapes.append(Shape(edge.path, None, ink.line, ink.weight("detail")))
    return [_mirror(shape, 2 * x) for shape in shapes] if mirrored else shapes


def _mirror(shape: Shape, width: float) -> Shape:
    def flip(path: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(
            (segment[0], *(round(width - float(v), 2) if i % 2 == 0 else v for i, v in enumerate(segment[1:])))
            for segment in path
        )

    return replace(shape, path=flip(shape.path), clips=tuple(flip(clip) for clip in shape.clips))
