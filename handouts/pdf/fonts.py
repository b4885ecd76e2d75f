"""Faces in the file: subsets by HarfBuzz with their glyph ids kept, widths, and what each glyph says."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from unicodedata import category

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObject, PDFString

from handouts.files.problems import ContentError, Problem
from handouts.pdf.parts import PdfObject, font_name, objects_of
from handouts.pdf.streams import Stream
from handouts.typeset.faces import Face

DROPPED = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "gasp", "STAT", "DSIG")
FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
)
ENTRIES_IN_A_BLOCK = 100  # PDF 32000-1, 9.10.3
SYLLABLES = "Lo"  # the Unicode category of letters such as those of Chinese, Korean or Hindi

MakeStream = Callable[[bytes, dict[str, object]], PDFObject]
AddObject = Callable[[PDFObject], PDFObject]


def subset(face: Face, glyphs: frozenset[int]) -> bytes:
    """The font file with these glyphs only, under their own numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = FLAGS
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    return subsetted(face, wanted)


def subsetted(face: Face, wanted: hb.SubsetInput) -> bytes:
    """The parts of a font file that are wanted, a variable one at its pins. Raises ContentError for a damaged one."""
    for tag, value in face.pins:
        wanted.pin_axis_location(face.hb_face, tag, value)
    try:
        return bytes(wanted.subset(face.hb_face).blob.data)
    except RuntimeError:
        hint = "Copy it again from where it came from."
        raise ContentError([Problem(face.path.name, 0, "", "is a damaged font.", hint)]) from None


def font_parts(face: Face, told: frozenset[tuple[int, str]]) -> tuple[PdfObject, ...]:
    """The font of a face in file syntax. The letters of everyday words are in it whether they are `told` or not, so
    that most files have the same font.

    It is kept for the next file unless a glyph tells more than a letter: that may be a name, or a good part of one.
    """
    letters = all(len(text) == 1 and (text.isascii() or category(text) != SYLLABLES) for _, text in told)
    return _kept_parts(face, told) if letters else _parts(face, told)


def _parts(face: Face, told: frozenset[tuple[int, str]]) -> tuple[PdfObject, ...]:
    document = PDFDocument(invariant=1)
    names = (f"{font_name(face)} {number}" for number in itertools.count(1))
    said = dict(_everyday(face)) | dict(told)
    whole = font_object(face, said, Stream, lambda part: document.Reference(part, next(names)))
    document.Reference(whole, font_name(face))
    return tuple(each for each in objects_of(document) if each.name.startswith(font_name(face)))


_kept_parts = lru_cache(64)(_parts)


def _everyday(face: Face) -> Iterator[tuple[int, str]]:
    for code in range(32, 127):
        glyph = face.font.get_nominal_glyph(code)
        if glyph:
            yield glyph, face.own_text.get(glyph, chr(code))


def font_object(face: Face, told: Mapping[int, str], make_stream: MakeStream, add: AddObject) -> PDFObject:
    """The Type0 font of a face; `told` says for each glyph used what it is when text is extracted."""
    glyphs = frozenset(told) | {0}
    data = subset(face, glyphs)
    name = f"/{subset_tag(face, glyphs)}+{face.name}"
    system = PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0})
    descendant = PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": system,
            "FontDescriptor": add(font_descriptor(face, name, 4, data, make_stream, add)),
            "DW": 1000,
            "W": _widths(face, sorted(glyphs)),
            "CIDToGIDMap": "/Identity",
        }
    )
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([add(descendant)]),
            "ToUnicode": add(make_stream(_to_unicode(told), {})),
        }
    )


def font_descriptor(
    face: Face, name: str, flags: int, data: bytes, make_stream: MakeStream, add: AddObject
) -> PDFDictionary:
    """What a reader needs to know of the font file in `data`; `flags` as in PDF 32000-1, 9.8.2."""
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": flags,
            "FontBBox": PDFArray([-1000, round(face.descender), 2000, round(face.ascender)]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascender),
            "Descent": round(face.descender),
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": add(make_stream(data, {"Length1": len(data)})),
        }
    )


def subset_tag(face: Face, glyphs: frozenset[int]) -> str:
    """Six letters that name the subset: the same for the same glyphs."""
    digest = hashlib.sha256(f"{face.name} {sorted(glyphs)}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _widths(face: Face, glyphs: list[int]) -> PDFArray:
    """The W array: runs of neighbouring glyphs with their widths."""
    out: list[object] = []
    run: list[int] = []
    for glyph in glyphs:
        if run and glyph != run[-1] + 1:
            out += [run[0], PDFArray([face.width(each) for each in run])]
            run = []
        run.append(glyph)
    return PDFArray([*out, run[0], PDFArray([face.width(each) for each in run])])


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
