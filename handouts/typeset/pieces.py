"""What words and lines are made of: pieces, each in one look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.layout.style import TextStyle
from handouts.typeset.faces import Face, Shaped


class Piece(NamedTuple):
    """Part of a word in one look: a shaped word, its width in points, its link, and its language where it is another
    one than the sheet's. A `blank` is to be written on, and says what it is of, if anything; a `marker` has its parts
    on a ground, with room for its ends. One of an odd `level` (UAX #9) runs from right to left; `gap` is the level of
    the space behind it. Before one that is `tight` a line may end, though no space stands there."""

    shaped: Shaped
    width: float
    link: str = ""
    language: str = ""
    blank: str | None = None
    marker: tuple[Piece, ...] = ()
    level: int = 0
    gap: int = 0
    tight: bool = False


Word = tuple[Piece, ...]
Look = tuple[Face, str, str]  # of a space: its face, its link, its language


def placed(shaped: Shaped, style: TextStyle, link: str, language: str) -> Piece:
    """A shaped word in the size of a style."""
    return Piece(shaped, shaped.advance * style.size / 1000, link, language)


def alike(pieces: Sequence[Piece]) -> Iterator[Word]:
    """Neighbours that look alike and belong together; a marker stands alone."""
    start = 0
    for index in range(1, len(pieces) + 1):
        if index == len(pieces) or not _is_alike(pieces[index - 1], pieces[index]):
            yield tuple(pieces[start:index])
            start = index


def _is_alike(one: Piece, other: Piece) -> bool:
    if one.shaped.face is not other.shaped.face or one.link != other.link or one.language != other.language:
        return False
    return not (one.marker or other.marker) and (one.level > 0, one.level % 2) == (other.level > 0, other.level % 2)
