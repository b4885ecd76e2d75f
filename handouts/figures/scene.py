"""From an exercise's poses to scenes: bodies and things in space, a camera for each, a common scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.drawing.shapes import MM
from handouts.figures.arrows import ways
from handouts.figures.contact import body_parts, skeletons
from handouts.figures.hulls import Camera, bounds, camera
from handouts.figures.ink import ARROW
from handouts.figures.parts import FigurePart
from handouts.figures.poses import Pose, PosedFigure, View, Zoom, poses
from handouts.figures.proportions import Look
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Solid
from handouts.figures.things import Thing, things

SQUARE = (40 * MM, 40 * MM)
WIDE = (58 * MM, 27 * MM)
BROAD = (54 * MM, 38 * MM)
SIZES = ((2.0, WIDE), (1.1, BROAD), (0.0, SQUARE))  # how much wider than high what is drawn is, for each size
MARGIN = 2.5  # points between what is drawn and the edge
LARGEST = 118.0  # points a stature: a sitting figure is hardly larger than a standing one
NARROWEST = 24 * MM
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
class Scene:
    """A pose in space, what is in it, and the camera that looks at it (not yet placed on the page)."""

    pose: Pose
    skeleton: Skeleton
    before: Skeleton
    parts: tuple[FigurePart, ...]
    things: tuple[Thing, ...]
    view: Camera
    axis: float = 0.0  # points: where the picture's own middle lies, about which the other side is mirrored
    size: tuple[float, float] = SQUARE  # points: the room of the picture


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


def placed_scenes(figure: PosedFigure, look: Look) -> list[Scene]:
    """A figure's scenes as the cameras of the pictures see them."""
    return framed(scenes(figure, look))


def framed(every: list[Scene]) -> list[Scene]:
    """The scenes with their rooms, and their cameras placed in them at one scale."""
    whole = [scene for scene in every if not scene.pose.zoom]
    boxes = [bounds_of(scene, 100.0) for scene in whole]
    joined: list[Box] = []
    for scene, box in zip(whole, boxes, strict=True):  # pictures from one side share their frame: things stay in place
        same = [other for other, one in zip(boxes, whole, strict=True) if one.view == scene.view] or [box]
        joined.append(
            (min(b[0] for b in same), min(b[1] for b in same), max(b[2] for b in same), max(b[3] for b in same))
        )
    widest = max(((b[2] - b[0]) / (b[3] - b[1]) for b in joined), default=1.0)
    size = next(size for wider_than, size in SIZES if widest > wider_than)
    close = size if not joined else (min(size[0], size[1]), size[1])
    if joined:
        fits = [
            min((size[0] - 2 * MARGIN) / (b[2] - b[0]), (size[1] - 2 * MARGIN) / (b[3] - b[1])) * 100 for b in joined
        ]
        magnify = min(*fits, LARGEST * (1.25 if size == WIDE else 1.0))
        needed = max(b[2] - b[0] for b in joined) * magnify / 100 + 2 * MARGIN
        size = (max(NARROWEST, min(size[0], needed)), size[1])
    placed = []
    frames = iter(joined)
    for scene in every:
        if scene.pose.zoom:
            view = zoomed(scene, scene.pose.zoom, (0, 0, *close))
            placed.append(replace(scene, view=view, axis=close[0] / 2, size=close))
            continue
        left, _, right, bottom = (side * magnify / 100 for side in next(frames))
        shift = (size[0] / 2 - (left + right) / 2, size[1] - MARGIN - bottom)
        view = replace(scene.view, magnify=magnify, shift=shift)
        placed.append(replace(scene, view=view, axis=size[0] / 2, size=size))
    return placed


def zoomed(scene: Scene, zoom: Zoom, frame: Box) -> Camera:
    """The camera of a picture of a part alone, filling a frame."""
    left, top, right, bottom = frame
    magnify = min(right - left, bottom - top) / zoom.across
    view = replace(scene.view, magnify=magnify, shift=(0.0, 0.0))
    x, y = view.point(scene.skeleton.landmark(zoom.at))
    x, y = x + zoom.shift[0] * magnify, y - zoom.shift[1] * magnify
    return replace(view, shift=((left + right) / 2 - x, (top + bottom) / 2 - y))


def within(scene: Scene, frame: Box) -> Scene:
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
    if isinstance(thing, FigurePart):
        return bounds(thing.hulls, view)
    if isinstance(thing, Solid):
        return _around([point for corners, _ in thing.faces(view) for point in corners])
    return _around([view.point(place) for place in thing.points])


def bounds_of(scene: Scene, magnify: float) -> Box:
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
