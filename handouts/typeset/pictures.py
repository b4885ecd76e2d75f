"""Pictures as boxes: one alone, or several of one movement in a row."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from handouts.drawing.icons import tinted
from handouts.drawing.shapes import WHITE, Colour, rectangle
from handouts.files.problems import ContentError, Problem, nearest
from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.typeset.labelled import set_labelled
from handouts.typeset.setting import Setting
from handouts.typeset.strips import Box, Drawing, Element, Mark, PlacedPicture, Reprint, Strip

FIGURE_GAP = 5.0 * MM  # between two pictures of a row
PLATE = 16.0 * MM  # the height of the white ground that a logo has on a coloured one
AROUND_LOGO = 1.5 * MM
LOGO_WIDTH = 60.0 * MM  # at most
LEAST_SCALE = 0.72  # of the size asked for: smaller pictures stand on more rows


def icon(name: str, x: float, y: float, size: float, colour: Colour, setting: Setting) -> PlacedPicture:
    """An icon in the colour of its role, `size` points wide and high from its top left corner. It stands beside its
    word and is decoration, which nobody hears. Raises ContentError when there is none of that name."""
    black = setting.pictures.get(f"icon/{name}")
    if black is None:
        there = [each.removeprefix("icon/") for each in setting.pictures if each.startswith("icon/")]
        hint = nearest(name, there) or f"There are {', '.join(there)}."
        raise ContentError([Problem("layouts", 0, "icon", f'there is no icon "{name}".', hint)])
    return PlacedPicture(x, y, size, size, tinted(black, colour), None)


def logo_plate(x: float, y: float, setting: Setting, element: int | None) -> tuple[tuple[Mark, ...], float]:
    """The clinic's logo on a white plate, PLATE high from its top left corner, and how wide that is; nothing where
    there is no logo. Pictures of pixels have a white ground of their own, so a logo stands on no other."""
    logo = setting.pictures.get("logo")
    if logo is None:
        return (), 0.0
    scale = min((PLATE - 2 * AROUND_LOGO) / logo.height, LOGO_WIDTH / logo.width)
    width, height = logo.width * scale, logo.height * scale
    ground = rectangle(0, 0, width + 2 * AROUND_LOGO, PLATE, fill=WHITE, radius=setting.style.theme.corner)
    placed = PlacedPicture(x + AROUND_LOGO, y + (PLATE - height) / 2, width, height, logo, element)
    return (Drawing(x, y, (ground,)), placed), width + 2 * AROUND_LOGO


def pictures_in(box: Box) -> Iterator[PlacedPicture]:
    """All that are placed in a box, however deep."""

    def among(marks: tuple[Mark, ...]) -> Iterator[PlacedPicture]:
        for mark in marks:
            if isinstance(mark, PlacedPicture):
                yield mark
            elif isinstance(mark, Reprint):
                yield from among(mark.marks)

    return (mark for strip in box.strips for mark in among(strip.marks))


def set_figure(block: b.Figure, width: float, setting: Setting) -> Box:
    """A picture scaled into its room."""
    picture = setting.pictures.get(block.picture)
    if picture is None:
        hint = nearest(block.picture, setting.pictures) or "The exercise has to name it under figure:."
        raise ContentError([Problem("layouts", 0, "figure", f'there is no picture "{block.picture}".', hint)])
    larger = setting.style.pictures * MM
    if block.labels:
        return set_labelled(block, picture, min(block.width * larger, width), block.height * larger, setting)
    scale = min(min(block.width * larger, width) / picture.width, block.height * larger / picture.height)
    size = (picture.width * scale, picture.height * scale)
    mark = PlacedPicture(0, 0, *size, picture, 0)
    element = Element("Figure", alt=block.alt, language=setting.fonts.spoken(block.alt))
    return Box((Strip(size[1], (mark,)),), (element,), 0, setting.unit, name=block.alt[:60])


def set_figure_row(block: b.FigureRow, width: float, setting: Setting) -> Box:
    """Pictures side by side, smaller together where they don't fit, on more rows before they get too small."""
    boxes = [set_figure(figure, width, setting) for figure in block.figures]
    elements = tuple(element for box in boxes for element in box.elements)
    placed = [mark for box in boxes for mark in box.strips[0].marks if isinstance(mark, PlacedPicture)]
    rows = 1
    while rows < len(placed) and _row_scale(placed, rows, width) < LEAST_SCALE:
        rows += 1
    scale, each = _row_scale(placed, rows, width), math.ceil(len(placed) / rows)
    strips = []
    for first in range(0, len(placed), each):
        x, marks = 0.0, []
        height = max(mark.height for mark in placed[first : first + each]) * scale
        for index, mark in enumerate(placed[first : first + each], first):
            size = (mark.width * scale, mark.height * scale)
            marks.append(replace(mark, x=x, y=height - size[1], width=size[0], height=size[1], element=index))
            x += size[0] + FIGURE_GAP
        strips.append(
            Strip(height, tuple(marks), keep=first + each < len(placed), before=FIGURE_GAP / 2 if first else 0)
        )
    return Box(tuple(strips), elements, setting.unit, setting.unit, name=block.figures[0].alt[:60])


def _row_scale(placed: list[PlacedPicture], rows: int, width: float) -> float:
    """How much smaller than asked for pictures must be to stand in so many rows."""
    each = math.ceil(len(placed) / rows)
    chunks = [placed[first : first + each] for first in range(0, len(placed), each)]
    return min(
        1.0,
        *((width - FIGURE_GAP * (len(chunk) - 1)) / sum(mark.width for mark in chunk) for chunk in chunks),
    )
