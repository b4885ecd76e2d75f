"""A log whose rows are days: the exercises' pictures head its columns, and beside each week there is room to write."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from handouts.drawing.shapes import Shape, line, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import GREY, INK, MM, RULE
from handouts.resolve.direction import without_isolates
from handouts.typeset.day_boxes import BOX_RADIUS, boxes_of, needed_width, set_boxes
from handouts.typeset.day_log_head import MOST_NAMED, WEEK_LINE, Days, set_head, set_legend, tallest_picture
from handouts.typeset.day_names import in_full
from handouts.typeset.doses import width_of
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text, typed_size
from handouts.typeset.strips import (
    Box,
    Claim,
    Drawing,
    Element,
    Field,
    Mark,
    Reprint,
    Strip,
    headed,
    merged,
)

DAY_LINE = 0.4  # points
LINE_TO_WRITE = 7.0 * MM
MOST_GIVEN = 0.25  # of its width, by a column to those that lack room for their boxes
WIDER = 1.34  # times as wide at most is the right column where letters are larger
CLOSED = 2.0  # points, on either side of the words of a cell without boxes
DASH = 3.5 * MM
NO_ROW = 0.0
PAIN_BOX = {"box": (9.0 * MM, 7.6 * MM), "star": (15.0 * MM, 7.6 * MM)}  # for a number, for a child's word


def set_day_log(block: b.DayLog, width: float, setting: Setting, room: float | None = None) -> Box:
    """Weeks that never break, under a head that is repeated on each page. With a `room` (points) rows and pictures are
    as high as it lets them."""
    grid = _columns(block, width, setting)
    elements: list[Element] = []
    legend = set_legend(block, grid, width, elements, setting)
    tallest = tallest_picture(block, grid, setting)
    least, most = (min(tallest, side * MM * setting.style.pictures) for side in setting.style.leaf.picture)
    row = max(setting.style.day[0], max(each.height for each in grid.boxes) + 0.4 * MM)
    days = len(block.weeks[0].days)
    week = days * row
    named = sum(strip.before + strip.height for strip in legend)
    first, later = (room or 0.0) - named, setting.page_height
    block, bare = _counting_where_free(block, grid, (first, later), week, least, setting)
    if not _fitting(first - bare, week, least):  # the log starts on a page of its own
        first = later - named
    shared = _shared(len(block.weeks), first - bare, later - bare, week, least)
    picture = min(most, max(least, min(spare - week * weeks for spare, weeks in shared)))
    larger = min((spare - picture - 1) / (days * weeks) for spare, weeks in shared)
    row = min(max(row, larger), max(row, setting.style.day[1]))
    grid = replace(grid, row=row)
    weeks_said = setting.joints.listed(words(week.title) for week in block.weeks)
    table = new_element(elements, "Table", summary=weeks_said)
    elements.append(Element("THead", table))
    head = set_head(block, grid, picture, elements, setting)
    body = new_element(elements, "TBody", table)
    weeks = [_week(week, block, grid, elements, body, setting) for week in block.weeks]
    strips = [*legend, head._replace(keep=True), *headed(weeks, head)]
    return Box(tuple(strips), tuple(elements), setting.unit, setting.unit, name="the log")


def _counting_where_free(
    block: b.DayLog, grid: Days, pages: tuple[float, float], week: float, picture: float, setting: Setting
) -> tuple[b.DayLog, float]:
    """The log and the height of its head without pictures, in points. What is counted has a line at its number if the
    first of two `pages` and a later one then hold as many weeks as without it."""
    if not any(column.counted for column in block.columns):
        return block, _bare_head(block, grid, setting)
    without = replace(block, columns=tuple(replace(column, counted="") for column in block.columns))
    line, bare = (_bare_head(each, grid, setting) for each in (block, without))
    costs = any(_fitting(page - line, week, picture) < _fitting(page - bare, week, picture) for page in pages)
    return (without, bare) if costs else (block, line)


def _bare_head(block: b.DayLog, grid: Days, setting: Setting) -> float:
    """The height of a head without its pictures, in points."""
    return set_head(block, grid, 0.0, [Element("Table"), Element("THead", 0)], setting).height


def _fitting(height: float, week: float, picture: float) -> int:
    """How many weeks a page holds under its pictures."""
    return max(0, int((height - picture) / week))


def _shared(weeks: int, first: float, later: float, week: float, picture: float) -> list[tuple[float, int]]:
    """On as few pages as can be, the height that each has for pictures and weeks, and how many weeks it gets. `first`
    is that of the first page, `later` that of the others; `week` and `picture` are the least heights of those."""
    begin = min(weeks, _fitting(first, week, picture))
    each = max(1, _fitting(later, week, picture))
    if begin == weeks:
        return [(first, weeks)]
    pages = math.ceil((weeks - begin) / each)
    shared = [(later, math.ceil((weeks - begin) / pages))]
    return [(first, begin), *shared] if begin else shared


def _columns(block: b.DayLog, width: float, setting: Setting) -> Days:
    """The days get what their names and their head need, the right column more where there are few exercises."""
    sizes, style = setting.style.leaf, setting.text("leaf-note")
    labels = {day.label for week in block.weeks for day in week.days}
    label = max(width_of(b.spans_of(each), style, setting) for each in labels) + 3 * MM
    label = max(label, width_of(block.heading, replace(style, bold=True), setting) + MM)
    count = len(block.columns)
    larger = min(style.size / 12.5, WIDER)
    aside = sizes.aside[count <= MOST_NAMED] * MM * larger
    most = setting.style.leaf.wide_panel[0] * MM / 2
    column = min((width - label - aside) / count, most)
    columns = _shares(block, column, setting)
    boxes = (
        boxes_of(each.boxes, block.mark, columns[index], _targets(block, index), setting)
        for index, each in enumerate(block.columns)
    )
    return Days(label, columns, width - label - count * column, NO_ROW, tuple(boxes))


def _shares(block: b.DayLog, column: float, setting: Setting) -> tuple[float, ...]:
    """As wide as each other, but for columns that need more, with numbers beside their boxes or several boxes a day:
    what they lack, the others give, at most a quarter of their width."""
    needed = (needed_width(each.boxes, _targets(block, index), setting) for index, each in enumerate(block.columns))
    lacking = [max(0.0, each - column) for each in needed]
    givers = lacking.count(0.0)
    given = min(sum(lacking), givers * column * MOST_GIVEN)
    if not given:
        return (column,) * len(lacking)
    return tuple(column + given * (each / sum(lacking) if each else -1 / givers) for each in lacking)


def _targets(block: b.DayLog, column: int) -> tuple[str, ...]:
    return tuple(target for week in block.weeks for target in week.cells[column].targets)


# -- weeks ------------------------------------------------------------------------------------------------------------


def _week(week: b.DayWeek, block: b.DayLog, grid: Days, elements: list[Element], body: int, setting: Setting) -> Strip:
    """7 days, and beside them the week's name and room for its worst pain and notes."""
    height = grid.row * len(week.days)
    shapes: list[Shape] = []
    marks: list[Mark] = []
    closed = week.closed
    for index, day in enumerate(week.days):
        y = index * grid.row
        row = new_element(elements, "TR", body)
        if index % 2 == 0 and setting.style.fills:
            shapes.append(rectangle(0, y, grid.x(grid.count), grid.row, fill=setting.style.theme.ground))
        if index:
            shapes.append(line(0, y, grid.x(grid.count), y, RULE, DAY_LINE))
        marks.append(_label(day, y, grid, elements, row, setting))
        if day.state != "open":
            marks += _words_over((0, grid.count), (index, 1), block.off, grid, elements, row, setting)
        for column in range(grid.count) if day.state == "open" else ():
            span = closed.get((index, column))
            if span:
                marks += _words_over((column, span[0]), (index, span[1]), span[2], grid, elements, row, setting)
            elif week.cells[column].state == "open":
                marks += _day(week, index, column, block, grid, elements, row, setting)
        if index == 0:
            marks += _aside(week, block, grid, height, elements, row, setting)
    end = grid.x(grid.count)
    shapes += [
        line(end, 0, end, height, RULE, DAY_LINE),
        line(0, height - WEEK_LINE / 2, grid.width, height - WEEK_LINE / 2, setting.style.primary, WEEK_LINE),
    ]
    return Strip(height, (Drawing(0, 0, tuple(shapes)), *marks))


def _label(day: b.DayRow, y: float, grid: Days, elements: list[Element], row: int, setting: Setting) -> Mark:
    """The day's name: what is printed short is heard in full."""
    element = new_element(elements, "TH", row, scope="Row")
    style, said = setting.text("leaf-note"), without_isolates(day.said)
    strip = merged(set_text(b.spans_of(day.label), style, TextBlock(grid.label, elements, element, MM), setting))
    for number in range(element + 1, len(elements)):
        elements[number] = elements[number]._replace(actual=elements[number].actual and said)
    return Reprint(0, y + (grid.row - strip.height) / 2, 0, in_full(strip.marks, said))


def _words_over(
    across: tuple[int, int],
    down: tuple[int, int],
    said: str,
    grid: Days,
    elements: list[Element],
    row: int,
    setting: Setting,
) -> list[Mark]:
    """Columns and days (first, number) without boxes: one tinted cell with its words, or with a dash that is heard as
    those, where a word of them is longer than the cell is wide."""
    style, note = setting.style, setting.text("leaf-note")
    cell = new_element(elements, "TD", row, across=across[1], down=down[1])
    x, y = grid.x(across[0]), down[0] * grid.row
    width, height = grid.x(across[0] + across[1]) - x, down[1] * grid.row
    stroke = None if style.fills else RULE
    ground = rectangle(x + 0.6, y + 0.4, width - 1.2, height - 0.8, fill=style.theme.tint, stroke=stroke, line=0.6)
    room = width - 2 * CLOSED
    if max(width_of(b.spans_of(word), note, setting) for word in said.split()) > room:
        dash = line(x + (width - DASH) / 2, y + height / 2, x + (width + DASH) / 2, y + height / 2, INK, 1.2)
        heard = new_element(elements, "Span", cell, actual=said)
        return [Drawing(0, 0, (ground,)), Claim(cell), Drawing(0, 0, (dash,), heard)]
    place = TextBlock(room, elements, cell, x + CLOSED, "centre")
    text = merged(set_text(b.spans_of(said), note, place, setting))
    return [Drawing(0, 0, (ground,)), Claim(cell), Reprint(0, y + (height - text.height) / 2, 0, text.marks)]


def _day(
    week: b.DayWeek,
    day: int,
    column: int,
    block: b.DayLog,
    grid: Days,
    elements: list[Element],
    row: int,
    setting: Setting,
) -> list[Mark]:
    """The boxes of an exercise on a day, the number to reach left of them."""
    head, cells = block.columns[column], week.cells[column]
    boxes = grid.boxes[column]
    cell = new_element(elements, "TD", row)
    marks: list[Mark] = [Claim(cell)]
    if cells.targets:
        style = setting.text("leaf-note")
        place = TextBlock(boxes.target, elements, cell, grid.x(column) + MM, "end")
        number = merged(set_text(b.spans_of(cells.targets[day]), style, place, setting))
        marks.append(Reprint(0, day * grid.row + (grid.row - number.height) / 2, 0, number.marks))
    names = (words(week.title), week.days[day].said, words(head.name)) if setting.fields else ()
    corner = (grid.x(column), day * grid.row + (grid.row - boxes.height) / 2)
    return [*marks, *set_boxes(boxes, corner, block, names, elements, cell, setting)]


def _aside(
    week: b.DayWeek, block: b.DayLog, grid: Days, height: float, elements: list[Element], row: int, setting: Setting
) -> list[Mark]:
    """The week's name, its start, a box for the worst pain, and lines to write on."""
    cell = new_element(elements, "TD", row, down=len(week.days))
    note, x = setting.text("leaf-note"), grid.x(grid.count) + 2 * MM
    width, title = grid.width - x, words(week.title)
    marks: list[Mark] = [Claim(cell)]
    y = 0.6 * MM
    for spans, style in ((week.title, setting.text("leaf-head")), (week.start, note)):
        if spans:
            place = TextBlock(width, elements, new_element(elements, "P", cell), x)
            text = merged(set_text(spans, style, place, setting))
            marks.append(Reprint(0, y, 0, tuple(_of_week(mark, title, setting) for mark in text.marks)))
            y += text.height
    if block.pain:
        y += 0.6 * MM
        larger = note.size / 12.5
        box = (PAIN_BOX[block.mark][0] * larger, PAIN_BOX[block.mark][1] * larger)
        paragraph = new_element(elements, "P", cell)
        place = TextBlock(width - box[0] - 1.5 * MM, elements, paragraph, x + box[0] + 1.5 * MM, runs_on=True)
        text = merged(set_text(b.spans_of(block.pain), note, place, setting))
        high = max(box[1], text.height)
        shape = rectangle(x, y + (high - box[1]) / 2, *box, stroke=GREY, line=0.9, radius=BOX_RADIUS)
        gap = new_element(elements, "Span", paragraph, actual=setting.gap)
        marks += [Reprint(0, y + (high - text.height) / 2, 0, text.marks), Drawing(0, 0, (shape,), gap)]
        if setting.fields:
            form = new_element(elements, "Form", paragraph)
            rectangle_of = (x, y + (high - box[1]) / 2, *box)
            marks.append(
                Field(*rectangle_of, "text", setting.joints.label(title, block.pain), form, typed_size(box[1], setting))
            )
        y += high
    return [*marks, *_notes(setting.joints.label(title, block.notes), (x, y, width, height), elements, cell, setting)]


def _of_week(mark: Mark, title: str, setting: Setting) -> Mark:
    """A mark whose fields say which week they are for, on whichever line they stand."""
    if isinstance(mark, Reprint):
        return mark._replace(marks=tuple(_of_week(inner, title, setting) for inner in mark.marks))
    return replace(mark, said=setting.joints.label(title, mark.said)) if isinstance(mark, Field) else mark


def _notes(
    said: str, place: tuple[float, float, float, float], elements: list[Element], cell: int, setting: Setting
) -> Iterator[Mark]:
    """Lines to write on, from (x, y) to the end of a width and a height; on a screen one place to type in."""
    x, y, width, height = place
    count = int((height - y - 2 * MM) / LINE_TO_WRITE)
    if setting.fields and count:
        size = typed_size(LINE_TO_WRITE * min(count, 2), setting)
        field = (x, y + 1, width, count * LINE_TO_WRITE - 2)
        yield Field(*field, "text", said, new_element(elements, "Form", cell), size, lines=True)
    for index in range(count):
        below = y + (index + 1) * LINE_TO_WRITE
        yield Drawing(0, 0, (line(x, below, x + width, below, RULE, 0.8),))
