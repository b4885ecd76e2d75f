"""Faces in the file: subsets by HarfBuzz with their glyph ids kept, widths, and what each glyph says."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterator, Mapping
from unicodedata import category

import uharfbuzz as hb

from handouts.pdf.objects import Name, Objects, PdfObject, Reference, Stream, Value, stream
from handouts.pdf.parts import font_name
from handouts.pdf.wider import widened
from handouts.reuse.store import reused
from handouts.reuse.stores import SUBSETS
from handouts.typeset.faces import Face, subsetted

DROPPED = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "gasp", "STAT", "DSIG")
FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
)
ENTRIES_IN_A_BLOCK = 100  # PDF 32000-1, 9.10.3
SYLLABLES = "Lo"  # the Unicode category of letters such as those of Chinese, Korean or Hindi


def subset(face: Face, glyphs: frozenset[int]) -> bytes:
    """The font file with these glyphs only, under their own numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = FLAGS
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    data = subsetted(face, wanted)
    return widened(data, face.widened) if face.wider else data


def font_parts(face: Face, told: frozenset[tuple[int, str]]) -> tuple[PdfObject, ...]:
    """The font of a face in file syntax. The letters of everyday words are in it whether they are `told` or not, so
    that most files have the same font.

    It is kept for the next file unless a glyph tells more than a letter: that may be a name, or a good part of one.
    """
    letters = all(len(text) == 1 and (text.isascii() or category(text) != SYLLABLES) for _, text in told)
    return _kept_parts(face, told) if letters else _parts(face, told)


def _parts(face: Face, told: frozenset[tuple[int, str]]) -> tuple[PdfObject, ...]:
    objects = Objects(font_name(face))
    objects.add(_font(face, dict(_everyday(face)) | dict(told), objects), font_name(face))
    return tuple(objects.written())


_kept_parts = reused(SUBSETS)(_parts)


def _everyday(face: Face) -> Iterator[tuple[int, str]]:
    for code in range(32, 127):
        glyph = face.font.get_nominal_glyph(code)
        if glyph:
            yield glyph, face.own_text.get(glyph, chr(code))


def _font(face: Face, told: Mapping[int, str], objects: Objects) -> Value:
    """The Type0 font of a face; `told` says for each glyph used what it is when text is extracted."""
    glyphs = {glyph: glyph for glyph in (0, *told)}
    empty = [glyph for glyph in told if face.is_empty(glyph)]
    if not empty:
        return type0_font(face, glyphs, told, Name("Identity"), objects)
    blank = blank_glyph(face, frozenset(glyphs) - set(empty))
    glyphs |= dict.fromkeys(empty, blank)
    return type0_font(face, glyphs, told, objects.add(glyph_map(glyphs)), objects, blank)


def blank_glyph(face: Face, used: frozenset[int]) -> int:
    """A glyph without outline or width in the font of the `used` ones: what a mark shows that is painted as a shape."""
    font = hb.Font(hb.Face(hb.Blob(subset(face, used))))
    every = (glyph for glyph in range(1, font.face.glyph_count) if glyph not in used)
    return next(glyph for glyph in every if not font.get_glyph_h_advance(glyph) and not _is_seen(font, glyph))


def _is_seen(font: hb.Font, glyph: int) -> bool:
    extents = font.get_glyph_extents(glyph)
    return bool(extents and extents.width)


def glyph_map(glyphs: Mapping[int, int]) -> Stream:
    """A CIDToGIDMap: which glyph each code shows."""
    table = array("H", [glyphs.get(code, 0) for code in range(max(glyphs) + 1)])
    if sys.byteorder == "little":
        table.byteswap()
    return stream(table.tobytes())


def type0_font(
    face: Face,
    glyphs: Mapping[int, int],
    told: Mapping[int, str],
    to_glyphs: Value,
    objects: Objects,
    blank: int | None = None,
) -> Value:
    """A font whose codes are these `glyphs`, as the CIDToGIDMap `to_glyphs` has it, and say what they are `told` to; a
    `blank` one has no outline."""
    used = (frozenset(glyphs.values()) | {0}) - {blank}
    name = subset_name(face, used)
    descendant: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
        "FontDescriptor": font_descriptor(face, name, 4, subset(face, used), objects),
        "DW": 1000,
        "W": _widths({code: 0 if glyph == blank else face.width(glyph) for code, glyph in glyphs.items()}),
        "CIDToGIDMap": to_glyphs,
    }
    return {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": name,
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [objects.add(descendant)],
        "ToUnicode": objects.add(stream(_to_unicode(told))),
    }


def font_descriptor(face: Face, name: Name, flags: int, data: bytes, objects: Objects) -> Reference:
    """What a reader needs to know of the font file in `data`; `flags` as in PDF 32000-1, 9.8.2."""
    return objects.add(
        {
            "Type": Name("FontDescriptor"),
            "FontName": name,
            "Flags": flags,
            "FontBBox": [-1000, round(face.descender), 2000, round(face.ascender)],
            "ItalicAngle": 0,
            "Ascent": round(face.ascender),
            "Descent": round(face.descender),
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": objects.add(stream(data, {"Length1": len(data)})),
        }
    )


def subset_name(face: Face, glyphs: frozenset[int]) -> Name:
    """A font's name behind six letters that name the subset: the same for the same glyphs."""
    digest = hashlib.sha256(f"{face.name} {sorted(glyphs)}".encode()).digest()
    return Name("".join(chr(65 + byte % 26) for byte in digest[:6]) + f"+{face.name}")


def _widths(widths: Mapping[int, int]) -> list[Value]:
    """The W array: runs of neighbouring codes with their widths."""
    out: list[Value] = []
    start, run = -1, list[Value]()
    for code in sorted(widths):
        if run and code != start + len(run):
            out += [start, run]
            run = []
        start = code if not run else start
        run.append(widths[code])
    return [*out, start, run]


def _to_unicode(told: Mapping[int, str]) -> bytes:
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(told.items()) if glyph
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), ENTRIES_IN_A_BLOCK):
        block = rows[start : start + ENTRIES_IN_A_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
