"""From parts in their order to shapes.

A part's hulls are stroked at double width and then filled, which gives the outline of their union. Where a part meets
the one that it grows from, both are filled again inside a circle round the joint, so that no line parts them there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from handouts.drawing.shapes import ROUND, WHITE, Segment, Shape, circle
from handouts.figures.head import ears, eyes, hair_region, mouth
from handouts.figures.hulls import Camera, Ellipsoid, Hull, Point, ball, bounds, outline, outlines
from handouts.figures.ink import Tones, outline_of
from handouts.figures.parts import FigurePart, Hem, Tone
from handouts.figures.proportions import HairName
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Solid
from handouts.figures.things import Thing
from handouts.figures.vectors import add, cross, dot, scale, unit
from handouts.figures.wires import Ribbon, Wire

_HEM_STEPS = 24
Path = tuple[Segment, ...]


def polyline(points: Sequence[Point], *, closed: bool = False) -> Path:
    """A path through points."""
    first, *rest = [(round(x, 2), round(y, 2)) for x, y in points]
    path: list[Segment] = [("M", *first), *(("L", *point) for point in rest)]
    return (*path, ("Z",)) if closed else tuple(path)


def smooth(points: Sequence[Point]) -> Path:
    """A closed curve through points (Catmull-Rom)."""
    count = len(points)
    path: list[Segment] = [("M", round(points[0][0], 2), round(points[0][1], 2))]
    for index in range(count):
        before, here, there, after = (points[(index + step) % count] for step in (-1, 0, 1, 2))
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path.append(("C", *(round(value, 2) for value in (*first, *second, *there))))
    return (*path, ("Z",))


def near(part: FigurePart, place: Ellipsoid, view: Camera) -> FigurePart:
    """A part with only those of its hulls that can be seen inside the outline of `place`."""
    left, top, right, bottom = view.ellipse(place).bounds()

    def meets(hull: Hull) -> bool:
        a, b, c, d = bounds((hull,), view)
        return a < right and c > left and b < bottom and d > top

    covers = tuple(replace(cover, hulls=tuple(filter(meets, cover.hulls))) for cover in part.covers)
    return replace(part, hulls=tuple(filter(meets, part.hulls)), covers=tuple(c for c in covers if c.hulls))


class FigurePainter:
    """Paints things for one camera in one ink; `far` says for each part how far behind the body its limb is."""

    def __init__(self, view: Camera, ink: Tones, far: dict[str, float]) -> None:
        self.view, self.ink, self.far = view, ink, far
        self.shapes: list[Shape] = []
        self.painted: list[FigurePart] = []
        self.paths: dict[tuple[Hull, ...], Path] = {}

    def paint(self, thing: Thing) -> None:
        """Add a thing in front of all that was painted before."""
        if isinstance(thing, FigurePart):
            self._part(thing)
        elif isinstance(thing, Solid):
            self._solid(thing)
        elif isinstance(thing, Ribbon):
            self._ribbon(thing)
        else:
            self._wire(thing)

    def _path(self, part: FigurePart) -> Path:
        if part.hulls not in self.paths:
            self.paths[part.hulls] = outlines(part.hulls, self.view)
        return self.paths[part.hulls]

    def _part(self, part: FigurePart) -> None:
        colour, width = outline_of(part, self.ink)
        self.shapes.append(Shape(self._path(part), None, colour, 2 * width, pen=ROUND))
        self._fill(part)
        for other in self.painted:
            self._mend_joint(part, other)
        self.painted.append(part)
        self._creases(part)
        if part.tone == "ball":
            self._seams(part)

    def _fill(self, part: FigurePart, clips: tuple[Path, ...] = (), only: Tone | None = None) -> None:
        far = self.far.get(part.name, 0.0)
        path = self._path(part)
        if only in (None, part.tone):
            self.shapes.append(Shape(path, self.ink.tone(part.tone, far), clips=clips))
        for cover in part.covers:
            if only not in (None, cover.tone):
                continue
            inside = outlines(cover.hulls, self.view)
            fill = self.ink.tone(cover.tone, far)
            self.shapes.append(Shape(inside, fill, clips=(path, *clips)))
        if only is not None:
            return
        for hem in part.hems:
            if -dot(hem.frame.z, self.view.towards) > hem.from_turn:
                self.shapes.append(
                    Shape(outlines(hem.beyond, self.view), self.ink.tone(part.tone, far), clips=(path, *clips))
                )
        for tint in part.tints:
            self.shapes.append(Shape(outlines(tint.hulls, self.view), self.ink.tone(tint.tone), clips=(path, *clips)))
        for hem in part.hems:
            self._hem(hem, (path, *clips))

    def _creases(self, part: FigurePart) -> None:
        """Fine lines on a part, which are left out where the picture is printed small."""
        if self.ink.heavier > 1:
            return
        seen = [crease for crease in part.creases if dot(crease.facing, self.view.towards) > crease.from_turn]
        lines = [polyline([self.view.point(place) for place in crease.points]) for crease in seen]
        if lines:
            width = self.ink.weight("detail")
            self.shapes.append(
                Shape(tuple(step for each in lines for step in each), None, self.ink.line, width, pen=ROUND)
            )

    def _mend_joint(self, part: FigurePart, other: FigurePart) -> None:
        """Take away the line between a part and one that it grows from, or that grows from it."""
        if part.joint and part.joint.parent == other.name:
            child, joint = part, part.joint
        elif other.joint and other.joint.parent == part.name:
            child, joint = other, other.joint
            if joint.under == "shorts" and self.far.get(child.name, 0.0) > 0.3:
                return  # the trunk before a limb on its far side keeps its edge
        else:
            return
        if joint.radius <= 0 or child.name in ("neck",):
            return
        radius = joint.radius + self.ink.weight("contour") / self.view.magnify * 0.8
        circle_round = ball(joint.centre, radius)
        clip = outline((circle_round,), self.view)
        for each in (other, part):
            self._fill(near(each, circle_round, self.view), (clip,), joint.under)

    def _hem(self, hem: Hem, clips: tuple[Path, ...]) -> None:
        """The near half of a garment's edge."""
        x, y = hem.frame.x, hem.frame.y
        rx, ry = hem.radii
        points: list[Point] = []
        runs: list[list[Point]] = []
        for step in range(2 * _HEM_STEPS + 1):
            angle = 2 * math.pi * step / _HEM_STEPS
            normal = add(scale(x, math.cos(angle) / rx), scale(y, math.sin(angle) / ry))
            if dot(normal, self.view.towards) > 0:
                place = add(hem.centre, add(scale(x, rx * math.cos(angle)), scale(y, ry * math.sin(angle))))
                points.append(self.view.point(place))
            elif points:
                runs.append(points)
                points = []
        if run := max(runs, key=len, default=[]):
            width = self.ink.weight("detail")
            self.shapes.append(Shape(polyline(run), None, self.ink.line, width, pen=ROUND, clips=clips))

    def _solid(self, solid: Solid) -> None:
        colour, width = self.ink.line, self.ink.weight("detail")
        for corners, dark in solid.faces(self.view):
            path = polyline(corners, closed=True)
            fill = self.ink.shaded(solid.tone, dark) if solid.tone else self.ink.face_of(dark)
            self.shapes.append(Shape(path, fill, colour, width, pen=ROUND))

    def _ribbon(self, ribbon: Ribbon) -> None:
        high = [self.view.point(add(place, ribbon.across)) for place in ribbon.points]
        low = [self.view.point(add(place, scale(ribbon.across, -1))) for place in ribbon.points]
        line, width = self.ink.line, self.ink.weight("detail")
        if not ribbon.shaded:
            path = polyline([*high, *reversed(low)], closed=True)
            self.shapes.append(Shape(path, self.ink.tone(ribbon.tone), line, width, pen=ROUND))
            middle = [((x + a) / 2, (y + b) / 2) for (x, y), (a, b) in zip(high, low, strict=True)]
            self.shapes.append(Shape(polyline(middle), None, WHITE, width, pen=ROUND))  # a band is flat
            return
        places = range(len(high) - 1)
        forward = dot((1.0, 0.0, 0.0), self.view.towards) > 0
        for index in places if forward else reversed(places):
            rise = ribbon.points[index + 1][2] - ribbon.points[index][2]
            fill = self.ink.shaded(ribbon.tone, max(0.1, min(1.0, 0.35 - rise * 90)))
            corners = [high[index], high[index + 1], low[index + 1], low[index]]
            self.shapes.append(Shape(polyline(corners, closed=True), fill, fill, 0.3, pen=ROUND))
        stripes = [[high[index], low[index]] for index in (3, 5, len(high) - 6, len(high) - 4)]  # woven near both ends
        for edge in (high, low, [high[0], low[0]], [high[-1], low[-1]], *stripes):
            self.shapes.append(Shape(polyline(edge), None, line, width, pen=ROUND))
        tops = [
            index
            for index in range(1, len(high) - 1)
            if ribbon.points[index][2] > 0.008
            and ribbon.points[index - 1][2] < ribbon.points[index][2] >= ribbon.points[index + 1][2]
        ]
        for index in tops:
            self.shapes.append(Shape(polyline([high[index], low[index]]), None, line, width, pen=ROUND))

    def _wire(self, wire: Wire) -> None:
        points = [self.view.point(place) for place in wire.points]
        if wire.filled:
            bottom = max(y for _, y in points) + 0.14 * self.view.magnify
            ground = [*points, (points[-1][0], bottom), (points[0][0], bottom)]
            self.shapes.append(Shape(polyline(ground, closed=True), self.ink.tone(wire.tone)))
        if not wire.radius:
            self.shapes.append(Shape(polyline(points), None, self.ink.line, self.ink.weight("detail"), pen=ROUND))
            return
        width = 2 * wire.radius * self.view.magnify
        edge = width + 2 * self.ink.weight("detail")
        self.shapes.append(Shape(polyline(points), None, self.ink.line, edge, pen=ROUND))
        self.shapes.append(Shape(polyline(points), None, self.ink.tone(wire.tone), width, pen=ROUND))

    def _seams(self, part: FigurePart) -> None:
        """Two rings round a ball, of which the near halves show."""
        sphere = part.hulls[0][0]
        radius = sphere.reach((0.0, 0.0, 1.0))
        if radius * self.view.magnify < 2.5:
            return
        for normal in ((0.55, -0.2, 0.8), (0.9, 0.35, -0.25)):
            across = unit(cross(unit(normal), self.view.towards))
            up = cross(across, unit(normal))
            if dot(up, self.view.towards) < 0:
                up = scale(up, -1)
            ring = [
                add(scale(across, math.cos(math.pi * step / 16)), scale(up, math.sin(math.pi * step / 16)))
                for step in range(17)
            ]
            points = [self.view.point(add(sphere.centre, scale(place, radius))) for place in ring]
            width = self.ink.weight("detail")
            self.shapes.append(Shape(polyline(points), None, self.ink.line, width, pen=ROUND))

    def face(self, skeleton: Skeleton, hair: HairName, *, closed: bool) -> None:
        """Hair, ears, eyes and mouth, on the head that was painted last."""
        line, contour, detail = self.ink.line, self.ink.weight("contour"), self.ink.weight("detail")
        region = hair_region(skeleton, self.view, hair)
        if region:
            tone: Tone = "scarf" if hair == "scarf" else "hair"
            self.shapes.append(Shape(smooth(region), self.ink.tone(tone), line, contour, pen=ROUND))
        if hair not in ("scarf", "bob"):
            for ear in ears(skeleton, self.view):
                self.shapes.append(Shape(outline(ear, self.view), self.ink.tone("skin"), line, detail))
        size = self.view.magnify
        inside = tuple(self._path(part) for part in self.painted if part.name == "head")
        for x, y in eyes(skeleton, self.view):
            if closed:
                lid = polyline([(x - 0.009 * size, y), (x, y + 0.005 * size), (x + 0.009 * size, y)])
                self.shapes.append(Shape(lid, None, line, detail * 1.2, pen=ROUND, clips=inside))
            else:
                self.shapes.append(circle(x, y, 0.0056 * size, fill=line))
        lips = mouth(skeleton, self.view)
        if lips:
            self.shapes.append(Shape(polyline(lips), None, line, detail, pen=ROUND))
