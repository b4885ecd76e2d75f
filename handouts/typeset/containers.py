"""Blocks that hold blocks: callouts, cards and groups. `set_block` typesets what is inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from handouts.drawing.shapes import warning_triangle
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


def set_if_room(block: b.IfRoom, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Blocks as if nothing held them."""
    boxes = [set_block(inner, width, setting) for inner in block.on_paper]
    strips, elements = stack(boxes)
    around = (boxes[0].before, boxes[-1].after) if boxes else (0.0, 0.0)
    return Box(tuple(strips), tuple(elements), *around, name="what has room")


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
    kept = _ending_kept(together(framed(strips, frame), setting.page_height * largest))
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


def _ending_kept(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """The last line never stands alone on the next page."""
    return (*strips[:-2], *(strip._replace(keep=True) for strip in strips[-2:-1]), *strips[-1:])


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
