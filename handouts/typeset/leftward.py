"""Lines on which some letters run from right to left: their pieces as they stand, and what is heard of them."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from handouts.resolve.direction import language_of
from handouts.typeset.bidi import visual_order
from handouts.typeset.inline import Piece, Word


class Stretch(NamedTuple):
    """Neighbours on a line of which some run from right to left: what is heard of them in all, in which language."""

    text: str
    language: str


def from_left(pieces: Word) -> tuple[Word, tuple[Stretch | None, ...]]:
    """The pieces of a line from left to right, each with the stretch that it belongs to."""
    order = visual_order([piece.level for piece in pieces])
    stretches: list[Stretch | None] = []
    for (runs, *_), group in groupby(order, key=lambda place: _kind(pieces[place])):
        places = list(group)
        stretch = _stretch([pieces[place] for place in sorted(places)]) if runs else None
        stretches += [stretch] * len(places)
    return tuple(pieces[place] for place in order), tuple(stretches)


def _kind(piece: Piece) -> tuple[bool, str, str]:
    return piece.level > 0, piece.link, piece.language


def _stretch(pieces: list[Piece]) -> Stretch:
    text = "".join(piece.shaped.text for piece in pieces)
    return Stretch(text, language_of(text))
