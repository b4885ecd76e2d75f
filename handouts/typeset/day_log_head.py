"""The head of a log whose rows are days: a picture over each column with its number, and the names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.drawing.shapes import line, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM, RULE
from handouts.typeset.day_boxes import Boxes
from handouts.typeset.doses import width_of
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import Claim, Drawing, Element, Mark, PlacedPicture, Reprint, Strip, merged
from handouts.typeset.tiles import tile

MOST_NAMED = 4  # columns that have their names in the head; more have them in a line above
INSIDE = 1.0 * MM  # around a picture on its ground
BETWEEN = 1.2 * MM  # two grounds, and the parts of the head
WEEK_LINE = 1.4  # points


@dataclass(frozen=True, slots=True)
class Days:
    """Where the columns of a log stand and how high its rows are, in points, and each column's boxes on a day."""

    label: float
    columns: tuple[float, ...]
    aside: float
    row: float
    boxes: tuple[Boxes, ...]

    def x(self, column: int) -> float:
        """Where a column starts."""
        return self.label + sum(self.columns[:column])

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    @property
    def width(self) -> float:
        """The width of the whole log."""
        return self.x(self.count) + self.aside


def is_named(block: b.DayLog, grid: Days, setting: Setting) -> bool:
    """Whether the names stand in the head: they are few, and no word of them is longer than its place."""
    bold = replace(setting.text("leaf-note"), bold=True)
    around = 2 * BETWEEN + tile_side(setting) + BETWEEN
    fits = (
        width_of(b.spans_of(word), bold, setting) <= width - around
        for column, width in zip(block.columns, grid.columns, strict=True)
        for word in words(column.name).split()
    )
    return len(block.columns) <= MOST_NAMED and all(fits)


def tile_side(setting: Setting) -> float:
    """How large the ground of a number is."""
    return setting.text("leaf-head").leading + 1.2 * MM


def set_legend(block: b.DayLog, grid: Days, width: float, elements: list[Element], setting: Setting) -> list[Strip]:
    """The names of many exercises in a line above their numbers."""
    if is_named(block, grid, setting):
        return []
    place = TextBlock(width, elements, new_element(elements, "P"))
    strips = set_text(legend_of(block), setting.text("leaf-note"), place, setting)
    strips[-1] = strips[-1]._replace(height=strips[-1].height + BETWEEN)
    return [strip._replace(keep=True) for strip in strips]


def legend_of(block: b.DayLog) -> b.Spans:
    """ "1 Heel raise. 2 Lunge." """
    spans: list[b.Span] = []
    for index, column in enumerate(block.columns):
        spans.append(b.Span(f"{' ' if index else ''}{column.number}\u00a0", strong=True))
        spans += column.name
        spans.append(b.Span("."))
    return tuple(spans)


def set_head(block: b.DayLog, grid: Days, picture: float, elements: list[Element], setting: Setting) -> Strip:
    """A picture over each column with its number, and its name where there are few."""
    thead = len(elements) - 1
    row = new_element(elements, "TR", thead)
    note, bold = setting.text("leaf-note"), replace(setting.text("leaf-note"), bold=True)
    first = new_element(elements, "TH", row, scope="Column")
    heading = merged(set_text(block.heading, bold, TextBlock(grid.label, elements, first), setting))
    marks: list[Mark] = [(heading.marks and Reprint(0, 0, 0, heading.marks)) or Claim(first)]
    height = heading.height
    has_names = is_named(block, grid, setting)
    for index, column in enumerate(block.columns):
        made, high = _column_head(column, grid, index, picture, elements, row, setting, named=has_names)
        marks += made
        height = max(height, high)
    last = new_element(elements, "TH", row, scope="Column")
    place = TextBlock(grid.aside - 2 * MM, elements, last, grid.x(grid.count) + 2 * MM)
    marks += [Claim(last), *merged(set_text(b.spans_of(block.notes), note, place, setting)).marks]
    height += BETWEEN
    rule = line(0, height - WEEK_LINE / 2, grid.width, height - WEEK_LINE / 2, setting.style.primary, WEEK_LINE)
    return Strip(height, (Drawing(0, 0, (rule,)), *marks))


def tallest_picture(block: b.DayLog, grid: Days, setting: Setting) -> float:
    """The height in points over which no column is wide enough for its picture to grow; 0 without pictures."""
    heights = (
        (grid.columns[index] - 2 * (BETWEEN + INSIDE)) * picture.height / picture.width + 2 * INSIDE
        for index, column in enumerate(block.columns)
        if column.picture and (picture := setting.pictures.get(column.picture.picture))
    )
    return max(heights, default=0.0)


def _column_head(
    column: b.DayColumn,
    grid: Days,
    index: int,
    picture: float,
    elements: list[Element],
    row: int,
    setting: Setting,
    *,
    named: bool,
) -> tuple[list[Mark], float]:
    style = setting.style
    x, width = grid.x(index) + BETWEEN, grid.columns[index] - 2 * BETWEEN
    head = new_element(elements, "TH", row, scope="Column")
    marks: list[Mark] = [Claim(head)]
    if picture:
        marks += _picture(column, x, width, picture, setting)
    number, bold = setting.text("leaf-head"), replace(setting.text("leaf-note"), bold=True)
    side = tile_side(setting)
    y = picture + BETWEEN
    at = x if named else x + (width - side) / 2
    marks.append(Drawing(0, 0, (tile(at, y, side, style),)))
    on_tile = setting.text("tile").colour
    counted = "" if named else _counted(column, width, setting)
    place = TextBlock(side, elements, head, at, "centre", on_tile, runs_on=named or bool(counted))
    numeral = merged(set_text(b.spans_of(column.number), number, place, setting))
    marks.append(Reprint(0, y + (side - numeral.height) / 2, 0, numeral.marks))
    if not named:
        heard = new_element(elements, "Span", head, actual=f" {words(column.name).removesuffix(counted)}")
        corner = rectangle(at + 0.5, y + side / 2, 0.1, 0.1, fill=style.primary)
        below = TextBlock(width, elements, head, x, "centre")
        unit = merged(set_text(b.spans_of(counted), setting.text("leaf-note"), below, setting))
        return [*marks, Drawing(0, 0, (corner,), heard), Reprint(0, y + side, 0, unit.marks)], y + side + unit.height
    place = TextBlock(width - side - BETWEEN, elements, head, at + side + BETWEEN)
    name = merged(set_text(column.name, bold, place, setting))
    marks.append(Reprint(0, y, 0, name.marks))
    return marks, y + max(side, name.height)


def _counted(column: b.DayColumn, width: float, setting: Setting) -> str:
    """What a column counts, if it ends the column's name and has room under its number."""
    room = width_of(b.spans_of(column.counted), setting.text("leaf-note"), setting) <= width
    return column.counted if room and words(column.name).endswith(column.counted) else ""


def _picture(column: b.DayColumn, x: float, width: float, height: float, setting: Setting) -> Iterator[Mark]:
    """The exercise's picture on its ground, as decoration: its words are the name below."""
    style = setting.style
    stroke = None if style.fills else RULE
    ground = rectangle(x, 0, width, height, fill=style.theme.tint, stroke=stroke, line=0.6, radius=style.theme.corner)
    yield Drawing(0, 0, (ground,))
    picture = setting.pictures.get(column.picture.picture) if column.picture else None
    if picture:
        scale = min((width - 2 * INSIDE) / picture.width, (height - 2 * INSIDE) / picture.height)
        size = (picture.width * scale, picture.height * scale)
        yield PlacedPicture(x + (width - size[0]) / 2, (height - size[1]) / 2, *size, picture, None)
