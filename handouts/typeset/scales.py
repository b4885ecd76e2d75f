"""A line of numbers to circle, or one that shows up to which number pain is all right."""

from __future__ import annotations

from handouts.drawing.shapes import WHITE, Colour, rectangle
from handouts.layout import blocks as b
from handouts.layout.style import INK, MM, RULE
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import Box, Drawing, Element, Field, GlyphRun, Mark, Reprint, Strip, merged

DARK: Colour = (0.22, 0.25, 0.28)  # white digits on it have 11 to 1
CORNER = 1.0 * MM
BELOW = 1.0  # points between numbers and what they mean


def set_scale(block: b.Scale, width: float, setting: Setting) -> Box:
    """Numbers in circles, wide enough apart to circle one, with what the ends mean below them."""
    if block.limit is not None:
        return _limited(block, block.limit, width, setting)
    style = setting.text("cell")
    numbers = range(block.low, block.high + 1)
    step = width / len(numbers)
    radius = min(step, style.leading * 1.3) / 2
    elements = [Element("P"), Element("P")]
    marks: list[Mark] = []
    for index, number in enumerate(numbers):
        ring = rectangle(-radius, -radius, 2 * radius, 2 * radius, stroke=RULE, line=0.8, radius=radius)
        middle = (index + 0.5) * step
        marks.append(Drawing(middle, radius + 1, (ring,)))
        place = TextBlock(step, elements, 0, index * step, "centre", runs_on=number < block.high)
        text = (b.Span(str(number), private=False),)
        run = set_text(text, style, place, setting)[0]
        marks += [
            m._replace(y=m.y + radius + 1 - style.leading / 2) if isinstance(m, GlyphRun) else m for m in run.marks
        ]
        if setting.fields:
            form = new_element(elements, "Form", 0)
            ring_at = (middle - radius, 1.0, 2 * radius, 2 * radius)
            marks.append(Field(*ring_at, "choice", block.said, form, value=str(number)))
    top = Strip(2 * radius + 2, tuple(marks), keep=bool(block.low_label or block.high_label))
    if not top.keep:
        return Box((top,), tuple(elements), 0, setting.unit, name="a scale")
    small = setting.text("small")
    places = (TextBlock(width / 2, elements, 1, runs_on=True), TextBlock(width / 2, elements, 1, width / 2, "end"))
    labels = zip((block.low_label, block.high_label), places, strict=True)
    ends = [merged(set_text(b.spans_of(label), small, place, setting)) for label, place in labels]
    below = Strip(max(end.height for end in ends), tuple(mark for end in ends for mark in end.marks), 2.0)
    return Box((top, below), tuple(elements), 0, setting.unit, name="a scale")


def _limited(block: b.Scale, limit: int, width: float, setting: Setting) -> Box:
    """Numbers in boxes: white up to the limit, dark above it, and below each stretch what it means. A listener hears
    each stretch with that, and in that order it is painted."""
    style, note = setting.text("leaf-head"), setting.text("leaf-note")
    numbers = range(block.low, block.high + 1)
    step, height = width / len(numbers), max(setting.style.leaf.scale * MM, style.leading + 2)
    elements: list[Element] = []
    marks: list[Mark] = []
    lowest = height
    for stretch, label in _stretches(block, limit):
        owner, first = new_element(elements, "P"), (stretch[0] - block.low) * step
        for number in stretch:
            dark, x = number > limit, (number - block.low) * step
            place = TextBlock(step, elements, owner, x, "centre", WHITE if dark else INK, runs_on=True)
            text = merged(set_text((b.Span(str(number), private=False),), style, place, setting))
            marks += [_box(x, step, height, dark=dark), Reprint(0, (height - text.height) / 2, 0, text.marks)]
        if label:
            place = TextBlock(step * len(stretch), elements, new_element(elements, "P"), first, runs_on=True)
            end = merged(set_text(b.spans_of(label), note, place, setting))
            marks.append(Reprint(0, height + BELOW, 0, end.marks))
            lowest = max(lowest, height + BELOW + end.height)
    return Box((Strip(lowest, tuple(marks)),), tuple(elements), 0, setting.unit * 0.5, name="a scale")


def _stretches(block: b.Scale, limit: int) -> tuple[tuple[range, str], tuple[range, str]]:
    return (range(block.low, limit + 1), block.low_label), (range(limit + 1, block.high + 1), block.high_label)


def _box(x: float, width: float, height: float, *, dark: bool) -> Drawing:
    inset = 0.6
    size = (width - 2 * inset, height - 2 * inset)
    fill = DARK if dark else WHITE
    return Drawing(0, 0, (rectangle(x + inset, inset, *size, fill=fill, stroke=DARK, line=1.0, radius=CORNER),))
