"""An exercise: its number on a tile, its name, pictures beside the steps, its dose, cautions, other ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from math import inf
from typing import NamedTuple

from handouts.drawing.shapes import line
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import MM, RULE, Style
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import STYLES
from handouts.typeset.containers import SetBlock, stack_under
from handouts.typeset.panels import largest_panel, rows_of, set_panel
from handouts.typeset.setting import Setting, TextBlock, set_text
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
    adopt,
    merged,
    stack,
    together,
)
from handouts.typeset.tiles import tile

TILE = 12.5  # mm: the ground of an exercise's number
TILE_GAP = 3.0 * MM
CLOSEST_UNIT = 1.6  # points
TOLERANCE = 0.1  # points
LIKELY = 3  # of the ways to set a card, those with the largest pictures: so many are tried with larger ones
ROUNDS = 3  # in which pictures get as low as they have to be
LOWEST = 27.0  # mm: the ground of pictures that make room for what stands below them


class _Parts(NamedTuple):
    """The blocks of a card whose pictures stand beside its steps: what may rise under the pictures comes last."""

    pictures: b.FigureRow
    first: b.Columns
    between: tuple[b.Block, ...]
    last: b.Columns | None


class _Piece(NamedTuple):
    """Blocks below each other in one strip."""

    strip: Strip
    elements: tuple[Element, ...]

    @property
    def height(self) -> float:
        return self.strip.height


class _Pieces(NamedTuple):
    """What stands `beside` a ground of pictures by its width (mm), and `below` all of that by whether other ways rise
    under the ground; `low` are those, by its width. `space` is above what is below, `gap` beside it, in points."""

    space: float
    gap: float
    beside: Mapping[float, _Piece]
    below: Mapping[bool, _Piece | None]
    low: Callable[[float], _Piece | None]

    def height(self, body: float, *, rises: bool) -> float:
        """Of the whole, with pictures and steps of this height."""
        rest = self.below[rises]
        return body + (self.space + rest.height if rest else 0.0)


class _Way(NamedTuple):
    """A way to set them: how wide the pictures' ground is (mm), and whether other ways stand under it. `scale` is how
    many points a unit of the pictures has, `body` how high they are with what stands beside and under them."""

    panel: float
    rises: bool
    shown: Box
    scale: float
    body: float
    height: float


def set_card(block: b.Card, width: float, setting: Setting, set_block: SetBlock, room: float = 0.0) -> Box:
    """A rule above, its number on a tile, its name with a line under it, its blocks. It is as low as can be, and with a
    `room` (points) at most so much higher, for larger pictures."""
    elements = [Element("Art"), Element(f"H{block.level}", 0)]
    head = _card_head(block, width, elements, setting)
    parts = _parts(block, setting)
    left = setting.page_height - sum(strip.before + strip.height for strip in head.strips) - head.after
    inner = [_body(parts, width, setting, set_block, room)] if parts else []
    if not inner or inner[0].height > left:
        inner = _whole(block, width, setting, set_block, left, room)
    strips, elements = stack_under(head, inner, elements)
    if sum(strip.before + strip.height for strip in strips[1:]) > setting.page_height:  # without the rule above
        closer = replace(setting, style=_closer(ByIdentity(setting.style)))
        if setting.style.unit > closer.style.unit:
            return set_card(block, width, closer, set_block, room)
    kept = together(strips, setting.page_height)
    return Box(kept, tuple(elements), setting.unit * 2, setting.unit * 2, name=words(block.title))


@reused(STYLES)
def _closer(style: ByIdentity[Style]) -> Style:
    """The style of a card that is taller than a page: letters and lines are the same, spaces are smaller."""
    least = min(style.thing.unit, CLOSEST_UNIT)
    share = least / style.thing.unit
    text = {
        name: replace(each, before=each.before * share, after=each.after * share)
        for name, each in style.thing.text.items()
    }
    return replace(style.thing, unit=least, text=text)


def _whole(block: b.Card, width: float, setting: Setting, set_block: SetBlock, height: float, room: float) -> list[Box]:
    """The blocks below each other. Their pictures are as much lower as keeps them on a page of this height (points), or
    with a `room` as much higher as there is room for."""
    inner = [set_block(child, width, setting) for child in block.blocks]
    first = block.blocks[0] if block.blocks else None
    row = _panel_of(first) if first else None
    left = height - sum(strip.before + strip.height for strip in stack(inner)[0])
    spare = min(left, room)
    if not (isinstance(first, b.Columns) and row and spare):
        return inner
    shown = set_panel(row, width, setting)
    now = shown.height
    wanted = max(LOWEST * MM, min(now + spare, max(now, largest_panel(row, width, setting, rows_of(shown)))))
    changed = replace(row, height=row.height * wanted / now)
    for _ in range(ROUNDS):  # markers and padding stay as they are
        over = set_panel(changed, width, setting).height - wanted
        if over > TOLERANCE and changed.height > over / MM:
            changed = replace(changed, height=changed.height - over / MM / setting.style.pictures)
    if set_panel(changed, width, setting).height <= now + spare:  # pictures on more rows may be much higher
        inner[0] = set_block(replace(first, columns=((changed,), *first.columns[1:])), width, setting)
    return inner


def _panel_of(block: b.Block) -> b.FigureRow | None:
    """The pictures with which a block starts, alone in the first of its columns."""
    pictures = block.columns[0] if isinstance(block, b.Columns) else ()
    return pictures[0] if len(pictures) == 1 and isinstance(pictures[0], b.FigureRow) and pictures[0].panel else None


def _parts(block: b.Card, setting: Setting) -> _Parts | None:
    """The blocks of a card that has pictures beside its steps, in profiles that put anything side by side."""
    first, *rest = block.blocks or (None,)
    if not (setting.style.columns and isinstance(first, b.Columns) and first.fit and len(first.columns) == 2):
        return None
    pictures = _panel_of(first)
    if pictures is None:
        return None
    last = rest[-1] if rest else None
    if isinstance(last, b.Columns) and last.rises:
        return _Parts(pictures, first, tuple(rest[:-1]), last)
    return _Parts(pictures, first, tuple(rest), None)


def _body(parts: _Parts, width: float, setting: Setting, set_block: SetBlock, room: float) -> Box:
    """The lowest way, or rather one with larger pictures that is hardly higher. For a room to fill, a width between the
    widest two that fit is tried too."""
    usual = parts.first.fit
    between = (sum(usual[-2:]) / 2,) if room > 0 and len(usual) > 1 else ()
    pieces = _pieces(parts, (*usual, *between), width, setting, set_block)
    tried: list[_Way] = []
    most = inf
    for panel, rises in product((*usual, *between), pieces.below):
        if pieces.height(pieces.beside[panel].height, rises=rises) > most:  # however low its pictures are
            continue
        tried.append(_way(parts, pieces, panel, setting, rises=rises))
        if panel in usual:
            most = min(most, tried[-1].height + TOLERANCE + room)
    low = sorted((way for way in tried if way.height <= most), key=lambda way: -way.scale)
    if room > 0:
        low = [
            _way(parts, pieces, way.panel, setting, rises=way.rises, spare=most - way.height) for way in low[:LIKELY]
        ]
    return _box_of(max(low, key=lambda way: (way.scale, -way.height)), pieces, setting)


def _pieces(parts: _Parts, panels: tuple[float, ...], width: float, setting: Setting, set_block: SetBlock) -> _Pieces:
    """What stands beside pictures on grounds of these widths (mm) or below them, set once for all ways."""
    _, first, between, last = parts

    def piece(blocks: tuple[b.Block, ...], wide: float) -> _Piece:
        strips, elements = stack([set_block(each, wide, setting) for each in blocks])
        return _Piece(merged(strips), tuple(elements))

    gap = first.gap * MM
    below = {False: (*between, *((last,) if last else ()))} | ({True: (*between, *last.columns[0])} if last else {})
    return _Pieces(
        setting.unit * 1.2,
        gap,
        {panel: piece(first.columns[1], width - (panel * MM + gap)) for panel in panels},
        {rises: piece(blocks, width) if blocks else None for rises, blocks in below.items()},
        cache(lambda panel: piece(last.columns[1], panel * MM) if last and last.columns[1] else None),
    )


def _way(parts: _Parts, pieces: _Pieces, panel: float, setting: Setting, *, rises: bool, spare: float = 0.0) -> _Way:
    """The pictures on a ground of this width (mm), as high as what stands beside it or up to so many points higher."""
    pictures, wide = parts.pictures, panel * MM
    low = pieces.low(panel) if rises else None
    taken = low.height + pieces.space if low else 0.0
    least = max(0.0, pieces.beside[panel].height - taken)
    shown = set_panel(pictures, wide, setting, least)
    if spare:
        shown = _enlarged(pictures, wide, shown, spare, setting)
    body = max(pieces.beside[panel].height, shown.height + taken)
    return _Way(panel, rises, shown, _scale(shown), body, pieces.height(body, rises=rises))


def _enlarged(pictures: b.FigureRow, width: float, shown: Box, spare: float, setting: Setting) -> Box:
    """The pictures as large as a ground can have them that is up to so much higher, on as many rows or on one more."""
    best, now = shown, rows_of(shown)
    for rows in range(now, min(now + 1, len(pictures.figures)) + 1):
        least = min(shown.height + spare, max(shown.height, largest_panel(pictures, width, setting, rows)))
        other = set_panel(pictures, width, setting, least, rows)
        if other.height <= shown.height + spare + TOLERANCE and _scale(other) > _scale(best):
            best = other
    return best


def _scale(panel: Box) -> float:
    """How many points a unit of the pictures on a ground has, taken together."""
    pictures = [mark for mark in panel.strips[0].marks if isinstance(mark, PlacedPicture)]
    return sum(mark.height for mark in pictures) / sum(mark.picture.height for mark in pictures)


def _box_of(way: _Way, pieces: _Pieces, setting: Setting) -> Box:
    """The pictures, the steps beside them, what stands between, what to take care of, other ways: painted and heard in
    this order."""
    shown, space = way.shown, pieces.space
    placed = [
        (0.0, 0.0, _Piece(shown.strips[0], shown.elements)),
        (way.panel * MM + pieces.gap, 0.0, pieces.beside[way.panel]),
    ]
    if rest := pieces.below[way.rises]:
        placed.append((0.0, way.body + space, rest))
    if way.rises and (low := pieces.low(way.panel)):
        placed.append((0.0, shown.height + space, low))
    elements: list[Element] = []
    marks = [Reprint(x, y, adopt(elements, piece.elements, ROOT), piece.strip.marks) for x, y, piece in placed]
    return Box((Strip(way.height, tuple(marks)),), tuple(elements), 0, setting.unit, name="a card")


def _card_head(block: b.Card, width: float, elements: list[Element], setting: Setting) -> Box:
    """The rule above, which no page starts with, and in one piece the number, the name and the line under it."""
    style = setting.text("card")
    side = TILE * MM if block.number else 0.0
    indent = side + TILE_GAP if side else 0.0
    number: list[Mark] = [Bookmark(words(block.title), block.level)]
    if block.number:
        numeral = setting.text("numeral")
        place = TextBlock(side, elements, 1, 0.0, "centre", setting.style.on_marker, runs_on=True)
        said = merged(set_text(b.spans_of(block.number), numeral, place, setting))
        ground = tile(0, 0, side, setting.style)
        number += [Drawing(0, 0, (ground,)), Reprint(0, (side - numeral.leading) / 2, 0, said.marks)]
    lines = set_text(block.title, style, TextBlock(width - indent, elements, 1, indent), setting)
    if block.under:
        elements.append(Element("P", 0))
        under = TextBlock(width - indent, elements, len(elements) - 1, indent)
        lines += set_text(block.under, setting.text("note"), under, setting)
    whole = merged(lines)
    top = max(0.0, (side - whole.height) / 2)
    marks = (*number, Reprint(0, top, 0, whole.marks))
    rule = Strip(setting.unit * 2, (Drawing(0, 0, (line(0, 0, width, 0, RULE, 0.6),)),), keep=True, separator=True)
    return Box((rule, Strip(max(side, whole.height), marks, keep=True)), after=setting.unit * 1.2)
