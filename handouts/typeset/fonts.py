"""Fonts by HarfBuzz: families, what they can draw, and words shaped once.

A family is chosen for a whole piece of text, never letter by letter, so that a name keeps one look.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import uharfbuzz as hb

from handouts.content.clinic import Clinic
from handouts.content.looks import FamilyFiles
from handouts.content.shelf import Shelf
from handouts.content.workspace import Workspace
from handouts.content.written import character_name
from handouts.problems import ContentError, Problem, nearest

FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True}
WORDS_KEPT = 8192
LONGEST_KEPT = 100  # letters
PUNCTUATION = ".,:;!?()\"'"  # may stand at a name without changing whose it is
# Some fonts have one of two characters that look and mean the same: U+00B5 micro is U+03BC mu.
SAME = {"\u00b5": "\u03bc", "\u2010": "-", "\u2011": "-"}
# Soft hyphen, zero-width spaces, left-to-right mark: we never hyphenate, and lines run that way, so they say nothing.
INVISIBLE = "\u00ad\u200b\u200e\u2060\ufeff"
JOINERS = frozenset("\u200c\u200d")  # what Devanagari and its like are written with; every font hides them
RIGHT_TO_LEFT = ("R", "AL", "AN")  # bidirectional classes (UAX #9) that would be set in the wrong order


class UndrawableCharacter(ValueError):
    """A text can't be drawn because of `character`: why is in the message, what to do in `hint`."""

    def __init__(self, character: str, why: str, hint: str) -> None:
        super().__init__(f"has {character_name(character)}, {why}.")
        self.character, self.hint = character, hint


def refuse_wrong_order(text: str) -> None:
    """Raise UndrawableCharacter for what runs from right to left, and for what changes the order unseen."""
    for character in text:
        if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
            why = "which is written from right to left, and lines here run from left to right only"
            raise UndrawableCharacter(character, why, "Write it in Latin letters.")
        if unicodedata.category(character) == "Cf" and character not in JOINERS:
            raise UndrawableCharacter(character, "which nobody can see", "Take it away, or type the text again.")


# A glyph to draw: its id and, in thousandths of an em, its shift, its rise, and the pen's step to the next one.
Glyph: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A word as glyphs. `told` are (glyph, text) pairs for extraction; not `exact`: they can't say the word.
    One that is not `kept` is a patient's, and forgotten with the sheet."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: int
    told: tuple[tuple[int, str], ...]
    exact: bool
    kept: bool = True


class Face:
    """One font file: shapes words, and knows what it can draw. Widths in thousandths of an em."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.hb_face)
        self.scale = 1000 / self.hb_face.upem
        self.characters = frozenset(map(chr, self.hb_face.unicodes))
        self.is_latin = frozenset(map(chr, range(32, 127))) <= self.characters
        self.name: str = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        extents = self.font.get_font_extents("ltr")
        self.ascender, self.descender = extents.ascender * self.scale, extents.descender * self.scale
        self.width = lru_cache(None)(self._width)
        self.resource = f"F{zlib.crc32(self.hb_face.blob.data):08x}"  # its name on every page of every file
        self.own_text = self._own_text()
        self.shape = lru_cache(WORDS_KEPT)(self._shape)

    def __reduce__(self) -> tuple[Any, ...]:
        """A face travels between processes as the path of its file."""
        return open_face, (self.path,)

    def _own_text(self) -> dict[int, str]:
        """Glyph -> the one character that it stands for."""
        own: dict[int, str] = {}
        for code in sorted(self.hb_face.unicodes, key=_how_plain):
            own.setdefault(self.font.get_nominal_glyph(code) or 0, chr(code))
        return own

    def _width(self, glyph: int) -> int:
        """The advance width that the PDF's width table states."""
        width: int = round(self.font.get_glyph_h_advance(glyph) * self.scale)
        return width

    def shape_once(self, text: str) -> Shaped:
        """A word that is not to be kept."""
        return self._shape(text, kept=False)

    def clusters(self, text: str) -> list[tuple[str, float]]:
        """A text in the parts that can't be broken, such as a letter with its accents, each with its width."""
        buffer = self._shaped(text)
        widths: dict[int, int] = {}
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            widths[info.cluster] = widths.get(info.cluster, 0) + position.x_advance
        starts = sorted(widths)
        ends = [*starts[1:], len(text)]
        return [(text[start:end], widths[start] * self.scale) for start, end in zip(starts, ends, strict=True)]

    def _shaped(self, text: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, FEATURES)
        return buffer

    def _shape(self, text: str, *, kept: bool = True) -> Shaped:
        buffer = self._shaped(text)
        infos, scale = buffer.glyph_infos, self.scale
        glyphs = tuple(
            [
                (
                    info.codepoint,
                    round(position.x_offset * scale),
                    round(position.y_offset * scale),
                    round(position.x_advance * scale),
                )
                for info, position in zip(infos, buffer.glyph_positions, strict=True)
            ]
        )
        told, exact = self._told(text, [(info.cluster, info.codepoint) for info in infos])
        return Shaped(text, self, glyphs, sum([step for _, _, _, step in glyphs]), told, exact, kept)

    def _told(self, text: str, clusters: list[tuple[int, int]]) -> tuple[tuple[tuple[int, str], ...], bool]:
        """What each glyph says when text is extracted; not exact when a cluster has several glyphs or a shared one."""
        starts = [cluster for cluster, _ in clusters]
        single = starts == list(range(len(text)))  # each character has its glyph, one after the other
        if not single:
            starts = sorted(set(starts))
        ends = {} if single else dict(zip(starts, [*starts[1:], len(text)], strict=True))
        told, exact = [], len(starts) == len(clusters)
        for cluster, glyph in clusters:
            source = text[cluster] if single else text[cluster : ends[cluster]]
            own = self.own_text.get(glyph, source)
            exact = exact and (own == source or _is_same(own, source))
            told.append((glyph, own))
        return tuple(told), exact


def _how_plain(code: int) -> tuple[bool, bool, int]:
    """What to take first of characters with one glyph: a letter before its compatibility form, such as a radical for
    U+5C0F or the micro sign for mu, and private-use ones last."""
    return 0xE000 <= code < 0xF900, not unicodedata.is_normalized("NFKC", chr(code)), code


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in form alone, as a ligature does from its letters."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


def open_face(path: Path) -> Face:
    """A face, read once in a process as long as its file stays as it is. Raises OSError."""
    found = path.stat()
    return _opened(path, found.st_mtime_ns, found.st_size)


@lru_cache(32)
def _opened(path: Path, changed: int, size: int) -> Face:
    return Face(path)


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface in its two weights."""

    name: str
    regular: Face
    bold: Face

    def face(self, *, bold: bool) -> Face:
        """One of its weights."""
        return self.bold if bold else self.regular

    def draws(self, text: str) -> bool:
        """Whether both weights have every character of the text."""
        if text.isascii() and text.isprintable() and self.regular.is_latin and self.bold.is_latin:
            return True
        needed = set(text) - JOINERS
        return needed <= self.regular.characters and needed <= self.bold.characters


@dataclass(frozen=True, slots=True)
class FontBook:
    """The families of a sheet, the clinic's own first. Words that are `secret` are shaped anew each time: all of them
    where it is None."""

    families: tuple[Family, ...]
    secret: frozenset[str] | None = field(default=None, compare=False)

    def shape(self, face: Face, text: str) -> Shaped:
        """A word in a face; one of the `secret` ones is not kept, nor one that is hardly a word."""
        if self.secret is None or len(text) > LONGEST_KEPT:
            return face.shape_once(text)
        if self.secret and (text in self.secret or text.strip(PUNCTUATION) in self.secret):
            return face.shape_once(text)
        return face.shape(text)

    def family_for(self, text: str) -> Family:
        """The first family that draws the whole text; raises UndrawableCharacter."""
        if not text.isascii():
            refuse_wrong_order(text)
        for family in self.families:
            if family.draws(text):
                return family
        drawn = set().union(*(family.regular.characters for family in self.families))
        missing = [character for character in text if character not in drawn]
        first = self.families[0].regular.characters
        hint = "Take it away, or add a font that has it to fonts/fonts.yaml."
        lacked = (missing or [character for character in text if character not in first])[0]
        raise UndrawableCharacter(lacked, "which no font here can draw", hint)


def printable(text: str) -> str:
    """The text as it is drawn: composed accents (NFC), one form of look-alikes, no invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    return "".join(SAME.get(character, character) for character in text if character not in INVISIBLE)


def font_book(workspace: Workspace, family: str | None, shelf: Shelf) -> FontBook:
    """The clinic's family and, behind it, all others of `fonts.yaml`; None for these as they stand there. Raises
    ContentError for unusable files."""
    families: dict[str, tuple[Path, FamilyFiles]] = {}
    for path in workspace.every("fonts/fonts.yaml"):
        file = shelf.open("fonts", path)
        for name, files in file.content.families.items() if file else ():
            families.setdefault(name, (path, files))
    shelf.stop_if_wrong()
    if family is not None and family not in families:
        hint = nearest(family, families) or f"There are {', '.join(families)}."
        asker = next(file for file in shelf.loaded if isinstance(file.content, Clinic))
        raise ContentError([asker.problem(("brand", "font"), f'no font family is called "{family}".', hint)])
    ordered = sorted(families, key=lambda name: name != family)
    book = FontBook(tuple(_family(name, *families[name], workspace) for name in ordered))
    for face in (face for each in book.families for face in (each.regular, each.bold)):
        shelf.note(face.path)
    return book


def _family(name: str, path: Path, files: FamilyFiles, workspace: Workspace) -> Family:
    weights: tuple[Literal["regular", "bold"], ...] = ("regular", "bold")
    faces = []
    for weight in weights:
        file = _place(path, getattr(files, weight), workspace)
        where = f"families.{name}.{weight}"
        shown = workspace.show(path)
        if file is None or not file.is_file():
            message = "names a file that is not there." if file else "lies outside the workspace."
            raise ContentError([Problem(shown, 0, where, message, "Copy the font beside fonts.yaml.")])
        try:
            face = open_face(file)
            tables = set(face.hb_face.table_tags)
        except Exception:  # HarfBuzz raises its own kinds for files that are not fonts
            raise ContentError(
                [Problem(shown, 0, where, "is not a font file.", "Use a TrueType (.ttf) file.")]
            ) from None
        if "glyf" not in tables:
            hint = "Use the TrueType (.ttf) version."
            raise ContentError([Problem(shown, 0, where, "has no TrueType outlines.", hint)])
        faces.append(face)
    return Family(name, *faces)


@lru_cache(64)
def _place(path: Path, name: str, workspace: Workspace) -> Path | None:
    return workspace.inside(path, name)
