"""What typesetting makes of blocks: boxes of strips. A strip is painted whole; pages break only between strips.

Inside a strip, x runs from where lines start and y down from its top, in points; on a page that runs from right to
left, painting turns all of it round, but pictures and letters. Every mark names the structure
element that owns it by its number in the box, or None: then it is decoration, which a listener never hears.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import Colour, Shape, rectangle
from handouts.typeset.faces import Face, Shaped

BAR = 3.5  # points: the bar at the edge of a summary or tip
ROOT = -1  # the parent of an element that stands at the top of its box


class Element(NamedTuple):
    """A structure element of the PDF: its role, its parent (a number in the same box, or ROOT) and what it says: `alt`
    in the place of a picture, `actual` in the place of ink that is no text or not the whole of it. `address` is where a
    Link leads, `language` the tag of words in another language than the sheet's, `summary` what a table is about."""

    role: str
    parent: int = ROOT
    alt: str = ""
    scope: str = ""
    numbering: str = ""
    across: int = 1
    down: int = 1
    address: str = ""
    actual: str = ""
    language: str = ""
    summary: str = ""


class GlyphRun(NamedTuple):
    """Shaped words from (x, y) on the baseline, in one face, size and colour."""

    x: float
    y: float
    face: Face
    size: float
    colour: Colour
    words: tuple[Shaped, ...]
    element: int | None


class Drawing(NamedTuple):
    """Shapes whose own (0, 0) lies at (x, y)."""

    x: float
    y: float
    shapes: tuple[Shape, ...]
    element: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture scaled into a rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    element: int | None


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where a click leads to `address`; belongs to a Link element."""

    x: float
    y: float
    width: float
    height: float
    address: str
    element: int


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in on a screen, over what is printed there; belongs to a Form element. `said` tells a listener
    what it is for. Letters typed into it have `size` points, on several `lines` or one. Fields `of` one thing have one
    value; of a choice, each field is one `value`."""

    x: float
    y: float
    width: float
    height: float
    kind: Literal["check", "text", "choice"]
    said: str
    element: int
    size: float = 0.0
    lines: bool = False
    of: str = ""
    value: str = ""


class Claim(NamedTuple):
    """Paints nothing: keeps the place of an element without content, such as a cell whose box is decoration."""

    element: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline that a reader shows beside the pages; `level` counts from 1."""

    title: str
    level: int


class Reprint(NamedTuple):
    """Marks of another box, moved by (dx, dy), their elements counted on from `first`. What is `upright` points wide is
    a picture: on a page from the right, whatever else starts there, it stays as it is, but for `written` points of its
    words."""

    dx: float
    dy: float
    first: int
    marks: tuple[Mark, ...]
    upright: float = 0.0
    written: float = 0.0


Mark: TypeAlias = GlyphRun | Drawing | PlacedPicture | LinkArea | Field | Claim | Bookmark | Reprint


@dataclass(frozen=True, slots=True, eq=False)
class Border:
    """Ground and border behind the strips that carry it, redrawn on each page that they reach."""

    x: float
    width: float
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0.0
    bar: Colour | None = None
    radius: float = 4.0


class Strip(NamedTuple):
    """`before` is empty height above, left away at the top of a page, as is a `separator` (a rule between blocks);
    `keep` means: no page break after this, `yields`: unless most of a page would stay empty. `head` is repeated above
    where the strip comes first on a page, as decoration: it belongs to a table that goes on."""

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    keep: bool = False
    frames: tuple[Border, ...] = ()
    separator: bool = False
    yields: bool = False
    head: Strip | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Box:
    """A typeset block; one `at_foot` stands at the foot of its page. Where it doesn't fit on what is left of a page,
    the same elements can stand in `flowing` strips, which break. `name` says in an error which block it was."""

    strips: tuple[Strip, ...]
    elements: tuple[Element, ...] = ()
    before: float = 0.0
    after: float = 0.0
    new_page: bool = False
    at_foot: bool = False
    flowing: tuple[Strip, ...] = ()
    name: str = ""

    @property
    def height(self) -> float:
        """With the space between its strips."""
        return sum(strip.before + strip.height for strip in self.strips)


def stack(
    boxes: Iterable[Box], elements: Iterable[Element] = (), parent: int = ROOT, dx: float = 0.0
) -> tuple[list[Strip], list[Element]]:
    """Put boxes below each other, moved right by `dx`, their top elements under `parent` of the given `elements`.

    -> all strips, and all elements. The space between two boxes is the larger of what they ask for.
    """
    strips: list[Strip] = []
    grown = list(elements)
    gap = 0.0
    for box in boxes:
        first = adopt(grown, box.elements, parent)
        frames: dict[int, Border] = {}
        for index, strip in enumerate(box.strips):
            before = strip.before + (max(gap, box.before) if index == 0 and strips else 0.0)
            for frame in strip.frames:
                frames.setdefault(id(frame), replace(frame, x=frame.x + dx))
            moved = (Reprint(dx, 0.0, first, strip.marks),) if strip.marks else ()
            around = tuple(frames[id(frame)] for frame in strip.frames)
            head = strip.head and strip.head._replace(marks=(Reprint(dx, 0.0, 0, strip.head.marks),))
            strips.append(Strip(strip.height, moved, before, strip.keep, around, strip.separator, strip.yields, head))
        if box.strips:
            gap = box.after
    return strips, grown


def adopt(elements: list[Element], children: Iterable[Element], parent: int) -> int:
    """Append the elements of a box under `parent`; -> the number that its first element now has."""
    first = len(elements)
    for child in children:
        above = child.parent + first if child.parent != ROOT else parent
        elements.append(child if above == child.parent else _under(child, above))
    return first


def _under(element: Element, parent: int) -> Element:
    """The same below another element: written out, since a sheet does it a thousand times."""
    return Element(
        element.role,
        parent,
        element.alt,
        element.scope,
        element.numbering,
        element.across,
        element.down,
        element.address,
        element.actual,
        element.language,
    )


def merged(strips: Iterable[Strip]) -> Strip:
    """Strips made one that no page break can part, their frames drawn."""
    placed: list[tuple[float, Strip]] = []
    y = 0.0
    for strip in strips:
        y += strip.before
        placed.append((y, strip))
        y += strip.height
    marks: list[Mark] = list(frame_marks(placed))
    for top, strip in placed:
        if top and strip.marks:
            marks.append(Reprint(0.0, top, 0, strip.marks))
        else:
            marks += strip.marks
    return Strip(y, tuple(marks))


def frame_marks(placed: Iterable[tuple[float, Strip]]) -> Iterable[Drawing]:
    """The frames of strips that stand at these heights, outer frames first."""
    reach: dict[int, tuple[Border, float, float]] = {}
    for top, strip in placed:
        for frame in strip.frames:
            start = reach[id(frame)][1] if id(frame) in reach else top
            reach[id(frame)] = (frame, start, top + strip.height)
    for frame, top, bottom in reach.values():
        yield Drawing(frame.x, top, _frame_shapes(frame, bottom - top))


def _frame_shapes(frame: Border, height: float) -> tuple[Shape, ...]:
    shapes = []
    if frame.fill or frame.stroke:
        inset = frame.line / 2 if frame.stroke else 0.0
        size = (frame.width - 2 * inset, height - 2 * inset)
        look = {"fill": frame.fill, "stroke": frame.stroke, "line": frame.line, "radius": frame.radius}
        shapes.append(rectangle(inset, inset, *size, **look))  # type: ignore[arg-type]
    if frame.bar:
        shapes.append(rectangle(0, 0, BAR, height, fill=frame.bar))
    return tuple(shapes)


def together(strips: Iterable[Strip], page_height: float) -> tuple[Strip, ...]:
    """No page break between strips that fit on one page; longer ones keep the breaks that they had."""
    strips = tuple(strips)
    if sum(strip.before + strip.height for strip in strips) > page_height:
        return strips
    return (*(strip if strip.keep else strip._replace(keep=True) for strip in strips[:-1]), *strips[-1:])


def headed(rows: Iterable[Strip], head: Strip) -> list[Strip]:
    """Rows of a table that repeat its head on each page that they reach."""
    return [row._replace(head=head) for row in rows]


def framed(strips: Iterable[Strip], frame: Border) -> tuple[Strip, ...]:
    """Strips on a ground or in a border."""
    return tuple(strip._replace(frames=(frame, *strip.frames)) for strip in strips)
