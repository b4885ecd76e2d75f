"""The outlines of SVG's shapes as moves, lines and cubic curves (SVG 2, chapters 9 and 10)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from handouts.drawing.shapes import Segment, rectangle_path
from handouts.drawing.svg_file import Node, too_many
from handouts.drawing.svg_values import NUMBER, ODD_COMMA, length, numbers, refused

BASIC_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
_TAKES = {"M": 2, "Z": 0, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_N, _GAP = rf"((?>{NUMBER.pattern}))", r"[\s,]*"  # no number is ever cut in two
_ARC = re.compile(_GAP.join((_N, _N, _N, "([01])", "([01])", _N, _N)))  # flags need nothing between them
NO_RADIUS = 1e-6
_QUARTER = 4 / 3 * math.tan(math.pi / 8)  # handle of a cubic curve that draws a quarter of an ellipse
_UNTURNED = 0.01  # radians: what rounded numbers turn an outline too far

Measure = Callable[[str, str], float]  # an attribute's name and the axis that 100 % are of: "x", "y" or "d"


def outline(node: Node, viewport: tuple[float, float], most: int) -> list[Segment]:
    """The outline of a shape in its own coordinates; nothing when it has no size. `most` is how many segments it may
    have. Raises UnfaithfulDrawing."""

    def measure(name: str, axis: str) -> float:
        across, down = viewport
        whole = {"x": across, "y": down, "d": math.hypot(across, down) / math.sqrt(2)}[axis]
        return length(name, node.attributes.get(name, "0"), whole)

    if node.name == "path":
        return path(node.attributes.get("d", ""), most)
    if node.name in ("polyline", "polygon"):
        return _corners(node.attributes.get("points", ""), closed=node.name == "polygon", most=most)
    if node.name == "line":
        return [("M", measure("x1", "x"), measure("y1", "y")), ("L", measure("x2", "x"), measure("y2", "y"))]
    if node.name == "rect":
        return _rectangle(node, measure)
    rx, ry = _radii(node, measure) if node.name == "ellipse" else [_size(measure, "r", "d")] * 2
    if not rx or not ry:
        return []
    return _ellipse(measure("cx", "x"), measure("cy", "y"), rx, ry)


def is_convex(path: Sequence[Segment]) -> bool:
    """Whether a path goes once round an outline without dents, so that every rule says the same of what is inside.

    The sides of such a polygon turn by 360 degrees in all, those of any other by more (Fenchel's theorem); curves have
    no dents where the polygon of their handles has none.
    """
    path = path[:-1] if path[-1][0] == "M" else path
    if any(segment[0] == "M" for segment in path[1:]) or any(segment[0] == "Z" for segment in path[:-1]):
        return False
    points = [(float(s[at]), float(s[at + 1])) for s in path for at in range(1, len(s), 2)]
    sides = [(x - points[at - 1][0], y - points[at - 1][1]) for at, (x, y) in enumerate(points)]
    nothing = 1e-9 * max((abs(value) for point in points for value in point), default=0.0)
    sides = [(x, y) for x, y in sides if max(abs(x), abs(y)) > nothing]
    turns = (
        abs(math.atan2(a * y - b * x, a * x + b * y))
        for (a, b), (x, y) in zip(sides, sides[1:] + sides[:1], strict=True)
    )
    return sum(turns) < math.tau + _UNTURNED


def _size(measure: Measure, name: str, axis: str) -> float:
    value = measure(name, axis)
    if value < 0:
        raise refused(name, f"{value:g}")
    return value


def _radii(node: Node, measure: Measure) -> tuple[float, float]:
    """Of a corner or an ellipse; one that is not said is as the other."""
    said = [node.attributes.get(name, "auto").strip() != "auto" for name in ("rx", "ry")]
    rx = _size(measure, "rx", "x") if said[0] else -1.0
    ry = _size(measure, "ry", "y") if said[1] else -1.0
    return max(0.0, rx if said[0] else ry), max(0.0, ry if said[1] else rx)


def _rectangle(node: Node, measure: Measure) -> list[Segment]:
    x, y = measure("x", "x"), measure("y", "y")
    width, height = _size(measure, "width", "x"), _size(measure, "height", "y")
    rx, ry = _radii(node, measure)
    return [*rectangle_path(x, y, width, height, rx, ry)] if width and height else []


def _ellipse(x: float, y: float, rx: float, ry: float) -> list[Segment]:
    """From its right end clockwise, as dashes are counted."""
    cx, cy = rx * _QUARTER, ry * _QUARTER
    return [
        ("M", x + rx, y),
        ("C", x + rx, y + cy, x + cx, y + ry, x, y + ry),
        ("C", x - cx, y + ry, x - rx, y + cy, x - rx, y),
        ("C", x - rx, y - cy, x - cx, y - ry, x, y - ry),
        ("C", x + cx, y - ry, x + rx, y - cy, x + rx, y),
        ("Z",),
    ]


def _corners(text: str, *, closed: bool, most: int) -> list[Segment]:
    values = numbers("points", text)
    if len(values) % 2:
        raise refused("points", text)
    if len(values) // 2 > most:
        raise too_many()
    points = list(zip(values[::2], values[1::2], strict=True))
    found: list[Segment] = [("L" if index else "M", x, y) for index, (x, y) in enumerate(points)]
    return [*found, ("Z",)] if closed and found else found


_LIKE = {"S": ("C", "S"), "T": ("Q", "T")}  # after which the first handle mirrors the last one


def path(text: str, most: int) -> list[Segment]:
    """The segments of path data, at `most` so many."""
    out: list[Segment] = []
    if text.strip() in ("", "none"):
        return out
    start = pen = (0.0, 0.0)
    handle, before = pen, ""
    for command, values in _steps(text):
        kind = command.upper()
        dx, dy = pen if command.islower() else (0.0, 0.0)
        points = [value + (dy if odd % 2 else dx) for odd, value in enumerate(values)]
        reflected = (2 * pen[0] - handle[0], 2 * pen[1] - handle[1])
        if kind == "Z":
            pen = start
            out.append(("Z",))
        elif kind == "M":
            start = pen = (points[0], points[1])
            out.append(("M", *pen))
        elif kind == "A":
            end = (values[5] + dx, values[6] + dy)
            out += _arc(pen, values, end)
            pen = end
        elif kind in "LHV":
            pen = {"L": tuple(points), "H": (points[0], pen[1]), "V": (pen[0], values[0] + dy)}[kind]  # type: ignore[assignment]
            out.append(("L", *pen))
        else:
            if kind in _LIKE:
                points = [*(reflected if before in _LIKE[kind] else pen), *points]
            handle, end = (points[-4], points[-3]), (points[-2], points[-1])
            out.append(("C", *(points if kind in "CS" else _raised(pen, handle, end))))
            pen = end
        before = kind
        if len(out) > most:
            raise too_many()
    return out


def _raised(start: tuple[float, float], handle: tuple[float, float], end: tuple[float, float]) -> list[float]:
    """A quadratic curve as a cubic."""
    near = [(here + 2 * there) / 3 for here, there in zip(start, handle, strict=True)]
    far = [(here + 2 * there) / 3 for here, there in zip(end, handle, strict=True)]
    return [*near, *far, *end]


def _of_arcs(command: str, inside: str) -> list[float]:
    """The numbers of arcs, whose two flags need nothing between them."""
    if _ARC.sub("", inside).strip(" \t\r\n\f,") or ODD_COMMA.search(inside):
        raise refused("d", command + inside)
    return numbers("d", " ".join(part for arc in _ARC.findall(inside) for part in arc))


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with the numbers that it takes once; what follows a move are lines."""
    text = text.strip()
    if text[0] not in "Mm":
        raise refused("d", text)
    for found in _COMMAND.finditer(text):
        command, inside = found[1], found[2]
        takes = _TAKES[command.upper()]
        values = _of_arcs(command, inside) if command in "Aa" else numbers("d", inside)
        if (takes and (not values or len(values) % takes)) or (values and not takes):
            raise refused("d", command + inside)
        if not takes:
            yield command, []
        for first in range(0, len(values), takes or 1):
            yield command, values[first : first + takes]
            command = {"M": "L", "m": "l"}.get(command, command)


def _arc(start: tuple[float, float], values: list[float], end: tuple[float, float]) -> list[Segment]:
    """An elliptical arc as cubic curves of a quarter at most (SVG 2, B.2.4 and B.2.5)."""
    rx, ry, turned = abs(values[0]), abs(values[1]), math.radians(values[2])
    if start == end:
        return []
    if rx < NO_RADIUS or ry < NO_RADIUS:
        return [("L", *end)]
    sine, cosine = math.sin(turned), math.cos(turned)
    across, down = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cosine * across + sine * down, cosine * down - sine * across
    larger = max(1.0, math.hypot(x / rx, y / ry))
    rx, ry = rx * larger, ry * larger
    beside = (x * ry) ** 2 + (y * rx) ** 2
    away = math.sqrt(max(0.0, ((rx * ry) ** 2 - beside) / beside)) * (-1 if values[3] == values[4] else 1)
    mx, my = away * rx * y / ry, -away * ry * x / rx
    middle = (
        cosine * mx - sine * my + (start[0] + end[0]) / 2,
        sine * mx + cosine * my + (start[1] + end[1]) / 2,
    )
    first, last = math.atan2((y - my) / ry, (x - mx) / rx), math.atan2((-y - my) / ry, (-x - mx) / rx)
    sweep = (last - first) % math.tau - (0.0 if values[4] else math.tau)
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-6))
    step = sweep / count
    pull = 4 / 3 * math.tan(step / 4)

    def at(angle: float, forth: float) -> tuple[float, float]:
        """The point of the ellipse at an angle, moved along its tangent."""
        u = rx * (math.cos(angle) - forth * math.sin(angle))
        v = ry * (math.sin(angle) + forth * math.cos(angle))
        return cosine * u - sine * v + middle[0], sine * u + cosine * v + middle[1]

    angles = [first + step * index for index in range(count + 1)]
    ends = [*(at(angle, 0.0) for angle in angles[1:-1]), end]
    return [("C", *at(one, pull), *at(two, -pull), *to) for (one, two), to in zip(pairwise(angles), ends, strict=True)]
