"""SVG drawings to shapes, by svgelements. What could come out differently is refused by name, never dropped."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from handouts.figures.shapes import Shape

if TYPE_CHECKING:
    from handouts.figures.shapes import Colour, Segment

DRAWN = {
    *("svg", "g", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use", "symbol"),
    *("title", "desc", "metadata", "style"),
}
_HINTS = {
    "text": "Turn the letters into outlines and save again.",
    "image": "Save the picture as PNG or JPEG instead.",
}
_UNDRAWN = ("filter", "mask", "clip-path", "opacity", "fill-opacity", "stroke-opacity", "mix-blend-mode")


class UnfaithfulDrawing(ValueError):
    """Names what in an SVG file can't be drawn faithfully."""

    def __init__(self, message: str, hint: str = "Simplify the drawing to plain filled shapes.") -> None:
        super().__init__(message)
        self.hint = hint


def read_svg(data: bytes) -> tuple[float, float, tuple[Shape, ...]]:
    """-> width, height and shapes of a drawing, with its top left corner at (0, 0)."""
    _inspect(data)
    import svgelements

    try:
        drawing = svgelements.SVG.parse(io.BytesIO(data), reify=True)
        shapes = [shape for element in drawing.elements() for shape in _shapes_of(element)]
    except UnfaithfulDrawing:
        raise
    except Exception:  # svgelements raises many kinds for broken files
        raise UnfaithfulDrawing("it is not a well-formed SVG drawing", "Export it again.") from None
    width, height = float(drawing.width), float(drawing.height)
    if not shapes or width <= 0 or height <= 0:
        raise UnfaithfulDrawing("it has no shapes, or no size")
    return width, height, tuple(shapes)


def _inspect(data: bytes) -> None:
    from xml.etree import ElementTree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnfaithfulDrawing("it has a DOCTYPE or entities", "Save it as plain SVG.")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 -- entities were refused above
    except (ElementTree.ParseError, ValueError):
        raise UnfaithfulDrawing("it is not well-formed XML", "Export it again.") from None
    for element in root.iter():
        namespace, _, name = str(element.tag).rpartition("}")
        if namespace.strip("{") not in ("", "http://www.w3.org/2000/svg"):
            continue  # an editor's own remarks draw nothing
        if name not in DRAWN:
            raise UnfaithfulDrawing(f"it uses <{name}>", _HINTS.get(name, "Simplify the drawing to plain shapes."))
        _inspect_attributes(element.attrib, element.text if name == "style" else "")


def _inspect_attributes(attributes: dict[str, str], style_sheet: str | None) -> None:
    for key, value in attributes.items():
        name = key.rpartition("}")[2]
        if name == "href" and not value.startswith("#"):
            raise UnfaithfulDrawing(f'it points to another file ("{value[:40]}")', "Put everything into this one file.")
        if name in _UNDRAWN and value.strip() not in ("1", "1.0", "none", "normal"):
            raise UnfaithfulDrawing(f'it uses {name}="{value[:40]}"')
        if name in ("fill", "stroke") and "url(" in value:
            raise UnfaithfulDrawing(f"its {name} is a gradient or a pattern", "Use plain colours.")
    styles = f"{attributes.get('style', '')};{style_sheet or ''}"
    if "url(" in styles or "@import" in styles:
        raise UnfaithfulDrawing("its style uses a gradient, a pattern or another file", "Use plain colours.")
    for name in _UNDRAWN:
        found = re.search(rf"(?:^|[;{{\s]){name}\s*:\s*([^;}}]+)", styles)
        if found and found[1].strip() not in ("1", "1.0", "none", "normal"):
            raise UnfaithfulDrawing(f"its style uses {name}")


def _shapes_of(element: Any) -> list[Shape]:
    import svgelements

    if not isinstance(element, svgelements.Shape) or element.values.get("display") == "none":
        return []
    path = abs(svgelements.Path(element))
    path.approximate_arcs_with_cubics()
    segments = [segment for part in path for segment in _segment(part)]
    fill, stroke = _colour(element.fill), _colour(element.stroke)
    if not segments or (fill is None and stroke is None):
        return []
    even_odd = element.values.get("fill-rule") == "evenodd"
    width = float(element.implicit_stroke_width or 1.0)
    return [Shape(tuple(segments), fill, stroke, width, even_odd, element.values.get("stroke-linecap") == "round")]


def _segment(part: Any) -> list[Segment]:
    import svgelements

    end = part.end
    if isinstance(part, svgelements.Close):
        return [("Z",)]
    if isinstance(part, svgelements.Move):
        return [("M", float(end.x), float(end.y))]
    if isinstance(part, svgelements.Line):
        return [("L", float(end.x), float(end.y))]
    start = part.start
    if isinstance(part, svgelements.QuadraticBezier):  # the same curve as a cubic
        control = part.control
        one = start + (control - start) * (2 / 3)
        two = end + (control - end) * (2 / 3)
    else:
        one, two = part.control1, part.control2
    return [("C", float(one.x), float(one.y), float(two.x), float(two.y), float(end.x), float(end.y))]


def _colour(colour: Any) -> Colour | None:
    if colour is None or colour.value is None:
        return None
    if colour.alpha not in (None, 255):
        raise UnfaithfulDrawing("it has see-through colours", "Use solid colours.")
    return (colour.red / 255, colour.green / 255, colour.blue / 255)
