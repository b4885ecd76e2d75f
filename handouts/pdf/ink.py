"""What a box looks like, wherever it stands. That of a box that comes up again is painted once in a process: only the
numbers by which its elements go change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias, assert_never

from handouts.drawing.pictures import Picture
from handouts.pdf.painter import Painter, Surface
from handouts.pdf.tags import Rectangle
from handouts.pdf.xobjects import picture_resource
from handouts.reuse.store import alongside
from handouts.typeset.faces import Face
from handouts.typeset.strips import Box, Field, frame_marks


class OpenSpan(NamedTuple):
    """Marked content that is read as `text`."""

    element: int
    text: str


class Claimed(NamedTuple):
    """An element without content."""

    element: int


class Extent(NamedTuple):
    """Where a figure lies."""

    element: int
    box: Rectangle


class Address(NamedTuple):
    """A place that leads somewhere."""

    element: int
    box: Rectangle
    address: str
    said: str


class Input(NamedTuple):
    """A place to fill in."""

    element: int
    box: Rectangle
    field: Field
    face: Face


class OutlineLine(NamedTuple):
    """A line of the outline."""

    title: str
    level: int
    top: float


# Operators, the beginning of an element's marked content (its number), or what a page is told besides.
Step: TypeAlias = str | int | OpenSpan | Claimed | Extent | Address | Input | OutlineLine


class PaintedBox:
    """A surface that remembers what was painted on it."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.glyphs: dict[Face, dict[int, str]] = {}
        self.pictures: list[Picture] = []

    def paint(self, operators: str) -> None:
        """Operators, joined to those before."""
        if self.steps and isinstance(self.steps[-1], str):
            operators = f"{self.steps.pop()}\n{operators}"
        self.steps.append(operators)

    def open(self, element: int) -> None:
        """Begin marked content of an element."""
        self.steps.append(element)

    def open_span(self, element: int, text: str) -> None:
        """Begin marked content that is read as `text`."""
        self.steps.append(OpenSpan(element, text))

    def claim(self, element: int) -> None:
        """Keep the place of an element without content."""
        self.steps.append(Claimed(element))

    def enclose(self, element: int, box: Rectangle) -> None:
        """Note where a figure lies."""
        self.steps.append(Extent(element, box))

    def note_glyphs(self, face: Face, glyphs: Iterable[tuple[int, str]]) -> None:
        """Note glyphs as shown."""
        self.glyphs.setdefault(face, {}).update(glyphs)

    def picture_name(self, picture: Picture) -> str:
        """The resource name of a picture, which is the same on every page."""
        self.pictures.append(picture)
        return picture_resource(picture)

    def link(self, box: Rectangle, address: str, element: int, said: str) -> None:
        """A place that leads to an address."""
        self.steps.append(Address(element, box, address, said))

    def field(self, box: Rectangle, field: Field, element: int, face: Face) -> None:
        """A place to fill in."""
        self.steps.append(Input(element, box, field, face))

    def heading(self, title: str, level: int, top: float) -> None:
        """A line of the outline."""
        self.steps.append(OutlineLine(title, level, top))


@alongside
def ink_of(box: Box, start: int, face: Face, across: float | None) -> PaintedBox:
    """A box from its strip `start` on, with its upper left corner at (0, 0); one that runs to the left is `across`
    points wide."""
    ink = PaintedBox()
    paint_box(box, start, Painter(ink, face, across), 0)
    return ink


def paint_box(box: Box, start: int, painter: Painter, first: int) -> None:
    """Paint a box from its strip `start` on with its upper left corner at (0, 0), its elements counted on from
    `first`."""
    placed, y = [], 0.0
    for index, strip in enumerate(box.strips[start:]):
        y += strip.before if index else 0.0
        placed.append((y, strip))
        y += strip.height
    for frame in frame_marks(placed):
        painter.paint(frame, 0.0, 0.0, 0)
    for top, strip in placed:
        for mark in strip.marks:
            painter.paint(mark, 0.0, -top, first)
    painter.close()


def play(ink: PaintedBox, surface: Surface, first: int) -> None:
    """Put ink where it belongs, its elements counted on from `first`."""
    for face, told in ink.glyphs.items():
        surface.note_glyphs(face, told.items())
    for picture in ink.pictures:
        surface.picture_name(picture)
    for step in ink.steps:
        if isinstance(step, str):
            surface.paint(step)
        elif isinstance(step, int):
            surface.open(step + first)
        else:
            _play_rare(step, surface, first)


def _play_rare(step: OpenSpan | Claimed | Extent | Address | Input | OutlineLine, surface: Surface, first: int) -> None:
    match step:
        case OpenSpan():
            surface.open_span(step.element + first, step.text)
        case Claimed():
            surface.claim(step.element + first)
        case Extent():
            surface.enclose(step.element + first, step.box)
        case Address():
            surface.link(step.box, step.address, step.element + first, step.said)
        case Input():
            surface.field(step.box, step.field, step.element + first, step.face)
        case OutlineLine():
            surface.heading(step.title, step.level, step.top)
        case _:
            assert_never(step)
