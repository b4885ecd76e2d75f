"""What an outline of SVG becomes in ink: its fill and its stroke, one over the other."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations
from typing import Literal

from handouts.drawing.shapes import Colour, Pen, Segment, Shape
from handouts.drawing.svg_file import Node, UnfaithfulDrawing
from handouts.drawing.svg_style import HINTS
from handouts.drawing.svg_values import LARGEST_NUMBER, Matrix, colour, length, refused, share

UNSEEN = 1.0  # of the 1000 steps of a drawing's longer side: what a stroke that is stretched may be too wide or narrow
SHORTEST_DASHES = 0.1  # of these steps, with their gaps
_CAPS: dict[str, Literal["butt", "round", "square"]] = {"butt": "butt", "round": "round", "square": "square"}
_JOINS: dict[str, Literal["miter", "round", "bevel"]] = {"miter": "miter", "round": "round", "bevel": "bevel"}
_ORDERS = ("normal", *(" ".join(each) for n in (1, 2, 3) for each in permutations(("fill", "stroke", "markers"), n)))


def shapes_of(
    node: Node, segments: list[Segment], matrix: Matrix, viewport: tuple[float, float], look: dict[str, str]
) -> list[Shape]:
    """An outline as shapes: one, or two where the stroke is painted first or lets something through. None of what is
    hidden or has no ink. Raises UnfaithfulDrawing."""
    if _one_of("visibility", look, ("visible", "hidden", "collapse")) != "visible":
        return []
    fill, fill_opacity = _ink("fill", look)
    stroke, stroke_opacity = _ink("stroke", look)
    diagonal = math.hypot(*viewport) / math.sqrt(2)
    width = length("stroke-width", look["stroke-width"], diagonal)
    if width < 0:
        raise refused("stroke-width", look["stroke-width"])
    even_odd = _one_of("fill-rule", look, ("nonzero", "evenodd")) == "evenodd"
    if not width:
        stroke = None
    if len(segments) < 3 and not any(segment[0] == "C" for segment in segments):
        fill = None  # a line has no inside
    if len(segments) < 2 or (fill is None and stroke is None):
        return []
    path = matrix.path(segments)
    if stroke and not width * matrix.unevenness <= UNSEEN:
        raise UnfaithfulDrawing("it stretches a stroke by a transform", "Turn the outline into a shape.")
    inner = Shape(path, fill, even_odd=even_odd, opacity=fill_opacity)
    if stroke is None:
        return [inner]
    pen = _pen(node, look, diagonal, matrix.scale)
    outer = Shape(path, None, stroke, width * matrix.scale, pen=pen, opacity=stroke_opacity)
    return [outer] if fill is None else _one_over_the_other(inner, outer, look["paint-order"])


def _one_over_the_other(fill: Shape, stroke: Shape, order: str) -> list[Shape]:
    """A fill and a stroke of the same outline: one shape where that looks the same."""
    if _stroke_first(order):
        return [stroke, fill]
    if fill.opacity == stroke.opacity == 1:
        return [replace(stroke, fill=fill.fill, even_odd=fill.even_odd)]
    return [fill, stroke]


def _one_of(name: str, look: dict[str, str], known: tuple[str, ...]) -> str:
    """What a property says, of the words that it knows. Raises UnfaithfulDrawing for another."""
    if look[name] not in known:
        raise refused(name, look[name])
    return look[name]


def _stroke_first(order: str) -> bool:
    """Whether a stroke is painted before its fill; markers, which aren't drawn, may stand anywhere."""
    if order not in _ORDERS:
        raise refused("paint-order", order)
    return order.removeprefix("markers ").startswith("stroke")


def _ink(what: str, look: dict[str, str]) -> tuple[Colour | None, float]:
    """The colour of a fill or a stroke and how opaque it is; None for nothing to see."""
    written = look[what]
    if written == "none":
        return None, 1.0
    if written == "currentcolor":
        written = look["color"]
    if "url(" in written:
        raise UnfaithfulDrawing(f"its {what} is a gradient or a pattern", HINTS[what])
    found, opaque = colour(what, written)
    opaque *= share(f"{what}-opacity", look[f"{what}-opacity"])
    return (found, round(opaque, 3)) if round(opaque, 3) else (None, 1.0)


def _pen(node: Node, look: dict[str, str], diagonal: float, scale: float) -> Pen:
    cap, join = look["stroke-linecap"], look["stroke-linejoin"]
    if cap not in _CAPS:
        raise refused("stroke-linecap", cap)
    if join not in _JOINS:
        raise refused("stroke-linejoin", join)
    miter = length("stroke-miterlimit", look["stroke-miterlimit"])
    if miter < 1:
        raise refused("stroke-miterlimit", look["stroke-miterlimit"])
    written = look["stroke-dasharray"]
    if written == "none":
        return Pen(_CAPS[cap], _JOINS[join], miter)
    dashes = [length("stroke-dasharray", each, diagonal) * scale for each in written.replace(",", " ").split()]
    if not dashes or min(dashes) < 0 or "pathLength" in node.attributes:
        raise refused("stroke-dasharray", written, "Turn the outline into a shape.")
    if not sum(dashes):
        return Pen(_CAPS[cap], _JOINS[join], miter)
    if not SHORTEST_DASHES <= sum(dashes) <= LARGEST_NUMBER:
        raise refused("stroke-dasharray", written, "Turn the outline into a shape.")
    dashes *= 1 + len(dashes) % 2
    offset = length("stroke-dashoffset", look["stroke-dashoffset"], diagonal) * scale % sum(dashes)
    return Pen(_CAPS[cap], _JOINS[join], miter, tuple(dashes), offset)
