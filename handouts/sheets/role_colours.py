"""The colours of roles in drawings of files, and how they become those of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.drawing.colour import parse_colour
from handouts.drawing.shapes import WHITE, Colour
from handouts.layout.style import INK, Style

if TYPE_CHECKING:
    from handouts.drawing.pictures import Picture
    from handouts.figures.ink import Tones

# The colours of the theme "calm" stand for their roles in the drawings of data/pictures.
ACCENT, SOFT_ACCENT = parse_colour("#b3541e"), parse_colour("#d5a183")
PRIMARY, SOFT_PRIMARY = parse_colour("#0b5563"), parse_colour("#9dbbc1")
TINT = parse_colour("#e6f0f1")
SOFT = 0.4  # of the main colour on white
LINE = parse_colour("#1f262e")
GREYS = tuple(map(parse_colour, ("#f1f2f2", "#e3e4e5", "#c9cbcd", "#9b9fa2")))


def in_colours(picture: Picture, tones: Tones, style: Style) -> Picture:
    """A drawing with the colours of roles as the clinic's figures have them; toner is saved where they save it. A
    photograph stays as it is, and so does every other colour."""
    from handouts.drawing.icons import recoloured

    if picture.raster:
        return picture
    roles: dict[Colour, Colour] = {
        ACCENT: tones.accent,
        SOFT_ACCENT: tones.tone("muscle"),
        PRIMARY: INK if tones.lines_only else tones.plain(style.primary),
        SOFT_PRIMARY: WHITE if tones.lines_only else tones.plain(_thinned(style.primary)),
        TINT: WHITE if tones.lines_only else tones.plain(style.tint),
        LINE: tones.line,
    }
    if tones.lines_only:
        roles |= dict.fromkeys(GREYS, WHITE)
    return recoloured(picture, tuple(roles.items()))


def _thinned(colour: Colour) -> Colour:
    red, green, blue = (1 - SOFT * (1 - part) for part in colour)
    return red, green, blue
