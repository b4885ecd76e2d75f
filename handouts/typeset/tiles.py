"""The ground of an exercise's number."""

from __future__ import annotations

from handouts.drawing.shapes import Shape, rectangle
from handouts.layout.style import Style

LINE = 1.1  # points


def tile(x: float, y: float, side: float, style: Style) -> Shape:
    """A tile from its upper left corner, in the clinic's colour and form; an outline where nothing is filled."""
    theme = style.theme
    radius = {"square": 0.0, "round": side / 2, "rounded": min(theme.corner, side / 3)}[theme.tile]
    fill = theme.primary if style.fills else None
    inner = side - LINE
    return rectangle(
        x + LINE / 2, y + LINE / 2, inner, inner, fill=fill, stroke=theme.primary, line=LINE, radius=radius
    )
