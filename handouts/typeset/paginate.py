"""Boxes to pages: strips are stacked until a page is full. Nothing ever runs off a page in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from handouts.problems import ContentError, Problem
from handouts.typeset.strips import Box, Strip, decoration

TOLERANCE = 0.01  # points


@dataclass(frozen=True, slots=True)
class PlacedStrip:
    """A strip at `y` points below the top of the page's running content; `box` is the number of its box. A head is
    `repeated` on the pages on which its table goes on."""

    box: int
    strip: Strip
    y: float
    repeated: bool = False


@dataclass(slots=True)
class Page:
    """The strips of one page, and how much of its height they use."""

    strips: list[PlacedStrip] = field(default_factory=list)
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class _Item:
    box: int
    index: int
    strip: Strip
    new_page: bool


def paginate(boxes: Sequence[Box], first_height: float, height: float) -> list[Page]:
    """Stack the strips of all boxes; `first_height` is the room on the first page, `height` on the others, in points.

    Raises ContentError for a strip that is taller than a page, naming its block.
    """
    pages = [Page()]
    for chain in _chains(list(_items(boxes))):
        room = first_height if len(pages) == 1 else height
        if chain[0].new_page and pages[-1].strips:
            pages.append(Page())
            room = height
        if pages[-1].used + _height_of(chain, fresh=not pages[-1].strips) > room + TOLERANCE and pages[-1].strips:
            whole = sum(item.strip.before + item.strip.height for item in chain)
            if whole <= height + TOLERANCE or room - pages[-1].used < height / 4:
                pages.append(Page())
                _repeat_head(pages[-1], chain[0], boxes)
        for item in chain:
            _place(item, pages, boxes, first_height, height)
    return pages


def _items(boxes: Sequence[Box]) -> Iterator[_Item]:
    """All strips in order, the space between boxes put before their first strips."""
    gap = 0.0
    new_page = False
    for number, box in enumerate(boxes):
        if box.new_page:
            new_page = True
            continue
        for index, strip in enumerate(box.strips):
            before = strip.before + (max(gap, box.before) if index == 0 else 0.0)
            yield _Item(number, index, replace(strip, before=before), new_page)
            new_page = False
        if box.strips:
            gap = box.after


def _chains(items: list[_Item]) -> Iterator[list[_Item]]:
    """Strips that want to stay together, as runs."""
    chain: list[_Item] = []
    for item in items:
        chain.append(item)
        if not item.strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _height_of(chain: list[_Item], *, fresh: bool) -> float:
    """The room that a run takes, without the space above it at the top of a page."""
    whole = sum(item.strip.before + item.strip.height for item in chain)
    return whole - (chain[0].strip.before if fresh else 0.0)


def _place(item: _Item, pages: list[Page], boxes: Sequence[Box], first_height: float, height: float) -> None:
    strip = item.strip
    if strip.height > height + TOLERANCE:
        name = boxes[item.box].name or "a block"
        message = f"{name} is taller than a page."
        raise ContentError([Problem("sheet", 0, "", message, "Shorten it, or split it into several.")])
    room = first_height if len(pages) == 1 else height
    page = pages[-1]
    if strip.separator and not page.strips:
        return
    before = strip.before if page.strips else 0.0
    if page.used + before + strip.height > room + TOLERANCE:  # a run longer than a page: it breaks here after all
        page, before = Page(), 0.0
        pages.append(page)
        _repeat_head(page, item, boxes)
    page.strips.append(PlacedStrip(item.box, strip, page.used + before))
    page.used += before + strip.height


def _repeat_head(page: Page, item: _Item, boxes: Sequence[Box]) -> None:
    """The head of a table that goes on, as decoration: a listener has heard it already."""
    head = boxes[item.box].head
    if head and item.index > 0:
        page.strips.append(PlacedStrip(item.box, decoration(head), 0.0, repeated=True))
        page.used = head.height
