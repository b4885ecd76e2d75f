"""Blocks that hold blocks: callouts, cards, groups and columns. `set_block` typesets what is inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias, assert_never

from handouts.drawing.shapes import warning_triangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import INK, MM, RULE
from handouts.typeset.panels import set_panel
from handouts.typeset.setting import Setting, TextBlock, set_text
from handouts.typeset.strips import (
    ROOT,
    Bookmark,
    Border,
    Box,
    Drawing,
    Element,
    Mark,
    Reprint,
    Strip,
    frame_marks,
    framed,
    merged,
    stack,
    together,
)

SetBlock: TypeAlias = Callable[[b.Block, float, Setting], Box]
LEAST_BESIDE = 2.2  # times as wide as its title a callout is that has it beside its blocks
ROUNDS = 3  # of widths that are tried for them
NARROWEST = 44.0 * MM  # of columns that are as wide as makes them low
STEPS = range(40, 69)  # percent of the whole: widths of the first of 2 that are tried where a sheet saves paper
NO_HIGHER = 1.0 * MM  # what a wider panel may cost
PADDING = 10.0  # points between a frame and what is in it
MOST_PADDING = 5.0  # times as high as a unit is the part of it above and below, where things stand near each other
LARGEST_WHOLE = 0.5  # of a page: a taller callout may break between lines rather than leave half a page empty
LARGEST_SUMMARY = 0.3  # of a page, for what is set as running text on a ground
HEAVY, FINE = 2.25, 0.75  # points: the frames of the second and third level of urgency


def set_group(block: b.Group, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Blocks on one page if they fit."""
    strips, elements = stack([set_block(inner, width, setting) for inner in block.blocks])
    return Box(together(strips, setting.page_height), tuple(elements), 0, setting.unit, name="a group")


def set_foot(block: b.Foot, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Blocks that stand together at the foot of a page; where a page has no room for them they go on as a group, or one
    after the other where that would leave most of a page empty."""
    strips, elements = stack([set_block(inner, width, setting) for inner in block.blocks])
    whole, name = together(strips, setting.page_height), "what stands at the foot"
    return Box(whole, tuple(elements), setting.unit * 2, setting.unit, at_foot=True, flowing=tuple(strips), name=name)


def stack_under(
    head: Box, inner: list[Box], elements: list[Element], dx: float = 0.0
) -> tuple[list[Strip], list[Element]]:
    """The head's strips, whose marks speak of `elements` already, then the inner boxes under element 0."""
    strips, grown = stack(inner, elements, 0 if elements else ROOT, dx)
    if head.strips and strips:
        gap = max(head.after, inner[0].before if inner else 0.0)
        strips[0] = strips[0]._replace(before=strips[0].before + gap)
    return [*head.strips, *strips], grown


def set_callout(block: b.Callout, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """A box that stands out by its form; colour only helps."""
    if block.kind == "caution":
        return _caution(block, width, setting, set_block)
    if block.beside and block.title and setting.style.columns and width > block.beside * MM * LEAST_BESIDE:
        return _beside(block, width, setting, set_block)
    elements: list[Element] = [] if block.kind == "dose" else [Element("Sect")]
    padding = PADDING * (1.2 if block.kind == "hero" else 1.0)
    lines = _title(block, width - 2 * padding, padding, elements, setting) if block.title else []
    inner = [set_block(child, width - 2 * padding, setting) for child in block.blocks]
    style = setting.text("callout")
    if block.kind == "emergency":
        lines = list(framed(_padded(lines, PADDING * 0.5, PADDING * 0.5), _bar(0, width, setting)))
        body, elements = stack(inner, elements, 0, PADDING)
        strips = [*_kept(lines), *_padded(body, PADDING * 0.6, PADDING * 0.7)]
    else:
        strips, elements = stack_under(Box(tuple(lines), after=style.after), inner, elements, padding)
        around = padding * _above(setting) / PADDING * (0.4 if block.kind == "dose" else 0.8)
        strips = _padded(strips, around, around)
    frame = _frame(block.kind, width, setting)
    largest = LARGEST_SUMMARY if block.kind == "hero" else LARGEST_WHOLE
    kept = together(framed(strips, frame), setting.page_height * largest)
    space = setting.unit * (1 if block.kind == "dose" else 3)
    return Box(kept, tuple(elements), setting.unit, space, name=words(block.title) or "a callout")


def _title(block: b.Callout, width: float, x: float, elements: list[Element], setting: Setting) -> list[Strip]:
    """The title of a callout, whose place in the outline it is where it is a heading."""
    elements.append(Element(f"H{block.level}" if block.level else "P", 0))
    style = setting.text("bar" if block.kind == "emergency" else "callout")
    if block.beside:
        sizes = setting.text("sign")
        style = replace(style, size=sizes.size, leading=sizes.leading)
    lines = set_text(block.title, style, TextBlock(width, elements, len(elements) - 1, x), setting)
    if block.level:
        lines[0] = lines[0]._replace(marks=(Bookmark(words(block.title), block.level), *lines[0].marks))
    return _kept(lines)


def _beside(block: b.Callout, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """A callout as a row: its title left, its blocks right. It breaks nowhere."""
    elements: list[Element] = [Element("Sect")]
    left = block.beside * MM
    side = PADDING * (0.9 if block.kind == "emergency" else 0.5)  # its title keeps away from the edge of its ground
    title = merged(_title(block, left - PADDING - side, PADDING, elements, setting))
    inner = [set_block(child, width - left - PADDING, setting) for child in block.blocks]
    strips, elements = stack(inner, elements, 0, left)
    body = merged(strips)
    above = _above(setting) / 2
    height = max(title.height, body.height) + 2 * above
    marks = (*_lowered(title.marks, above), *_lowered(body.marks, above))
    if block.kind == "emergency":
        bar = frame_marks([(0.0, Strip(height, frames=(_bar(0, left - PADDING / 2, setting),)))])
        marks = (*bar, *marks)
    (strip,) = framed([Strip(height, marks)], _frame(block.kind, width, setting))
    return Box((strip,), tuple(elements), setting.unit, setting.unit, name=words(block.title))


def _above(setting: Setting) -> float:
    """How far from the upper and the lower side of a frame words stand, in points."""
    return min(PADDING, MOST_PADDING * setting.unit)


def _bar(x: float, width: float, setting: Setting) -> Border:
    """The dark ground of the words that are to be seen first."""
    return Border(x, width, fill=(setting.style.fills and INK) or None, stroke=INK, line=HEAVY, radius=0)


def _kept(strips: list[Strip]) -> list[Strip]:
    return [strip._replace(keep=True) for strip in strips]


def _frame(kind: b.CalloutKind, width: float, setting: Setting) -> Border:
    style = setting.style
    match kind:
        case "emergency" | "today":
            return Border(0, width, stroke=INK, line=HEAVY, radius=0 if kind == "emergency" else 4)
        case "soon":
            return Border(0, width, stroke=INK, line=FINE)
        case "notes":
            return Border(0, width, stroke=RULE, line=FINE)
        case "hero" | "tip" | "summary" | "dose" if not style.fills:
            return Border(0, width, stroke=RULE, line=FINE)
        case "tip":
            return Border(0, width, bar=style.primary, radius=0)
        case "hero":
            return Border(0, width, fill=style.theme.tint, radius=style.theme.corner)
        case "summary" | "dose":
            return Border(0, width, fill=style.tint, bar=style.primary if kind == "summary" else None)
        case "caution":  # has a triangle beside it instead
            return Border(0, width)
        case _:
            assert_never(kind)


def _padded(strips: list[Strip], top: float, bottom: float) -> list[Strip]:
    """Room inside a frame, which stays with the first and the last strip."""
    if not strips:
        return [Strip(top + bottom)]
    first = strips[0]
    strips = [
        Strip(first.height + top, _lowered(first.marks, top), first.before, first.keep, first.frames),
        *strips[1:],
    ]
    last = strips[-1]
    return [*strips[:-1], last._replace(height=last.height + bottom)]


def _lowered(marks: tuple[Mark, ...], dy: float) -> tuple[Mark, ...]:
    return (Reprint(0.0, dy, 0, marks),) if marks else ()


def _caution(block: b.Callout, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """A drawn triangle, and beside it what to take care of."""
    style = setting.text("body")
    size = style.leading
    indent = size + 8
    inner = [set_block(child, width - indent, setting) for child in block.blocks]
    strips, elements = stack(inner, (), ROOT, indent)
    if strips:
        triangle = Drawing(0, 0, warning_triangle(0, size * 0.02, size * 0.92, INK))
        strips[0] = strips[0]._replace(marks=(triangle, *strips[0].marks))
    return Box(together(strips, setting.page_height), tuple(elements), setting.unit, setting.unit, name="a caution")


def _stacked(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    boxes = [set_block(child, width, setting) for column in block.columns for child in column]
    strips, elements = stack(boxes)
    return Box(tuple(strips), tuple(elements), 0, boxes[-1].after if boxes else 0, name="columns")


def set_columns(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Side by side where the profile does so and that fits on a page, else one under the other."""
    if not setting.style.columns:
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
    x = height = 0.0
    for column, column_width in zip(columns, widths, strict=True):
        strips, elements = stack(column, elements, ROOT)
        whole = merged(strips)
        marks += [Reprint(x, 0.0, 0, whole.marks)] if whole.marks else []
        height = max(height, whole.height)
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


def _widths(block: b.Columns, width: float) -> list[float]:
    """Of each column, in points: what the layout says, or else the same share of what that leaves."""
    free = block.widths.count(0)
    rest = width - sum(block.widths) * MM - block.gap * MM * (len(block.widths) - 1)
    return [own * MM if own else max(rest / free, 1.0) for own in block.widths]


def _fitting(block: b.Columns, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Columns with the first as wide as it can be without being any higher for it."""
    tried = [
        (set_columns(replace(block, fit=(), widths=(each, *block.widths[1:])), width, setting, set_block), each)
        for each in block.fit
    ]
    lowest = min(box.height for box, _ in tried)
    return max(((box, each) for box, each in tried if box.height <= lowest + NO_HIGHER), key=lambda pair: pair[1])[0]


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
            sum(set_block(child, each, setting).height for child in column)
            for column, each in zip(block.columns, widths, strict=True)
        ]
        rooms = [high * wide for high, wide in zip(heights, widths, strict=True)]
        widths = [max(NARROWEST, free * room / sum(rooms)) for room in rooms]
        widths = [each * free / sum(widths) for each in widths]
    if count == 2 and setting.style.saving:
        tried = [(free * step / 100, free - free * step / 100) for step in STEPS]
        lowest = min(tried, key=lambda pair: _highest(block, pair, setting, set_block))
        fixed = tuple(each / MM for each in lowest)
        found.append(set_columns(replace(block, balanced=False, widths=fixed), width, setting, set_block))
    return min(found, key=lambda box: box.height)


def _highest(block: b.Columns, widths: Iterable[float], setting: Setting, set_block: SetBlock) -> float:
    """How high the highest of columns of these widths is, in points."""
    columns = zip(block.columns, widths, strict=True)
    return max(merged(stack(set_block(child, wide, setting) for child in column)[0]).height for column, wide in columns)


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
