"""From an exercise's poses to scenes: bodies and things in space, a camera for each, a common scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

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


class _Rooms(NamedTuple):
    """The rooms of a figure's pictures, in points: of whole scenes, `close` of a part alone, and the scale of all."""

    whole: tuple[float, float]
    close: tuple[float, float]
    magnify: float


def framed(every: list[Scene]) -> list[Scene]:
    """The scenes with their rooms, and their cameras placed in them at one scale."""
    seen: dict[Camera, list[Box]] = {}
    for scene in every:
        if not scene.pose.zoom:
            seen.setdefault(scene.view, []).append(bounds_of(scene, 100.0))
    frames = {view: _around_all(boxes) for view, boxes in seen.items()}  # from one side things stay in place
    rooms = _rooms(list(frames.values()))
    return [
        _of_a_part(scene, scene.pose.zoom, rooms.close)
        if scene.pose.zoom
        else _of_all(scene, frames[scene.view], rooms)
        for scene in every
    ]


def _rooms(frames: list[Box]) -> _Rooms:
    """Rooms in which all these frames are as large as they can be; `frames` are for a scale of 100."""
    if not frames:
        return _Rooms(SQUARE, SQUARE, LARGEST)
    sizes = [(right - left, bottom - top) for left, top, right, bottom in frames]
    widest = max(wide / high for wide, high in sizes)
    size = next(size for wider_than, size in SIZES if widest > wider_than)
    fits = [min((size[0] - 2 * MARGIN) / wide, (size[1] - 2 * MARGIN) / high) * 100 for wide, high in sizes]
    magnify = min(*fits, LARGEST * (1.25 if size == WIDE else 1.0))
    needed = max(wide for wide, _ in sizes) * magnify / 100 + 2 * MARGIN
    return _Rooms((max(NARROWEST, min(size[0], needed)), size[1]), (min(size), size[1]), magnify)


def _of_all(scene: Scene, frame: Box, rooms: _Rooms) -> Scene:
    """A scene with its frame in the middle of its room, on the ground."""
    left, _, right, bottom = (side * rooms.magnify / 100 for side in frame)
    wide, high = rooms.whole
    view = replace(scene.view, magnify=rooms.magnify, shift=(wide / 2 - (left + right) / 2, high - MARGIN - bottom))
    return replace(scene, view=view, axis=wide / 2, size=rooms.whole)


def _of_a_part(scene: Scene, zoom: Zoom, room: tuple[float, float]) -> Scene:
    return replace(scene, view=zoomed(scene, zoom, (0, 0, *room)), axis=room[0] / 2, size=room)


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
    return _around_all(boxes)


def _around_all(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)
