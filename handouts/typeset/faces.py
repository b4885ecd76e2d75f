"""Faces by HarfBuzz: one font file each, what it can draw, and words shaped once."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeAlias
from unicodedata import bidirectional, normalize

import uharfbuzz as hb

from handouts.files.problems import ContentError, Problem
from handouts.files.written import character_name
from handouts.layout.style import Spacing
from handouts.reuse.private import letters_of
from handouts.reuse.store import reused
from handouts.reuse.stores import FACES, WORDS
from handouts.typeset.letters import how_plain
from handouts.typeset.outlines import outline_of
from handouts.typeset.told import CONJOINED, Glyph, Stated, has_marks, is_mark, parts_of, told_of

FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True, "dlig": False}
LIGATURES = ("liga", "clig")  # letters that are set apart don't run into one another (CSS Text 3, 8.2)
GAP = "_"
NEEDED = f" {GAP}"  # what stands between words, and what gaps are made of
LONGEST_NAME = 48  # letters: a PostScript name has 63 at most (OpenType, name ID 6), with a tag and a weight

JOINER = "\u200d"
JOINED = "\u0628"  # beh: whoever has it sets Arabic, whose letters are joined
DOUBLED, VOWELS = "\u0651", "\u064b\u064c\u064d\u064e\u064f\u0650\u0670"  # marks that stand on one letter together

CLOSE = Spacing()  # as the font's designer has them

Pins: TypeAlias = tuple[tuple[str, float], ...]  # where on each of its axes a variable font stands


class UnusableFont(ValueError):
    """What is wrong with a font file, in words that follow its name, and in `hint` what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Shaped:
    """A word as glyphs from left to right. `told` are (glyph, text) pairs for extraction; not `exact`: they can't say
    the word. One that runs from right to left then is in `parts`, whose texts are turned round, as those of its glyphs
    are: readers of PDFs turn the whole word. Its `raised` marks are painted as shapes, and their glyphs say what they
    are and are empty."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: int
    told: tuple[tuple[int, str], ...]
    exact: bool
    parts: tuple[Shaped, ...] = ()
    language: str = "en"
    raised: tuple[Glyph, ...] = ()


class Face:
    """One font file: shapes words, and knows what it can draw. Widths in thousandths of an em. A variable font stands
    at its `pins`, and is written so. Its letters are wider by what `spacing` has for them, also in the font that is
    written: whoever reads the text of a page would take a gap between two letters for one between words."""

    def __init__(self, path: Path, pins: Pins = (), spacing: Spacing = CLOSE) -> None:
        self.path, self.pins, self.spacing = path, pins, spacing
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.hb_face)
        self.font.set_variations(dict(pins))
        self.scale = 1000 / self.hb_face.upem
        self.gap = self.font.get_nominal_glyph(ord(GAP))
        self.characters = frozenset(map(chr, self.hb_face.unicodes))
        self.is_latin = frozenset(map(chr, range(32, 127))) <= self.characters
        # letters that are joined can't stand apart (CSS Text 3, 8.2.1)
        self.apart = spacing._replace(letters=0) if JOINED in self.characters else spacing
        self.features = FEATURES | (dict.fromkeys(LIGATURES, False) if self.apart.letters else {})
        self.wider, self.between = (round(each / self.scale) for each in self.apart)  # in units of the font
        self.unseen = {self.font.get_nominal_glyph(ord(each)) for each in (" ", JOINER)}  # what a joiner is drawn as
        extents = self.font.get_font_extents("ltr")
        self.ascender, self.descender = extents.ascender * self.scale, extents.descender * self.scale
        self.width = lru_cache(None)(self._width)
        self.outline = lru_cache(None)(partial(outline_of, self.font, self.scale))
        kind = [part for part in (pins, self.apart if any(self.apart) else ()) if part]
        code = zlib.crc32("".join(map(repr, kind)).encode(), zlib.crc32(self.hb_face.blob.data))
        self.resource = f"F{code:08x}"  # its name on every page of every file
        self.name = self._name()

    def __reduce__(self) -> tuple[object, ...]:
        """A face travels between processes as the path of its file."""
        return _opened_now, (self.path, self.pins, self.spacing)

    def _name(self) -> str:
        """The PostScript name in the letters that a name of PDF may have, or what stands for one."""
        written = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.path.stem
        plain = re.sub(r"[^A-Za-z0-9-]", "", written)[:LONGEST_NAME].strip("-")
        at = "".join(f"-{tag.strip()}{value:g}" for tag, value in self.pins if tag == "wght")
        return (plain or self.resource) + at

    @cached_property
    def own_text(self) -> dict[int, str]:
        """Glyph -> the one character that it stands for. Of a family behind the clinic's own it is seldom asked."""
        own: dict[int, int] = {}
        for code in self.hb_face.unicodes:
            for glyph in (self.font.get_nominal_glyph(code) or 0, *self._joined(chr(code))):
                if glyph not in own or how_plain(code) < how_plain(own[glyph]):
                    own[glyph] = code
        return {glyph: normalize("NFC", chr(code)) for glyph, code in own.items()} | dict(self._stacked())

    def _joined(self, letter: str) -> Iterator[int]:
        """The glyphs of a letter of Arabic that is joined to one before it, to one behind it, and to both."""
        if JOINED in self.characters and bidirectional(letter) == "AL":
            for text in (JOINER + letter, letter + JOINER, JOINER + letter + JOINER):
                glyphs = {info.codepoint for info in self._shaped(text, True).glyph_infos} - self.unseen
                if len(glyphs) == 1:
                    yield from glyphs

    def _stacked(self) -> Iterator[tuple[int, str]]:
        """The glyphs of Arabic that are two marks, with these."""
        for vowel in VOWELS if JOINED in self.characters else ():
            marks = normalize("NFC", DOUBLED + vowel)
            found = [info.codepoint for info in self._shaped(JOINED + marks, True).glyph_infos]
            empty = [glyph for glyph in found if not self.font.get_glyph_h_advance(glyph)]
            if len(empty) == 1:
                yield empty[0], marks

    def _width(self, glyph: int) -> int:
        """The advance width that the PDF's width table states."""
        advance: int = 0 if self.is_empty(glyph) else self.font.get_glyph_h_advance(glyph)
        width: int = round((advance + self.widened(glyph, advance)) * self.scale)
        return width

    def is_empty(self, glyph: int) -> bool:
        """Whether a glyph is a mark that is painted as a shape, and not by the font."""
        return is_mark(self.own_text.get(glyph, ""))

    def widened(self, glyph: int, advance: int) -> int:
        """By how many units a glyph of this width is wider: letters are, marks above them and gaps to write in not."""
        return self.wider if advance and glyph != self.gap else 0

    @reused(WORDS)
    def shape(self, text: str, leftward: bool = False, language: str = "en") -> Shaped:
        """A word as glyphs, kept for other sheets; one that runs `leftward` from right to left. Some fonts have other
        letters for a language, such as no ligatures for Turkish."""
        return self._shape(text, leftward, language)

    def shape_once(self, text: str, leftward: bool = False, language: str = "en") -> Shaped:
        """A word that is not to be kept."""
        return self._shape(text, leftward, language)

    def clusters(self, text: str, leftward: bool = False, language: str = "en") -> list[tuple[str, float]]:
        """A text in the parts that can't be broken, such as a letter with its accents, each with its width."""
        buffer = self._shaped(text, leftward, language)
        widths: dict[int, int] = {}
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            widths[info.cluster] = widths.get(info.cluster, 0) + position.x_advance
        starts = sorted(widths)
        pieces = [(start, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        return [(piece, (widths[start] + self._apart(piece)) * self.scale) for start, piece in pieces]

    def _apart(self, cluster: str) -> int:
        """By how many units what follows stands further away than usual. A gap to write in stays one line."""
        return 0 if cluster == GAP else self.wider + (self.between if cluster == " " else 0)

    def _shaped(self, text: str, leftward: bool = False, language: str = "en") -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftward else "ltr"
        buffer.language = letters_of(language)  # else it were that of the machine
        hb.shape(self.font, buffer, self.features)
        return buffer

    def _shape(self, text: str, leftward: bool, language: str) -> Shaped:
        buffer = self._shaped(text, leftward, language)
        infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, self.scale
        steps = [position.x_advance for position in positions]
        if any(self.apart):
            steps = self._spaced(text, [info.cluster for info in infos], steps)
        glyphs = tuple(
            [
                (
                    info.codepoint,
                    round(position.x_offset * scale),
                    round(position.y_offset * scale),
                    round(step * scale),
                )
                for info, position, step in zip(infos, positions, steps, strict=True)
            ]
        )
        clusters = [(info.cluster, info.codepoint) for info in infos]
        told, exact = told_of(self.own_text, text, clusters)
        leftward = leftward or has_marks(text)
        if leftward or (not exact and CONJOINED.search(text)):
            found = parts_of(self.own_text, text, clusters, glyphs, leftward=leftward)
            return self._of_parts(text, [self._stated(each) for each in found], glyphs, language)
        return Shaped(text, self, glyphs, _advance(glyphs), told, exact, language=language)

    def _of_parts(self, text: str, parts: list[Shaped], glyphs: tuple[Glyph, ...], language: str) -> Shaped:
        """A word of which its parts say what its glyphs do."""
        if len(parts) == 1 and parts[0].exact:
            return replace(parts[0], text=text, language=language)
        told = tuple([each for part in parts for each in part.told])
        return Shaped(text, self, glyphs, _advance(glyphs), told, False, tuple(parts), language)

    def _stated(self, part: Stated) -> Shaped:
        return Shaped(part.text, self, part.glyphs, _advance(part.glyphs), part.told, part.exact, raised=part.raised)

    def _spaced(self, text: str, clusters: list[int], steps: list[int]) -> list[int]:
        """The pen's steps further apart, in units of the font: behind a letter with its accents, not within."""
        apart = {start: self._apart(text[start:end]) for start, end in pairwise(sorted({*clusters, len(text)}))}
        last = {cluster: index for index, cluster in enumerate(clusters)}
        return [
            step + (apart[cluster] if last[cluster] == index else 0)
            for index, (cluster, step) in enumerate(zip(clusters, steps, strict=True))
        ]


def _advance(glyphs: tuple[Glyph, ...]) -> int:
    return sum([step for _, _, _, step in glyphs])


def open_face(path: Path, weight: float, spacing: Spacing = CLOSE) -> Face:
    """A face, read once in a process as long as its file stays as it is; a variable font in this weight (400 is
    regular, 700 bold), as near as it comes. Raises OSError, and UnusableFont."""
    try:
        face = _opened_now(path, (), spacing)
        tables = set(face.hb_face.table_tags)
        pins = tuple((axis.tag, _on_axis(axis, weight)) for axis in face.hb_face.axis_infos)
        face = _opened_now(path, pins, spacing) if pins else face
    except OSError:
        raise
    except Exception:  # HarfBuzz raises its own kinds for files that it can't read
        tables = set()
    if not tables:
        raise UnusableFont("is not a font file.", "Use a TrueType (.ttf) file.")
    if "glyf" not in tables:
        raise UnusableFont("has no TrueType outlines.", "Use the TrueType (.ttf) version.")
    for character in NEEDED:
        if character in face.characters and face.width(face.font.get_nominal_glyph(ord(character)) or 0) <= 0:
            raise UnusableFont(f"has a {character_name(character)} without width.", "Take another copy of it.")
    if " " not in face.characters:
        raise UnusableFont("has no space.", "Use a font for text.")
    return face


class _Axis(Protocol):
    """What HarfBuzz says of an axis of a variable font."""

    tag: str
    min_value: float
    default_value: float
    max_value: float


def _on_axis(axis: _Axis, weight: float) -> float:
    wanted = weight if axis.tag == "wght" else axis.default_value
    return float(min(max(wanted, axis.min_value), axis.max_value))


def _opened_now(path: Path, pins: Pins, spacing: Spacing) -> Face:
    found = path.stat()
    return _opened(path, pins, spacing, found.st_mtime_ns, found.st_size)


@reused(FACES)
def _opened(path: Path, pins: Pins, spacing: Spacing, changed: int, size: int) -> Face:
    return Face(path, pins, spacing)


def subsetted(face: Face, wanted: hb.SubsetInput) -> bytes:
    """The parts of a font file that are wanted, a variable one at its pins. Raises ContentError for a damaged one."""
    for tag, value in face.pins:
        wanted.pin_axis_location(face.hb_face, tag, value)
    try:
        return bytes(wanted.subset(face.hb_face).blob.data)
    except RuntimeError:
        hint = "Copy it again from where it came from."
        raise ContentError([Problem(face.path.name, 0, "", "is a damaged font.", hint)]) from None
