"""Write handouts/pdf/srgb.icc: what the colours of our files mean, as a small ICC profile (ICC.1:2001-04, version 2).

It says sRGB as IEC 61966-2-1 defines it. The file is ours, so it is under the licence of the code; it holds no clock
time, and this script writes the same bytes each time.
"""

from __future__ import annotations

import struct
from pathlib import Path

PROFILE = Path(__file__).parents[1] / "handouts" / "pdf" / "srgb.icc"
DESCRIPTION = b"sRGB IEC61966-2.1"
COPYRIGHT = b"The Handouts project; MIT licence"
DAY = (2026, 1, 1, 0, 0, 0)  # a profile has to have one
D50 = (0.9642, 1.0, 0.8249)
# The primaries of sRGB in X, Y and Z, adapted from D65 to D50 by Bradford's matrix
RED, GREEN, BLUE = (
    (0.4360747, 0.2225045, 0.0139322),
    (0.3850649, 0.7168786, 0.0971045),
    (0.1430804, 0.0606169, 0.7141733),
)
STEPS = 256  # of the curve: exact for every colour with 8 bits


def _fixed(values: tuple[float, float, float]) -> bytes:
    """Three numbers as s15Fixed16."""
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def make_profile() -> bytes:
    """The whole file."""
    name = DESCRIPTION + b"\0"
    curve = [round(_linear(step / (STEPS - 1)) * 65535) for step in range(STEPS)]
    parts = {
        (b"desc",): b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(8 + 3 + 67),
        (b"cprt",): b"text\0\0\0\0" + COPYRIGHT + b"\0",
        (b"wtpt",): b"XYZ \0\0\0\0" + _fixed(D50),
        (b"rXYZ",): b"XYZ \0\0\0\0" + _fixed(RED),
        (b"gXYZ",): b"XYZ \0\0\0\0" + _fixed(GREEN),
        (b"bXYZ",): b"XYZ \0\0\0\0" + _fixed(BLUE),
        (b"rTRC", b"gTRC", b"bTRC"): b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *curve),
    }
    count = sum(len(tags) for tags in parts)
    start = 128 + 4 + 12 * count
    table, body = struct.pack(">I", count), b""
    for tags, data in parts.items():
        for tag in tags:
            table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">I4xI4s4s4s6H", start + len(body), 0x02100000, b"mntr", b"RGB ", b"XYZ ", *DAY)
    header += b"acsp" + bytes(28) + _fixed(D50) + bytes(48)
    return header + table + body


if __name__ == "__main__":
    PROFILE.write_bytes(make_profile())
