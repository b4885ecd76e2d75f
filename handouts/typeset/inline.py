"""Spans to words to lines. Greedy, start-aligned, never justified, never hyphenated."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.blocks import Span, Spans
from handouts.layout.sentences import is_sentence_end
from handouts.layout.style import MM, TextStyle
from handouts.resolve.direction import has_an_order
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import LINES
from handouts.typeset.faces import GAP, Face, Shaped
from handouts.typeset.fonts import FontBook
from handouts.typeset.letters import printable, without_marks

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

LONGEST_KEPT = 100  # letters
AROUND = re.compile("^ +| +$")  # a value: spaces inside it end no word
TOGETHER = "\u00a0"  # between groups of numbers: readers of PDFs turn round what stands between usual spaces
MARKER_END = 0.45  # of the letters' size: what the ground of a marker has left and right of its words


class Piece(NamedTuple):
    """Part of a word in one look: a shaped word, its width in points, its link, and its language where it is another
    one than the sheet's. A `blank` is to be written on, and says what it is of, if anything; a `marker` has its parts
    on a ground, with room for its ends. One of an odd `level` (UAX #9) runs from right to left; `gap` is the level of
    the space behind it."""

    shaped: Shaped
    width: float
    link: str = ""
    language: str = ""
    blank: str | None = None
    marker: tuple[Piece, ...] = ()
    level: int = 0
    gap: int = 0


Word = tuple[Piece, ...]


class Line(NamedTuple):
    """Words with real spaces between them; `width` in points, without the space at the end."""

    pieces: Word
    width: float


def _any_private(spans: Spans, *_: object) -> bool:
    return any(span.private for span in spans)


def _lines_key(spans: Spans, style: TextStyle, width: float, fonts: FontBook) -> Hashable:
    return spans, style.size, style.bold, style.sentences, width, ByIdentity(fonts)


@reused(LINES, key=_lines_key, unless=_any_private)
def lines_of(spans: Spans, style: TextStyle, width: float, fonts: FontBook) -> tuple[Line, ...]:
    """Break spans into lines of at most `width` points: cards and columns ask for the same ones many times, to find out
    how wide they should be. Raises UndrawableCharacter."""
    lines: list[Line] = []
    current: list[Piece] = []
    used, base = 0.0, fonts.base
    spaces: dict[tuple[Face, str, str], Piece] = {}
    for word in _words(spans, style, fonts):
        fits = _width(word) <= width + 0.01
        for part in (word,) if fits else _parts_that_fit(word, width, style):
            part_width = _width(part)
            space = None
            if current:
                look = _look_between(current[-1], part[0])
                space = spaces.get(look) or spaces.setdefault(look, _space(style, *look))
                if current[-1].gap:
                    space = space._replace(level=current[-1].gap)
                ends = style.sentences and is_sentence_end(current[-1].shaped.text, part[0].shaped.text)
                if ends or used + space.width + part_width > width + 0.01:
                    lines.append(Line((*current, space if space.level == base else space._replace(level=base)), used))
                    current, used, space = [], 0.0, None
            if space:
                current.append(space)
                used += space.width
            current += part
            used += part_width
    return (*lines, Line(tuple(current), used)) if current else tuple(lines)


def space_after(piece: Piece, style: TextStyle, base: int) -> Piece:
    """The space at the end of words that go on elsewhere, of the level of their paragraph."""
    return _space(style, piece.shaped.face, "", "")._replace(level=base)


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
    return not (one.marker or other.marker) and (one.level > 0) == (other.level > 0)


def _width(word: Word | list[Piece]) -> float:
    return word[0].width if len(word) == 1 else sum([piece.width for piece in word])


def _look_between(before: Piece, after: Piece) -> tuple[Face, str, str]:
    """How the space between two words looks: part of a link, or of words in another language, only when both are."""
    link = before.link if after.link == before.link else ""
    return before.shaped.face, link, before.language if after.language == before.language else ""


def _space(style: TextStyle, face: Face, link: str, language: str) -> Piece:
    return _piece(face, " ", style, link, language)


def _piece(face: Face, text: str, style: TextStyle, link: str = "", language: str = "") -> Piece:
    return _placed(face.shape(text), style, link, language)


def _placed(shaped: Shaped, style: TextStyle, link: str, language: str) -> Piece:
    return Piece(shaped, shaped.advance * style.size / 1000, link, language)


def _words_key(spans: Spans, style: TextStyle, fonts: FontBook) -> Hashable:
    return spans, style.size, style.bold, ByIdentity(fonts)


@reused(LINES, key=_words_key, unless=_any_private)
def _words(spans: Spans, style: TextStyle, fonts: FontBook) -> tuple[Word, ...]:
    """Words, glued over the borders of spans where no space stands."""
    return tuple(_glued(spans, style, fonts))


def _glued(spans: Spans, style: TextStyle, fonts: FontBook) -> Iterator[Word]:
    pieces = _pieces_both_ways if fonts.base or any(has_an_order(span.text) for span in spans) else _pieces
    word: list[Piece] = []
    for each in pieces(spans, style, fonts):
        if isinstance(each, Piece):
            word.append(each)
        elif word:
            yield (*word[:-1], word[-1]._replace(gap=each)) if each else tuple(word)
            word = []
    if word:
        yield tuple(word)


def _pieces(spans: Spans, style: TextStyle, fonts: FontBook) -> Iterator[Piece | int]:
    """What words are made of, and where a space ends one, the level of that."""
    for span in spans:
        text = "" if span.kind == "blank" else printable(span.text)
        if span.kind == "blank":
            yield _blank(span, style, fonts)
        elif span.kind == "marker" and text:
            yield _marker(text, style, fonts, span.private)
        elif text:
            face = fonts.family_for(text).face(bold=style.bold or span.strong)
            parts = AROUND.split(text) if span.kind == "value" else text.split(" ")
            for index, part in enumerate(parts):
                if index:
                    yield 0
                if part:
                    shaped = _shaped(face, part, span.private, language=span.language or fonts.language)
                    yield _placed(shaped, style, span.link, span.language)


def _pieces_both_ways(spans: Spans, style: TextStyle, fonts: FontBook) -> Iterator[Piece | int]:
    """The same for a text of which some runs from right to left."""
    from handouts.typeset.runs import runs_of

    for span, runs in runs_of(spans, style.bold, fonts):
        for run in runs:
            if span.kind == "blank":
                yield _blank(span, style, fonts)._replace(level=run.level)
            elif span.kind == "marker":
                yield _marker_both_ways(span, style, fonts)._replace(level=run.level)
            elif run.space:
                yield run.level
            else:
                language, leftward = span.language or fonts.language, run.level % 2 == 1
                shaped = _shaped(run.face, _held(run), span.private, leftward=leftward, language=language)
                shaped = replace(shaped, text=run.text) if shaped.text != run.text else shaped
                yield _placed(shaped, style, span.link, span.language)._replace(level=run.level)


def _held(run: Run) -> str:
    """The letters of a run as they are drawn: groups of a number are held together."""
    number = " " in run.text and not any(map(str.isalpha, run.text)) and TOGETHER in run.face.characters
    return run.text.replace(" ", TOGETHER) if number else run.text


def _shaped(face: Face, word: str, private: bool, *, leftward: bool = False, language: str) -> Shaped:
    """A word as glyphs, kept unless it is private, or hardly a word."""
    shape = face.shape_once if private or len(word) > LONGEST_KEPT else face.shape
    return shape(word, leftward, language)


def _marker(text: str, style: TextStyle, fonts: FontBook, private: bool) -> Piece:
    """Words on a ground of their own, in bold."""
    shaped = _shaped(fonts.family_for(text).face(bold=True), text, private, language=fonts.language)
    piece = _placed(shaped, style, "", "")
    return piece._replace(width=piece.width + 2 * MARKER_END * style.size, marker=(piece,))


def _marker_both_ways(span: Span, style: TextStyle, fonts: FontBook) -> Piece:
    """The same of words of which some may run from right to left."""
    (line,) = lines_of((replace(span, kind="text", strong=True),), replace(style, sentences=False), inf, fonts)
    shaped = replace(line.pieces[0].shaped, text=without_marks(printable(span.text)))
    return Piece(shaped, line.width + 2 * MARKER_END * style.size, marker=line.pieces)


def _blank(span: Span, style: TextStyle, fonts: FontBook) -> Piece:
    """A gap to write in: underscores, so that it is text for every reader."""
    face = fonts.family_for(GAP).face(bold=False)
    one = face.shape(GAP).advance * style.size / 1000
    return _piece(face, GAP * max(3, round(span.width * MM / one)), style)._replace(blank=span.of)


def _parts_that_fit(word: Word, width: float, style: TextStyle) -> Iterator[list[Piece]]:
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
        made = _placed(part, style, piece.link, piece.language)._replace(level=piece.level, gap=piece.gap)
        if made.width <= width or end == start + least:  # letters may be further apart without what came after them
            return made, end
        end -= 1
    return None, start


def with_page_numbers(spans: Spans, page: int, pages: int) -> Spans:
    """Numbers for the places that wait for them."""
    numbers = {"page": str(page), "pages": str(pages)}
    return tuple(
        replace(span, text=numbers[span.kind], kind="text") if span.kind in numbers else span for span in spans
    )
