"""Full pages: an ending has none of its own, and room that is left over goes to pictures, then to spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.boxes import set_block, set_taller
from handouts.typeset.paginate import PAGE_BREAK, Page, paginate
from handouts.typeset.panels import HIGHEST
from handouts.typeset.strips import Box, Mark, PlacedPicture, Reprint

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

LEAST = 2.0 * MM  # what is left over on a page that is worth a change
ROUNDED = 1.0  # points
WIDEST = 4.0 * MM  # what a space between two exercises grows by at most, or between what stands before the first one
OPEN = 40.0 * MM  # left over beside a single exercise: its pictures may take the whole width
LARGER = 1.15  # times as large as they are, or it isn't worth that


def without_lonely_endings(sheet: b.Sheet, done: Typeset) -> Typeset:
    """What would stand at the foot of a page with nothing else goes to the foot of an earlier page that has room, or
    the exercise before it comes along: on paper alone, since it is heard in its own place."""
    for ending, index, start in _lonely(sheet.blocks, done):
        before = _room_for(ending, index, start, done)
        if before is not None:
            order = [number for number in done.order if number != ending]
            order.insert(order.index(before), ending)
            return without_lonely_endings(sheet, _again(done, order))
        last = done.pages[index - 1].strips[-1].box
        if isinstance(sheet.blocks[last], b.Card) and done.pages[index - 1].strips[0].box != last:
            at = done.order.index(last)
            return without_lonely_endings(sheet, _again(done, [*done.order[:at], PAGE_BREAK, *done.order[at:]]))
    return done


def _again(done: Typeset, order: list[int]) -> Typeset:
    """The boxes in this order."""
    return replace(done, order=tuple(order), pages=tuple(paginate(done.boxes, *done.rooms, order)))


def _lonely(blocks: tuple[b.Block, ...], done: Typeset) -> Iterator[tuple[int, int, int]]:
    """The number of each such block, its page, and the first page of its part of the sheet."""
    start = 0
    for index, page in enumerate(done.pages):
        if not page.strips:
            continue
        first = page.strips[0].box
        above = _above(first, done)
        if above is not None and isinstance(blocks[above], b.PageBreak):
            start = index
        if index > start and {placed.box for placed in page.strips} == {first} and isinstance(blocks[first], b.Foot):
            yield first, index, start


def _above(number: int, done: Typeset) -> int | None:
    """The box that stands before another one on paper."""
    at = done.order.index(number) - 1
    return done.order[at] if at >= 0 and done.order[at] != PAGE_BREAK else None


def _room_for(ending: int, index: int, start: int, done: Typeset) -> int | None:
    """The number of the box before which it finds room: on the first page, or on the one nearest to the end."""
    box, place = done.boxes[ending], done.order.index
    for at in (start, *range(index - 1, start, -1)):
        earlier = done.pages[at]
        after: int = done.pages[at + 1].strips[0].box
        before = _above(after, done)
        above = max(box.before, 0.0 if before is None else done.boxes[before].after)
        last = max(place(placed.box) for placed in earlier.strips)
        if earlier.room - earlier.used > box.height + above and place(after) > last:
            return after
    return None


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
            if len(cards) == 1:
                taller = _opened(sheet.blocks[number], taller, boxes[number].height + spare, done)
            spare -= max(0.0, taller.height - boxes[number].height)
            boxes[number] = taller
    pages = tuple(paginate(boxes, *done.rooms, done.order))
    if len(pages) > len(done.pages):
        return done
    return replace(done, boxes=tuple(boxes), pages=tuple(_spread(sheet, page) for page in pages))


def _opened(card: b.Block, box: Box, room: float, done: Typeset) -> Box:
    """The only exercise of a page that would stay half empty, with its pictures over the whole width, where that makes
    them larger; `room` is how high it may be, in points. What is heard stays in its order."""
    first, *rest = (card.blocks if isinstance(card, b.Card) else ()) or (None,)
    beside = isinstance(first, b.Columns) and first.fit and len(first.columns) == 2 and done.setting.style.columns
    if not (isinstance(card, b.Card) and isinstance(first, b.Columns) and beside and room - box.height > OPEN):
        return box
    pictures = (
        replace(each, height=HIGHEST / MM) if isinstance(each, b.FigureRow) else each for each in first.columns[0]
    )
    opened = replace(card, blocks=(*pictures, *first.columns[1], *rest))
    other = set_block(opened, done.frame.width, done.setting)
    return other if other.height <= room and _scale(other) > _scale(box) * LARGER else box


def _scale(box: Box) -> float:
    """How many points a unit of its largest picture has."""
    pictures = _pictures(mark for strip in box.strips for mark in strip.marks)
    return max((mark.height / mark.picture.height for mark in pictures), default=0.0)


def _pictures(marks: Iterable[Mark]) -> Iterator[PlacedPicture]:
    for mark in marks:
        if isinstance(mark, PlacedPicture):
            yield mark
        elif isinstance(mark, Reprint):
            yield from _pictures(mark.marks)


def _whole(page: Page, done: Typeset) -> list[int]:
    """The boxes that stand on a page with all of their strips, but for a rule that no page starts with."""
    counts: dict[int, int] = {}
    for placed in page.strips:
        counts[placed.box] = counts.get(placed.box, 0) + 1
    return [number for number, count in counts.items() if count >= len(done.boxes[number].strips) - 1]


def _spread(sheet: b.Sheet, page: Page) -> Page:
    """A page with some of what is left over between its exercises, or where it has none, between what stands above
    them. What stands at its foot stays there."""
    above = [placed for placed in page.strips if not isinstance(sheet.blocks[placed.box], b.Foot)]
    numbers = list(dict.fromkeys(placed.box for placed in above))
    parts = [number for number in numbers if isinstance(sheet.blocks[number], b.Card)]
    if not parts and any(isinstance(block, b.Card) for block in sheet.blocks[max(numbers, default=0) :][:2]):
        parts = [number for number in numbers if not isinstance(sheet.blocks[number], b.Heading)]
    spare = page.room - page.used
    if len(parts) < 2 or spare < LEAST:
        return page
    each = min(spare / len(parts), WIDEST)
    shift = {number: each * parts.index(number) for number in parts}
    lowered = [placed._replace(y=placed.y + shift.get(placed.box, 0.0)) for placed in page.strips]
    return Page(page.room, lowered, page.used + each * (len(parts) - 1))
