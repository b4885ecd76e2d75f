"""Full pages: an ending has none of its own, and room that is left over goes to pictures, then to spaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.boxes import set_taller
from handouts.typeset.paginate import Page, paginate

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

LEAST = 2.0 * MM  # what is left over on a page that is worth a change
ROUNDED = 1.0  # points
WIDEST = 4.0 * MM  # what a space between two exercises grows by at most


def without_lonely_endings(sheet: b.Sheet, done: Typeset) -> tuple[b.Sheet, Typeset]:
    """What would stand at the foot of a page with nothing else goes to the foot of an earlier page that has room."""
    found = next(_lonely(sheet.blocks, done), None)
    if found is None:
        return sheet, done
    ending, before = found
    order = [number for number in range(len(done.boxes)) if number != ending]
    order.insert(order.index(before), ending)
    blocks = tuple(sheet.blocks[number] for number in order)
    boxes = tuple(done.boxes[number] for number in order)
    pages = tuple(paginate(boxes, *done.rooms))
    return without_lonely_endings(replace(sheet, blocks=blocks), replace(done, boxes=boxes, pages=pages))


def _lonely(blocks: tuple[b.Block, ...], done: Typeset) -> Iterator[tuple[int, int]]:
    """The numbers of each such block and of the one before which it finds room."""
    start = 0
    for index, page in enumerate(done.pages):
        first = page.strips[0].box if page.strips else 0
        if first and isinstance(blocks[first - 1], b.PageBreak):
            start = index
        if index == start or {placed.box for placed in page.strips} != {first} or not isinstance(blocks[first], b.Foot):
            continue
        box = done.boxes[first]
        for at in (start, *range(index - 1, start, -1)):  # the first page, or the one nearest to the end
            earlier, after = done.pages[at], done.pages[at + 1].strips[0].box
            above = max(box.before, done.boxes[after - 1].after)
            if earlier.room - earlier.used > box.height + above and after > max(
                placed.box for placed in earlier.strips
            ):
                yield first, after
                break


def filled(sheet: b.Sheet, done: Typeset) -> Typeset:
    """The same on the same pages, its exercises with larger pictures and more space around them where there is room."""
    boxes = list(done.boxes)
    for page in done.pages:
        cards = [number for number in _whole(page, done) if isinstance(sheet.blocks[number], b.Card)]
        spare = page.room - page.used - ROUNDED
        for left, number in zip(range(len(cards), 0, -1), cards, strict=True):
            if spare < LEAST:
                break
            taller = set_taller(sheet.blocks[number], done.frame.width, done.setting, int(spare / left))
            spare -= max(0.0, taller.height - boxes[number].height)
            boxes[number] = taller
    pages = tuple(paginate(boxes, *done.rooms))
    if len(pages) > len(done.pages):
        return done
    return replace(done, boxes=tuple(boxes), pages=tuple(_spread(sheet, page) for page in pages))


def _whole(page: Page, done: Typeset) -> list[int]:
    """The boxes that stand on a page with all of their strips, but for a rule that no page starts with."""
    counts: dict[int, int] = {}
    for placed in page.strips:
        counts[placed.box] = counts.get(placed.box, 0) + 1
    return [number for number, count in counts.items() if count >= len(done.boxes[number].strips) - 1]


def _spread(sheet: b.Sheet, page: Page) -> Page:
    """A page with some of what is left over between its exercises."""
    numbers = [placed.box for placed in page.strips]
    cards = [number for number in dict.fromkeys(numbers) if isinstance(sheet.blocks[number], b.Card)]
    spare = page.room - page.used
    if len(cards) < 2 or spare < LEAST:
        return page
    each = min(spare / len(cards), WIDEST)
    shift = {number: each * index for index, number in enumerate(cards)}
    lowered = [placed._replace(y=placed.y + shift.get(placed.box, 0.0)) for placed in page.strips]
    return Page(page.room, lowered, page.used + each * (len(cards) - 1))
