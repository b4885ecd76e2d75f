"""From an exercise's poses to its pictures: bodies and things in space, a camera, a common scale, shapes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.content.poses import Arrow, Pose, PosedFigure, View, Zoom, leg, poses
from handouts.figures.arrows import arrow_shapes, closed_eye_badge, hold_badge, numeral, shake_shapes, ways
from handouts.figures.contact import body_parts, skeletons
from handouts.figures.feet import nail
from handouts.figures.hulls import Camera, Ellipsoid, bounds, camera, outline
from handouts.figures.ink import ARROW, Ink
from handouts.figures.muscles import tinted
from handouts.figures.order import in_order
from handouts.figures.painting import Painter
from handouts.figures.parts import Part
from handouts.figures.proportions import Look
from handouts.figures.shapes import WHITE, Segment, Shape, circle, rectangle
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.solids import Solid
from handouts.figures.things import Thing, things
from handouts.figures.vectors import between

MM = 72 / 25.4
SQUARE = (40 * MM, 40 * MM)
WIDE = (58 * MM, 27 * MM)
BROAD = (54 * MM, 38 * MM)
SIZES = ((2.0, WIDE), (1.1, BROAD), (0.0, SQUARE))  # how much wider than high what is drawn is, for each size
MARGIN = 2.5  # points between what is drawn and the edge
LARGEST = 118.0  # points a stature: a sitting figure is hardly larger than a standing one
DETAILED_FROM = 250.0  # points a stature: feet have toes
NARROWEST = 24 * MM
SMALL_WEIGHT = 1.9  # of lines in a picture that is printed at a third of its size
INSET = 0.42  # the diameter of an inset as a share of the picture's height
VIEWS = {
    "side": View(around=78),
    "front": View(around=12),
    "corner": View(around=48, above=11),
    "back": View(around=150),
    "above": View(around=78, above=38),
}
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: points wide and high, its shapes, and what it says to a listener."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A pose in space, what is in it, and the camera that looks at it (not yet placed on the page)."""

    pose: Pose
    skeleton: Skeleton
    before: Skeleton
    parts: tuple[Part, ...]
    things: tuple[Thing, ...]
    view: Camera
    axis: float = 0.0  # points: where the picture's own middle lies, about which the other side is mirrored


def scenes(figure: PosedFigure, look: Look) -> list[Scene]:
    """Every picture of a figure as a scene. Raises KeyError for a name that no body or pose has."""
    phases = poses(figure)
    bodies = skeletons(phases, look)
    result = []
    for index, (pose, own) in enumerate(zip(phases, bodies, strict=True)):
        angle = VIEWS[pose.view] if isinstance(pose.view, str) else pose.view or VIEWS["side"]
        view = camera(angle.around, angle.above)
        detailed = pose.zoom is not None
        parts = body_parts(pose, own, look, detailed=detailed)
        placed = things(pose, own, bodies, view)
        before = bodies[index - 1] if index else bodies[min(1, len(bodies) - 1)]
        result.append(Scene(pose, own, before, tuple(parts), tuple(placed), view))
    return result


def panels(figure: PosedFigure, ink: Ink, look: Look, *, mirrored: bool = False, numbered: bool = True) -> list[Panel]:
    """The pictures of a figure in an ink; `mirrored` shows the other side of the body."""
    every = scenes(figure, look)
    size, placed = _framed(every)
    result = []
    for index, scene in enumerate(placed):
        shapes = _painted(scene, ink, look, size, mirrored=mirrored)
        if numbered and len(placed) > 1:
            wide = ink.weight("contour") * 1.3
            inset = 5.0 if scene.pose.zoom else 1.5
            shapes += numeral(index + 1, inset, inset, 7.5, WHITE, wide + 2.5)
            shapes += numeral(index + 1, inset, inset, 7.5, ink.line, wide)
        result.append(Panel(*size, tuple(shapes), scene.pose.alt or ""))
    return result


def placed_scenes(figure: PosedFigure, look: Look) -> tuple[tuple[float, float], list[Scene]]:
    """The size of a figure's pictures in points, and its scenes as the cameras of the pictures see them."""
    return _framed(scenes(figure, look))


def small_panel(figure: PosedFigure, ink: Ink, look: Look, *, mirrored: bool = False) -> Panel:
    """The picture where the movement ends, for a place of 13 mm: cropped to itself, heavier lines, no number."""
    every = scenes(figure, look)
    scene = every[min(1, len(every) - 1)]
    bold = replace(ink, heavier=SMALL_WEIGHT)
    scene = replace(scene, pose=scene.pose.model_copy(update={"inset": None, "hold": False}))
    size, (placed,) = _framed([scene])
    return Panel(*size, tuple(_painted(placed, bold, look, size, mirrored=mirrored)), "")


# -- size and place ---------------------------------------------------------------------------------------------------


def _framed(every: list[Scene]) -> tuple[tuple[float, float], list[Scene]]:
    """The size of the pictures, and the scenes with their cameras placed on it at one scale."""
    whole = [scene for scene in every if not scene.pose.zoom]
    boxes = [_bounds(scene, 100.0) for scene in whole]
    joined: list[Box] = []
    for scene, box in zip(whole, boxes, strict=True):  # pictures from one side share their frame: things stay in place
        same = [other for other, one in zip(boxes, whole, strict=True) if one.view == scene.view] or [box]
        joined.append(
            (min(b[0] for b in same), min(b[1] for b in same), max(b[2] for b in same), max(b[3] for b in same))
        )
    aside = _room_aside(every)
    widest = max(((b[2] - b[0]) / (b[3] - b[1]) for b in joined), default=1.0)
    size = next(size for wider_than, size in SIZES if widest > wider_than)
    if joined:
        fits = [
            min((size[0] - 2 * MARGIN) / (b[2] - b[0]), (size[1] - 2 * MARGIN) / (b[3] - b[1])) * 100 for b in joined
        ]
        magnify = min(*fits, LARGEST * (1.25 if size == WIDE else 1.0))
        needed = max(b[2] - b[0] for b in joined) * magnify / 100 + 2 * MARGIN
        if not any(scene.pose.zoom for scene in every):
            size = (max(NARROWEST, min(size[0], needed)), size[1])
        size = (size[0] + aside, size[1])
    placed = []
    to_left = any(scene.pose.inset and scene.pose.inset.corner == "left" for scene in every)
    frames = iter(joined)
    for scene in every:
        if scene.pose.zoom:
            placed.append(replace(scene, view=_zoomed(scene, scene.pose.zoom, (0, 0, *size)), axis=size[0] / 2))
            continue
        left, _, right, bottom = (side * magnify / 100 for side in next(frames))
        centre = (size[0] + aside) / 2 if to_left else (size[0] - aside) / 2
        shift = (centre - (left + right) / 2, size[1] - MARGIN - bottom)
        placed.append(replace(scene, view=replace(scene.view, magnify=magnify, shift=shift), axis=centre))
    return size, placed


def _room_aside(every: list[Scene]) -> float:
    """The room beside the bodies for what must not cover them: insets and badges, in points."""
    if any(scene.pose.inset for scene in every):
        return INSET * SQUARE[1] * 0.8
    return 15.0 if any(scene.pose.hold or scene.pose.eyes == "closed" for scene in every) else 0.0


def _zoomed(scene: Scene, zoom: Zoom, frame: Box) -> Camera:
    """The camera of a picture of a part alone, filling a frame."""
    left, top, right, bottom = frame
    magnify = min(right - left, bottom - top) / zoom.across
    view = replace(scene.view, magnify=magnify, shift=(0.0, 0.0))
    x, y = view.point(scene.skeleton.landmark(zoom.at))
    x, y = x + zoom.shift[0] * magnify, y - zoom.shift[1] * magnify
    return replace(view, shift=((left + right) / 2 - x, (top + bottom) / 2 - y))


def _within(scene: Scene, frame: Box) -> Scene:
    """A scene without what lies outside of a frame of the page."""

    def meets(thing: Thing) -> bool:
        left, top, right, bottom = _seen(thing, scene.view)
        return left < frame[2] and right > frame[0] and top < frame[3] and bottom > frame[1]

    return replace(
        scene,
        parts=tuple(part for part in scene.parts if meets(part)),
        things=tuple(thing for thing in scene.things if meets(thing)),
    )


def _seen(thing: Thing, view: Camera) -> Box:
    """Left, top, right and bottom of what is seen of a thing."""
    if isinstance(thing, Part):
        return bounds(thing.hulls, view)
    if isinstance(thing, Solid):
        return _around([point for corners, _ in thing.faces(view) for point in corners])
    return _around([view.point(place) for place in thing.points])


def _bounds(scene: Scene, magnify: float) -> Box:
    """What a scene needs at a scale, with its arrows."""
    view = replace(scene.view, magnify=magnify)
    boxes = [_seen(thing, view) for thing in (*scene.parts, *scene.things)]
    for arrow in scene.pose.arrows:
        for way in ways(arrow, scene.skeleton, scene.before, view):
            left, top, right, bottom = _around(way)
            boxes.append((left - 2 * ARROW, top - 2 * ARROW, right + 2 * ARROW, bottom + 2 * ARROW))
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


# -- paint ------------------------------------------------------------------------------------------------------------


def _painted(scene: Scene, ink: Ink, look: Look, size: tuple[float, float], *, mirrored: bool) -> list[Shape]:
    """A picture's shapes. The other side is what is posed, mirrored; badges and insets keep their place."""
    pose = scene.pose
    seen = _within(scene, (0, 0, *size)) if pose.zoom else scene
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


def _arrow(arrow: Arrow, scene: Scene, ink: Ink) -> list[Shape]:
    if arrow.kind == "shake":
        return shake_shapes(arrow, scene.skeleton, scene.view, ink)
    drawn = []
    for way in ways(arrow, scene.skeleton, scene.before, scene.view):
        drawn += arrow_shapes(way, ink, both=arrow.both)
    return drawn


def _bodies_and_things(scene: Scene, ink: Ink, look: Look) -> list[Shape]:
    pose, view = scene.pose, scene.view
    parts = tinted(list(scene.parts), pose.muscles, scene.skeleton, view)
    painter = Painter(view, ink, far_limbs(scene.skeleton, view))
    everything: list[Thing] = [*parts, *scene.things]
    grounds = [thing for thing in everything if thing.name.startswith(("mat", "water-none"))]
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


def _nail(name: str, scene: Scene, painter: Painter) -> None:
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


def _shadow(scene: Scene, ink: Ink) -> list[Shape]:
    """A shadow on the floor under what stands on it."""
    colour = ink.shadow()
    if colour is None or any(thing.name.startswith("water") for thing in scene.things):
        return []
    path: list[Segment] = []
    loose = [thing for thing in scene.things if isinstance(thing, Part) and not thing.name.startswith(("mat", "bump"))]
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


def _inset(scene: Scene, zoom: Zoom, ink: Ink, look: Look, size: tuple[float, float], *, mirrored: bool) -> list[Shape]:
    """A round magnified picture of a part in a corner."""
    radius = INSET * size[1] / 2
    x = radius + 1.5 if zoom.corner == "left" else size[0] - radius - 1.5
    y = radius + 1.5
    view = _zoomed(scene, zoom, (x - radius, y - radius, x + radius, y + radius))
    close = replace(scene, view=view, parts=tuple(body_parts(scene.pose, scene.skeleton, look, detailed=True)))
    edge = circle(x, y, radius)
    shapes = [replace(edge, fill=WHITE)]
    close = _within(close, (x - radius, y - radius, x + radius, y + radius))
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


def is_seen_from_behind(skeleton: Skeleton, view: Camera) -> bool:
    """Whether the face is turned away from the camera."""
    return skeleton.bones["head"].x[0] * view.towards[0] + skeleton.bones["head"].x[1] * view.towards[1] < 0
