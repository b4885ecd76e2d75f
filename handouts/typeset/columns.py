"""Columns: blocks side by side, as wide as the layout says, as fits, or as makes them low."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cache

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.containers import SetBlock
from handouts.typeset.panels import set_panel
from handouts.typeset.setting import Setting
from handouts.typeset.strips import ROOT, Box, Element, Mark, Reprint, Strip, merged, stack

ROUNDS = 3  # of widths that are tried for them
NARROWEST = 44.0 * MM  # of columns that are as wide as makes them low
STEPS = range(40, 69, 2)  # percent of the whole: widths of the first of 2 that are tried where a sheet saves paper
SIGN = 12.0  # mm: no wider is what stands beside its words in any profile
NO_HIGHER = 1.0 * MM  # what a wider panel may cost


def _stacked(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    boxes = [set_block(child, width, setting) for column in block.columns for child in column]
    strips, elements = stack(boxes)
    return Box(tuple(strips), tuple(elements), 0, boxes[-1].after if boxes else 0, name="columns")


def set_columns(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Side by side where the profile does so, or one is a sign, and that fits on a page, else one under the other."""
    if not setting.style.columns and not any(0 < each <= SIGN for each in block.widths):
        return _stacked(block, width, setting, set_block)
    if block.fit:
        return _fitting(block, width, setting, set_block)
    if block.balanced:
        return _balanced(block, width, setting, set_block)
    return _side_by_side(block, width, setting, set_block)


def _side_by_side(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    widths = _widths(block, width)
    columns = [
        [set_block(child, column_width, setting) for child in column]
        for column, column_width in zip(block.columns, widths, strict=True)
    ]
    _fill_panels(block, columns, widths, setting)
    _fill_callouts(block, columns)
    elements: list[Element] = []
    marks: list[Mark] = []
    wholes, x = [], 0.0
    for column in columns:
        strips, elements = stack(column, elements, ROOT)
        wholes.append(merged(strips))
    height = max((whole.height for whole in wholes), default=0.0)
    for whole, column_width in zip(wholes, widths, strict=True):
        y = height - whole.height if _are_pictures(block) else 0.0
        marks += [Reprint(x, y, 0, whole.marks)] if whole.marks else []
        x += column_width + block.gap * MM
    if height > setting.page_height:
        return _stacked(block, width, setting, set_block)
    after = max((column[-1].after for column in columns if column), default=0.0)
    box = Box((Strip(height, tuple(marks)),), tuple(elements), 0, after, name="columns")
    if not block.flow:
        return box
    before = max((column[0].before for column in columns if column), default=0.0)
    apart = _stacked(block, width, setting, set_block)
    return replace(box, before=before, flowing=apart.strips if apart.elements == box.elements else ())


def _are_pictures(block: b.Columns) -> bool:
    """Whether nothing but a picture stands in each: they stand on one floor."""
    return all(len(column) == 1 and isinstance(column[0], b.Figure) for column in block.columns)


def _widths(block: b.Columns, width: float) -> list[float]:
    """Of each column, in points: what the layout says, or else the same share of what that leaves."""
    free = block.widths.count(0)
    rest = width - sum(block.widths) * MM - block.gap * MM * (len(block.widths) - 1)
    return [own * MM if own else max(rest / free, 1.0) for own in block.widths]


def _fitting(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Columns with the one that has a width as wide as it can be without being any higher for it. One with a picture
    alone in it is no wider than makes that larger, and may be as high as a picture that was let grow."""
    at = next((index for index, each in enumerate(block.widths) if each), 0)
    tried = [
        (set_columns(replace(block, fit=(), widths=_put(block.widths, at, each)), width, setting, set_block), each)
        for each in block.fit
    ]
    alone = block.columns[at][0] if len(block.columns[at]) == 1 else None
    figure = alone if isinstance(alone, b.Figure) else None
    grown = figure.height * MM if figure and figure.height == figure.most else 0.0
    most = max(grown, min(box.height for box, _ in tried))
    fitting = {each: box for box, each in tried if box.height <= most + NO_HIGHER}
    if figure is None:
        return fitting[max(fitting)]
    highs = {each: set_block(figure, each * MM, setting).height for each in fitting}
    return fitting[min(each for each in fitting if highs[each] >= max(highs.values()) - NO_HIGHER)]


def _put(widths: tuple[float, ...], at: int, width: float) -> tuple[float, ...]:
    return (*widths[:at], width, *widths[at + 1 :])


def _balanced(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Columns as wide as their share of the whole: what is in them takes about the same room at any width."""
    count, gap = len(block.columns), block.gap * MM
    free = width - gap * (count - 1)
    widths = [free / count] * count
    found = [_stacked(block, width, setting, set_block)]
    for _ in range(ROUNDS if count > 1 else 0):
        fixed = tuple(each / MM for each in widths)
        found.append(set_columns(replace(block, balanced=False, widths=fixed), width, setting, set_block))
        heights = [
            sum(set_block(child, each * MM, setting).height for child in column)
            for column, each in zip(block.columns, fixed, strict=True)
        ]
        rooms = [high * wide for high, wide in zip(heights, widths, strict=True)]
        widths = [max(NARROWEST, free * room / sum(rooms)) for room in rooms]
        widths = [each * free / sum(widths) for each in widths]
    if count == 2 and setting.style.saving:
        lowest = _lowest(block, free, setting, set_block)
        found.append(set_columns(replace(block, balanced=False, widths=lowest), width, setting, set_block))
    return min(found, key=lambda box: box.height)


def _lowest(block: b.Columns, free: float, setting: Setting, set_block: SetBlock) -> tuple[float, float]:
    """The widths (mm) of 2 columns, of those that are tried, that make the higher of them lowest. A wider first one is
    lower and leaves the second one higher: they are looked for where both are as high."""

    def widths(step: int) -> tuple[float, float]:
        return free * step / 100 / MM, (free - free * step / 100) / MM

    @cache
    def height(column: int, step: int) -> float:
        wide = widths(step)[column] * MM
        return merged(stack(set_block(child, wide, setting) for child in block.columns[column])[0]).height

    at = bisect_left(STEPS, True, key=lambda step: height(0, step) <= height(1, step))
    near = STEPS[max(at - 1, 0) : at + 1]
    return widths(min(near, key=lambda step: max(height(0, step), height(1, step))))


def _fill_callouts(block: b.Columns, columns: list[list[Box]]) -> None:
    """The frames of callouts side by side are as high as the highest of them."""
    if not all(len(column) == 1 and isinstance(column[0], b.Callout) for column in block.columns):
        return
    highest = max(boxes[0].height for boxes in columns)
    for boxes in columns:
        *strips, last = boxes[0].strips
        last = last._replace(height=last.height + highest - boxes[0].height)
        boxes[0] = replace(boxes[0], strips=(*strips, last))


def _fill_panels(block: b.Columns, columns: list[list[Box]], widths: list[float], setting: Setting) -> None:
    """A panel of pictures that has a column for itself is as high as what stands beside it."""
    heights = [sum(box.height for box in column) for column in columns]
    for index, column in enumerate(block.columns):
        beside = max((height for other, height in enumerate(heights) if other != index), default=0.0)
        if len(column) == 1 and isinstance(column[0], b.FigureRow) and column[0].panel and heights[index] < beside:
            columns[index] = [set_panel(column[0], widths[index], setting, beside)]
