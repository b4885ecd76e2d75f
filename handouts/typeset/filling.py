"""Full pages: room that is left over goes to pictures, then to lines to write on, then to spaces."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.boxes import WRITING_HEIGHT, set_block, set_taller
from handouts.typeset.if_room import with_what_has_room
from handouts.typeset.paginate import Page, paginate
from handouts.typeset.panels import HIGHEST
from handouts.typeset.pictures import pictures_in
from handouts.typeset.strips import Box

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

LEAST = 2.0 * MM  # what is left over on a page that is worth a change
ROUNDED = 1.0  # points
WIDEST = 6.0 * MM  # what a space between two exercises grows by at most, or between what stands before the first one
OPEN = 20.0 * MM  # left over on a page: an exercise's pictures may take the whole width
TALLEST = 70.0 * MM  # of pictures over the whole width: larger ones look like another sheet's
EMPTY = 0.12  # of a page's height: on a page that is emptier at its foot there are lines to write on
ROUNDS = 3  # of heights that are tried for them
LARGER = 1.15  # times as large as they are, or it isn't worth that


def filled(sheet: b.Sheet, done: Typeset) -> tuple[b.Sheet, Typeset]:
    """The same on the same pages, its exercises with larger pictures, lines to write on and more space around them
    where there is room."""
    sheet, done = with_what_has_room(sheet, done, first=True)
    grown = _on_pages(done, _larger(sheet, done))
    sheet, done = with_what_has_room(sheet, grown if len(grown.pages) == len(done.pages) else done, first=False)
    blocks, boxes = list(sheet.blocks), list(done.boxes)
    for page in done.pages:
        spare = page.room - page.used - ROUNDED
        if page is not done.pages[-1] and spare > EMPTY * done.setting.style.page[1]:
            _lined(page, spare, blocks, boxes, done)
        for number in _whole(page, done):
            blocks[number], boxes[number] = _side_lined(blocks[number], boxes[number], spare, done)
    lined = _on_pages(done, boxes)
    if len(lined.pages) == len(done.pages):
        sheet, done = replace(sheet, blocks=tuple(blocks)), lined
    return sheet, replace(done, pages=tuple(_spread(sheet, page, done) for page in done.pages))


def _on_pages(done: Typeset, boxes: list[Box]) -> Typeset:
    return replace(done, boxes=tuple(boxes), pages=tuple(paginate(boxes, *done.rooms, done.order)))


def _larger(sheet: b.Sheet, done: Typeset) -> list[Box]:
    """The boxes with larger pictures in the room that is left over on their pages."""
    boxes, blocks = list(done.boxes), sheet.blocks
    for page in done.pages:
        cards = [number for number in _whole(page, done) if isinstance(blocks[number], b.Card)]
        spare = page.room - page.used - ROUNDED
        largest_first = sorted(cards, key=lambda number: -_scale(boxes[number]))  # what one leaves is for smaller ones
        for left, number in zip(range(len(cards), 0, -1), largest_first, strict=True):
            if spare < LEAST:
                break
            taller = set_taller(blocks[number], done.frame.width, done.setting, int(spare / left))
            spare -= max(0.0, taller.height - boxes[number].height)
            boxes[number] = taller
        for number in cards:
            opened = _opened(blocks[number], boxes[number], boxes[number].height + spare, done)
            spare -= opened.height - boxes[number].height
            boxes[number] = opened
    return boxes


def _lined(page: Page, room: float, blocks: list[b.Block], boxes: list[Box], done: Typeset) -> None:
    """Put lines to write on into what is left over of a page (points), where the layout has a place for some after the
    last of its blocks: as many as there could be."""
    at = max((placed.box for placed in page.strips if not isinstance(blocks[placed.box], b.Foot)), default=-1) + 1
    spare = blocks[at] if at < len(blocks) else None
    if isinstance(spare, b.Spare) and (counts := lines_for(spare, boxes[at - 1].after, room, done)):
        blocks[at] = spare.of(counts[0])
        boxes[at] = set_block(blocks[at], done.frame.width, done.setting)


def lines_for(spare: b.Spare, after: float, room: float, done: Typeset) -> range:
    """How many lines to write on there can be in a room, `after` points below what stands there: the most first. Each
    that is too many makes the box lower by the same."""
    box = set_block(spare.of(spare.most), done.frame.width, done.setting)
    over = box.height + max(box.before, after) - room
    return range(spare.most - max(0, ceil(over / WRITING_HEIGHT)), spare.least - 1, -1)


def _side_lined(block: b.Block, box: Box, room: float, done: Typeset) -> tuple[b.Block, Box]:
    """A side of a leaf with lines to write on below its log, where few weeks leave room for some."""
    spare = block.blocks[-1] if isinstance(block, b.LeafSide) and block.blocks else None
    counts = lines_for(spare, done.setting.unit, room, done) if isinstance(spare, b.Spare) else None
    if not (isinstance(block, b.LeafSide) and isinstance(spare, b.Spare) and counts):
        return block, box
    side = replace(block, blocks=(*block.blocks[:-1], spare.of(counts[0])))
    return side, set_block(side, done.frame.width, done.setting)


def _opened(card: b.Block, box: Box, room: float, done: Typeset) -> Box:
    """An exercise of a page that would stay empty, with its pictures over the whole width, where that makes them
    larger; `room` is how high it may be, in points. What is heard stays in its order."""
    first, *rest = (card.blocks if isinstance(card, b.Card) else ()) or (None,)
    beside = isinstance(first, b.Columns) and first.fit and len(first.columns) == 2 and done.setting.style.columns
    if not (isinstance(card, b.Card) and isinstance(first, b.Columns) and beside and room - box.height > OPEN):
        return box
    highest, opened, least = HIGHEST, box, _scale(box) * LARGER
    for _ in range(ROUNDS):  # as high as they are beside other exercises, then by what is left over or too much
        pictures = (
            replace(each, height=highest / MM) if isinstance(each, b.FigureRow) else each for each in first.columns[0]
        )
        blocks = (*pictures, *first.columns[1], *rest)
        other = set_block(replace(card, blocks=blocks), done.frame.width, done.setting)
        if other.height <= room and (scale := _scale(other)) > least:
            opened, least = other, scale
        highest = min(TALLEST, highest + room - other.height)
    return opened


def _scale(box: Box) -> float:
    """How many points a unit of its largest picture has."""
    return max((mark.height / mark.picture.height for mark in pictures_in(box)), default=0.0)


def _whole(page: Page, done: Typeset) -> list[int]:
    """The boxes that stand on a page with all of their strips, but for a rule that no page starts with."""
    counts: dict[int, int] = {}
    for placed in page.strips:
        counts[placed.box] = counts.get(placed.box, 0) + 1
    return [number for number, count in counts.items() if count >= len(done.boxes[number].strips) - 1]


def _spread(sheet: b.Sheet, page: Page, done: Typeset) -> Page:
    """A page with some of what is left over between its exercises, or where it has none, between what stands above
    them. What stands at its foot stays there."""
    above = [placed for placed in page.strips if not isinstance(sheet.blocks[placed.box], b.Foot)]
    numbers = list(dict.fromkeys(placed.box for placed in above))
    parts = _parted(sheet, numbers, everywhere=done.setting.style.saving)
    spare = page.room - page.used
    if len(parts) < 2 or spare < LEAST:
        return page
    each = min(spare / len(parts), WIDEST)
    # a heading goes down with what it heads
    shift = {number: each * sum(part < number for part in parts) for number in numbers}
    lowered = [placed._replace(y=placed.y + shift.get(placed.box, 0.0)) for placed in page.strips]
    return Page(page.room, lowered, page.used + each * (len(parts) - 1))


def _parted(sheet: b.Sheet, numbers: list[int], *, everywhere: bool) -> list[int]:
    """Which of a page's boxes have space between them: exercises; or all but headings and what words go on
    after, where exercises come next or `everywhere` on a sheet whose spaces are small."""
    cards = [number for number in numbers if isinstance(sheet.blocks[number], b.Card)]
    following = (block for block in sheet.blocks[max(numbers, default=-1) + 1 :] if not isinstance(block, b.Foot))
    if not everywhere and (cards or not isinstance(next(following, None), b.Card)):
        return cards
    next_ones = [sheet.blocks[number] for number in numbers[1:]]
    return [
        number
        for number, after in zip_longest(numbers, next_ones)
        if not isinstance(sheet.blocks[number], b.Heading) and not isinstance(after, b.Paragraph | b.List)
    ]
