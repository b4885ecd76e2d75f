"""The name of a day in a log: printed short, heard and found in full."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby

from handouts.resolve.direction import has_right_to_left
from handouts.typeset.faces import Shaped
from handouts.typeset.strips import GlyphRun, Mark


def in_full(marks: tuple[Mark, ...], said: str) -> tuple[Mark, ...]:
    """Marks whose words say what they are short for, the last of them all that is left over: of "Tue 3" the one says
    Tuesday, the other 3 March."""
    count = sum(bool(word[0].text.strip()) for mark in marks if isinstance(mark, GlyphRun) for word in _words(mark))
    names = said.split()
    if not 0 < count <= len(names):
        return marks
    names = [*names[: count - 1], " ".join(names[count - 1 :])]
    return tuple(_saying(mark, names) if isinstance(mark, GlyphRun) else mark for mark in marks)


def _words(run: GlyphRun) -> list[list[Shaped]]:
    """What stands between spaces, and these."""
    return [list(pieces) for _, pieces in groupby(run.words, key=lambda piece: not piece.text.strip())]


def _saying(run: GlyphRun, names: list[str]) -> GlyphRun:
    """A run whose words say the first of these names, which are taken out of them."""
    words, leftward = _words(run), any(has_right_to_left(piece.text) for piece in run.words)
    for word in words[::-1] if leftward else words:
        written = "".join(piece.text for piece in (word[::-1] if leftward else word))
        name = names.pop(0) if written.strip() else written
        if name != written:
            word[:] = [_one(word, name)]
    return run._replace(words=tuple(chain.from_iterable(words)))


def _one(pieces: list[Shaped], name: str) -> Shaped:
    """Pieces as one that says a name, from left to right: readers of PDFs turn round what runs from right to left."""
    if has_right_to_left(name):
        name = " ".join(each[::-1] if has_right_to_left(each) else each for each in name.split()[::-1])
    return replace(
        pieces[0],
        text=name,
        glyphs=tuple(glyph for piece in pieces for glyph in piece.glyphs),
        advance=sum(piece.advance for piece in pieces),
        told=tuple(each for piece in pieces for each in piece.told),
        exact=False,
        parts=(),
    )
