"""Lines on which some letters run from right to left: their pieces as they stand, and what is heard of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from handouts.resolve.direction import language_of
from handouts.typeset.bidi import visual_order
from handouts.typeset.pieces import Piece, Word, alike


class Stretch(NamedTuple):
    """Neighbours on a line of which some run from right to left: what is heard of them in all, in which language."""

    text: str
    language: str


def from_start(pieces: Word, base: int) -> Iterator[tuple[Word, Stretch | None]]:
    """The pieces of a line from its left end on, or from its right end if its paragraph runs from there, in groups that
    are drawn in one go; each with the stretch that it belongs to."""
    order = visual_order([piece.level for piece in pieces])
    found: list[tuple[Word, Stretch | None]] = []
    for (runs, *_), group in groupby(order, key=lambda place: _kind(pieces[place])):
        places = list(group)
        stretch = _stretch([pieces[place] for place in sorted(places)], base) if runs else None
        found += [(each, stretch) for each in alike([pieces[place] for place in places])]
    yield from found[::-1] if base else found


def _kind(piece: Piece) -> tuple[bool, str, str]:
    return piece.level > 0, piece.link, piece.language


def _stretch(pieces: list[Piece], base: int) -> Stretch:
    """What is heard of neighbours. In a paragraph from the right it is in the language of the sheet."""
    text = "".join(piece.shaped.text for piece in pieces)
    return Stretch(text, "" if base else language_of(text))
