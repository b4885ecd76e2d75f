"""Fits a sheet to its leaves: tighter where that saves one, and lines to write on in the room that is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from handouts.layout.blocks import Block, Card, Figure, Sheet, Spare
from handouts.layout.style import Style
from handouts.layout.walk import with_blocks

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset
    from handouts.typeset.strips import Box

CLOSER_SAVES = 1.1  # times as low everything may become: where that is not enough, it is not worth a try
CLOSEST_SAVES = 1.2
SMALLER_SAVES = 1.4
LEAF_SAVES = 1.35  # the rows of a leaf are higher where there is room, so its pages look fuller than they are
LARGER = (1.0, 0.5)  # of what pictures may grow by, until their pages have room
SetSheet = Callable[[Sheet, Style, "Mapping[int, Box]"], "Typeset"]


def fitted(sheet: Sheet, style: Style, set_sheet: SetSheet) -> tuple[Sheet, Typeset]:
    """The sheet with its spare room filled, and its pages; `set_sheet` typesets a sheet in a style, some of
    its boxes given. Sides of a leaf that have a page each have one in any tighter style: they are set again in the one
    that is best, and no other."""
    from handouts.typeset.filling import filled
    from handouts.typeset.paper_order import on_paper, sides_alone

    usual = style
    done = on_paper(sheet, set_sheet(sheet, style, {}))
    fewer = leaves(done) - 1
    sides = {number: done.boxes[number] for number in sides_alone(sheet, done)}
    for tighter in style.tighter:
        smaller = any(tighter.text[name].size < text.size for name, text in style.text.items())
        most = fewer if smaller else None
        saves = CLOSEST_SAVES if tighter.saving else CLOSER_SAVES
        if not _worth_a_try(sheet, done, most, saves):
            continue
        other = on_paper(sheet, set_sheet(sheet, tighter, sides))
        if _better(sheet, other, done, most):
            style, done = tighter, other
    if sides and style is not usual:
        rest = {number: box for number, box in enumerate(done.boxes) if number not in sides}
        done = on_paper(sheet, set_sheet(sheet, style, rest))
    sheet, done = _with_larger_pictures(sheet, style, done, set_sheet)
    for lined in _filled(sheet, done):
        more = on_paper(lined, set_sheet(lined, style, _unchanged(sheet, lined, done)))
        if len(more.pages) == len(done.pages):
            return filled(lined, more)
    return filled(sheet, done)


def _with_larger_pictures(sheet: Sheet, style: Style, done: Typeset, set_sheet: SetSheet) -> tuple[Sheet, Typeset]:
    """The sheet with pictures as high as they may be, or nearly, where that takes no page more and parts no block."""
    from handouts.typeset.paper_order import cost, on_paper

    for share in LARGER:
        larger = replace(
            sheet, blocks=cast("tuple[Block, ...]", with_blocks(sheet.blocks, partial(_larger, share=share)))
        )
        if larger.blocks is sheet.blocks:
            break
        more = on_paper(larger, set_sheet(larger, style, _unchanged(sheet, larger, done)))
        if cost(larger, more)[:-1] <= cost(sheet, done)[:-1] and _parted(more) <= _parted(done):
            return larger, more
    return sheet, done


def _unchanged(sheet: Sheet, other: Sheet, done: Typeset) -> dict[int, Box]:
    """The boxes of those blocks that are the very same in another sheet, by their numbers."""
    pairs = enumerate(zip(sheet.blocks, other.blocks, strict=True))
    return {number: done.boxes[number] for number, (old, new) in pairs if old is new}


def _parted(done: Typeset) -> int:
    """How many blocks go on from one page to the next."""
    return sum(len({placed.box for placed in page.strips}) for page in done.pages) - len(done.order)


def _larger(block: object, share: float) -> object:
    """A picture so much nearer to the most that it may be, which is its most then; anything else as it is."""
    if not isinstance(block, Figure) or block.most <= block.height:
        return block
    most = block.height + share * (block.most - block.height)
    return replace(block, height=most, most=most)


def _better(sheet: Sheet, other: Typeset, done: Typeset, most: int | None) -> bool:
    """Whether a tighter way is worth it, spaces for a page too, for an ending that stands alone and for a first
    exercise on the first page; letters are made smaller where that takes `least` leaves at most, or fewer sides of a
    leaf run over."""
    from handouts.typeset.paper_order import cost

    now, then = cost(sheet, done), cost(sheet, other)
    if most is not None:
        return then[:2] < now[:2] and (
            leaves(other) <= most or (then.over < now.over and leaves(other) == leaves(done))
        )
    return then[:-1] < now[:-1]


def _worth_a_try(sheet: Sheet, done: Typeset, most: int | None, saves: float) -> bool:
    """Whether a tighter way may be better, by all that it could save; smaller letters are to take so many leaves at
    `most`."""
    from handouts.typeset.paper_order import cost, could_begin_with_exercises

    pages = len(done.pages)
    if most is not None:
        fewer = pages - 1 if runs_over(sheet, done) else min(pages - 1, 2 * most)
        return pages > 1 and may_fit(sheet, done, fewer, SMALLER_SAVES)
    now = cost(sheet, done)
    if pages > 1 and (now.lonely or now.early or may_fit(sheet, done, pages - 1, saves)):
        return True
    return could_begin_with_exercises(sheet, done, saves)


def may_fit(sheet: Sheet, done: Typeset, wanted: int, saves: float) -> bool:
    """Whether so many pages may be enough if all is so many times as low."""
    from handouts.typeset.paginate import PAGE_BREAK, paginate

    if saves == SMALLER_SAVES and runs_over(sheet, done):
        return _filled_pages(done) <= wanted * LEAF_SAVES
    first, others = (room * saves for room in done.rooms)
    order = [number for number in done.order if number != PAGE_BREAK]  # those of our own
    return len(paginate(done.boxes, first, others, order)) <= wanted


def runs_over(sheet: Sheet, done: Typeset) -> bool:
    """Whether a side of a leaf takes more than a page."""
    from handouts.typeset.paper_order import sides_over

    return sides_over(sheet, done) > 0


def _filled_pages(done: Typeset) -> float:
    """How many pages there would be if none had room left."""
    return sum(page.used / page.room for page in done.pages)


def leaves(done: Typeset) -> int:
    """How many sheets of paper it takes, printed on both sides."""
    return (len(done.pages) + 1) // 2


def _filled(sheet: Sheet, done: Typeset) -> Iterator[Sheet]:
    """The sheet with lines to write on in the spare room of its last page, if those are to stand there: as many as
    there could be, and then fewer."""
    from handouts.typeset.filling import lines_for
    from handouts.typeset.paginate import TOLERANCE

    last = done.pages[-1]
    first = last.strips[0].box if last.strips and len(done.pages) > 1 else 0
    left = last.room - last.used + TOLERANCE
    for at, block in enumerate(sheet.blocks):
        if isinstance(block, Spare) and at > first and not any(isinstance(each, Card) for each in sheet.blocks[at:]):
            for count in lines_for(block, 0.0, left, done):
                yield replace(sheet, blocks=(*sheet.blocks[:at], block.of(count), *sheet.blocks[at + 1 :]))
