"""The letters of a page, inside it: a family as it is packed for the web, or what is used of each that is needed."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from handouts.typeset.faces import Face
    from handouts.typeset.fonts import Family, FontBook

FAMILY = "Sheet"
TAGS = re.compile(r"<[^>]*>")
NOT_DRAWN = "CZ"  # the Unicode categories of spaces, and of signs that are for the order of letters alone
# what no browser asks for: signatures, what is for hints, for other axes, and for lines from top to bottom
DROPPED = ("DSIG", "gasp", "STAT", "BASE", "vhea", "vmtx")
SFNT, SFNT_ROW, WOFF, WOFF_ROW = ">4sHHHH", ">4sIII", ">4s4sIHHIHHIIIII", ">4sIIII"


def font_faces(body: str, fonts: FontBook) -> Iterator[str]:
    """The rules for the letters of a page's body, each with its font. The first family has all that it can draw, one
    behind it what that lacks."""
    used = {
        letter for letter in unescape(TAGS.sub("", body)) if letter == "\u200d" or category(letter)[0] not in NOT_DRAWN
    }
    left, first = used, fonts.families[0]
    for family in fonts.every():
        drawn = left & family.characters
        left = left - drawn
        if drawn:
            yield from _rules(family, drawn, first=family is first)
        if not left:
            return


def _rules(family: Family, drawn: set[str], *, first: bool) -> Iterator[str]:
    for face, weight in ((family.regular, "normal"), (family.bold, "bold")):
        packed = face.path.with_suffix(".woff2")
        kind, data = ("woff2", packed.read_bytes()) if packed.is_file() else ("woff", _woff(_subset(face, drawn)))
        source = f"url(data:font/{kind};base64,{base64.b64encode(data).decode()}) format('{kind}')"
        only = "" if first else f" unicode-range: {_ranges(drawn)};"
        yield f"@font-face {{ font-family: {FAMILY}; font-weight: {weight};{only} src: {source}; }}"


def _ranges(letters: set[str]) -> str:
    """Letters as CSS has them: "U+41-5A, U+61"."""
    codes = sorted(map(ord, letters))
    runs = (list(run) for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]))
    ends = ((run[0][1], run[-1][1]) for run in runs)
    return ", ".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in ends)


def _subset(face: Face, drawn: set[str]) -> bytes:
    """A font with these letters and all that they turn into. It is not kept: they may be those of a name."""
    import uharfbuzz as hb

    from handouts.typeset.faces import subsetted

    wanted = hb.SubsetInput()
    wanted.unicode_set.update({*map(ord, drawn), ord(" "), 0xA0})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    return subsetted(face, wanted)


def _woff(font: bytes) -> bytes:
    """A TrueType file as WOFF 1.0 (W3C, 2012): its tables, each packed by zlib."""
    version, count, *_ = struct.unpack_from(SFNT, font)
    tables = sorted(struct.unpack_from(SFNT_ROW, font, 12 + 16 * index) for index in range(count))
    rows, packed, place = b"", b"", 44 + 20 * count
    for tag, checksum, start, length in tables:
        data = font[start : start + length]
        data = min(zlib.compress(data, 9), data, key=len)
        rows += struct.pack(WOFF_ROW, tag, place + len(packed), len(data), length, checksum)
        packed += data + bytes(-len(data) % 4)
    whole = 12 + 16 * count + sum(length + -length % 4 for *_, length in tables)
    size = place + len(packed)
    return struct.pack(WOFF, b"wOFF", version, size, count, 0, whole, 1, 0, 0, 0, 0, 0, 0) + rows + packed
