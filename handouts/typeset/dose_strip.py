"""The dose of an exercise in a strip: a dark tile with its title, then a cell for each number."""

from __future__ import annotations

from handouts.drawing.shapes import Shape, line, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM
from handouts.typeset.doses import natural_width, rows_of_cells, set_cell, set_upright, shares, width_of
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import ROOT, Box, Drawing, Element, Mark, Reprint, Strip, merged

HEIGHT = 10.4 * MM  # of a row, at least
INSIDE = 1.5 * MM  # left and right in a cell
AROUND = 0.6 * MM  # above and below what is in it
FRAME = 1.1  # points
BETWEEN = 0.75  # points: the line between two cells
NUMERALS = ("numeral", "leaf-number")  # text styles: the second where the first leaves too little room

Row = tuple[b.DoseCell, ...]


def set_strip(block: b.Dose, width: float, setting: Setting) -> Box:
    """One row where that is wide enough, the words of a number on two lines beside it if need be; more rows else."""
    upright = not setting.style.columns
    for numerals in NUMERALS:
        looks = setting.called("leaf-number", numerals)
        tile = _tile_width(block, width, looks)
        rows = rows_of_cells(block.cells, width - tile, INSIDE, looks, upright=upright)
        if len(rows) == 1:
            break
    elements: list[Element] = []
    ground, said = _tile(block, tile, elements, looks)
    marks: list[Mark] = []
    shapes: list[Shape] = []
    least, y = max(HEIGHT, (said.height + AROUND) / len(rows)), 0.0
    for row in rows:
        widths = shares(row, width - tile, INSIDE, looks, upright=upright)
        set_one = set_upright if upright else set_cell
        made = [
            set_one(cell, each - 2 * INSIDE, elements, ROOT, words(block.title), looks)
            for cell, each in zip(row, widths, strict=True)
        ]
        height = max(least, *(one.height + 2 * AROUND for one in made))
        shapes += [line(tile, y, width, y, looks.style.primary, BETWEEN)] if y else []
        x = tile
        for one, each in zip(made, widths, strict=True):
            shapes += [line(x, y, x, y + height, looks.style.primary, BETWEEN)] if x > tile else []
            marks.append(Reprint(x + (each - one.width) / 2, y + (height - one.height) / 2, 0, one.marks))
            x += each
        y += height
    marks = [Reprint(0, (y - said.height) / 2, 0, said.marks), *marks]
    frame = _frame(width, y, looks)
    strip = Strip(y, (Drawing(0, 0, (*_ground(ground, y, looks), *shapes, frame)), *marks))
    strips = [strip]
    if block.note:
        note = TextBlock(width, elements, new_element(elements, "P"))
        strips += set_text(block.note, setting.text("note"), note, setting)
    return Box(tuple(strips), tuple(elements), setting.unit, setting.unit * 1.2, name=words(block.title) or "a dose")


def _tile_width(block: b.Dose, width: float, setting: Setting) -> float:
    """The title on one line where the cells leave room for that."""
    if not block.title:
        return 0.0
    style = setting.text("leaf-head")
    whole = width_of(block.title, style, setting) + 2 * INSIDE
    needed = sum(natural_width(cell, setting) + 2 * INSIDE for cell in block.cells)
    if setting.style.columns and whole + needed <= width:
        return whole
    longest = max(width_of(b.spans_of(word), style, setting) for word in words(block.title).split())
    return longest + 2 * INSIDE + 0.2


def _tile(block: b.Dose, width: float, elements: list[Element], setting: Setting) -> tuple[float, Strip]:
    if not block.title:
        return 0.0, Strip(0.0)
    place = TextBlock(
        width - 2 * INSIDE + 0.1, elements, new_element(elements, "P"), INSIDE, "centre", setting.style.on_marker
    )
    return width, merged(set_text(block.title, setting.text("leaf-head"), place, setting))


def _ground(width: float, height: float, setting: Setting) -> tuple[Shape, ...]:
    """The dark ground of the title, round at the outer corners only."""
    style = setting.style
    if not width:
        return ()
    if not style.fills:
        return (line(width, 0, width, height, style.primary, FRAME),)
    corner = style.theme.corner
    return (
        rectangle(0, 0, width, height, fill=style.primary, radius=corner),
        *((rectangle(width - corner, 0, corner, height, fill=style.primary),) if corner else ()),
    )


def _frame(width: float, height: float, setting: Setting) -> Shape:
    half, style = FRAME / 2, setting.style
    return rectangle(
        half, half, width - FRAME, height - FRAME, stroke=style.primary, line=FRAME, radius=style.theme.corner
    )
