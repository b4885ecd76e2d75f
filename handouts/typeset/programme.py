"""Exercises at a glance: pictures on a ground, beside them the name, a cue and the dose in large numerals."""

from __future__ import annotations

from typing import NamedTuple

from handouts.drawing.shapes import Shape, line, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM, RULE
from handouts.layout.walk import is_private
from handouts.reuse.store import reused
from handouts.reuse.stores import BOXES
from handouts.typeset.containers import SetBlock
from handouts.typeset.doses import natural_width, rows_of_cells, set_cell, shares
from handouts.typeset.programme_pictures import FRAME, Room, chevron, ground, outline, pictures_of, tile_side
from handouts.typeset.setting import Setting, TextBlock, ground_of, new_element, set_text
from handouts.typeset.strips import (
    Bookmark,
    Box,
    Claim,
    Drawing,
    Element,
    Mark,
    PlacedPicture,
    Reprint,
    Strip,
    adopt,
    merged,
    stack,
)
from handouts.typeset.tiles import tile

ABOVE_DOSE = 0.6 * MM
USUAL_UNIT = 4.0  # points
MOST_BESIDE = 3  # numbers of a dose
BETWEEN = 0.55  # of the padding: what stands between a name, a cue and a note


class _Words(NamedTuple):
    """The words of an exercise: its name and what stands under it, its `number` on its ground, its dose. All but the
    number start at `x`, `height` is what they need."""

    elements: tuple[Element, ...]
    figures: tuple[int, ...]
    head: tuple[Strip, ...]
    number: Reprint
    dose: Strip
    x: float
    height: float


class _Rows(NamedTuple):
    """Rows of exercises in cells like `place`: the words of each cell, and how high each row is."""

    place: Room
    words: list[list[_Words]]
    heights: list[float]


class _Pages(NamedTuple):
    """What rows have to share: the room of the `first` page and of the `others`, and what stands `below` the last row
    on its page; between two rows a `gap`. All in points."""

    first: float
    others: float
    below: float
    gap: float

    def shared(self, heights: list[float]) -> list[list[float]]:
        """The rows of each page."""
        pages: list[list[float]] = [[]]
        for index, height in enumerate(heights):
            room = self.others if len(pages) > 1 else self.first
            below = self.below if index == len(heights) - 1 else 0.0
            if pages[-1] and sum(pages[-1]) + height + self.gap * len(pages[-1]) + below > room:
                pages.append([])
            pages[-1].append(height)
        return pages

    def filled(self, heights: list[float], most: float) -> list[float]:
        """Heights that fill the pages on which the rows stand."""
        pages = self.shared(heights)
        filled: list[float] = []
        for number, page in enumerate(pages):
            taken = self.gap * (len(page) - 1) + (self.below if number == len(pages) - 1 else 0.0)
            filled += _stretched(page, (self.others if number else self.first) - taken, most)
        return filled


def set_programme_grid(
    block: b.ProgrammeGrid, width: float, setting: Setting, set_block: SetBlock, room: float | None = None
) -> Box:
    """Rows of exercises that never break. With a `room` (points) they are as high as it lets them."""
    sizes = setting.style.leaf
    columns = block.columns if setting.style.columns else 1
    gap = sizes.gap * MM * _closer(setting)
    each = (width - gap * (columns - 1)) / columns
    cells = [block.cells[first : first + columns] for first in range(0, len(block.cells), columns)]
    inside = len(cells[-1]) < columns and bool(block.aside)
    beside = _aside(block.aside[:1], each, setting, set_block) if inside else Box(())
    below = _aside(block.aside[inside:], width, setting, set_block)
    under = below.height + gap if below.strips else 0.0
    pages = None if room is None else _Pages(room, setting.page_height, under, gap)
    rows = _fitting_rows(cells, each, columns == 1, beside.height, pages, setting)
    most = (sizes.row if columns > 1 else sizes.wide_row)[1] * MM
    heights = pages.filled(rows.heights, most) if pages else rows.heights
    boxes = [
        [_cell(cell, said, rows.place, height, setting) for cell, said in zip(row, words_of_row, strict=True)]
        for row, words_of_row, height in zip(cells, rows.words, heights, strict=True)
    ]
    if inside:
        boxes[-1].append(beside)
    elements: list[Element] = []
    strips: list[Strip] = []
    for row_of_boxes, height in zip(boxes, heights, strict=True):
        strips.append(_beside(row_of_boxes, each + gap, height, elements)._replace(before=gap if strips else 0.0))
    if below.strips:
        strips[-1] = strips[-1]._replace(keep=True)
        strips += _under(below, gap, elements)
    return Box(tuple(strips), tuple(elements), setting.unit, setting.unit, name="the exercises")


def _fitting_rows(
    cells: list[tuple[b.ProgrammeCell, ...]],
    width: float,
    wide: bool,
    last: float,
    pages: _Pages | None,
    setting: Setting,
) -> _Rows:
    """Rows of cells `width` wide, the last at least as high as what stands in it: with smaller pictures rather than
    on a further page. Without pages they have all the room that they want."""
    sizes = setting.style.leaf
    (least, _), panels = (sizes.wide_row, sizes.wide_panel) if wide else (sizes.row, sizes.panel)
    found: list[tuple[int, _Rows]] = []
    for panel in panels:
        place = Room(width, panel * MM, wide)
        said = [[_words_of(cell, place, setting) for cell in row] for row in cells]
        for low in (least, sizes.low) if panel == panels[0] else (sizes.low,):
            heights = [max(low * MM, *(each.height for each in row)) for row in said]
            heights[-1] = max(heights[-1], last)
            rows = _Rows(place, said, heights)
            count = len(pages.shared(heights)) if pages else 1
            if count == 1:
                return rows
            found.append((count, rows))
    return min(found, key=lambda each: each[0])[1]


def _closer(setting: Setting) -> float:
    """How near things stand: 1, or less where spaces are made smaller to save paper."""
    return min(1.0, setting.unit / USUAL_UNIT)


def _stretched(heights: list[float], room: float, most: float) -> list[float]:
    """Heights that fill a room together: all alike where that is enough for each, none more than `most`."""
    alike = [max(height, min(room / len(heights), most)) for height in heights]
    if sum(alike) <= room:
        return alike
    spare = max(0.0, room - sum(heights)) / len(heights)
    return [min(height + spare, max(most, height)) for height in heights]


def _beside(boxes: list[Box], step: float, height: float, elements: list[Element]) -> Strip:
    marks: list[Mark] = []
    for index, box in enumerate(boxes):
        first = adopt(elements, box.elements, -1)
        whole = merged(box.strips)
        marks.append(Reprint(index * step, 0.0, first, whole.marks))
    return Strip(height, tuple(marks))


def _under(box: Box, gap: float, elements: list[Element]) -> list[Strip]:
    """What stands under the rows, a gap (points) below the last."""
    number = adopt(elements, box.elements, -1)
    first, *others = (strip._replace(marks=(Reprint(0.0, 0.0, number, strip.marks),)) for strip in box.strips)
    return [first._replace(before=gap), *others]


def _aside(blocks: tuple[b.Block, ...], width: float, setting: Setting, set_block: SetBlock) -> Box:
    """When to stop, and the line of pain: in one piece, or as it breaks if it is taller than a page."""
    strips, elements = stack([set_block(inner, width, setting) for inner in blocks])
    whole = (merged(strips),) if strips else ()
    return Box(tuple(strips) if whole and whole[0].height > setting.page_height else whole, tuple(elements))


@reused(
    BOXES,
    key=lambda cell, room, setting: (cell, room, ground_of(setting)[0]),
    unless=lambda cell, room, setting: is_private(cell),
)
def _words_of(cell: b.ProgrammeCell, room: Room, setting: Setting) -> _Words:
    """The words of one exercise, set once however high it will be."""
    padding = _padding(setting)
    elements = [Element("Art"), Element("H2", 0)]
    figures = [new_element(elements, "Figure", 0, alt=figure.alt) for figure in cell.figures]
    x, width = room.panel + padding * 1.4, room.width - room.panel - padding * 2.4
    heading, number_tile = _heading(cell, x, width, elements, room, setting)
    head = [heading]
    for spans, name in ((cell.cue, "cue"), (cell.more, "leaf-note")):
        if spans:
            text = setting.text(name if room.wide or name == "leaf-note" else "leaf-note")
            place = TextBlock(width, elements, new_element(elements, "P", 0), x)
            head.append(merged(set_text(spans, text, place, setting)))
    dose = _doses(cell, width, elements, room, setting)
    height = padding * 2 + sum(strip.height + padding * BETWEEN for strip in head) + dose.height
    return _Words(tuple(elements), tuple(figures), tuple(head), number_tile, dose, x, height)


def _padding(setting: Setting) -> float:
    """Between an edge and words, in points."""
    return setting.style.leaf.padding * MM * _closer(setting)


def _cell(cell: b.ProgrammeCell, said: _Words, room: Room, height: float, setting: Setting) -> Box:
    """One exercise, at least so high."""
    style, padding = setting.style, _padding(setting)
    height = max(height, said.height)
    marks: list[Mark] = [Drawing(0, 0, ground(room, height, style)), Claim(1)]
    pictures = pictures_of(cell, room, height, setting)
    for number, placed in zip(said.figures, pictures, strict=True):
        marks.append(PlacedPicture(placed.x, placed.y, placed.width, placed.height, placed.picture, number))
    if room.wide and len(pictures) > 1:
        marks.append(chevron(pictures, style))
    y = padding
    marks.append(said.number if not room.wide else Reprint(0, y, 0, (said.number,)))
    for strip in said.head:
        marks.append(Reprint(0, y, 0, strip.marks))
        y += strip.height + padding * BETWEEN
    marks.append(Reprint(said.x, height - padding - said.dose.height, 0, said.dose.marks))
    marks.append(Drawing(0, 0, (outline(room.width, height, style),)))
    return Box((Strip(height, tuple(marks)),), said.elements, name=words(cell.title))


def _heading(
    cell: b.ProgrammeCell, x: float, width: float, elements: list[Element], room: Room, setting: Setting
) -> tuple[Strip, Reprint]:
    """The name, and the number on its tile: in the corner of the picture, or before the name of a wide row."""
    style = setting.text("leaf-row" if room.wide and setting.style.columns else "leaf-name")
    side, number = tile_side(setting.style), setting.text("tile")
    at = x if room.wide else 0.0
    indent = side + 2.0 * MM if room.wide else 0.0
    marks: list[Mark] = []
    if cell.number:
        ground = tile(at, 0.0, side, setting.style)
        place = TextBlock(side, elements, 1, at, "centre", runs_on=True)
        figure = merged(set_text(b.spans_of(cell.number), number, place, setting))
        marks = [Drawing(0, 0, (ground,)), Reprint(0, (side - figure.height) / 2, 0, figure.marks)]
    place = TextBlock(width - indent, elements, 1, x + indent)
    lines = merged(set_text(cell.title, style, place, setting))
    name: list[Mark] = [Bookmark(words(cell.title), 2)]
    height = max(lines.height, side) if room.wide else lines.height
    name.append(Reprint(0, (height - lines.height) / 2, 0, lines.marks))
    return Strip(height, tuple(name)), Reprint(0, 0, 0, tuple(marks))


def _doses(cell: b.ProgrammeCell, width: float, elements: list[Element], room: Room, setting: Setting) -> Strip:
    """The cells of the dose: one under the other with a rule above each, two beside each other in a wide row."""
    framed = room.wide
    least = setting.style.leaf.dose * MM
    inner = setting.style.leaf.padding * MM * (0.8 if framed else 0.0)
    marks: list[Mark] = []
    shapes: list[Shape] = []
    y = 0.0
    for row in rows_of_cells(cell.dose, width, inner, setting, most=MOST_BESIDE if framed else 1):
        widths = _even(row, width, inner, setting)
        made = [
            set_cell(part, each - 2 * inner, elements, 0, words(cell.title), setting)
            for part, each in zip(row, widths, strict=True)
        ]
        height = max(least, *(one.height + ABOVE_DOSE for one in made))
        if y or not framed:
            shapes.append(line(0, y, width, y, RULE, FRAME))
        x = 0.0
        for one, each in zip(made, widths, strict=True):
            if x:
                shapes.append(line(x, y, x, y + height, RULE, FRAME))
            marks.append(Reprint(x + inner, y + (height - one.height) / 2, 0, one.marks))
            x += each
        y += height
    if framed and y:
        theme = setting.style.theme
        shapes.append(rectangle(0, 0, width, y, stroke=theme.primary, line=FRAME, radius=theme.corner))
    return Strip(y, (Drawing(0, 0, tuple(shapes)), *marks) if shapes else ())


def _even(row: tuple[b.DoseCell, ...], width: float, inner: float, setting: Setting) -> list[float]:
    """The same width for each where that is enough, or else what each needs and a share of the rest."""
    needed = max(natural_width(cell, setting) + 2 * inner for cell in row)
    return [width / len(row)] * len(row) if needed <= width / len(row) else shares(row, width, inner, setting)
