"""The head of a leaf's side, and what fills the side."""

from __future__ import annotations

from dataclasses import replace

from handouts.drawing.shapes import WHITE, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM, RULE
from handouts.typeset.containers import SetBlock
from handouts.typeset.day_log import set_day_log
from handouts.typeset.doses import width_of
from handouts.typeset.programme import set_programme_grid
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import (
    ROOT,
    Bookmark,
    Box,
    Drawing,
    Element,
    Mark,
    PlacedPicture,
    Reprint,
    Strip,
    merged,
    stack,
)

FRAME = 0.75  # points
PLATE = 1.5 * MM  # around a logo
LARGEST_LOGO = 2.0  # how many times as wide as high


def set_band(block: b.Band, width: float, setting: Setting) -> Box:
    """The clinic's mark and name, the title, what to do with the side; at the right whose it is."""
    sizes, style = setting.style.leaf, setting.style
    padding = sizes.padding * MM * 1.6
    elements: list[Element] = []
    marks: list[Mark] = []
    logo, left = _logo(block, padding, elements, setting)
    marks += logo
    aside = 0.0
    if block.lines:
        aside = max(width_of(line, setting.text("leaf-head"), setting) for line in block.lines) + 1
        aside = min(aside, width * 0.4)
    middle_width = width - left - padding - (aside + padding if aside else 0.0)
    bar = style.theme.head == "bar" and style.fills
    colour = WHITE if bar else None
    words_of = [(block.name, "band-name", "P"), (block.title, "band-title", "H1"), (block.note, "leaf-note", "P")]
    lines = [(line, "leaf-note" if index else "leaf-head", "P") for index, line in enumerate(block.lines)]
    parts = [
        _set(each, TextBlock(middle_width, elements, ROOT, left, "start", colour), setting)
        for each in words_of
        if each[0]
    ]
    at_end = TextBlock(aside, elements, ROOT, width - padding - aside, "end", colour)
    marked = [_set(each, at_end, setting) for each in lines]
    height = max(sizes.band * MM, *(sum(p.height for p in column) + 2.5 * MM for column in (parts, marked)))
    for column in (parts, marked):
        y = (height - sum(part.height for part in column)) / 2
        for part in column:
            marks.append(Reprint(0, y, 0, part.marks))
            y += part.height
    fill, stroke = style.theme.primary if bar else style.theme.tint, None if style.fills else RULE
    inset = FRAME / 2
    radius = style.theme.corner
    ground = rectangle(inset, inset, width - FRAME, height - FRAME, fill=fill, stroke=stroke, line=FRAME, radius=radius)
    strip = Strip(height, (Drawing(0, 0, (ground,)), *marks), keep=True)
    return Box((strip,), tuple(elements), 0, setting.unit * 1.6, name=words(block.title))


def _logo(block: b.Band, x: float, elements: list[Element], setting: Setting) -> tuple[list[Mark], float]:
    """The clinic's mark on a white plate, and where the words beside it start."""
    logo = setting.pictures.get(block.logo.picture) if block.logo else None
    if logo is None or block.logo is None:
        return [], x
    room, middle = setting.style.leaf.logo * MM, setting.style.leaf.band * MM / 2
    scale = min(room / logo.height, room * LARGEST_LOGO / logo.width)
    width, height = logo.width * scale, logo.height * scale
    figure = new_element(elements, "Figure", alt=block.logo.alt)
    around = (x, middle - height / 2 - PLATE, width + 2 * PLATE, height + 2 * PLATE)
    plate = Drawing(0, 0, (rectangle(*around, fill=WHITE, radius=setting.style.theme.corner),))
    mark = PlacedPicture(x + PLATE, middle - height / 2, width, height, logo, figure)
    return [plate, mark], 2 * x + width + 2 * PLATE


def _set(part: tuple[b.Spans, str, str], place: TextBlock, setting: Setting) -> Strip:
    """Words in a style as an element of a role, the title with its line in the outline."""
    spans, style, role = part
    owner = new_element(place.elements, role)
    strip = merged(set_text(spans, setting.text(style), replace(place, element=owner), setting))
    return strip._replace(marks=(Bookmark(words(spans), 1), *strip.marks)) if role == "H1" else strip


def set_side(block: b.LeafSide, width: float, setting: Setting, set_block: SetBlock) -> Box:
    """Blocks below each other; the grid or the log among them takes the height that is left, and goes over to further
    pages where it needs more."""
    stretched = (b.ProgrammeGrid, b.DayLog)
    fixed = [None if isinstance(inner, stretched) else set_block(inner, width, setting) for inner in block.blocks]
    around = [box or Box((Strip(0.0),), (), setting.unit, setting.unit) for box in fixed]
    strips, _ = stack(around)
    room = (setting.first_height or setting.page_height) - sum(strip.before + strip.height for strip in strips) - 0.01
    boxes = []
    for inner, made in zip(block.blocks, fixed, strict=True):
        if isinstance(inner, b.ProgrammeGrid):
            made = set_programme_grid(inner, width, setting, set_block, room)
        elif isinstance(inner, b.DayLog):
            made = set_day_log(inner, width, setting, room)
        boxes.append(made or Box(()))
    strips, elements = stack(boxes)
    return replace(Box(tuple(strips), tuple(elements)), name="a side of the leaf")
