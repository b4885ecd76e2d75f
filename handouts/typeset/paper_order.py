"""Where on paper stands what is bound to no place: the signs that can't wait, and the last exercise before an ending.

Boxes are heard as they come. On paper the first exercise stands on the first page of its sheet, where all that it takes
is that the signs come after the exercises; and no page has an ending alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.paginate import PAGE_BREAK, Page, paginate

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

MOST_EMPTY = 0.15  # of a page, at its foot
GROWS = 20.0 * MM  # what an exercise takes of a page's room that is left over
GROWS_ALONE = 60.0 * MM


class Cost(NamedTuple):
    """What speaks against an order, the worst first: sides of a leaf that run over, pages, endings alone on a page,
    endings before an exercise, sheets whose first page has no exercise, and by how much pages are emptier than they
    may be (points)."""

    over: int = 0
    pages: int = 0
    lonely: int = 0
    early: int = 0
    late: int = 0
    empty: float = 0.0


class _Section(NamedTuple):
    """One of a file's sheets: the numbers of its boxes, of its exercises, of the signs that stand before them, and of
    how it ends."""

    boxes: tuple[int, ...]
    cards: tuple[int, ...]
    signs: tuple[int, ...]
    ending: tuple[int, ...]


def on_paper(sheet: b.Sheet, done: Typeset) -> Typeset:
    """The same boxes in the order against which least speaks."""
    for section in _sections(sheet.blocks):
        now = _cost_of(section, sheet, done)
        if section.cards and now > Cost():
            others = (replace(done, order=order, pages=_pages(done, order)) for order in _orders(section, done.order))
            done = min((done, *others), key=lambda each: (len(each.pages), _cost_of(section, sheet, each)))
    return done


def cost(sheet: b.Sheet, done: Typeset) -> Cost:
    """What speaks against a sheet as it is."""
    sides = [placed.box for page in done.pages for placed in page.strips[:1]]
    over = sum(isinstance(sheet.blocks[box], b.LeafSide) and sides.count(box) > 1 for box in set(sides))
    costs = [_cost_of(section, sheet, done) for section in _sections(sheet.blocks) if section.cards]
    lonely, early, late, empty = (sum(each[at] for each in costs) for at in range(2, 6))
    return Cost(over, len(done.pages), int(lonely), int(early), int(late), empty)


def _pages(done: Typeset, order: tuple[int, ...]) -> tuple[Page, ...]:
    return tuple(paginate(done.boxes, *done.rooms, order))


def _sections(blocks: tuple[b.Block, ...]) -> Iterator[_Section]:
    """What stands between the breaks that a layout asks for."""
    breaks = [-1, *(number for number, block in enumerate(blocks) if isinstance(block, b.PageBreak)), len(blocks)]
    for before, after in pairwise(breaks):
        boxes = tuple(range(before + 1, after))
        cards = tuple(number for number in boxes if isinstance(blocks[number], b.Card))
        feet = [number for number in boxes if cards and isinstance(blocks[number], b.Foot)]
        signs, ending = (tuple(each for each in feet if (each < cards[0]) == before) for before in (True, False))
        yield _Section(boxes, cards, signs, ending)


def _orders(section: _Section, order: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The signs in their place, or after any exercise; the ending at the end, or before all exercises; before any
    exercise a new page, or none."""
    for signs_after in (None, *reversed(section.cards)) if section.signs else (None,):
        each = _moved(order, section.signs, signs_after) if signs_after else order
        yield each
        for card in reversed(section.cards[1:]):
            at = each.index(card)
            yield (*each[:at], PAGE_BREAK, *each[at:])
        if section.ending and not signs_after:
            rest = [number for number in each if number not in section.ending]
            at = rest.index(section.cards[0])
            yield (*rest[:at], *section.ending, *rest[at:])


def _moved(order: tuple[int, ...], numbers: tuple[int, ...], after: int) -> tuple[int, ...]:
    rest = [number for number in order if number not in numbers]
    at = rest.index(after) + 1
    return (*rest[:at], *numbers, *rest[at:])


def _cost_of(section: _Section, sheet: b.Sheet, done: Typeset) -> Cost:
    """What speaks against the order of a section, but for its pages."""
    blocks, numbers = sheet.blocks, set(section.boxes)
    pages = [page for page in done.pages if page.strips and page.strips[0].box in numbers]
    on_page = [{placed.box for placed in page.strips} for page in pages]
    lonely = sum(all(isinstance(blocks[box], b.Foot) for box in boxes) for boxes in on_page[1:])
    place = done.order.index
    early = sum(place(ending) < place(section.cards[-1]) for ending in section.ending if section.cards)
    late = int(bool(section.cards) and section.cards[0] not in on_page[0])
    if late and any(
        place(signs) > place(section.cards[0]) for signs in section.signs
    ):  # they are read first for nothing less
        late = 2
    empty = 0.0
    for page, boxes in zip(pages[:-1], on_page, strict=False):
        cards = sum(box in section.cards for box in boxes)
        grows = GROWS_ALONE if cards == 1 else GROWS * cards
        empty += max(0.0, page.room - page.used - grows - MOST_EMPTY * done.rooms[1])
    return Cost(0, 0, lonely, early, late, empty)
