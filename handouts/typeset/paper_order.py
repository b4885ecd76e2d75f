"""Where on paper stands what is bound to no place: the signs that can't wait, and the last exercise before an ending.

Boxes are heard as they come. On paper the first exercise stands on the first page of its sheet, where all that it takes
is that the signs come after the exercises; and no page has an ending alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.paginate import PAGE_BREAK, broken_before, paginate

if TYPE_CHECKING:
    from handouts.typeset.sheet import Typeset

MOST_EMPTY = 0.15  # of a page, at its foot
WORTH = 5.0 * MM  # of a page that is emptier: what another order is worth
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
        if section.cards and section.signs and _cost_of(section, sheet, done).late:
            done = _best(_signs_later(section, done), section, sheet, done)
        now = _cost_of(section, sheet, done)
        if section.cards and (now.lonely or now.empty > WORTH):
            done = _best(_broken_elsewhere(section, done), section, sheet, done)
    return done


def _best(ways: Iterable[Typeset], section: _Section, sheet: b.Sheet, done: Typeset) -> Typeset:
    """In the best of these ways, or as it is; the first against which nothing speaks will do, if no other can take
    fewer pages."""
    best, least = done, (len(done.pages), _rounded(_cost_of(section, sheet, done)))
    fewest = _fewest(done)
    for other in ways:
        if (found := (len(other.pages), _rounded(_cost_of(section, sheet, other)))) < least:
            best, least = other, found
        if least <= (fewest, Cost()):
            break
    return best


def _fewest(done: Typeset) -> int:
    """How many pages all of it would take if none had room left."""
    return ceil(sum(page.used for page in done.pages) / max(done.rooms))


def _rounded(cost: Cost) -> Cost:
    """With what is hardly emptier as empty: signs stay at the foot of a page then."""
    return cost._replace(empty=cost.empty // WORTH)


def cost(sheet: b.Sheet, done: Typeset) -> Cost:
    """What speaks against a sheet as it is."""
    costs = [_cost_of(section, sheet, done) for section in _sections(sheet.blocks) if section.cards]
    lonely, early, late, empty = (sum(each[at] for each in costs) for at in range(2, 6))
    return Cost(sides_over(sheet, done), len(done.pages), int(lonely), int(early), int(late), empty)


def sides_over(sheet: b.Sheet, done: Typeset) -> int:
    """How many sides of a leaf take more than a page."""
    return sum(pages > 1 for pages in _pages_of_sides(sheet, done).values())


def sides_alone(sheet: b.Sheet, done: Typeset) -> list[int]:
    """The numbers of the sides of a leaf that take one page."""
    return [box for box, pages in _pages_of_sides(sheet, done).items() if pages == 1]


def _pages_of_sides(sheet: b.Sheet, done: Typeset) -> Counter[int]:
    """How many pages start with each side of a leaf, by its number."""
    starts = (placed.box for page in done.pages for placed in page.strips[:1])
    return Counter(box for box in starts if isinstance(sheet.blocks[box], b.LeafSide))


def _in_order(done: Typeset, order: tuple[int, ...]) -> Typeset:
    return replace(done, order=order, pages=tuple(paginate(done.boxes, *done.rooms, order)))


def _sections(blocks: tuple[b.Block, ...]) -> Iterator[_Section]:
    """What stands between the breaks that a layout asks for."""
    breaks = [-1, *(number for number, block in enumerate(blocks) if isinstance(block, b.PageBreak)), len(blocks)]
    for before, after in pairwise(breaks):
        boxes = tuple(range(before + 1, after))
        cards = tuple(number for number in boxes if isinstance(blocks[number], b.Card))
        feet = [number for number in boxes if cards and isinstance(blocks[number], b.Foot)]
        signs, ending = (tuple(each for each in feet if (each < cards[0]) == before) for before in (True, False))
        yield _Section(boxes, cards, signs, ending)


def could_begin_with_exercises(sheet: b.Sheet, done: Typeset, saves: float) -> bool:
    """Whether a sheet whose first page has no exercise would have one if all were so many times as low."""
    sections = [section for section in _sections(sheet.blocks) if section.cards]
    return any(_cost_of(each, sheet, done).late and _begins_with_first(each, done, saves) for each in sections)


def _begins_with_first(section: _Section, done: Typeset, saves: float) -> bool:
    """Whether the first exercise would be on the first page if the signs were not there."""
    above = [number for number in range(section.boxes[0], section.cards[0] + 1) if number not in section.signs]
    room = done.rooms[0 if section.boxes[0] == 0 else 1] * saves
    return len(paginate(done.boxes, room, done.rooms[1] * saves, above)) == 1


def _signs_later(section: _Section, done: Typeset) -> Iterator[Typeset]:
    """The signs after any exercise, if the first one is on the first page then; where that may save a page, the same
    with the ending at the foot of that one."""
    cards = section.cards if _begins_with_first(section, done, 1.0) else ()
    later = [_moved(done.order, section.signs, card) for card in reversed(cards)]
    yield from (_in_order(done, order) for order in later)
    if section.ending and len(done.pages) > _fewest(done):
        yield from (_in_order(done, _ending_first(section, order)) for order in later)


def _broken_elsewhere(section: _Section, done: Typeset) -> Iterator[Typeset]:
    """A new page before any exercise, or the ending before all of them."""
    order = done.order
    for card, pages in broken_before(set(section.cards[1:]), done.boxes, *done.rooms, order):
        at = order.index(card)
        yield replace(done, order=(*order[:at], PAGE_BREAK, *order[at:]), pages=pages)
    if section.ending:
        yield _in_order(done, _ending_first(section, order))


def _ending_first(section: _Section, order: tuple[int, ...]) -> tuple[int, ...]:
    """The ending before all exercises."""
    rest = [number for number in order if number not in section.ending]
    at = rest.index(section.cards[0])
    return (*rest[:at], *section.ending, *rest[at:])


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
    late = _lateness(section, on_page[0] if on_page else set(), done)
    most = MOST_EMPTY * done.rooms[1]
    empty = sum(
        max(0.0, page.room - page.used - _growth(section, boxes) - most)
        for page, boxes in zip(pages[:-1], on_page, strict=False)
    )
    return Cost(0, 0, lonely, early, late, empty)


def _lateness(section: _Section, first_page: set[int], done: Typeset) -> int:
    """0 where the first exercise is on the first page, else 1, or 2 where signs were moved behind it for nothing."""
    if not section.cards or section.cards[0] in first_page:
        return 0
    place = done.order.index
    return 2 if any(place(signs) > place(section.cards[0]) for signs in section.signs) else 1


def _growth(section: _Section, boxes: set[int]) -> float:
    """What the exercises among the boxes of a page take of the room that it has left over, in points."""
    cards = sum(box in section.cards for box in boxes)
    return GROWS_ALONE if cards == 1 else GROWS * cards
