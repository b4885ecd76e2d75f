"""Blocks that hold blocks: callouts, cards, groups and columns. `set_block` typesets what is inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, TypeAlias, assert_never

from handouts.drawing.shapes import circle, line, warning_triangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import INK, MM, RULE
from handouts.typeset.setting import Setting, TextBlock, set_text
from handouts.typeset.strips import (
    ROOT,
    Bookmark,
    Border,
    Box,
    Drawing,
    Element,
    Reprint,
    Strip,
    framed,
    merged,
    stack,
    together,
)

Framed: TypeAlias = Literal["emergency", "today", "soon", "tip", "summary", "dose"]  # callouts, but for a caution
SetBlock: TypeAlias = Callable[[Any, float, Setting], Box]
PADDING = 10.0  # points between a frame and what is in it
LARGEST_WHOLE = 0.5  # of a page: a taller callout may break between lines rather than leave half a page empty
HEAVY, FINE = 2.25, 0.75  # points: the frames of the second and third level of urgency


def set_group(block: b.Group, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Blocks on one page if they fit. What follows a log stays with its last rows even if they don't."""
    boxes = [set_block(inner, width, setting) for inner in block.blocks]
    for index, inner in enumerate(block.blocks[:-1]):
        if isinstance(inner, b.Log):
            rows = boxes[index].strips
            boxes[index] = replace(boxes[index], strips=(*rows[:-1], rows[-1]._replace(keep=True)))
    strips, elements = stack(boxes)
    return Box(together(strips, setting.page_height), tuple(elements), 0, setting.unit, name="a group")


def set_card(block: b.Card, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """An exercise: a rule above, its number in a disc, its name, its blocks."""
    style = setting.text("card")
    elements = [Element("Art"), Element(f"H{block.level}", 0)]
    radius = style.leading / 2
    indent = 2 * radius + 8 if block.number else 0.0
    lines = set_text(block.title, style, TextBlock(width - indent, elements, 1, indent), setting)
    number: list[Any] = [Bookmark(words(block.title), block.level)]
    if block.number:
        filled = setting.style.fills
        disc = circle(
            radius, radius, radius, fill=setting.style.primary if filled else None, stroke=setting.style.primary
        )
        colour = (1.0, 1.0, 1.0) if filled else INK
        place = TextBlock(2 * radius, elements, 1, 0.0, "centre", colour, runs_on=True)
        number += [Drawing(0, 0, (disc,)), *merged(set_text(b.spans_of(block.number), style, place, setting)).marks]
    lines[0] = lines[0]._replace(marks=(*number, *lines[0].marks))
    rule = Strip(setting.unit * 2, (Drawing(0, 0, (line(0, 0, width, 0, RULE, 0.75),)),), keep=True, separator=True)
    head = Box((rule, *(strip._replace(keep=True) for strip in lines)), after=style.after)
    inner = [set_block(child, width, setting) for child in block.blocks]
    strips, elements = stack_under(head, inner, elements)
    kept = together(strips, setting.page_height)
    return Box(kept, tuple(elements), setting.unit * 2, setting.unit * 2, name=words(block.title))


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
    elements: list[Element] = [] if block.kind == "dose" else [Element("Sect")]
    lines: list[Strip] = []
    if block.title:
        elements.append(Element(f"H{block.level}" if block.level else "P", 0))
        style = setting.text("bar" if block.kind == "emergency" else "callout")
        place = TextBlock(width - 2 * PADDING, elements, len(elements) - 1, PADDING)
        lines = [strip._replace(keep=True) for strip in set_text(block.title, style, place, setting)]
        if block.level:
            lines[0] = lines[0]._replace(marks=(Bookmark(words(block.title), block.level), *lines[0].marks))
    inner = [set_block(child, width - 2 * PADDING, setting) for child in block.blocks]
    style = setting.text("callout")
    if block.kind == "emergency":
        bar = Border(0, width, fill=(setting.style.fills and INK) or None, stroke=INK, line=HEAVY, radius=0)
        lines = list(framed(_padded(lines, PADDING * 0.5, PADDING * 0.5), bar))
        body, elements = stack(inner, elements, 0, PADDING)
        strips = [*_kept(lines), *_padded(body, PADDING * 0.6, PADDING * 0.7)]
    else:
        strips, elements = stack_under(Box(tuple(lines), after=style.after), inner, elements, PADDING)
        padding = PADDING * (0.4 if block.kind == "dose" else 0.8)
        strips = _padded(strips, padding, padding)
    frame = _frame(block.kind, width, setting)
    kept = together(framed(strips, frame), setting.page_height * LARGEST_WHOLE)
    space = setting.unit * (1 if block.kind == "dose" else 3)
    return Box(kept, tuple(elements), setting.unit, space, name=words(block.title) or "a callout")


def _kept(strips: list[Strip]) -> list[Strip]:
    return [strip._replace(keep=True) for strip in strips]


def _frame(kind: Framed, width: float, setting: Setting) -> Border:
    style = setting.style
    match kind:
        case "emergency" | "today":
            return Border(0, width, stroke=INK, line=HEAVY, radius=0 if kind == "emergency" else 4)
        case "soon":
            return Border(0, width, stroke=INK, line=FINE)
        case "tip" | "summary" | "dose" if not style.fills:
            return Border(0, width, stroke=RULE, line=FINE)
        case "tip":
            return Border(0, width, bar=style.primary, radius=0)
        case "summary" | "dose":
            return Border(0, width, fill=style.tint, bar=style.primary if kind == "summary" else None)
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


def _lowered(marks: tuple[Any, ...], dy: float) -> tuple[Any, ...]:
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
    gap = block.gap * MM
    fixed = sum(block.widths) * MM
    free = [share for share in block.widths if not share]
    rest = (width - fixed - gap * (len(block.widths) - 1)) / len(free) if free else 0.0
    widths = [share * MM or max(rest, 1.0) for share in block.widths]
    columns = [
        [set_block(child, column_width, setting) for child in column]
        for column, column_width in zip(block.columns, widths, strict=True)
    ]
    elements: list[Element] = []
    marks: list[Any] = []
    x = height = 0.0
    for column, column_width in zip(columns, widths, strict=True):
        strips, elements = stack(column, elements, ROOT)
        whole = merged(strips)
        marks += [Reprint(x, 0.0, 0, whole.marks)] if whole.marks else []
        height = max(height, whole.height)
        x += column_width + gap
    if height > setting.page_height:
        return _stacked(block, width, setting, set_block)
    after = max((column[-1].after for column in columns if column), default=0.0)
    return Box((Strip(height, tuple(marks)),), tuple(elements), 0, after, name="columns")
