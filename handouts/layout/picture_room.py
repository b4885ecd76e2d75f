"""How large the pictures of an exercise can be on their ground, and whether there is room for two."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.style import MM, Style

STATURE = 118.0  # a standing figure in its own picture, in the picture's units
AROUND = 1.5 * MM  # a picture
BETWEEN = {False: 2.5 * MM, True: 9.0 * MM}  # two pictures: in a cell, and in a wide row, where an arrow stands between

Size = tuple[float, float]


def pair_scale(sizes: Sequence[Size], room: Size, *, wide: bool) -> tuple[float, bool]:
    """How many points a unit two pictures can be in a room (points), and whether one stands over the other then."""
    across, down, gap = room[0] - 2 * AROUND, room[1] - 2 * AROUND, BETWEEN[wide]
    beside = min((across - gap) / sum(width for width, _ in sizes), down / max(height for _, height in sizes))
    over = min(across / max(width for width, _ in sizes), (down - gap) / sum(height for _, height in sizes))
    return max(beside, over), over > beside


def has_room_for_both(sizes: Sequence[Size], style: Style, *, wide: bool) -> bool:
    """Whether a standing figure is large enough in the first two pictures of an exercise."""
    leaf = style.leaf
    room = ((leaf.wide_panel if wide else leaf.panel)[0] * MM, (leaf.pair + 6) * MM)
    return len(sizes) > 1 and pair_scale(sizes[:2], room, wide=wide)[0] * STATURE >= leaf.pair * MM
