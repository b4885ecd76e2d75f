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
    padding = setting.style.leaf.padding * MM * 1.6
    bar = setting.style.theme.head == "bar" and setting.style.fills
    colour = WHITE if bar else None
    elements: list[Element] = []
    marks, left = _logo(block, padding, elements, setting)
    aside = _aside(block, width, setting)
    middle = TextBlock(width - left - padding - (aside and aside + padding), elements, ROOT, left, "start", colour)
    at_end = TextBlock(aside, elements, ROOT, width - padding - aside, "end", colour)
    named = [(block.name, "band-name", "P"), (block.title, "band-title", "H1"), (block.note, "leaf-note", "P")]
    lines = [(line, "leaf-note" if index else "leaf-head", "P") for index, line in enumerate(block.lines)]
    columns = [
        [_set(part, middle, setting) for part in named if part[0]],
        [_set(part, at_end, setting) for part in lines],
    ]
    needed = [_height(column) + 2.5 * MM for column in columns]
    height = max(setting.style.leaf.band * MM, *needed)
    for column in columns:
        y = (height - _height(column)) / 2
        for part in column:
            marks.append(Reprint(0, y, 0, part.marks))
            y += part.height
    strip = Strip(height, (_band_ground(width, height, bar, setting), *marks), keep=True)
    return Box((strip,), tuple(elements), 0, setting.unit * 1.6, name=words(block.title))


def _aside(block: b.Band, width: float, setting: Setting) -> float:
    """How wide the lines at the right are, in points."""
    widest = max((width_of(line, setting.text("leaf-head"), setting) + 1 for line in block.lines), default=0.0)
    return min(widest, width * 0.4)


def _height(column: list[Strip]) -> float:
    return sum(part.height for part in column)


def _band_ground(width: float, height: float, bar: bool, setting: Setting) -> Drawing:
    theme = setting.style.theme
    fill, stroke = theme.primary if bar else theme.tint, None if setting.style.fills else RULE
    size = (width - FRAME, height - FRAME)
    ground = rectangle(FRAME / 2, FRAME / 2, *size, fill=fill, stroke=stroke, line=FRAME, radius=theme.corner)
    return Drawing(0, 0, (ground,))


def _logo(block: b.Band, x: float, elements: list[Element], setting: Setting) -> tuple[list[Mark], float]:
    """The clinic's mark on a white plate, and where the words beside it start."""
    logo = setting.pictures.get(block.logo.picture) if block.logo else None
    if logo is None or block.logo is None:
        return [], x
    room, middle = setting.style.leaf.logo * MM, setting.style.leaf.band * MM / 2
    scale = min(room / logo.height, room * LARGEST_LOGO / logo.width)
    width, height = logo.width * scale, logo.height * scale
    alt = block.logo.alt
    figure = new_element(elements, "Figure", alt=alt, language=setting.fonts.spoken(alt))
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
