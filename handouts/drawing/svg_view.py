"""Views of SVG: how large a drawing is, and how a view box is scaled into a rectangle (SVG 2, chapter 8)."""

from __future__ import annotations

import re

from handouts.drawing.svg_file import Node, UnfaithfulDrawing
from handouts.drawing.svg_values import Matrix, length, numbers, refused

_ALIGN = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_LETTERS = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)em")
_ASPECT = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?|none")


def view_box(node: Node) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of what a view shows, where it says so."""
    text = node.attributes.get("viewBox")
    if text is None:
        return None
    values = numbers("viewBox", text)
    if len(values) != 4 or values[2] <= 0 or values[3] <= 0:
        raise refused("viewBox", text)
    return values[0], values[1], values[2], values[3]


def size_of(root: Node) -> tuple[float, float]:
    """Width and height of a drawing. One that is not said, or said as 100 % or in letters (em), goes by the other and
    the view box."""
    box = view_box(root)
    said = {name: root.attributes.get(name, "auto").strip() for name in ("width", "height")}
    width, height = (
        None if text in ("auto", "100%") or (box and _LETTERS.fullmatch(text)) else length(name, text)
        for name, text in said.items()
    )
    if box:
        width, height = width or (height or box[3]) / box[3] * box[2], height or (width or box[2]) / box[2] * box[3]
    if not width or not height or width < 0 or height < 0:
        raise UnfaithfulDrawing("it says no size", "Give it a viewBox, or a width and a height.")
    return width, height


def fitted(box: tuple[float, float, float, float], size: tuple[float, float], aspect: str) -> Matrix:
    """A view box scaled into a rectangle from (0, 0)."""
    found = _ASPECT.fullmatch(" ".join(aspect.split()) or "xMidYMid")
    if found is None:
        raise refused("preserveAspectRatio", aspect)
    across, down = size[0] / box[2], size[1] / box[3]
    if not found[1]:
        return Matrix(across, 0, 0, down, -box[0] * across, -box[1] * down)
    scale = max(across, down) if found[3] == "slice" else min(across, down)
    x = (size[0] - box[2] * scale) * _ALIGN[found[1]] - box[0] * scale
    y = (size[1] - box[3] * scale) * _ALIGN[found[2]] - box[1] * scale
    return Matrix(scale, 0, 0, scale, x, y)
