"""SVG drawings to shapes. What could come out differently is refused by name, never dropped.

What is drawn is a part of SVG 1.1 and 2: shapes with plain colours, groups, views into views, what is used again, and
clips that are one shape. Elements, attributes and properties that aren't listed here or in `svg_style.py` are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from handouts.drawing.shapes import LONGER_SIDE, Segment, Shape, rectangle
from handouts.drawing.svg_file import (
    DEEPEST,
    MOST_ELEMENTS,
    MOST_SEGMENTS,
    EndlessDrawing,
    Node,
    UnfaithfulDrawing,
    read_tree,
    too_many,
)
from handouts.drawing.svg_groups import clipped, faded
from handouts.drawing.svg_paint import shapes_of
from handouts.drawing.svg_paths import BASIC_SHAPES, is_convex, outline
from handouts.drawing.svg_style import INHERITED, StyleSheet, is_property, look_of
from handouts.drawing.svg_values import Matrix, length, refused, share, transform
from handouts.drawing.svg_view import fitted, size_of, view_box

MOST_READ = 8_000_000  # letters, those of an element each time that it is used
MOST_REFUSALS = 20  # then nothing more is looked for
_PAINTS = ("mask", "marker", "pattern", "linearGradient", "radialGradient", "filter")
UNSEEN = ("title", "desc", "metadata")
UNDRAWN = frozenset(("defs", "symbol", "clipPath", *UNSEEN, "style", *_PAINTS))
_SIZE = ("x", "y", "width", "height")
_VIEW = ("viewBox", "preserveAspectRatio")
_ATTRIBUTES = {
    "svg": (*_SIZE, *_VIEW, "version", "baseProfile", "zoomAndPan", "contentStyleType", "contentScriptType"),
    "symbol": _VIEW,
    "use": (*_SIZE, "href", "transform"),
    "g": ("transform",),
    "a": ("transform", "href", "target", "rel", "download", "type"),
    "clipPath": ("transform", "clipPathUnits"),
    "path": ("d",),
    "rect": (*_SIZE, "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
}
_ANYWHERE = re.compile(r"id|class|style|lang|role|tabindex|focusable|title|xmlns|data-.*|aria-.*")
_HINTS = {"text": "Turn the letters into outlines and save again.", "image": "Save the picture as PNG or JPEG instead."}
UNCLIPPED = "Cut the shapes themselves, without a clip."
TOLD = 3  # of what can't be drawn


def read_svg(data: bytes) -> tuple[float, float, tuple[Shape, ...]]:
    """-> width, height and shapes of a drawing, with its top left corner at (0, 0); its longer side is LONGER_SIDE.

    Raises UnfaithfulDrawing, whose words name what is in the way and in which lines.
    """
    root = read_tree(data)
    reader = _SvgReader(root)
    width, height = reader.draw_all()
    if reader.refusals:
        told = list(dict.fromkeys(map(str, reader.refusals)))
        more = f" and {len(told) - TOLD} more" if len(told) > TOLD else ""
        raise UnfaithfulDrawing("; ".join(told[:TOLD]) + more, reader.refusals[0].hint)
    if not reader.shapes:
        raise UnfaithfulDrawing("it has no shapes that show", "Check what is in the file.")
    return width, height, tuple(reader.shapes)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is drawn: what its coordinates become, what 100 % of its lengths are, the look that it takes
    over, and the names of what is being used."""

    matrix: Matrix
    viewport: tuple[float, float]
    look: dict[str, str]
    depth: int = 0
    used: tuple[str, ...] = ()


class _SvgReader:
    def __init__(self, root: Node) -> None:
        self.root = root
        self.sheet = StyleSheet()
        self.shapes: list[Shape] = []
        self.refusals: list[UnfaithfulDrawing] = []
        self.named: dict[str, Node] = {}
        self.parents: dict[int, Node] = {}
        self.drawn = self.read = self.segments = 0
        self.over = False

    def draw_all(self) -> tuple[float, float]:
        """Draw the file; -> its width and height."""
        for node in self.root.every():
            self.named.setdefault(node.attributes.get("id", ""), node)
            self.parents |= {id(child): node for child in node.children}
            with self.told(node):
                if node.name == "style":
                    self.sheet.add(node)
                elif node.name == "script":
                    raise _unknown(node)
        size = (0.0, 0.0)
        with self.told(self.root):
            size = size_of(self.root)
            scale = LONGER_SIDE / max(size)
            self.element(self.root, _Place(Matrix(a=scale, d=scale), size, INHERITED), size)
            return size[0] * scale, size[1] * scale
        return size

    @contextmanager
    def told(self, node: Node) -> Iterator[None]:
        """Remember what is refused inside, and go on."""
        try:
            yield
        except UnfaithfulDrawing as error:
            error.line = error.line or node.line
            self.refusals.append(error)
            self.over = self.over or isinstance(error, EndlessDrawing) or len(self.refusals) >= MOST_REFUSALS

    def element(self, node: Node, place: _Place, size: tuple[float, float] | None = None) -> None:
        """Draw an element and what is in it; `size` is what the place that it is used in says for a view."""
        if self.over:
            return
        with self.told(node):
            self.drawn += 1
            self.read += sum(map(len, node.attributes.values()))
            work = self.read + self.sheet.applied * 20
            if self.drawn > MOST_ELEMENTS or place.depth > DEEPEST or work > MOST_READ:
                raise EndlessDrawing("it uses its parts again and again, without end", "Simplify the drawing.")
            self._element(node, place, size)

    def _element(self, node: Node, place: _Place, size: tuple[float, float] | None) -> None:
        if node.name in UNDRAWN and not (node.name == "symbol" and size):
            return
        if node.name not in _ATTRIBUTES:
            raise _unknown(node)
        look, own = look_of(node, place.look, self.sheet)
        if own["display"] == "none":
            return
        _check_attributes(node)
        if own["display"] not in ("inline", "block", "inline-block"):
            raise refused("display", own["display"])
        matrix = place.matrix.inner(_moved(node, place.viewport))
        inside = replace(place, matrix=matrix, look=look, depth=place.depth + 1)
        first = len(self.shapes)
        if node.name in BASIC_SHAPES:
            self.shape(node, inside)
        elif node.name == "use":
            self.use(node, inside)
        elif node.name in ("svg", "symbol"):
            self.view(node, inside, size, own["overflow"])
        else:
            for child in node.children:
                self.element(child, inside)
        if own["clip-path"] != "none":
            self.shapes[first:] = clipped(self.shapes[first:], self.clip_path(own["clip-path"], inside))
        self.shapes[first:] = faded(self.shapes[first:], share("opacity", own["opacity"]))

    def shape(self, node: Node, place: _Place) -> None:
        """Draw a basic shape."""
        for child in node.children:
            if child.name not in UNSEEN:
                raise _unknown(child)
        segments = outline(node, place.viewport, MOST_SEGMENTS - self.segments)
        self.segments += len(segments)
        if self.segments > MOST_SEGMENTS:
            raise too_many()
        self.shapes += shapes_of(node, segments, place.matrix, place.viewport, place.look)

    def use(self, node: Node, place: _Place) -> None:
        """Draw what is used again; a view gets the size that is said here."""
        target, found = self.used(node)
        if target in place.used:
            raise UnfaithfulDrawing(f'it uses "{target[:40]}", which has itself inside', "Export it again.")
        across, down = place.viewport
        said = node.attributes
        inside = replace(place, used=(*place.used, target))
        if found.name not in ("svg", "symbol"):
            if found.name in UNDRAWN:
                raise UnfaithfulDrawing(f'it uses "{target[:40]}", which is no shape')
            self.element(found, inside)
            return
        as_said = found.attributes if found.name == "svg" else {}
        width = length("width", said.get("width", as_said.get("width", "100%")), across)
        height = length("height", said.get("height", as_said.get("height", "100%")), down)
        self.element(found, inside, (width, height))

    def used(self, node: Node) -> tuple[str, Node]:
        """What a <use> uses: how it is written, and the element."""
        target = node.attributes.get("href", "")
        if not target.startswith("#"):
            hint = "Put everything into this one file."
            raise UnfaithfulDrawing(f'it points to another file ("{target[:40]}")', hint)
        if (found := self.named.get(target[1:])) is None:
            raise UnfaithfulDrawing(f'it uses "{target[:40]}", which is not there', "Export it again.")
        return target, found

    def view(self, node: Node, place: _Place, size: tuple[float, float] | None, overflow: str) -> None:
        """Draw an <svg> or a <symbol>: a part of its own coordinates, scaled into a rectangle."""
        across, down = place.viewport
        said, x, y = node.attributes, 0.0, 0.0
        if node is not self.root and node.name == "svg":
            x = length("x", said.get("x", "0"), across)
            y = length("y", said.get("y", "0"), down)
        width, height = size or (
            length("width", said.get("width", "100%"), across),
            length("height", said.get("height", "100%"), down),
        )
        if width < 0 or height < 0:
            raise refused("width", f"{width:g}")
        if not width or not height:
            return
        box = view_box(node)
        inner = fitted(box, (width, height), said.get("preserveAspectRatio", "")) if box else Matrix()
        matrix = place.matrix.inner(Matrix(e=x, f=y))
        inside = replace(place, matrix=matrix.inner(inner), viewport=box[2:] if box else (width, height))
        first = len(self.shapes)
        for child in node.children:
            self.element(child, inside)
        if overflow not in ("", "hidden", "scroll", "visible"):
            raise refused("overflow", overflow)
        if overflow != "visible" and node is not self.root:
            edge = matrix.path(list(rectangle(0.0, 0.0, width, height).path))
            self.shapes[first:] = clipped(self.shapes[first:], edge)

    def above(self, node: Node) -> list[Node]:
        """An element and all that it lies in, the outermost first."""
        path = [node]
        while (up := self.parents.get(id(path[-1]))) is not None:
            path.append(up)
        return path[::-1]

    def clip_path(self, value: str, place: _Place) -> tuple[Segment, ...]:
        """The outline of a clip, in its place."""
        steps = self.clip(value)
        node, shape = steps[0], steps[-1]
        look, matrix, plain = INHERITED, place.matrix, True
        for each in self.above(node)[:-1]:
            look, _ = look_of(each, look, self.sheet)
        for each in steps:
            look, own = look_of(each, look, self.sheet)
            _check_attributes(each)
            self.read += sum(map(len, each.attributes.values()))
            matrix = matrix.inner(_moved(each, place.viewport))
            plain = plain and own["clip-path"] == "none" and (each is node or own["display"] != "none")
        units = node.attributes.get("clipPathUnits", "userSpaceOnUse")
        segments = outline(shape, place.viewport, MOST_SEGMENTS - self.segments)
        if not segments:
            raise UnfaithfulDrawing("it uses a clip that has no size", UNCLIPPED, node.line)
        ruled = look["clip-rule"] != "nonzero" and not is_convex(segments)
        if ruled or units != "userSpaceOnUse" or look["visibility"] != "visible" or not plain:
            raise UnfaithfulDrawing("it uses a clip with units, rules or clips of its own", UNCLIPPED, node.line)
        self.segments += len(segments)
        return matrix.path(segments)

    def clip(self, value: str) -> list[Node]:
        """A clip and its one shape; last the shape that this one uses from elsewhere (Illustrator)."""
        found = re.fullmatch(r"""url\(\s*["']?#([^"')]+)["']?\s*\)""", value)
        node = self.named.get(found[1]) if found else None
        if node is None or node.name != "clipPath":
            raise refused("clip-path", value, UNCLIPPED)
        shapes = [child for child in node.children if child.name not in UNSEEN]
        steps = [node, *shapes]
        if shapes and shapes[0].name == "use":
            steps.append(self.used(shapes[0])[1])
        if len(shapes) != 1 or steps[-1].name not in BASIC_SHAPES:
            raise UnfaithfulDrawing("it uses a clip that is more than one plain shape", UNCLIPPED, node.line)
        return steps


def _unknown(node: Node) -> UnfaithfulDrawing:
    hint = _HINTS.get(node.name, "Simplify the drawing to plain shapes.")
    return UnfaithfulDrawing(f"it uses <{node.name[:40]}>", hint, node.line)


def _moved(node: Node, viewport: tuple[float, float]) -> Matrix:
    """Where an element goes to; the clip of a <use> moves with it (SVG 2, 5.6)."""
    matrix = transform(node.attributes.get("transform", ""))
    if node.name != "use":
        return matrix
    x, y = (length(name, node.attributes.get(name, "0"), whole) for name, whole in zip("xy", viewport, strict=True))
    return matrix.inner(Matrix(e=x, f=y))


def _check_attributes(node: Node) -> None:
    allowed = _ATTRIBUTES[node.name]
    for name, value in node.attributes.items():
        if name in allowed or _ANYWHERE.fullmatch(name) or is_property(name):
            continue
        if node.name in BASIC_SHAPES and name in ("transform", "pathLength"):
            continue
        raise refused(name, value)
