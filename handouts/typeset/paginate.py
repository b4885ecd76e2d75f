"""Boxes to pages: strips are stacked until a page is full. Nothing ever runs off a page in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import dropwhile, pairwise
from typing import NamedTuple

from handouts.files.problems import ContentError, Problem
from handouts.typeset.strips import Box, Strip

PAGE_BREAK = -1  # in an order: what follows starts on a new page
TOLERANCE = 0.01  # points
LEAST_TO_FLOW = 0.12  # of a page: what stands side by side is not taken apart for less
LEAST_FOR_FOOT = 0.4  # of a page: nor is what stands at its foot
MOST_EMPTY = 0.65  # of a page: rather than leave more of it empty, a run breaks where it yields


class PlacedStrip(NamedTuple):
    """A strip at `y` points below the top of the page's running content; `box` is the number of its box. A head is
    `repeated` on the pages on which its table goes on."""

    box: int
    strip: Strip
    y: float
    repeated: bool = False


@dataclass(slots=True)
class Page:
    """The strips of one page, the height that there is for running content, and how much of it they use. What stands at
    the foot takes its part of the height away from the others."""

    room: float
    strips: list[PlacedStrip] = field(default_factory=list)
    used: float = 0.0


class _Item(NamedTuple):
    box: int
    strip: Strip
    new_page: bool


def paginate(
    boxes: Sequence[Box], first_height: float, height: float, order: Iterable[int] | None = None
) -> list[Page]:
    """Stack the strips of all boxes; `first_height` is the room on the first page, `height` on the others, in points.
    On paper they stand in the `order` of these numbers, PAGE_BREAK among them, or as they come.

    Raises ContentError for a strip that is taller than a page, naming its block.
    """
    pages = [Page(first_height)]
    for chain in _chains(list(_items(boxes, range(len(boxes)) if order is None else order))):
        _add(chain, pages, boxes, height)
    return pages


def broken_before(
    numbers: Set[int], boxes: Sequence[Box], first_height: float, height: float, order: Iterable[int]
) -> Iterator[tuple[int, tuple[Page, ...]]]:
    """The same with a new page before one of these boxes (by their `numbers`), for each of them, the last first. They
    neither flow nor stand at a foot; those that are kept with the box above them are left out. What follows on a new
    page is put on pages once for all."""
    chains = list(_chains(list(_items(boxes, order))))
    places = {
        at: chain[0].box
        for at, (above, chain) in enumerate(pairwise(chains), 1)
        if chain[0].box in numbers and chain[0].box != above[-1].box
    }

    @cache
    def rest(start: int) -> tuple[Page, ...]:
        pages = [Page(height)]
        for at in range(start, len(chains)):
            count, placed = len(pages), len(pages[-1].strips)
            _add(chains[at], pages, boxes, height)
            if at in places and at > start and len(pages) > count and len(pages[count - 1].strips) == placed:
                return (*pages[:count], *rest(at))
        return tuple(pages)

    pages = [Page(first_height)]
    before: dict[int, tuple[Page, ...]] = {}
    for at, chain in enumerate(chains):
        if at in places:
            before[at] = (*pages[:-1], replace(pages[-1], strips=list(pages[-1].strips)))
        _add(chain, pages, boxes, height)
    for at in reversed(before):
        yield places[at], (*before[at], *rest(at))


def _add(chain: list[_Item], pages: list[Page], boxes: Sequence[Box], height: float) -> None:
    """Put a run down after what stands on the pages already."""
    box = boxes[chain[0].box]
    if chain[0].new_page and pages[-1].strips:
        pages.append(Page(height))
    if box.at_foot and pages[-1].strips and _put_at_foot(chain, pages[-1]):
        return
    for run in _runs(chain, box, pages[-1]):
        _put(run, pages, boxes, height)


def _put_at_foot(chain: list[_Item], page: Page) -> bool:
    """Put a run down at the foot of a page, under what stands there already, if there is room for it."""
    needed = _height(chain)
    if page.used + needed > page.room + TOLERANCE:
        return False
    feet = [placed for placed in page.strips if placed.y >= page.room - TOLERANCE]
    y = max((placed.y + placed.strip.height for placed in feet), default=page.room) - needed
    page.strips = [placed._replace(y=placed.y - needed) if placed in feet else placed for placed in page.strips]
    page.room -= needed
    for item in chain:
        y += item.strip.before
        page.strips.append(PlacedStrip(item.box, item.strip, y))
        y += item.strip.height
    return True


def _runs(chain: list[_Item], box: Box, page: Page) -> Iterator[list[_Item]]:
    """A run as it is, or that of its flowing strips where it doesn't fit on the page and a part of those would."""
    left = page.room - page.used
    least = LEAST_FOR_FOOT if box.at_foot else LEAST_TO_FLOW
    if not box.flowing or _height(chain) <= left + TOLERANCE or left < page.room * least:
        yield chain
        return
    number, first, new_page = chain[0]
    flowing = [_Item(number, strip, new_page) for strip in box.flowing]
    flowing[0] = flowing[0]._replace(strip=flowing[0].strip._replace(before=first.before))
    runs = list(_chains(flowing))
    yield from runs if _height(runs[0]) <= left + TOLERANCE else [chain]


def _put(chain: list[_Item], pages: list[Page], boxes: Sequence[Box], height: float) -> None:
    """Put a run on the page if it fits, on the next one if it fits there, and else break it as well as can be."""
    page = pages[-1]
    left = page.room - page.used
    needed = _height(chain)
    if needed - (0.0 if page.strips else chain[0].strip.before) > left + TOLERANCE:
        fits_elsewhere = _height_alone(chain) <= height + TOLERANCE
        parts = _parts(chain)
        if len(parts) > 1 and (left > height * MOST_EMPTY or not fits_elsewhere):
            for part in parts:
                _put(part, pages, boxes, height)
            return
        if page.strips and (fits_elsewhere or left < height / 4):
            pages.append(Page(height))
            _repeat_head(pages[-1], chain[0])
    for item in chain:
        _place(item, pages, boxes, height)


def _items(boxes: Sequence[Box], order: Iterable[int]) -> Iterator[_Item]:
    """All strips in order, the space between boxes put before their first strips."""
    gap = 0.0
    new_page = False
    for number in order:
        if number == PAGE_BREAK:
            new_page = True
            continue
        box = boxes[number]
        if box.new_page:
            new_page = True
            continue
        for index, strip in enumerate(box.strips):
            before = strip.before + (max(gap, box.before) if index == 0 else 0.0)
            yield _Item(number, strip if before == strip.before else strip._replace(before=before), new_page)
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


def _height(chain: list[_Item]) -> float:
    """The room that a run takes with the space above it."""
    return sum(item.strip.before + item.strip.height for item in chain)


def _height_alone(chain: list[_Item]) -> float:
    """The room that a run takes at the top of a page, where spaces and rules are left away."""
    kept = list(dropwhile(lambda item: item.strip.separator, chain))
    return _height(kept) - kept[0].strip.before if kept else 0.0


def _parts(chain: list[_Item]) -> list[list[_Item]]:
    """A run cut where it yields."""
    parts: list[list[_Item]] = [[]]
    for item in chain:
        parts[-1].append(item)
        if item.strip.yields:
            parts.append([])
    return [part for part in parts if part]


def _place(item: _Item, pages: list[Page], boxes: Sequence[Box], height: float) -> None:
    strip = item.strip
    if strip.height > height + TOLERANCE:
        name = boxes[item.box].name or "a block"
        message = f"{name} is taller than a page."
        raise ContentError([Problem("sheet", 0, "", message, "Shorten it, or split it into several.")])
    page = pages[-1]
    if strip.separator and not page.strips:
        return
    before = strip.before if page.strips else 0.0
    if page.used + before + strip.height > page.room + TOLERANCE:  # a run longer than a page: it breaks here after all
        page, before = Page(height), 0.0
        pages.append(page)
        _repeat_head(page, item)
    page.strips.append(PlacedStrip(item.box, strip, page.used + before))
    page.used += before + strip.height


def _repeat_head(page: Page, item: _Item) -> None:
    """The head of a table that goes on, as decoration: a listener has heard it already."""
    head = item.strip.head
    if head and head.height + item.strip.height <= page.room + TOLERANCE:
        page.strips.append(PlacedStrip(item.box, head._replace(frames=item.strip.frames), 0.0, repeated=True))
        page.used = head.height
