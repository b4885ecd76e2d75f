"""What is wrong with a pose: authors can't see a hand that ends 14 cm under the floor, but they can read it.

Findings without a rule are errors; the others are warnings that a file can accept with a reason. Distances are said in
centimetres of a person of 170 cm, sizes in millimetres of the printed picture. The limits are those of
docs/figures.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from handouts.drawing.shapes import MM
from handouts.figures.arrows import ways
from handouts.figures.contact import surface
from handouts.figures.hulls import Camera, bounds
from handouts.figures.order import in_order, samples_of
from handouts.figures.parts import FigurePart
from handouts.figures.poses import Pose, PosedFigure, arm, leg, poses
from handouts.figures.proportions import STATURE_CM, Look
from handouts.figures.scene import Scene, bounds_of, placed_scenes, zoomed
from handouts.figures.skeleton import SIDES
from handouts.figures.solids import Solid
from handouts.figures.things import Thing
from handouts.figures.vectors import angle_at, between, subtract

FARTHEST_MISS, DEEPEST, WIDEST_GAP = 0.02, 0.025, 0.03  # of stature
LEAST_CHANGE = 0.08  # of the silhouette
LEAST_SEEN = 0.5  # of a thing, in one picture at least
FINE = 0.6  # points: the grid on which it is told what is hidden
SMALLEST_THING_MM, SMALLEST_HEAD_MM = 3.0, 4.5
LOG_MM, LOWEST_IN_LOG_MM = (18.0, 22.0), 10.0  # the picture at the head of a log's column: its room, its least height
CELL = 0.02  # of stature: the grid on which silhouettes are compared
# what a joint can do, in degrees; "ask a colleague to try it" is the source
LEG_RANGES = {
    "hip": (-30, 130),
    "out": (-25, 75),
    "turn": (-75, 75),
    "knee": (-2, 155),
    "ankle": (-80, 35),
    "tilt": (-35, 40),
}
ARM_RANGES = {"lift": (-65, 185), "out": (-15, 185), "turn": (-95, 95), "elbow": (-2, 155)}
BENT = 155.0  # degrees that a knee or an elbow bends at most
IN_THE_AIR = ("air", "bicycle")


class Finding(NamedTuple):
    """Where in the file, what is wrong and what to do; `rule` names a warning, `document` one that says more."""

    path: tuple[str | int, ...]
    message: str
    hint: str
    rule: str = ""
    document: str = ""


def lint(figure: PosedFigure, look: Look) -> tuple[Finding, ...]:
    """Everything that is wrong with a figure's pictures."""
    found = [finding for path, pose in named_poses(figure) for finding in _said(path, pose)]
    try:
        scenes = placed_scenes(figure, look)
        closer = any(scene.pose.zoom or scene.pose.inset for scene in scenes)
        drawn = [
            finding
            for (path, _), scene in zip(named_poses(figure), scenes, strict=True)
            for finding in (*_posture(path, scene), *_picture(path, scene, closer=closer))
        ]
        drawn += _log_picture(figure, scenes)
    except KeyError as error:
        name = str(error).strip("'")
        message = f'names "{name}", which this pose does not have.'
        return (*found, Finding((), message, "See which names there are.", document="figures"))
    return (*found, *drawn, *_hidden(scenes), *_changes(figure, scenes))


def named_poses(figure: PosedFigure) -> list[tuple[tuple[str | int, ...], Pose]]:
    """Each whole pose with its place in the file."""
    paths: list[tuple[str | int, ...]] = [("start",), *([("finish",)] if figure.finish else [])]
    paths += [("then", index) for index in range(len(figure.then))]
    return list(zip(paths, poses(figure), strict=True))


def _said(path: tuple[str | int, ...], pose: Pose) -> Iterator[Finding]:
    """What can be told without drawing: words for listeners, ranges of joints."""
    if not pose.alt:
        yield Finding(path, "has no alt text.", 'Say what the picture shows: alt: "...".')
    for side in SIDES:
        for part, ranges, own in (("leg", LEG_RANGES, leg(pose, side)), ("arm", ARM_RANGES, arm(pose, side))):
            for joint, (low, high) in ranges.items():
                value = getattr(own, joint)
                if not low <= value <= high:
                    message = f"the {side} {part} has {joint} {value:g}, and {low} to {high} degrees are possible."
                    yield Finding((*path, f"{side}_{part}"), message, "Bend it less.", "joint-range")


def _posture(path: tuple[str | int, ...], scene: Scene) -> Iterator[Finding]:
    """Whether a body can be like this: reach, ground, balance."""
    own, pose = scene.skeleton, scene.pose
    for limb, miss in own.misses.items():
        if miss > FARTHEST_MISS:
            side, part = limb.split()
            target = (
                (arm(pose, "left" if side == "left" else "right").hand or "its place")
                if part == "hand"
                else "its place"
            )
            message = f"the {limb} can't reach {target} by {_cm(miss)}."
            yield Finding(
                (*path, f"{side}_{'arm' if part == 'hand' else 'leg'}"), message, "Move it closer or bend more."
            )
    for side in SIDES:
        for joint, a, b in (("knee", "hip", "ankle"), ("elbow", "shoulder", "wrist")):
            places = [own.joints[f"{side}-{name}"] for name in (joint, a, b)]
            if 180 - angle_at(*places) > BENT:
                yield Finding(
                    path, f"the {side} {joint} bends more than {BENT:g} degrees.", "Bend it less.", "joint-range"
                )
    yield from _ground(path, scene)
    yield from _balance(path, scene)
    yield from _inside(path, scene)


def _ground(path: tuple[str | int, ...], scene: Scene) -> Iterator[Finding]:
    swims = any(prop.kind == "water" for prop in scene.pose.props)
    lowest = min(scene.parts, key=lambda part: part.lowest())
    if lowest.lowest() < -DEEPEST and not swims:
        message = f"the {lowest.name.replace('-', ' ')} is {_cm(-lowest.lowest())} below the floor."
        yield Finding(path, message, "Bend that limb, or lift the body.")
    gap = lowest.lowest() - surface(scene.pose)
    if gap > WIDEST_GAP and scene.pose.rests_on not in IN_THE_AIR and not swims:
        yield Finding(
            path, f"nothing touches the floor: the gap is {_cm(gap)}.", "Lower the body, or say rests_on: air."
        )


def _balance(path: tuple[str | int, ...], scene: Scene) -> Iterator[Finding]:
    """A standing body has its weight over its feet, unless it holds on to something."""
    pose, own = scene.pose, scene.skeleton
    holds_on = any(arm(pose, side).hand in ("wall", "chair", "worktop", "floor") for side in SIDES)
    if pose.base != "standing" or holds_on or pose.rests_on in IN_THE_AIR:
        return
    feet = [part for part in scene.parts if "-foot" in part.name and part.lowest() < surface(pose) + WIDEST_GAP]
    places = [shape.centre[0] for part in feet for hull in part.hulls for shape in hull]
    weight = between(own.joints["pelvis"], own.joints["chest"], 0.6)[0]
    if places and not min(places) - 0.04 < weight < max(places) + 0.04:
        off = min(abs(weight - min(places)), abs(weight - max(places)))
        yield Finding(
            path, f"falls over: the weight is {_cm(off)} outside the feet.", "Move the pelvis over them.", "balance"
        )


def _inside(path: tuple[str | int, ...], scene: Scene) -> Iterator[Finding]:
    """Joints that lie deep inside furniture."""
    for solid in (thing for thing in scene.things if isinstance(thing, Solid)):
        for name, place in scene.skeleton.joints.items():
            local = solid.frame.inward(subtract(place, solid.centre))
            deep = min(half - abs(value) for half, value in zip(solid.half, local, strict=True))
            if deep > 0.02 and name.split("-")[-1] in ("knee", "ankle", "elbow", "hip", "shoulder", "head", "foot"):
                what = solid.name.split("-")[0]
                message = f"the {name.replace('-', ' ')} is {_cm(deep)} inside the {what}."
                yield Finding(path, message, "Move the one or the other.", "through")


def _picture(path: tuple[str | int, ...], scene: Scene, *, closer: bool) -> Iterator[Finding]:
    """Whether what is drawn can be read at its printed size; `closer` when a picture of the figure shows it larger."""
    head = next((part for part in scene.parts if part.name == "head"), None)
    if head and not scene.pose.zoom:
        across, high = _size_in_mm(head, scene)
        if high < SMALLEST_HEAD_MM and across < SMALLEST_HEAD_MM:
            message = f"the head is {high:.1f} mm high, and 4.5 mm are needed."
            yield Finding(path, message, "Use a smaller scene.", "small")
    things = [thing for thing in scene.things if isinstance(thing, FigurePart) and not thing.incidental]
    for thing in things if not closer else ():
        if max(_size_in_mm(thing, scene)) < SMALLEST_THING_MM:
            message = f"the {thing.name.split('-')[0]} is smaller than 3 mm."
            yield Finding(path, message, "Make it larger, or add a zoom or an inset.", "small")
    yield from _arrows_out_of_place(path, scene)


def _size_in_mm(part: FigurePart, scene: Scene) -> tuple[float, float]:
    """How wide and how high a part is drawn."""
    left, top, right, bottom = bounds(part.hulls, scene.view)
    return (right - left) / MM, (bottom - top) / MM


def _arrows_out_of_place(path: tuple[str | int, ...], scene: Scene) -> Iterator[Finding]:
    view, size = scene.view, scene.size
    for index, arrow in enumerate(scene.pose.arrows):
        for x, y in (point for way in ways(arrow, scene.skeleton, scene.before, view) for point in way):
            if not (0 <= x <= size[0] and 0 <= y <= size[1]):
                yield Finding(
                    (*path, "arrows", index), "the arrow leaves the picture.", "Make it shorter or shift it.", "arrow"
                )
                break
            if not scene.pose.zoom and _on_face(scene, x, y):
                yield Finding((*path, "arrows", index), "the arrow crosses the face.", "Shift it.", "arrow")
                break


def _log_picture(figure: PosedFigure, scenes: list[Scene]) -> Iterator[Finding]:
    """Whether the picture at the head of a log's column can be recognised: one that is much wider than high, such as of
    a body that lies, needs a closer look at a part."""
    named = named_poses(figure)
    for path in [path for path, pose in named if pose.log_zoom][1:]:
        yield Finding((*path, "log_zoom"), "is the second of this figure.", "Keep one.")
    (path, pose), scene = named[figure.key], scenes[figure.key]
    if pose.log_zoom:
        zoomed(scene, pose.log_zoom, (0.0, 0.0, *LOG_MM))  # raises KeyError for a landmark that there is not
        return
    left, top, right, bottom = bounds_of(scene, 100.0)
    high = min(LOG_MM[0] / (right - left), LOG_MM[1] / (bottom - top)) * (bottom - top)
    if high < LOWEST_IN_LOG_MM and not pose.zoom:
        hint = "Add log_zoom to it or to another picture: what the log shows."
        message = f"would be {high:.1f} mm high in a log, and {LOWEST_IN_LOG_MM:.0f} mm are needed."
        yield Finding(path, message, hint, "small")


def _on_face(scene: Scene, x: float, y: float) -> bool:
    fx, fy = scene.view.point(scene.skeleton.joints["head"])
    return math.hypot(x - fx, y - fy) < 0.055 * scene.view.magnify


def _hidden(scenes: list[Scene]) -> Iterator[Finding]:
    """Things that no picture shows at least half of. A band goes round what hides it, and says so by its ends."""
    best: dict[str, float] = {}
    for scene in scenes:
        ordered = in_order([*scene.parts, *scene.things], scene.view)
        for index, thing in enumerate(ordered):
            if not isinstance(thing, FigurePart) or thing in scene.parts or thing.flat:
                continue
            own = _cells([thing], scene.view, FINE)
            seen = own - _cells(ordered[index + 1 :], scene.view, FINE)
            best[thing.name] = max(best.get(thing.name, 0.0), len(seen) / max(1, len(own)))
    for name, share in best.items():
        if share < LEAST_SEEN:
            message = f"only {share:.0%} of the {name.split('-')[0]} can be seen."
            yield Finding((), message, "Turn the view, or add a zoom or an inset.", "hidden")


def _changes(figure: PosedFigure, scenes: list[Scene]) -> Iterator[Finding]:
    """Two pictures that look alike say nothing, unless an arrow, a badge or a closer look tells them apart."""
    named = named_poses(figure)
    for before, after, (path, pose) in zip(scenes, scenes[1:], named[1:], strict=False):
        told = (
            pose.arrows
            or pose.hold
            or pose.clock
            or pose.thought
            or pose.signs
            or pose.eyes == "closed"
            or pose.zoom != before.pose.zoom
            or pose.inset
        )
        if not told and before.view.towards == after.view.towards and _difference(before, after) < LEAST_CHANGE:
            yield Finding(path, "looks like the picture before.", "Move more, or add an arrow.", "no-change")
    alts = [pose.alt for _, pose in named if pose.alt]
    if len(set(alts)) < len(alts):
        yield Finding((), "has two pictures with the same alt text.", "Say what differs.", "no-change")


def _difference(before: Scene, after: Scene) -> float:
    """The share of the two silhouettes that only one of them covers."""
    first, second = (
        _cells(scene.parts, replace(scene.view, magnify=1.0, shift=(0.0, 0.0))) for scene in (before, after)
    )
    return len(first ^ second) / max(1, len(first | second))


def _cells(things: Iterable[Thing], view: Camera, cell: float = CELL) -> set[tuple[int, int]]:
    """The cells of a grid that things cover."""
    cells = set()
    for thing in things:
        for sample in samples_of(thing, view):
            reach = int(sample.radius / cell)
            column, row = round(sample.x / cell), round(sample.y / cell)
            cells |= {
                (column + i, row + j)
                for i in range(-reach, reach + 1)
                for j in range(-reach, reach + 1)
                if i * i + j * j <= reach * reach
            }
    return cells


def _cm(share: float) -> str:
    return f"{share * STATURE_CM:.0f} cm"
