"""Lists: bullets, numbers, the markers of steps, boxes to tick, in one column or several."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import assert_never

from handouts.drawing.shapes import rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM, TextStyle
from handouts.typeset.doses import width_of
from handouts.typeset.setting import Setting, TextBlock, marker_ground, marker_height, new_element, set_text
from handouts.typeset.strips import Box, Drawing, Element, Field, Mark, Reprint, Strip, merged

LIST_GAP = 6.0 * MM  # between the two columns of a list
ROW_GAP = 2.0 * MM  # between more of them: short items in a row
TICK_BOX = "\u2610"  # what a drawn box to tick says


def set_list(block: b.List, width: float, setting: Setting, style: TextStyle) -> Box:
    """Items with their labels; never a single line of them on a page."""
    if style.measured:
        width = min(width, setting.style.measure)
    numbering, label_width = _list_labels(block)
    columns = _columns(block, width, label_width * style.size, style, setting)
    gap = LIST_GAP if columns <= 2 else ROW_GAP
    across = (width - gap * (columns - 1)) / columns
    elements = [Element("L", numbering=numbering)]
    items = [
        _item(block, number, item, TextBlock(across, elements, 0, label_width * style.size), style, setting)
        for number, item in enumerate(block.items, 1)
    ]
    if columns > 2:
        strips = _across(items, columns, across + gap)
    elif columns == 2:
        strips = _side_by_side(items, across + gap)
    else:
        strips = [strip for item in items for strip in item]
        if strips:
            strips[0] = strips[0]._replace(before=0.0)
    if len(strips) > 1:  # never a single line of a list on a page
        strips[0] = strips[0]._replace(keep=True)
        strips[-2] = strips[-2]._replace(keep=True)
    return Box(tuple(strips), tuple(elements), style.before, style.after, name="a list")


def _columns(block: b.List, width: float, label: float, style: TextStyle, setting: Setting) -> int:
    """As many columns as a list asks for: of more than two, so many that each item has a line for itself, in any
    profile, since such items are a word each."""
    if block.columns <= 2:
        return block.columns if setting.style.columns else 1
    widest = label + max((width_of(item, style, setting) for item in block.items), default=0.0)
    return max(2, min(block.columns, int((width + ROW_GAP) / (widest + ROW_GAP))))


def _list_labels(block: b.List) -> tuple[str, float]:
    """How the items of a list are counted (PDF 32000-1, table 347), and the room for a label, times the size."""
    match block.kind:
        case "numbered":
            return "Decimal", 1.55 * (1.3 if len(block.items) > 9 else 1.0)
        case "steps":
            return "Decimal", 1.85
        case "bulleted":
            return "Disc", 0.8
        case "ticks":
            return "None", 1.5
        case _:
            assert_never(block.kind)


def _item(
    block: b.List, number: int, item: b.Spans, place: TextBlock, style: TextStyle, setting: Setting
) -> list[Strip]:
    """One item, which starts at `place.x`, with its label before it and the space above it."""
    elements = place.elements
    li = new_element(elements, "LI", place.element)
    drawn = block.kind == "ticks" and not setting.fields  # a field says by itself what it is
    label = new_element(elements, "Lbl", li, actual=TICK_BOX if drawn else "")
    body = new_element(elements, "LBody", li)
    indent = place.x
    lines = set_text(item, style, TextBlock(place.width - indent, elements, body, indent), setting)
    lines = lines or [Strip(style.leading)]
    beside = TextBlock(indent, elements, label, runs_on=True)
    mark = _label(block.kind, number, _name_of(item), style, beside, setting)
    lines[0] = lines[0]._replace(marks=(*mark.marks, *lines[0].marks), before=style.after / 2)
    return lines


def _name_of(item: b.Spans) -> str:
    """What an item is called: the words in bold with which it begins, or all of it."""
    bold = tuple(takewhile(lambda span: span.strong, item))
    return words(bold).rstrip(":\uff1a\u00a0 ") if bold else words(item)


def _side_by_side(items: list[list[Strip]], step: float) -> list[Strip]:
    """Items in two columns, as low as can be, in one piece."""
    wholes = [merged(item) for item in items]
    heights = [whole.height for whole in wholes]
    first = min(range(1, len(items) + 1), key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))
    marks: list[Mark] = []
    for column, part in enumerate((wholes[:first], wholes[first:])):
        y = 0.0
        for whole in part:
            marks.append(Reprint(column * step, y, 0, whole.marks))
            y += whole.height
    return [Strip(max(sum(heights[:first]), sum(heights[first:])), tuple(marks))]


def _across(items: list[list[Strip]], columns: int, step: float) -> list[Strip]:
    """Items in rows, in one piece."""
    wholes = [merged([item[0]._replace(before=0.0), *item[1:]]) for item in items]
    marks: list[Mark] = []
    y = 0.0
    for row in (wholes[first : first + columns] for first in range(0, len(wholes), columns)):
        marks += (Reprint(column * step, y, 0, whole.marks) for column, whole in enumerate(row))
        y += max(whole.height for whole in row)
    return [Strip(y, tuple(marks))]


def _label(kind: str, number: int, said: str, style: TextStyle, place: TextBlock, setting: Setting) -> Strip:
    if kind == "ticks":
        side = style.size * 0.9
        box = rectangle(0, (style.leading - side) / 2, side, side, stroke=style.colour, line=0.9, radius=1)
        marks: tuple[Mark, ...] = (Drawing(place.x, 0, (box,), place.element),)
        if setting.fields:
            form = new_element(place.elements, "Form", place.element)
            marks += (Field(place.x, (style.leading - side) / 2, side, side, "check", said, form),)
        return Strip(style.leading, marks)
    if kind == "steps":
        return _step_marker(number, style, place, setting)
    bold = replace(style, bold=True, colour=setting.style.primary)
    text = f"{number}." if kind == "numbered" else "\u2022"
    return merged(set_text((b.Span(text, private=False),), bold, place, setting))


def _step_marker(number: int, style: TextStyle, place: TextBlock, setting: Setting) -> Strip:
    """A step's number in a disc."""
    bold = replace(style, bold=True, colour=setting.style.on_marker)
    place = replace(place, x=0.0, width=marker_height(style), align="centre")
    said = merged(set_text((b.Span(str(number), private=False),), bold, place, setting))
    return Strip(style.leading, (*marker_ground(0.0, 0.0, style, setting), *said.marks))
