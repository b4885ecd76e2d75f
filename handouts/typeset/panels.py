"""Pictures of one movement on a ground: at one scale, side by side or one over the other, each under its marker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import rectangle
from handouts.layout import blocks as b
from handouts.layout.style import MM, RULE
from handouts.reuse.store import alongside
from handouts.typeset.setting import Setting, TextBlock, marker_height, marker_width, set_text
from handouts.typeset.strips import Box, Drawing, Element, GlyphRun, Mark, PlacedPicture, Strip

PADDING = 1.5 * MM
GAP = 3.5 * MM  # between two pictures
EDGE = 0.8 * MM  # between a marker and the edge of the ground, at least
MARKER_SPACE = 1.0 * MM  # under a marker
HIGHEST = 66.0 * MM  # of pictures that grow with what stands beside them
STACK_HIGHER = 1.3  # times as high as a single row several may be
SAVED = 1.1  # the same on a sheet that saves paper: figures that lie there are less high, those that stand are not
STACK_LARGER = 1.1  # times as large as in fewer rows pictures have to be


SMALL = 40.0 * MM  # whole bodies beside close-ups are made larger up to this height
CLOSE_UP = 0.9  # of its size: as small as a close-up gets for that
WORTH = 1.05  # times as large as they are, or it isn't worth that
Size = tuple[float, float]


class _Arrangement(NamedTuple):
    """How pictures stand on a ground: their scale, and how many in a row."""

    scale: float
    across: int


def set_panel(block: b.FigureRow, width: float, setting: Setting, least: float = 0.0, rows: int = 0) -> Box:
    """The pictures on a ground that is at least `least` points high, with which they grow, on that many `rows` if any
    are named. A marker is heard as the alt says it."""
    shown = [setting.pictures[figure.picture] for figure in block.figures]
    above = marker_height(setting.text("sign")) + MARKER_SPACE if any(each.marker for each in block.figures) else 0.0
    several = SAVED if setting.style.saving and rows < 2 else STACK_HIGHER  # a room that is there saves no paper
    higher = several if rows > 1 else 1.0  # `least` is all that several rows may take
    most = max(block.height * MM * setting.style.pictures, min((least - 2 * PADDING - above) / higher, HIGHEST))
    arranged = _arranged(shown, width - 2 * PADDING, (most, several * most), above, rows)
    ranks = [shown[first : first + arranged.across] for first in range(0, len(shown), arranged.across)]
    room = least - 2 * PADDING - above if len(ranks) == 1 else 0.0
    placed = _sizes(ranks, arranged.scale, width - 2 * PADDING, room)
    inner = _height(placed, above)
    height = max(inner + 2 * PADDING, least)
    looks, ground = setting.style, {"line": 0.6, "radius": setting.style.theme.corner}
    fill, stroke = (looks.theme.tint, None) if looks.fills else (None, RULE)
    marks: list[Mark] = [Drawing(0, 0, (rectangle(0, 0, width, height, fill=fill, stroke=stroke, **ground),))]
    places = _places(placed, width, (height - inner) / 2, above)
    sizes = [size for row in placed for size in row]
    for index, (figure, picture, (x, y), size) in enumerate(zip(block.figures, shown, places, sizes, strict=True)):
        marks.append(PlacedPicture(x, y, *size, picture, index))
        if figure.marker:
            marks += _marker(figure.marker, (x + size[0] / 2, y - above), width, index, setting)
    elements = tuple(Element("Figure", alt=figure.alt) for figure in block.figures)
    return Box((Strip(height, tuple(marks)),), elements, 0, setting.unit, name=block.figures[0].alt[:60])


def _sizes(rows: list[list[Picture]], scale: float, width: float, height: float) -> list[list[Size]]:
    """Of the pictures of each row, at one scale (points a unit). But where each row has a close-up, which has a scale
    of its own, whole bodies are as large as a row of this width lets them be, up to a `height` (points) or its own."""
    sizes = [[(each.width * scale, each.height * scale) for each in row] for row in rows]
    if not all(any(each.close_up for each in row) for row in rows):
        return sizes
    return [_wholes_larger(row, each, width, height) for row, each in zip(rows, sizes, strict=True)]


def _wholes_larger(row: list[Picture], sizes: list[Size], width: float, height: float) -> list[Size]:
    """A row in which whole bodies are larger, and close-ups hardly smaller for that."""
    wholes = [size for size, picture in zip(sizes, row, strict=True) if not picture.close_up]
    if not wholes:
        return sizes
    free, taken = width - GAP * (len(sizes) - 1), sum(wide for wide, _ in wholes)
    close = sum(wide for wide, _ in sizes) - taken
    most = min(max(height, *(high for _, high in sizes)), SMALL) / max(high for _, high in wholes)
    larger = min(most, (free - CLOSE_UP * close) / taken)
    if larger < WORTH:
        return sizes
    smaller = min(1.0, (free - larger * taken) / close)
    scales = [smaller if picture.close_up else larger for picture in row]
    return [(wide * each, high * each) for (wide, high), each in zip(sizes, scales, strict=True)]


def rows_of(panel: Box) -> int:
    """On how many rows the pictures of a ground stand."""
    feet = {round(mark.y + mark.height, 1) for mark in panel.strips[0].marks if isinstance(mark, PlacedPicture)}
    return len(feet)


def largest_panel(block: b.FigureRow, width: float, setting: Setting, rows: int) -> float:
    """How high a ground is, in points, on which the pictures are as large as they can be on so many rows."""
    shown = [setting.pictures[figure.picture] for figure in block.figures]
    above = marker_height(setting.text("sign")) + MARKER_SPACE if any(each.marker for each in block.figures) else 0.0
    arranged = _arranged(shown, width - 2 * PADDING, (HIGHEST, STACK_HIGHER * HIGHEST), above, rows)
    sizes = [(picture.width * arranged.scale, picture.height * arranged.scale) for picture in shown]
    placed = [sizes[first : first + arranged.across] for first in range(0, len(sizes), arranged.across)]
    return _height(placed, above) + 2 * PADDING


def _arranged(
    shown: list[Picture], width: float, heights: tuple[float, float], above: float, wanted: int
) -> _Arrangement:
    """On as many rows as show the pictures largest, more only where that makes much of a difference; or on those that
    are `wanted`. `heights` are those of a single row and of several."""
    best = _Arrangement(0.0, 1)
    for across in range(len(shown), 0, -1):
        rows = [shown[first : first + across] for first in range(0, len(shown), across)]
        if wanted and len(rows) != wanted:
            continue
        gaps = [GAP * (len(row) - 1) for row in rows]
        wide = min((width - gap) / sum(each.width for each in row) for row, gap in zip(rows, gaps, strict=True))
        room = heights[len(rows) > 1] - (GAP + above) * (len(rows) - 1)
        scale = min(wide, room / sum(max(each.height for each in row) for row in rows))
        if scale > best.scale * STACK_LARGER:
            best = _Arrangement(scale, across)
    return best


def _height(rows: list[list[tuple[float, float]]], above: float) -> float:
    return sum(max(high for _, high in row) + above for row in rows) + GAP * (len(rows) - 1)


def _places(
    rows: list[list[tuple[float, float]]], width: float, top: float, above: float
) -> Iterator[tuple[float, float]]:
    """The upper left corners of pictures in the middle of a width, from a height on; those of a row stand on a line."""
    for row in rows:
        bottom = top + above + max(high for _, high in row)
        x = (width - sum(across for across, _ in row) - GAP * (len(row) - 1)) / 2
        for across, high in row:
            yield x, bottom - high
            x += across + GAP
        top = bottom + GAP


def _marker(text: str, place: tuple[float, float], width: float, element: int, setting: Setting) -> list[Mark]:
    """A marker whose middle lies over that of its picture, as far as the ground's width lets it, and which is part of
    it: its alt is heard instead."""
    middle, top = place
    marks, wide = _set_marker(setting, text)
    left = max(EDGE, min(middle - wide / 2, width - wide - EDGE))
    return [mark._replace(x=mark.x + left, y=mark.y + top, element=element) for mark in marks]


@alongside
def _set_marker(setting: Setting, text: str) -> tuple[tuple[Drawing | GlyphRun, ...], float]:
    """The ink of a marker, and how wide it is, set once for all sizes of its picture."""
    style = setting.text("sign")
    spans = tuple(replace(span, kind="marker") for span in b.spans_of(text))
    (strip,) = set_text(spans, style, TextBlock(1000.0, [Element("P")], 0, runs_on=True, of_picture=True), setting)
    return tuple(mark for mark in strip.marks if isinstance(mark, (Drawing, GlyphRun))), marker_width(strip, style)
