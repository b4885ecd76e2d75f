"""A whole sheet to pages: header and footer are measured first, then what flows between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from handouts.drawing.pictures import Picture
from handouts.files.problems import ContentError, Problem
from handouts.layout import blocks as b
from handouts.layout.style import PageFrame, Style
from handouts.layout.walk import spans_in, with_spans
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import STYLES
from handouts.typeset.boxes import set_block
from handouts.typeset.faces import Face
from handouts.typeset.fonts import FontBook
from handouts.typeset.inline import with_page_numbers
from handouts.typeset.paginate import Page, paginate
from handouts.typeset.setting import Setting
from handouts.typeset.strips import Bookmark, Box, Element, Mark, Reprint, Strip, merged, stack

MANY = "\u03a9\u044f\u1ea1"  # who has these sets Greek, Cyrillic and all Latin: what can be typed into a form
NOTHING: Mapping[int, Box] = MappingProxyType({})
MOST_PAGES = 200  # of one sheet; our longest pack has under 30


@dataclass(frozen=True, slots=True)
class Furniture:
    """Header and footer of one page, each a single strip; `body_top` is where running content starts, from the top of
    the page in points. A first header is the letterhead, with `elements`: it is heard. What is repeated is not."""

    header: Strip
    footer: Strip
    body_top: float
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Typeset:
    """Boxes, the pages that they fill, what stands around each page, the face in which a form is filled in (one
    with many letters), and what of a page is for content: `rooms` are the heights on the first page and on the
    others. `setting` is what boxes were set with. Boxes are heard as they come; `order` has the numbers of all as they
    stand on paper."""

    boxes: tuple[Box, ...]
    pages: tuple[Page, ...]
    furniture: Callable[[int, int], Furniture]
    face: Face
    frame: PageFrame
    rooms: tuple[float, float]
    setting: Setting
    order: tuple[int, ...]


def typeset(
    sheet: b.Sheet,
    style: Style,
    fonts: FontBook,
    pictures: Mapping[str, Picture],
    *,
    fillable: bool = False,
    given: Mapping[int, Box] = NOTHING,
) -> Typeset:
    """Set all blocks and break them into pages; a `fillable` sheet has fields where it is to be written on. Boxes
    that are `given`, by the numbers of their blocks, are not set again.

    Raises ContentError and UndrawableCharacter.
    """
    around = Setting(_flat(ByIdentity(style)), fonts, pictures, style.page[1], gap=sheet.gap, joints=sheet.joints)

    frame = style.frame(sheet.frame)
    first_header, header, footer = (
        _set_around(part, frame.width, around) for part in (sheet.first_header, sheet.header, sheet.footer)
    )
    letterhead = stack(set_block(block, frame.width, around) for block in sheet.first_header)[1]

    def furniture(page: int, pages: int) -> Furniture:
        above = (first_header if page == 1 else header)(page, pages)
        below_header = frame.space if above.height or sheet.frame == "usual" else 0.0
        elements = tuple(letterhead) if page == 1 else ()
        return Furniture(above, footer(page, pages), frame.top + above.height + below_header, elements)

    rooms = []
    for page in (1, 2):
        measured = furniture(page, 10)
        rooms.append(style.page[1] - measured.body_top - measured.footer.height - frame.space - frame.bottom)
    setting = replace(around, style=style, page_height=rooms[1], fields=fillable)
    first = replace(setting, first_height=rooms[0])
    boxes = _set_all(sheet.blocks, frame.width, setting, first, given)
    pages = tuple(paginate(boxes, rooms[0], rooms[1]))
    typing = next((family.regular for family in fonts.every() if family.draws(MANY)), None) if fillable else None
    face = typing or max((family.regular for family in fonts.families), key=lambda each: len(each.characters))
    return Typeset(boxes, pages, furniture, face, frame, (rooms[0], rooms[1]), setting, tuple(range(len(boxes))))


def _set_all(
    blocks: tuple[b.Block, ...], width: float, setting: Setting, first: Setting, given: Mapping[int, Box]
) -> tuple[Box, ...]:
    """The boxes of all blocks, `first` for a side that the sheet begins with. Raises ContentError as soon as they are
    more than anybody prints."""
    boxes: list[Box] = []
    left = MOST_PAGES * setting.page_height
    for number, block in enumerate(blocks):
        begins = not boxes and isinstance(block, b.LeafSide)
        boxes.append(given.get(number) or set_block(block, width, first if begins else setting))
        left -= boxes[-1].height
        if left < 0:
            message = f"the sheet has more than {MOST_PAGES} pages."
            raise ContentError([Problem("sheet", 0, "", message, "Leave something out, or make several of it.")])
    return tuple(boxes)


@reused(STYLES)
def _flat(style: ByIdentity[Style]) -> Style:
    """The style of headers and footers, which stay as flat as they can."""
    return replace(style.thing, columns=True, pictures=1.0)


def _set_around(blocks: tuple[b.Block, ...], width: float, setting: Setting) -> Callable[[int, int], Strip]:
    """A header or footer for any page of so many; what says no page number is set once."""
    fixed = [None if _is_numbered(block) else set_block(block, width, setting) for block in blocks]

    def strip(page: int, pages: int) -> Strip:
        def numbered(spans: b.Spans) -> b.Spans:
            return with_page_numbers(spans, page, pages)

        pairs = zip(blocks, fixed, strict=True)
        boxes = (box or set_block(with_spans(block, numbered), width, setting) for block, box in pairs)
        return merged(stack(boxes)[0])

    if None in fixed:
        return strip
    whole = strip(1, 1)
    return lambda page, pages: whole


def _is_numbered(block: b.Block) -> bool:
    return any(span.kind in ("page", "pages") for span in spans_in(block))


def top_headings(done: Typeset) -> list[tuple[str, int]]:
    """Titles of level 1 with the page (from 1) on which each stands: the contents of a pack."""
    found = []
    for number, page in enumerate(done.pages, 1):
        for placed in page.strips:
            found += [(mark.title, number) for mark in _bookmarks(placed.strip.marks) if mark.level == 1]
    return found


def _bookmarks(marks: tuple[Mark, ...]) -> list[Bookmark]:
    found = []
    for mark in marks:
        if isinstance(mark, Bookmark):
            found.append(mark)
        elif isinstance(mark, Reprint):
            found += _bookmarks(mark.marks)
    return found
