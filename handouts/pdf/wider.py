"""A font file with wider letters, for pages whose letters stand apart."""

from __future__ import annotations

import struct
from collections.abc import Callable

ENTRY = struct.Struct(">4sIII")  # of the table directory: tag, checksum, offset, length (OpenType 1.9, otff)
WHOLE = 0xB1B0AFBA  # what the checksum of a whole file and its adjustment come to


def widened(data: bytes, more: Callable[[int, int], int]) -> bytes:
    """A TrueType file in which each glyph has `more` of its number and its advance width added to that, in units of
    the font."""
    font = bytearray(data)
    tables = {tag: (12 + 16 * index, offset, length) for index, (tag, _, offset, length) in enumerate(_entries(data))}
    _, hhea, _ = tables[b"hhea"]
    _, hmtx, _ = tables[b"hmtx"]
    widest = 0
    for glyph in range(*struct.unpack_from(">H", font, hhea + 34)):
        (advance,) = struct.unpack_from(">H", font, hmtx + 4 * glyph)
        advance += more(glyph, advance)
        widest = max(widest, advance)
        struct.pack_into(">H", font, hmtx + 4 * glyph, advance)
    struct.pack_into(">H", font, hhea + 10, widest)
    _, head, _ = tables[b"head"]
    struct.pack_into(">I", font, head + 8, 0)
    for entry, offset, length in tables.values():
        struct.pack_into(">I", font, entry + 4, _checksum(font[offset : offset + length]))
    struct.pack_into(">I", font, head + 8, (WHOLE - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _entries(data: bytes) -> list[tuple[bytes, int, int, int]]:
    (number,) = struct.unpack_from(">H", data, 4)
    return [ENTRY.unpack_from(data, 12 + 16 * index) for index in range(number)]


def _checksum(data: bytes | bytearray) -> int:
    """The sum of big-endian words of 4 bytes."""
    padded = bytes(data) + b"\0" * (-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
