"""Pages to bytes. Everything painted is an artifact unless an element claims it."""

from __future__ import annotations

from io import BytesIO

from handouts.figures.shapes import extent
from handouts.layout.style import EDGE, Style
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.file import GrowingFile
from handouts.pdf.metadata import About
from handouts.pdf.operators import number, placed_operators, text_look, text_operators
from handouts.pdf.parts import Part
from handouts.typeset.fonts import Face, Shaped
from handouts.typeset.sheet import Typeset
from handouts.typeset.strips import (
    Bookmark,
    Claim,
    Drawing,
    Field,
    GlyphRun,
    Group,
    LinkArea,
    Mark,
    PlacedPicture,
    Strip,
    frame_marks,
)

DECORATION = "/Artifact <</Type/Layout>> BDC"
FURNITURE = "furniture"  # the owner of what lies inside an artifact that says what it is
REPEATED = "/Artifact <</Type/Pagination>> BDC"  # the head of a table that goes on
HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"


def write_pdf(done: Typeset, style: Style, about: About) -> bytes:
    """A file of one sheet. The same arguments give the same bytes."""
    out = BytesIO()
    file = GrowingFile(out)
    file.add(paint(done, style))
    file.finish(about)
    return out.getvalue()


def paint(done: Typeset, style: Style) -> Part:
    """Paint all pages, as a part of a file."""
    canvas = TaggedCanvas(style.page)
    firsts = [canvas.tree.adopt(box.elements) for box in done.boxes]
    for index, page in enumerate(done.pages):
        painter = _Painter(canvas, done.face)
        around = done.furniture(index + 1, len(done.pages))
        painter.artifact(HEADER, around.header, style.margin, style.page[1] - EDGE)
        top = style.page[1] - around.body_top
        for frame in frame_marks((placed.y, placed.strip) for placed in page.strips):
            painter.paint(frame, style.margin, top, 0)
        for placed in page.strips:
            if placed.repeated:
                painter.artifact(REPEATED, placed.strip, style.margin, top - placed.y)
                continue
            for mark in placed.strip.marks:
                painter.paint(mark, style.margin, top - placed.y, firsts[placed.box])
        painter.close()
        painter.artifact(FOOTER, around.footer, style.margin, EDGE + around.footer.height)
        canvas.end_page(last=index == len(done.pages) - 1)
    return canvas.part()


class UnclaimedText(ValueError):
    """Words that no structure element owns, which a listener would never hear: a mistake in typesetting."""


class _Painter:
    """Paints marks, opening and closing marked content so that each stretch has one owner."""

    def __init__(self, canvas: TaggedCanvas, face: Face) -> None:
        self.canvas, self.face = canvas, face
        self.owner: int | str | None = None

    def artifact(self, opening: str, strip: Strip, x: float, top: float) -> None:
        """A header, a footer or a head that is repeated: one artifact, whatever it holds."""
        self.close()
        self.canvas.paint(opening)
        self.owner = FURNITURE
        for mark in strip.marks:
            self.paint(mark, x, top, 0)
        self.canvas.paint("EMC")
        self.owner = None

    def close(self) -> None:
        if self.owner is not None:
            self.canvas.paint("EMC")
        self.owner = None

    def own(self, element: int | None) -> None:
        """Make what follows belong to an element, or to nobody."""
        if self.owner == FURNITURE:
            return
        wanted: int | str = "decoration" if element is None else element
        if self.owner == wanted:
            return
        self.close()
        if element is None:
            self.canvas.paint(DECORATION)
        else:
            tree = self.canvas.tree
            self.canvas.paint(f"/{tree.elements[element].role} <</MCID {tree.mark(element)}>> BDC")
        self.owner = wanted

    def paint(self, mark: Mark, x: float, top: float, first: int) -> None:
        """Paint a mark of a strip whose left end is `x` and whose top is at height `top` above the page's bottom."""
        match mark:
            case Group():
                for inner in mark.marks:
                    self.paint(inner, x + mark.dx, top - mark.dy, first + mark.first)
            case GlyphRun():
                self._glyphs(mark, x, top, None if mark.element is None else mark.element + first)
            case Drawing():
                self.own(None if mark.element is None else mark.element + first)
                if mark.element is not None:
                    left, high, right, low = extent(mark.shapes)
                    self.enclose(mark.element + first, x + mark.x + left, top - mark.y - low, right - left, low - high)
                self.canvas.paint(placed_operators(mark.shapes, x + mark.x, top - mark.y))
            case PlacedPicture():
                self.own(None if mark.element is None else mark.element + first)
                name = self.canvas.picture_name(mark.picture)
                place = (mark.width, 0, 0, mark.height, x + mark.x, top - mark.y - mark.height)
                if mark.element is not None:
                    self.enclose(mark.element + first, *place[4:], mark.width, mark.height)
                self.canvas.paint(f"q {' '.join(map(number, place))} cm /{name} Do Q")
            case LinkArea():
                left, upper = x + mark.x, top - mark.y
                corners = (left, upper - mark.height, left + mark.width, upper)
                said = mark.address.removeprefix("mailto:").removeprefix("tel:")
                self.canvas.link(corners, mark.address, mark.element + first, said)
            case Field():
                left, upper = x + mark.x, top - mark.y
                corners = (left, upper - mark.height, left + mark.width, upper)
                self.canvas.field(corners, mark, mark.element + first, self.face)
            case Claim():
                self.canvas.tree.claim(mark.element + first)
            case Bookmark():
                self.canvas.heading(mark.title, mark.level, top)

    def enclose(self, element: int, left: float, bottom: float, width: float, height: float) -> None:
        """Tell the tree where a figure lies."""
        self.canvas.tree.enclose(element, (left, bottom, left + width, bottom + height))

    def _glyphs(self, run: GlyphRun, x: float, top: float, element: int | None) -> None:
        """Words, cut where a glyph can't say by itself what it means: such a word is a Span with its text."""
        x += run.x
        if element is None:
            if self.owner != FURNITURE:
                raise UnclaimedText("".join(word.text for word in run.words))
            self._show(run, run.words, x, top)
            return
        start = 0
        for index in [index for index, word in enumerate(run.words) if not word.exact]:
            x = self._words(run, run.words[start:index], x, top, element)
            word = run.words[index]
            self.close()
            spoken = self.canvas.tree.span(element, word.text)
            text = ("\ufeff" + word.text).encode("utf-16-be").hex().upper()
            self.canvas.paint(f"/Span <</MCID {spoken}/ActualText<{text}>>> BDC")
            x = self._show(run, (word,), x, top)
            self.canvas.paint("EMC")
            start = index + 1
        self._words(run, run.words[start:] if start else run.words, x, top, element)

    def _words(self, run: GlyphRun, words: tuple[Shaped, ...], x: float, top: float, element: int) -> float:
        if not words:
            return x
        self.own(element)
        return self._show(run, words, x, top)

    def _show(self, run: GlyphRun, words: tuple[Shaped, ...], x: float, top: float) -> float:
        """Show words from x on; -> where they end."""
        canvas = self.canvas
        name = canvas.font_name(run.face)
        canvas.words.update(dict.fromkeys(words))
        look = text_look(run.size, run.colour)
        canvas.paint(text_operators(words, name, look, number(x), number(top - run.y), run.size))
        return x + sum([word.advance for word in words]) * run.size / 1000
