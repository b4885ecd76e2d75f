"""Marks to operators, each stretch of them with its owner, on whatever takes them: a page, or ink that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, assert_never

from handouts.drawing.pictures import Picture, no_finer
from handouts.drawing.shapes import Path, Shape, extent, short
from handouts.pdf.operators import placed_operators, text_look, text_operators
from handouts.pdf.tags import Rectangle
from handouts.typeset.faces import Face, Shaped
from handouts.typeset.strips import (
    Bookmark,
    Claim,
    Drawing,
    Field,
    GlyphRun,
    LinkArea,
    Mark,
    PlacedPicture,
    Reprint,
    Strip,
)

DECORATION = "/Artifact <</Type/Layout>> BDC"
RUNNING_MATTER = "running matter"  # the owner of what lies inside an artifact that says what it is
REPEATED = "/Artifact <</Type/Pagination>> BDC"  # the head of a table that goes on
HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"


class Surface(Protocol):
    """What is painted on. Places are in points from the lower left, rectangles left, bottom, right, top; elements go by
    their number."""

    def paint(self, operators: str) -> None:
        """Take operators."""

    def open(self, element: int) -> None:
        """Begin marked content of an element."""

    def open_span(self, element: int, text: str) -> None:
        """Begin marked content of a Span below an element that is read as `text`."""

    def claim(self, element: int) -> None:
        """Keep the place of an element without content."""

    def enclose(self, element: int, box: Rectangle) -> None:
        """Note where a figure lies."""

    def note_glyphs(self, face: Face, glyphs: Iterable[tuple[int, str]]) -> None:
        """Note glyphs as shown, each with the text that it stands for."""

    def picture_name(self, picture: Picture) -> str:
        """The resource name of a picture that is shown."""

    def link(self, box: Rectangle, address: str, element: int, said: str) -> None:
        """A place that leads to an address when it is clicked."""

    def field(self, box: Rectangle, field: Field, element: int, face: Face) -> None:
        """A place to fill in."""

    def heading(self, title: str, level: int, top: float) -> None:
        """A line of the outline that leads to a height."""


class UnclaimedText(ValueError):
    """Words that no structure element owns, which a listener would never hear: a mistake in typesetting."""


class Painter:
    """Paints marks, opening and closing marked content so that each stretch has one owner. A form is filled in in
    `face`. Where all of a page starts at the right, `across` is the sum of the places of its two edges."""

    def __init__(self, surface: Surface, face: Face, across: float | None = None) -> None:
        self.surface, self.face, self.across = surface, face, across
        self.leftward = across is not None
        self.owner: int | str | None = None

    def artifact(self, opening: str, strip: Strip, x: float, top: float) -> None:
        """A header, a footer or a head that is repeated: one artifact, whatever it holds."""
        self.close()
        self.surface.paint(opening)
        self.owner = RUNNING_MATTER
        for mark in strip.marks:
            self.paint(mark, x, top, 0)
        self.surface.paint("EMC")
        self.owner = None

    def close(self) -> None:
        """End what is open."""
        if self.owner is not None:
            self.surface.paint("EMC")
        self.owner = None

    def own(self, element: int | None) -> None:
        """Make what follows belong to an element, or to nobody."""
        if self.owner == RUNNING_MATTER:
            return
        wanted: int | str = "decoration" if element is None else element
        if self.owner == wanted:
            return
        self.close()
        if element is None:
            self.surface.paint(DECORATION)
        else:
            self.surface.open(element)
        self.owner = wanted

    def paint(self, mark: Mark, x: float, top: float, first: int) -> None:
        """Paint a mark of a strip that starts at `x` and whose top is at height `top` above the page's bottom.

        Inside an artifact only ink counts: it is repeated, and a listener has heard it, or never will.
        """
        match mark:
            case Reprint():
                start, across = x + mark.dx, self.across
                if mark.upright and across is not None:
                    start, self.across = self._left(start, mark.upright), None
                elif mark.written and self.leftward and across is None:
                    self.across = 2 * start + mark.written
                for inner in mark.marks:
                    self.paint(inner, start, top - mark.dy, first + mark.first)
                self.across = across
            case GlyphRun():
                start = x + mark.x
                if self.across is not None:
                    start = self._left(start, sum([word.advance for word in mark.words]) * mark.size / 1000)
                self._glyphs(mark, start, top, self._element(mark.element, first))
            case Drawing():
                element = self._element(mark.element, first)
                self.own(element)
                if element is not None:
                    left, high, right, low = extent(mark.shapes)
                    start = self._left(x + mark.x + left, right - left)
                    self.enclose(element, start, top - mark.y - low, right - left, low - high)
                turned = self.across is not None
                self.surface.paint(placed_operators(mark.shapes, self._left(x + mark.x), top - mark.y, turned=turned))
            case PlacedPicture():
                element = self._element(mark.element, first)
                self.own(element)
                name = self.surface.picture_name(no_finer(mark.picture, mark.width / mark.picture.width))
                left = self._left(x + mark.x, mark.width)
                place = (mark.width, 0, 0, mark.height, left, top - mark.y - mark.height)
                if element is not None:
                    self.enclose(element, *place[4:], mark.width, mark.height)
                self.surface.paint(f"q {' '.join(map(short, place))} cm /{name} Do Q")
            case _ if self.owner != RUNNING_MATTER:
                self._besides_ink(mark, x, top, first)

    def _left(self, start: float, width: float = 0.0) -> float:
        """The left end of what is so many points wide, from where it starts."""
        return start if self.across is None else self.across - start - width

    def _besides_ink(self, mark: Claim | LinkArea | Field | Bookmark, x: float, top: float, first: int) -> None:
        """What a page has besides its ink."""
        match mark:
            case Claim():
                self.surface.claim(mark.element + first)
            case Bookmark():
                self.surface.heading(mark.title, mark.level, top)
            case Field() | LinkArea():
                left, upper = self._left(x + mark.x, mark.width), top - mark.y
                corners = (left, upper - mark.height, left + mark.width, upper)
                if isinstance(mark, Field):
                    self.surface.field(corners, mark, mark.element + first, self.face)
                else:
                    said = mark.address.removeprefix("mailto:").removeprefix("tel:")
                    self.surface.link(corners, mark.address, mark.element + first, said)
            case _:
                assert_never(mark)

    def _element(self, number: int | None, first: int) -> int | None:
        """The element that owns a mark; nobody owns what is inside an artifact."""
        return None if number is None or self.owner == RUNNING_MATTER else number + first

    def enclose(self, element: int, left: float, bottom: float, width: float, height: float) -> None:
        """Tell the tree where a figure lies."""
        self.surface.enclose(element, (left, bottom, left + width, bottom + height))

    def _glyphs(self, run: GlyphRun, x: float, top: float, element: int | None) -> None:
        """Words from x on, cut where a glyph can't say by itself what it means: such a word is a Span with its text."""
        if element is None:
            if self.owner != RUNNING_MATTER:
                raise UnclaimedText("".join(word.text for word in run.words))
            self._show(run, _parts(run.words), x, top)
            return
        words, start = _parts(run.words), 0
        for index in [index for index, word in enumerate(words) if not word.exact]:
            x = self._words(run, words[start:index], x, top, element)
            word = words[index]
            self.close()
            self.surface.open_span(element, word.text)
            x = self._show(run, (word,), x, top)
            self.surface.paint("EMC")
            start = index + 1
        self._words(run, words[start:] if start else words, x, top, element)

    def _words(self, run: GlyphRun, words: tuple[Shaped, ...], x: float, top: float, element: int) -> float:
        if not words:
            return x
        self.own(element)
        return self._show(run, words, x, top)

    def _show(self, run: GlyphRun, words: tuple[Shaped, ...], x: float, top: float) -> float:
        """Show words from x on; -> where they end."""
        for word in words:
            self.surface.note_glyphs(run.face, word.told)
        look = text_look(run.size, run.colour)
        operators = text_operators(words, run.face.resource, look, short(x), short(top - run.y), run.size)
        self.surface.paint(operators)
        if any(word.raised for word in words):
            self._raised(run, words, x, top)
        return x + sum([word.advance for word in words]) * run.size / 1000

    def _raised(self, run: GlyphRun, words: tuple[Shaped, ...], x: float, top: float) -> None:
        """Marks above and below the letters of words from x on, as shapes: readers of PDFs take letters on another
        height for another line."""
        em = run.size / 1000
        for word in words:
            for glyph, shift, rise, _ in word.raised:
                path: Path = tuple((each[0], *[value * em for value in each[1:]]) for each in run.face.outline(glyph))
                place = x + shift * em, top - run.y + rise * em
                self.surface.paint(placed_operators((Shape(path, run.colour),), *place))
            x += word.advance * em


def _parts(words: tuple[Shaped, ...]) -> tuple[Shaped, ...]:
    """Words, those that can't say what they mean by their parts."""
    return tuple([part for word in words for part in word.parts or (word,)]) if any(w.parts for w in words) else words
