"""Words that are longer than a line: broken at a letter, with no hyphen."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.layout.style import TextStyle
from handouts.typeset.pieces import Piece, Word, placed


def parts_that_fit(word: Word, width: float, style: TextStyle) -> Iterator[list[Piece]]:
    """Pieces of a word that is longer than a line, each as long as fits, never broken between a letter and its accent.

    It is measured once, and each line of it shaped once or twice, however long it is.
    """
    current: list[Piece] = []
    left = width
    for piece in word:
        clusters = piece.shaped.face.clusters(piece.shaped.text, piece.level % 2 == 1, piece.shaped.language)
        start = 0
        while start < len(clusters):
            made, end = _longest(piece, clusters, start, left, style, least=0 if current else 1)
            if made:
                current.append(made)
                left -= made.width
                start = end
            if start < len(clusters):
                yield current
                current, left = [], width
    if current:
        yield current


def _longest(
    piece: Piece, clusters: list[tuple[str, float]], start: int, width: float, style: TextStyle, *, least: int
) -> tuple[Piece | None, int]:
    """As many clusters from `start` as fit into `width` points, but `least`, as a piece; and where the rest starts."""
    end, room = start, width * 1000 / style.size
    while end < len(clusters) and clusters[end][1] <= room:
        room -= clusters[end][1]
        end += 1
    end = max(end, start + least)
    while end > start:
        if end < len(clusters):  # a long value breaks at its own spaces first
            end = next((index + 1 for index in range(end - 2, start, -1) if clusters[index][0] == " "), end)
        text = "".join([text for text, _ in clusters[start:end]])
        shape, leftward = piece.shaped.face.shape_once, piece.level % 2 == 1
        part = shape(text.rstrip(" ") or text, leftward, piece.shaped.language)
        made = placed(part, style, piece.link, piece.language)._replace(level=piece.level, gap=piece.gap)
        made = made._replace(tight=True) if piece.tight and start == 0 else made
        if made.width <= width or end == start + least:  # letters may be further apart without what came after them
            return made, end
        end -= 1
    return None, start
