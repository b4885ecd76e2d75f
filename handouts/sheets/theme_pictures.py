"""A theme as a picture: a small page with its head, a number's tile, a ground with an arrow, markers and a frame."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import ROUND, WHITE, Colour, Shape, line, rectangle
from handouts.layout.themes import ThemeStyle

SIZE = (160.0, 104.0)  # points: corners and lines are drawn as large as they are printed
HEAD, TILE, MARKER = 24.0, 22.0, 10.0
FINE, FRAME = 0.6, 1.1  # points of lines


def theme_picture(theme: ThemeStyle) -> Picture:
    """What a theme looks like, without words."""
    shapes = (*_head(theme), *_name(theme), *_ground(theme), *_steps(theme))
    digest = hashlib.sha256(repr(shapes).encode()).hexdigest()[:16]
    return Picture(*SIZE, digest, drawing=lambda: shapes)


def _tinted(theme: ThemeStyle, x: float, y: float, width: float, height: float, radius: float) -> Shape:
    """The ground of a box, with a fine frame where nothing is filled."""
    frame = theme.hair if theme.tint == WHITE else None
    return rectangle(x, y, width, height, fill=theme.tint, stroke=frame, line=FINE if frame else 0, radius=radius)


def _words(x: float, y: float, width: float, colour: Colour, height: float = 3.0) -> Shape:
    """A bar in the place of words."""
    return rectangle(x, y, width, height, fill=colour, radius=height / 2)


def _head(theme: ThemeStyle) -> Iterator[Shape]:
    bar = theme.head == "bar"
    radius = theme.corner if theme.head != "soft" else max(theme.corner, HEAD / 3)
    if bar:
        yield rectangle(0, 0, SIZE[0], HEAD, fill=theme.primary, radius=radius)
    else:
        yield _tinted(theme, 0, 0, SIZE[0], HEAD, radius)
    yield rectangle(6, 5, 14, 14, fill=WHITE if bar else theme.primary, radius=0 if theme.tile == "square" else 7)
    yield _words(26, 6, 68, WHITE if bar else theme.ink, 5)
    yield _words(26, 15, 46, WHITE if bar else theme.grey)
    yield line(0, HEAD + 6, SIZE[0], HEAD + 6, theme.primary, theme.rule)


def _name(theme: ThemeStyle) -> Iterator[Shape]:
    radius = {"square": 0.0, "rounded": min(theme.corner, TILE / 3), "round": TILE / 2}[theme.tile]
    yield rectangle(0, 36, TILE, TILE, fill=theme.primary, radius=radius)
    one = (("M", 7.8, 44.0), ("L", 11.4, 41.4), ("L", 11.4, 52.6))
    yield Shape(one, None, WHITE, 2.2, pen=ROUND)
    yield _words(29, 39, 78, theme.ink, 5)
    yield _words(29, 50, 52, theme.grey)


def _ground(theme: ThemeStyle) -> Iterator[Shape]:
    yield _tinted(theme, 0, 64, 72, 40, theme.corner)
    yield Shape((("M", 14.0, 92.0), ("C", 22.0, 76.0, 40.0, 72.0, 55.0, 80.0)), None, theme.accent, 2.4, pen=ROUND)
    yield Shape((("M", 47.0, 71.8), ("L", 56.0, 80.6), ("L", 44.4, 83.6)), None, theme.accent, 2.4, pen=ROUND)


def _steps(theme: ThemeStyle) -> Iterator[Shape]:
    for y, width in ((65.0, 58.0), (78.0, 44.0)):
        radius = MARKER / 2 if theme.markers == "round" else 0.0
        yield rectangle(80, y, MARKER, MARKER, fill=theme.primary, radius=radius)
        yield _words(95, y + 3.5, width, theme.ink)
    yield rectangle(80.5, 92, 79, 11.5, stroke=theme.primary, line=FRAME, radius=min(theme.corner, 4))
    yield _words(86, 96.2, 40, theme.ink)
