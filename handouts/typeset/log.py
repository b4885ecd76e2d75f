"""The exercise log: names on the left, days across, boxes to tick drawn as vectors, weeks without exercises shaded."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.drawing.shapes import Shape, line, rectangle
from handouts.files.problems import ContentError, Problem
from handouts.layout import blocks as b
from handouts.layout import plain_text
from handouts.layout.style import GREY, INK, MM, RULE, Style
from handouts.typeset.inline import lines_of
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import (
    Box,
    Claim,
    Drawing,
    Element,
    Field,
    Mark,
    PlacedPicture,
    Reprint,
    Strip,
    headed,
    merged,
    together,
)
from handouts.typeset.tick_boxes import AROUND, BOX_GAP, height_of_boxes, week_of_boxes

PART_WIDTH = 18.0 * MM  # "Morning", "Evening" beside their boxes
ROW_PADDING = 1.0 * MM
PICTURE_SIZE = 13.0 * MM
NARROWEST_NAME = 22.0 * MM  # a name gets less room than this only below its picture


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of a log stand, in points."""

    names: float
    parts: float
    cell: float
    days: int
    weeks: int

    @property
    def week(self) -> float:
        """The width of a week."""
        return self.cell * self.days

    def x(self, week: int, day: int = 0) -> float:
        """Where a day's column starts."""
        return self.names + self.parts + (week * self.days + day) * self.cell

    @property
    def width(self) -> float:
        """The width of the whole log."""
        return self.x(self.weeks)


def set_log(block: b.Log, width: float, setting: Setting) -> Box:
    """A block of weeks that stays on one page if it fits, unless it would leave most of a page empty; its head is
    repeated on the next page."""
    days, weeks = len(block.days), len(block.weeks)
    across = max(setting.style.weeks_across, weeks)
    cell = setting.style.cell
    parts = _part_width(block.parts, width - cell * days * across - NARROWEST_NAME, setting)
    grid = Grid(width - cell * days * across - parts, parts, cell, days, weeks)
    if grid.names < NARROWEST_NAME / 2:
        hint = "Put fewer <week>s beside each other."
        raise ContentError([Problem("layouts", 0, "the log", "has more days across than fit on a page.", hint)])
    elements = [Element("Table"), Element("THead", 0)]
    head = _head(block, grid, elements, setting)
    body = new_element(elements, "TBody", 0)
    rows = [_row(each, block, grid, elements, body, setting) for each in block.lines]
    last = len(rows) - 2  # a single row on a page of its own would look lost
    rows = [row._replace(yields=index < last, keep=index == last) for index, row in enumerate(headed(rows, head))]
    strips = together([head._replace(keep=True), *rows], setting.page_height)
    return Box(strips, tuple(elements), setting.unit, setting.unit * 2, name="the log")


def _part_width(parts: tuple[str, ...], room: float, setting: Setting) -> float:
    """Room for the longest word beside the boxes, as far as there is some; longer ones wrap."""
    if not parts:
        return 0.0
    style = setting.text("day")
    usual = PART_WIDTH * style.size / 12
    longest = max(line.width for part in parts for line in lines_of(b.spans_of(part), style, 1000, setting.fonts))
    return max(usual, min(longest + 4, room))


def _head(block: b.Log, grid: Grid, elements: list[Element], setting: Setting) -> Strip:
    """Two rows: weeks, then days, each with its date where it is known."""
    week_style, day_style = setting.text("week"), setting.text("day")
    top = new_element(elements, "TR", 1)
    name = new_element(elements, "TH", top, scope="Column", down=2)
    marks: list[Mark] = []
    heading = merged(set_text(block.heading, week_style, TextBlock(grid.names - 4, elements, name), setting))
    week_height = 0.0
    for index, spans in enumerate(block.weeks):
        element = new_element(elements, "TH", top, scope="Column", across=grid.days)
        place = TextBlock(grid.week - 3, elements, element, grid.x(index) + 2)
        title = merged(set_text(spans, week_style, place, setting))
        marks.append(Reprint(0, 3, 0, title.marks))
        week_height = max(week_height, title.height + 5)
    second = new_element(elements, "TR", 1)
    day_height = 0.0
    for week in range(grid.weeks):
        for index in range(grid.days):
            element = new_element(elements, "TH", second, scope="Column")
            y = 0.0
            for words in block.day_name(week, index):  # each a paragraph, so that "Th" and "26" stay two words
                owner = new_element(elements, "P", element) if block.dates else element
                place = TextBlock(grid.cell, elements, owner, grid.x(week, index), "centre")
                shown = merged(set_text(b.spans_of(words), day_style, place, setting))
                marks.append(Reprint(0, week_height + y, 0, shown.marks))
                y += shown.height
            day_height = max(day_height, y)
    height = max(week_height + day_height, heading.height) + 3
    marks.insert(0, Reprint(0, height - heading.height - 3, 0, heading.marks))
    ground = _week_grounds(grid, height, setting.style)
    rule = line(0, height, grid.width, height, INK, 1.0)
    return Strip(height, (Drawing(0, 0, (*ground, rule)), *marks))


def _week_grounds(grid: Grid, height: float, style: Style) -> list[Shape]:
    if not style.fills:
        return []
    return [
        rectangle(grid.x(week) + 1, 0, grid.week - 2, height - 1, fill=style.tint, radius=3)
        for week in range(grid.weeks)
    ]


def _row(each: b.LogLine, block: b.Log, grid: Grid, elements: list[Element], body: int, setting: Setting) -> Strip:
    """One exercise: its name, and for each day its boxes."""
    style = setting.style
    row = new_element(elements, "TR", body)
    name = new_element(elements, "TH", row, scope="Row")
    shown, shown_height = _name(each, grid, elements, name, setting)
    above = _height_of_targets(each, grid, setting)
    boxes = height_of_boxes(each.boxes, style.box)
    height = max(above + boxes + 2 * ROW_PADDING, style.cell, shown_height + 2 * ROW_PADDING)
    top = (height - above - boxes) / 2 + above
    marks: list[Mark] = [Reprint(0, (height - shown_height) / 2, 0, shown)]
    marks += _parts(each, block, grid, top, elements, name, setting)
    shapes: list[Shape] = [line(0, height, grid.width, height, RULE, 0.6)]
    for week, cells in enumerate(each.weeks):
        if cells.state == "open":
            drawn, words = _open_week(each, block, grid, week, (top, height), elements, row, setting)
        else:
            drawn, words = _closed_week(cells, grid, week, height, elements, row, setting)
        shapes += drawn
        marks += words
    shapes += [line(grid.x(week), 0, grid.x(week), height, GREY, 1.0) for week in range(1, grid.weeks)]
    return Strip(height, (Drawing(0, 0, tuple(shapes)), *marks))


def _height_of_targets(each: b.LogLine, grid: Grid, setting: Setting) -> float:
    """The room that the day's numbers take above the boxes; a number wider than its day takes more than one line."""
    style = setting.text("day")
    targets = [target for cells in each.weeks for target in cells.targets]
    lines = (len(lines_of(b.spans_of(target), style, grid.cell, setting.fonts)) for target in targets)
    return style.leading * max(lines, default=0)


def _parts(
    each: b.LogLine, block: b.Log, grid: Grid, top: float, elements: list[Element], name: int, setting: Setting
) -> list[Mark]:
    """ "Morning" and "Evening" beside their boxes."""
    if not block.parts or each.boxes < 2:
        return []
    style, day_style = setting.style, setting.text("day")
    marks: list[Mark] = []
    for index, part in enumerate(block.parts[: each.boxes]):
        y = top + index * (style.box + BOX_GAP) + (style.box - day_style.leading) / 2
        place = TextBlock(grid.parts - 4, elements, new_element(elements, "P", name), grid.names, "end")
        marks.append(Reprint(0, y, 0, merged(set_text(b.spans_of(part), day_style, place, setting)).marks))
    return marks


def _open_week(
    each: b.LogLine,
    block: b.Log,
    grid: Grid,
    week: int,
    reach: tuple[float, float],
    elements: list[Element],
    row: int,
    setting: Setting,
) -> tuple[list[Shape], list[Mark]]:
    """A week of boxes; `reach` is where they start and how high the row is. A day's target stands above its box."""
    shapes: list[Shape] = []
    marks: list[Mark] = []
    style, day_style = setting.style, setting.text("day")
    top, height = reach
    targets = each.weeks[week].targets
    for day, (_, state) in enumerate(block.days):
        cell = new_element(elements, "TD", row)
        marks.append(Claim(cell))
        if state == "off":
            said = new_element(elements, "Span", cell, actual=block.off)
            marks.append(Drawing(0, 0, (_dash(grid.x(week, day), height, style),), said if block.off else None))
        if setting.fields and state == "open":
            names = (block.called[week], " ".join(block.day_name(week, day)), plain_text.words(each.name))
            marks += _fields(grid.x(week, day), top, each, block, names, elements, cell, style)
        if state == "off":
            shapes.append(_shaded(grid.x(week, day) + 0.5, style.cell - 1, height, style))
        if targets and state == "open":
            place = TextBlock(grid.cell, elements, cell, grid.x(week, day), "centre")
            number = merged(set_text(b.spans_of(targets[day]), day_style, place, setting))
            marks.append(Reprint(0, top - number.height, 0, number.marks))
    days = tuple(state == "open" for _, state in block.days)
    boxes = week_of_boxes(days, each.boxes, block.mark, style.cell, style.box)
    marks.append(PlacedPicture(grid.x(week) - AROUND, top - AROUND, boxes.width, boxes.height, boxes, None))
    return shapes, marks


def _fields(
    x: float,
    top: float,
    each: b.LogLine,
    block: b.Log,
    names: tuple[str, ...],
    elements: list[Element],
    cell: int,
    style: Style,
) -> list[Mark]:
    """A field over each box of a day: "Week 1, Mo, Heel raise, Morning"."""
    fields: list[Mark] = []
    for index in range(each.boxes):
        part = block.parts[index : index + 1] if each.boxes > 1 else ()
        form = new_element(elements, "Form", cell)
        place = (x + (style.cell - style.box) / 2, top + index * (style.box + BOX_GAP), style.box, style.box)
        fields.append(Field(*place, "check", block.joints.comma.join((*names, *part)), form))
    return fields


def _closed_week(
    cells: b.LogCells, grid: Grid, week: int, height: float, elements: list[Element], row: int, setting: Setting
) -> tuple[list[Shape], list[Mark]]:
    """A shaded week with its word."""
    element = new_element(elements, "TD", row, across=grid.days)
    place = TextBlock(grid.week, elements, element, grid.x(week), "centre", INK)
    text = merged(set_text(b.spans_of(cells.label), setting.text("day"), place, setting))
    shade = _shaded(grid.x(week) + 1, grid.week - 2, height, setting.style)
    return [shade], [Claim(element), Reprint(0, (height - text.height) / 2, 0, text.marks)]


def _name(
    each: b.LogLine, grid: Grid, elements: list[Element], name: int, setting: Setting
) -> tuple[tuple[Mark, ...], float]:
    """The exercise's name with its small picture, of which a listener has heard before, and how high both are."""
    indent = height = below = 0.0
    marks: list[Mark] = []
    if each.picture and (picture := setting.pictures.get(each.picture.picture)):
        size = PICTURE_SIZE * setting.style.box / (7 * MM)
        scale = size / max(picture.width, picture.height)
        marks.append(PlacedPicture(0, 0, picture.width * scale, picture.height * scale, picture, None))
        height = picture.height * scale
        indent = size + 4
        if grid.names - indent < NARROWEST_NAME:
            indent, below = 0.0, height + 2
    place = TextBlock(grid.names - indent - 5, elements, new_element(elements, "P", name), indent)
    text = merged(set_text(each.name, setting.text("name"), place, setting))
    marks.append(Reprint(0, below or max(0.0, (height - text.height) / 2), 0, text.marks))
    return tuple(marks), max(height, below + text.height)


def _dash(x: float, height: float, style: Style) -> Shape:
    """What stands in the cell of a day off."""
    middle = x + style.cell / 2
    return line(middle - 4, height / 2, middle + 4, height / 2, GREY, 1.2)


def _shaded(x: float, width: float, height: float, style: Style) -> Shape:
    fill = style.shade if style.fills else None
    return rectangle(x, 1, width, height - 2, fill=fill, stroke=None if style.fills else RULE, line=0.6, radius=2)
