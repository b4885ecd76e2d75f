"""The pictures of an exercise at a glance: in one scale, on one ground line, on the tint of their cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.drawing.pictures import Picture, upper_corner
from handouts.drawing.shapes import ROUND, Shape, line, rectangle
from handouts.files.problems import ContentError, Problem, nearest
from handouts.layout import blocks as b
from handouts.layout.picture_room import AROUND, BETWEEN, STATURE, pair_scale
from handouts.layout.style import MM, RULE, Style
from handouts.typeset.setting import Setting
from handouts.typeset.strips import Drawing

FRAME = 0.75  # points
CHEVRON = 2.2 * MM


@dataclass(frozen=True, slots=True)
class Room:
    """Where an exercise goes, in points: `wide` ones take a whole row."""

    width: float
    panel: float
    wide: bool


class Placed(NamedTuple):
    """A picture of a panel in points from its upper left corner."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float
    figure: b.Figure


def pictures_of(cell: b.ProgrammeCell, room: Room, height: float, setting: Setting) -> list[Placed]:
    """The pictures of a panel where nothing of them lies under the number in its corner: in the middle, or smaller,
    beside the number or below it."""
    placed, side = _in_the_middle(cell, room, height, setting), tile_side(setting.style)
    if room.wide or not cell.number or not any(under(one, side, setting.fonts.base == 1) for one in placed):
        return placed
    beside = _in_the_middle(cell, replace(room, panel=room.panel - side), height, setting)
    below = _in_the_middle(cell, room, height - side, setting)
    if beside[0].height >= below[0].height:
        return [one._replace(x=one.x + side) for one in beside]
    return [one._replace(y=one.y + side) for one in below]


def tile_side(style: Style) -> float:
    """How large the tile of a number is on a leaf, in points."""
    return style.leaf.tile * MM * style.text["tile"].size / 18


def under(placed: Placed, side: float, leftward: bool = False) -> bool:
    """Whether something that is drawn lies in the corner of a panel, so many points wide and high: the right one on a
    page that runs `leftward`."""
    if placed.x >= side or placed.y >= side:
        return False
    scale = placed.width / placed.picture.width
    right, low = (side - placed.x) / scale, (side - placed.y) / scale
    return any(x < right and y < low for x, y in upper_corner(placed.picture, leftward))


def _scale(found: list[Picture], room: Room, height: float, setting: Setting) -> tuple[float, bool]:
    """How large the pictures of a panel are drawn, and whether one stands over the other."""
    most = setting.style.leaf.alone * MM / STATURE * setting.style.pictures
    if len(found) > 1:
        scale, over = pair_scale([(one.width, one.height) for one in found], (room.panel, height), wide=room.wide)
        return min(scale, most), over
    scale = min((room.panel - 2 * AROUND) / found[0].width, (height - 2 * AROUND) / found[0].height)
    return min(scale, most) if found[0].grid else scale, False


def _in_the_middle(cell: b.ProgrammeCell, room: Room, height: float, setting: Setting) -> list[Placed]:
    """The pictures of a panel in one scale, on one ground line, in its middle."""
    found = [_picture(figure, setting) for figure in cell.figures]
    if not found:
        return []
    scale, over = _scale(found, room, height, setting)
    gap = BETWEEN[room.wide]
    sizes = [(one.width * scale, one.height * scale) for one in found]
    across = max(w for w, _ in sizes) if over else sum(w for w, _ in sizes) + gap * (len(sizes) - 1)
    down = sum(h for _, h in sizes) + gap * (len(sizes) - 1) if over else max(h for _, h in sizes)
    x, y = (room.panel - across) / 2, (height - down) / 2
    placed = []
    for picture, figure, (w, h) in zip(found, cell.figures, sizes, strict=True):
        placed.append(Placed(picture, x + (across - w) / 2 if over else x, y if over else y + down - h, w, h, figure))
        x, y = (x, y + h + gap) if over else (x + w + gap, y)
    return placed


def _picture(figure: b.Figure, setting: Setting) -> Picture:
    picture = setting.pictures.get(figure.picture)
    if picture is None:
        hint = nearest(figure.picture, setting.pictures) or "The exercise has to name it under figure:."
        raise ContentError([Problem("layouts", 0, "figure", f'there is no picture "{figure.picture}".', hint)])
    return picture


def ground(room: Room, height: float, style: Style) -> tuple[Shape, ...]:
    """The tint under the pictures, round at the outer corners."""
    if not style.fills:
        return (line(room.panel, 0, room.panel, height, RULE, FRAME),)
    corner = style.theme.corner
    if not corner:
        return (rectangle(0, 0, room.panel, height, fill=style.theme.tint),)
    return (
        rectangle(0, 0, room.panel, height, fill=style.theme.tint, radius=corner),
        rectangle(room.panel - corner, 0, corner, height, fill=style.theme.tint),
    )


def outline(width: float, height: float, style: Style) -> Shape:
    """The line round a cell."""
    inset = FRAME / 2
    return rectangle(inset, inset, width - FRAME, height - FRAME, stroke=RULE, line=FRAME, radius=style.theme.corner)


def chevron(placed: list[Placed], style: Style) -> Drawing:
    """What leads from the start to the end of a movement."""
    first, second = placed
    x, y = (first.x + first.width + second.x) / 2, min(one.y + one.height / 2 for one in placed)
    half = CHEVRON / 2
    path = (("M", x - half / 2, y - half), ("L", x + half / 2, y), ("L", x - half / 2, y + half))
    return Drawing(0, 0, (Shape(path, None, style.primary, 1.8, pen=ROUND),))
