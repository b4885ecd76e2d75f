"""A picture with its labels as one SVG drawing: its words stay text, and a listener hears the alt in their place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from unicodedata import east_asian_width

from handouts.drawing.labels import pointer, spread
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import MM, short
from handouts.drawing.svg_writer import elements
from handouts.html.svg import drawing_markup, pixels_markup
from handouts.layout import blocks as b
from handouts.layout.style import INK, Style

SIZE, LEADING = 12.5, 14.5  # points of a drawing that is printed as large as it is drawn
LETTER = 0.7 * SIZE  # the width of a bold letter of a wide face: the page may have any
LARGER = 1.3  # than on paper: a screen has the room, and letters there may be wide
ACROSS = 12  # letters in a line beside the picture, at most but for a longer word
GAP, BETWEEN = 3 * MM, 1.5 * MM


def labelled_markup(picture: Picture, figure: b.Figure, style: Style) -> str:
    """The picture as large as its labels let it be in its room: a screen has all that it may be given on paper. A label
    that stands alone under it may be wider than the picture."""
    lines = [_lines(label, ACROSS) for label in figure.labels]
    beside = [index for index, label in enumerate(figure.labels) if not label.below]
    below = [index for index in range(len(lines)) if index not in beside]
    aside = max((_width(line) for index in beside for line in lines[index]), default=-GAP) + GAP
    room = figure.width * LARGER * MM - aside
    scale = min(room / picture.width, max(figure.height * LARGER, figure.most) * MM / picture.height)
    width, height = picture.width * scale, picture.height * scale
    alone = len(lines) == len(below) == 1
    for index in below:
        lines[index] = _lines(figure.labels[index], max(ACROSS * alone, int(width / len(below) / LETTER)))
    margin = (max(width, *map(_width, lines[0])) - width) / 2 if alone else 0
    shown = _picture(picture, scale, margin) + "".join(_beside(figure, lines, beside, (width, height), style))
    shown += "".join(
        _text(lines[index], margin + figure.labels[index].across / 100 * width, height + LEADING, "middle")
        for index in below
    )
    under = max((len(lines[index]) + 0.5 for index in below), default=0)
    whole = (width + 2 * margin + aside, height + LEADING * under)
    said = f'role="img" aria-label="{escape(figure.alt)}" style="width:{whole[0] / MM * style.pictures:.4g}mm"'
    return drawing_markup((), whole, said).replace("></svg>", f">{shown}</svg>")


def _lines(label: b.FigureLabel, across: int) -> list[str]:
    said = "".join(span.text for span in label.spans)
    return textwrap.wrap(said, max(across, *map(len, said.split())), break_long_words=False) or [said]


def _width(line: str) -> float:
    """At most how wide bold letters of any face are: those of Chinese are as wide as they are high."""
    return sum([SIZE if east_asian_width(letter) in "WF" else LETTER for letter in line])


def _picture(picture: Picture, scale: float, left: float) -> str:
    inner = pixels_markup(picture) if picture.raster else elements(picture.shapes)
    moved = f"translate({short(left)}) " if left else ""
    return f'<g transform="{moved}scale({scale:.5g})">{inner}</g>'


def _beside(
    figure: b.Figure, lines: list[list[str]], beside: list[int], size: tuple[float, float], style: Style
) -> Iterator[str]:
    points = [(figure.labels[at].across / 100 * size[0], figure.labels[at].down / 100 * size[1]) for at in beside]
    highs = [len(lines[at]) * LEADING for at in beside]
    tops = spread([y for _, y in points], highs, BETWEEN, size[1])
    for at, point, high, top in zip(beside, points, highs, tops, strict=True):
        start = (size[0] + GAP - MM, top + high / 2)
        radius = figure.labels[at].ring / 200 * size[0]
        yield elements(pointer(start, point, radius, ink=INK, accent=style.accent))
        yield _text(lines[at], size[0] + GAP, top + 0.8 * LEADING, "start")


def _text(lines: list[str], x: float, y: float, anchor: str) -> str:
    rows = "".join(
        f'<tspan x="{short(x)}" y="{short(y + at * LEADING)}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text class="label" text-anchor="{anchor}" font-size="{SIZE:g}">{rows}</text>'
