"""Spans to words to lines. Greedy, start-aligned, never justified, never hyphenated."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from itertools import repeat
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
from handouts.typeset.letters import NO_SPACE, parted, printable, with_spaces, without_marks
from handouts.typeset.long_words import parts_that_fit
from handouts.typeset.pieces import Look, Piece, Word, placed

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

LONGEST_KEPT = 100  # letters
AROUND = re.compile("^ +| +$")  # a value: spaces inside it end no word
TOGETHER = "\u00a0"  # between groups of numbers: readers of PDFs turn round what stands between usual spaces
MARKER_END = 0.45  # of the letters' size: what the ground of a marker has left and right of its words


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
    spaces: dict[Look, Piece] = {}
    for word in _words(spans, style, fonts):
        whole = _width(word)
        for part in (word,) if whole <= width + 0.01 else parts_that_fit(word, width, style):
            part_width = whole if part is word else _width(part)
            space = _between(current[-1], part[0], spaces, style) if current else None
            if current:
                ends = style.sentences and is_sentence_end(current[-1].shaped.text, part[0].shaped.text)
                if ends or used + (space.width if space else 0.0) + part_width > width + 0.01:
                    lines.append(Line((*current, *_at_end(space, base)), used))
                    current, used, space = [], 0.0, None
            if space:
                current.append(space)
                used += space.width
            current += part
            used += part_width
    return (*lines, Line(tuple(current), used)) if current else tuple(lines)


def _between(before: Piece, after: Piece, spaces: dict[Look, Piece], style: TextStyle) -> Piece | None:
    """The space between two words, if one stands there; `spaces` are those that are known by their look."""
    if after.tight:
        return None
    look = _look_between(before, after)
    space = spaces.get(look) or spaces.setdefault(look, _space(style, *look))
    return space._replace(level=before.gap) if before.gap else space


def _at_end(space: Piece | None, base: int) -> Word:
    """A space at the end of a line, which is of the level of its paragraph."""
    if space is None:
        return ()
    return (space if space.level == base else space._replace(level=base),)


def space_after(piece: Piece, style: TextStyle, base: int) -> Piece:
    """The space at the end of words that go on elsewhere, of the level of their paragraph."""
    return _space(style, piece.shaped.face, "", "")._replace(level=base)


def _width(word: Word | list[Piece]) -> float:
    return word[0].width if len(word) == 1 else sum([piece.width for piece in word])


def _look_between(before: Piece, after: Piece) -> Look:
    """How the space between two words looks: part of a link, or of words in another language, only when both are."""
    link = before.link if after.link == before.link else ""
    return before.shaped.face, link, before.language if after.language == before.language else ""


def _space(style: TextStyle, face: Face, link: str, language: str) -> Piece:
    return _piece(face, " ", style, link, language)


def _piece(face: Face, text: str, style: TextStyle, link: str = "", language: str = "") -> Piece:
    return placed(face.shape(text), style, link, language)


def _words_key(spans: Spans, style: TextStyle, fonts: FontBook) -> Hashable:
    return spans, style.size, style.bold, ByIdentity(fonts)


@reused(LINES, key=_words_key, unless=_any_private)
def _words(spans: Spans, style: TextStyle, fonts: FontBook) -> tuple[Word, ...]:
    """Words, glued over the borders of spans where no space stands."""
    return tuple(_glued(spans, style, fonts))


def _glued(spans: Spans, style: TextStyle, fonts: FontBook) -> Iterator[Word]:
    tight = False
    pieces = _pieces_both_ways if fonts.base or any(has_an_order(span.text) for span in spans) else _pieces
    word: list[Piece] = []
    for each in pieces(spans, style, fonts):
        if isinstance(each, Piece):
            word.append(each._replace(tight=True) if tight else each)
            tight = False
        elif word:
            tight = each == NO_SPACE
            yield (*word[:-1], word[-1]._replace(gap=each)) if each > 0 else tuple(word)
            word = []
    if word:
        yield tuple(word)


def _pieces(spans: Spans, style: TextStyle, fonts: FontBook) -> Iterator[Piece | int]:
    """What words are made of, and where a space ends one, the level of that."""
    for span, ends in zip(spans, _line_ends(spans), strict=False):
        if 0 in ends:
            yield NO_SPACE
        if span.kind == "blank":
            yield _blank(span, style, fonts)
        elif text := printable(span.text):
            yield from _pieces_of(span, text, ends, style, fonts)


def _pieces_of(
    span: Span, text: str, ends: Collection[int], style: TextStyle, fonts: FontBook
) -> Iterator[Piece | int]:
    """Those of one span with a text, within which a line may end before these letters."""
    if span.kind == "marker":
        yield _marker(text, style, fonts, span.private)
        return
    face = fonts.family_for(text).face(bold=style.bold or span.strong)
    value = span.kind == "value"
    parts = with_spaces(AROUND.split(text) if value else text.split(" ")) if value or not ends else parted(text, ends)
    for part in parts:
        if isinstance(part, int):
            yield part
        elif part:
            shaped = _shaped(face, part, span.private, language=span.language or fonts.language)
            yield placed(shaped, style, span.link, span.language or fonts.spoken(part))


def _line_ends(spans: Spans) -> Iterable[Collection[int]]:
    """Of each span, before which of its letters a line may end, though no space stands there."""
    if all(span.text.isascii() for span in spans):
        return repeat(())
    from handouts.typeset.breaks import ends_in

    return ends_in(["\ufffc" if span.kind in ("blank", "marker") else printable(span.text) for span in spans])


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
                made = placed(shaped, style, span.link, span.language or fonts.spoken(run.text))
                yield made._replace(level=run.level)


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
    piece = placed(shaped, style, "", "")
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


def with_page_numbers(spans: Spans, page: int, pages: int) -> Spans:
    """Numbers for the places that wait for them."""
    numbers = {"page": str(page), "pages": str(pages)}
    return tuple(
        replace(span, text=numbers[span.kind], kind="text") if span.kind in numbers else span for span in spans
    )
