"""What stands on paper only where there is room for it: nothing else moves to another page, no picture is smaller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, cast

from handouts.layout import blocks as b
from handouts.layout.walk import blocks_in, with_blocks
from handouts.typeset.boxes import set_block
from handouts.typeset.paginate import Page, paginate
from handouts.typeset.pictures import pictures_in
from handouts.typeset.strips import Box

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

AS_LARGE = 0.98  # of its size: a picture that nobody sees to be smaller


def with_what_has_room(sheet: b.Sheet, done: Typeset, *, first: bool) -> tuple[b.Sheet, Typeset]:
    """The same with all that there is room for, as it comes: what has its room `first`, or what takes the rest."""
    for number, block in enumerate(sheet.blocks):
        for each in _wishes(block, first=first):
            with_it = _there(sheet.blocks[number], each)
            box = _set(with_it, number, done)
            boxes = (*done.boxes[:number], box, *done.boxes[number + 1 :])
            pages = paginate(boxes, *done.rooms, done.order)
            if _places(pages) == _wanted(number, done) and _as_large(box, done.boxes[number]):
                blocks = (*sheet.blocks[:number], with_it, *sheet.blocks[number + 1 :])
                sheet, done = replace(sheet, blocks=blocks), replace(done, boxes=boxes, pages=tuple(pages))
    return sheet, done


def _set(block: b.Block, number: int, done: Typeset) -> Box:
    first = isinstance(block, b.LeafSide) and number == 0
    setting = replace(done.setting, first_height=done.rooms[0]) if first else done.setting
    return set_block(block, done.frame.width, setting)


def _wanted(number: int, done: Typeset) -> list[list[int]]:
    """Which boxes are to stand on each page once there is something in the box of that number: the same as now, and if
    nothing was in it, itself below what stands before it."""
    places = _places(done.pages)
    if not done.boxes[number].strips:
        above = done.order[: done.order.index(number)]
        before = next((each for each in reversed(above) if done.boxes[each].strips), -1)
        page = next((page for page in reversed(places) if before in page), places[0])
        page.insert(page.index(before) + 1 if before in page else 0, number)
    return places


def _places(pages: Sequence[Page]) -> list[list[int]]:
    """Which boxes stand on each page, as they come."""
    return [list(dict.fromkeys(placed.box for placed in page.strips)) for page in pages]


def _as_large(box: Box, before: Box) -> bool:
    """Whether no picture of a box is smaller than it was before; what came with the change counts for nothing."""
    now = {mark.picture.digest: mark.height for mark in pictures_in(box)}
    return all(now.get(mark.picture.digest, 0.0) >= mark.height * AS_LARGE for mark in pictures_in(before))


def _wishes(block: b.Block, *, first: bool) -> list[int]:
    """The numbers of those blocks in it for which room is looked for now, among all such, as they are read."""
    found = [each for each in blocks_in(block) if isinstance(each, b.IfRoom)]
    return [number for number, each in enumerate(found) if each.first == first]


def _there(block: b.Block, wanted: int) -> b.Block:
    """A block with one of those there."""
    numbers = count()

    def change(each: object) -> object:
        return replace(each, there=True) if isinstance(each, b.IfRoom) and next(numbers) == wanted else each

    return cast("b.Block", with_blocks(block, change))
