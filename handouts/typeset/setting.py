"""What all boxes need to know, and text set into strips: the ground that the block functions stand on."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import Colour, line, rectangle
from handouts.layout.blocks import Joints, Spans
from handouts.layout.parts import OF_ENGLISH
from handouts.layout.style import Style, TextStyle
from handouts.resolve.direction import has_right_to_left
from handouts.reuse.store import ByIdentity, alongside
from handouts.typeset.fonts import FontBook
from handouts.typeset.inline import MARKER_END, Line, lines_of, space_after
from handouts.typeset.pieces import Piece, Word, alike
from handouts.typeset.strips import ROOT, Drawing, Element, Field, GlyphRun, LinkArea, Mark, Strip

if TYPE_CHECKING:
    from handouts.typeset.leftward import Stretch

Align = Literal["start", "centre", "end"]
OPTICAL_MIDDLE = 0.34  # of the size: half the height of a capital, which puts letters in the middle of their line
UNDERLINE = 2.2  # points below the baseline
TYPED_LINE = 1.18  # of typed letters' size: the least height of their field
DATE = 6.2  # of the size of typed letters: the width of a field for 10 figures and signs, and what readers leave free
SENTENCE_END = re.compile(r"(?<=[.!?])(?:\s+|$)")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Setting:
    """Style, fonts and pictures of a sheet, the height of its page for running content in points, whether what is to
    be written on can be filled in on a screen, what is heard of a gap, and how texts are put together. `first_height`
    is that of a first page which is higher."""

    style: Style
    fonts: FontBook
    pictures: Mapping[str, Picture]
    page_height: float
    fields: bool = False
    gap: str = "blank"
    first_height: float = 0.0
    joints: Joints = OF_ENGLISH

    @property
    def unit(self) -> float:
        """The unit of vertical distances in points."""
        return self.style.unit

    def text(self, name: str) -> TextStyle:
        """A text style by its name."""
        return self.style.named(name)

    def called(self, name: str, other: str) -> Setting:
        """The same with another text style under a name."""
        return replace(self, style=replace(self.style, text={**self.style.text, name: self.style.named(other)}))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Where text goes: `x` and `width` in points, and the element of `elements` that owns it. Text that `runs_on` ends
    with a real space, because the same element goes on elsewhere. Words `of_picture` are heard as its alt says them."""

    width: float
    elements: list[Element]
    element: int
    x: float = 0.0
    align: Align = "start"
    colour: Colour | None = None
    runs_on: bool = False
    of_picture: bool = False


def set_text(spans: Spans, style: TextStyle, place: TextBlock, setting: Setting) -> list[Strip]:
    """Words to strips, a line each; the first two and the last two lines stay together."""
    if place.colour:
        style = replace(style, colour=place.colour)
    lines = list(lines_of(spans, style, place.width, setting.fonts))
    if place.runs_on and lines:
        space = space_after(lines[-1].pieces[-1], style, setting.fonts.base)
        lines[-1] = Line((*lines[-1].pieces, space), lines[-1].width)
    strips = []
    before: Piece | None = None
    for index, each in enumerate(lines):
        strips.append(_strip(each, style, place, before, setting))
        if setting.fields:
            fields = _fields(lines, index, strips[-1], style, place, setting)
            strips[-1] = strips[-1]._replace(marks=(*strips[-1].marks, *fields))
        before = each.pieces[-1]
    last = len(strips) - 1
    for index in {0, last - 1} if last > 0 else ():
        strips[index] = strips[index]._replace(keep=True)
    return strips


def new_element(elements: list[Element], role: str, parent: int = ROOT, **said: str | int) -> int:
    """Append an element; -> its number."""
    elements.append(Element(role, parent, **said))  # type: ignore[arg-type]
    return len(elements) - 1


def baseline(style: TextStyle) -> float:
    """The baseline's distance from the top of its line, in points."""
    return style.leading / 2 + OPTICAL_MIDDLE * style.size


def _strip(each: Line, style: TextStyle, place: TextBlock, before: Piece | None, setting: Setting) -> Strip:
    """One line; `before` is the end of the line above, whose link or foreign words may go on."""
    slack = place.width - each.width
    start = {"start": 0.0, "centre": slack / 2, "end": slack}[place.align]
    x = place.x + start
    y = baseline(style)
    marks: list[Mark] = []
    said: Stretch | None = None
    pieces = tuple([piece if piece.blank is None else _heard_gap(piece, setting) for piece in each.pieces])
    for group, stretch in _as_seen(pieces, setting.fonts.base):
        first, words = group[0], tuple([piece.shaped for piece in group])
        goes_on_here, said = said is stretch, stretch
        width = sum([piece.width for piece in group])
        owner = place.element
        shown = min(width, each.width - (x - place.x - start))  # without the space at the end of the line
        if first.link:
            goes_on = before is not None and before.link == first.link
            owner = _inside(place, Element("Link", owner, address=first.link), goes_on)
            marks.append(LinkArea(x, y - style.size, shown, style.leading, first.link, owner))
        if first.language:
            goes_on = before is not None and _speech(before) == _speech(first)
            owner = _inside(place, Element("Span", owner, language=first.language), goes_on)
        if stretch and not place.of_picture:
            owner = _heard_stretch(stretch, first, owner, place, goes_on_here)
        if first.marker:
            marks += marker_ground(x, width, style, setting)
            marks += _marker_words(first.marker, (x, y), owner, style, setting)
        else:
            marks.append(GlyphRun(x, y, first.shaped.face, style.size, style.colour, words, owner))
        if first.link and not first.link.startswith("tel:"):  # which is known by its numerals, and large enough
            marks.append(underline(x, y, shown, style.colour))
        x += width
        before = group[-1]
    return Strip(style.leading, tuple(marks))


def _heard_stretch(stretch: Stretch, piece: Piece, parent: int, place: TextBlock, goes_on: bool) -> int:
    """The element of words that are drawn from left to right and heard as they are written. What they are heard as
    stands one element above them: next to them, mupdf would take it for their letters from left to right."""
    language = "" if piece.language else stretch.language
    said = _inside(place, Element("Span", parent, actual=stretch.text, language=language), goes_on)
    return _inside(place, Element("Span", said), goes_on)


def _as_seen(pieces: Word, base: int) -> Iterator[tuple[Word, Stretch | None]]:
    """The pieces of a line from where it starts, neighbours that look alike together, and in them from left to right;
    with the stretch from right to left that they are in."""
    if base or any(piece.level for piece in pieces):
        from handouts.typeset.leftward import from_start

        yield from from_start(pieces, base)
    else:
        yield from ((each, None) for each in alike(pieces))


def _heard_gap(piece: Piece, setting: Setting) -> Piece:
    """A gap is heard as a word, and not as a row of underscores."""
    heard = replace(piece.shaped, text=setting.gap, exact=False)
    if has_right_to_left(setting.gap):  # readers of PDFs turn it round
        heard = replace(heard, parts=(replace(heard, text=setting.gap[::-1]),))
    return piece._replace(shaped=heard)


def _marker_words(
    parts: Word, corner: tuple[float, float], owner: int, style: TextStyle, setting: Setting
) -> Iterator[GlyphRun]:
    """The words of a marker whose ground starts at a place on the baseline."""
    x, y = corner[0] + MARKER_END * style.size, corner[1]
    for group, _ in _as_seen(parts, setting.fonts.base):
        shaped = tuple([piece.shaped for piece in group])
        yield GlyphRun(x, y, shaped[0].face, style.size, setting.style.on_marker, shaped, owner)
        x += sum([piece.width for piece in group])


def marker_height(style: TextStyle) -> float:
    """How high the ground of a marker is, and how wide that of a single number."""
    return min(style.leading * 0.97, style.size * 1.28)


def marker_width(strip: Strip, style: TextStyle) -> float:
    """How wide a marker is that stands alone on a line."""
    runs = [mark for mark in strip.marks if isinstance(mark, GlyphRun)]
    letters = sum(word.advance for run in runs for word in run.words) * style.size / 1000
    return max(letters + 2 * MARKER_END * style.size, marker_height(style))


def marker_ground(x: float, width: float, style: TextStyle, setting: Setting) -> tuple[Drawing, ...]:
    """The ground of a marker on a line of this style: a disc, or as long as its words, with round ends."""
    height = marker_height(style)
    top = baseline(style) - OPTICAL_MIDDLE * style.size - height / 2
    width = max(width, height)
    looks = setting.style
    ground = rectangle(
        0,
        0,
        width,
        height,
        fill=looks.primary if looks.fills else None,
        stroke=looks.primary,
        line=1.1,
        radius=height / 2 if looks.theme.markers == "round" else 0.0,
    )
    return (Drawing(x, top, (ground,)),)


def _fields(
    lines: list[Line], at: int, strip: Strip, style: TextStyle, place: TextBlock, setting: Setting
) -> Iterator[Field]:
    """The blanks of one of the lines as fields, each told by the words around it. One that ends its line is wide
    enough for a date, if there is room."""
    x = min((mark.x for mark in strip.marks if isinstance(mark, GlyphRun)), default=place.x)
    size = typed_size(style.leading, setting)
    pieces = lines[at].pieces
    before = sum(len(line.pieces) for line in lines[:at])
    for index, piece in enumerate(pieces):
        if piece.blank is not None:
            form = new_element(place.elements, "Form", place.element)
            said = piece.blank or _around([each for line in lines for each in line.pieces], before + index, setting)
            ends = not any(each.shaped.text.strip() for each in pieces[index + 1 :])
            room = place.x + place.width - x if ends else 0.0
            width = max(piece.width, min(DATE * size, room))
            yield Field(x, 0.0, width, style.leading, "text", said, form, size, of=piece.blank)
        x += piece.width


def typed_size(height: float, setting: Setting) -> float:
    """How large letters are that are typed into a field of this height (points): as running text, if they fit."""
    return min(setting.text("body").size, height / TYPED_LINE)


def _around(pieces: list[Piece], index: int, setting: Setting) -> str:
    """The sentence that a blank stands in."""
    texts = [piece.shaped.text if piece.blank is None else setting.gap for piece in pieces]
    before, after = "".join(texts[:index]), "".join(texts[index + 1 :])
    said = f"{SENTENCE_END.split(before)[-1]} \u2026 {SENTENCE_END.split(after)[0]}"
    return " ".join(said.split())


def underline(x: float, y: float, width: float, colour: Colour) -> Mark:
    """A line under a link: colour alone would not be seen in grey."""
    return Drawing(x, y + UNDERLINE, (line(0, 0, width, 0, colour, 0.6),))


def _speech(piece: Piece) -> tuple[str, str]:
    """What makes a piece belong to another element than its paragraph."""
    return piece.link, piece.language


def _inside(place: TextBlock, wanted: Element, goes_on: bool) -> int:
    """The element of a link or of foreign words at this place; where they go on from before, it is the same one."""
    number = len(place.elements) - 1
    while goes_on and number != place.element:
        if place.elements[number] == wanted:
            return number
        number = place.elements[number].parent
    place.elements.append(wanted)
    return len(place.elements) - 1


@alongside
def ground_of(setting: Setting) -> tuple[Hashable, ...]:
    """What boxes of words depend on besides their block, and what others depend on."""
    words = (ByIdentity(setting.style), ByIdentity(setting.fonts), setting.fields, setting.gap, setting.joints)
    pictures = frozenset((name, picture.digest) for name, picture in setting.pictures.items())
    return words, (*words, setting.page_height, pictures)
