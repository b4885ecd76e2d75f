"""Pixels where there is no Pillow: inside a page, the browser decodes and scales pictures. It does so only between two
questions; so who wants one says which and is asked again when it is there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

MOST = 200  # pictures that are kept


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture upright and on white: its own size in pixels, and `data` at the size that was wanted: red, green, blue
    and a byte more for each pixel, or a JPEG file."""

    width: int
    height: int
    data: bytes = field(repr=False)


class ToDecode(Exception):
    """A picture is to be decoded: these bytes, to so many pixels (0: only its size is asked for), or as JPEG."""

    def __init__(self, key: str, data: bytes, width: int, height: int, jpeg: bool) -> None:
        super().__init__("a picture is to be decoded first")
        self.key, self.data, self.width, self.height, self.jpeg = key, data, width, height, jpeg


SUPPLIED: Final[dict[str, Decoded | None]] = {}  # by the key of what was wanted; None for what is damaged


def decoded(data: bytes, width: int = 0, height: int = 0, *, jpeg: bool = False) -> Decoded | None:
    """A PNG or JPEG at so many pixels; None for one that can't be decoded. Raises ToDecode the first time."""
    key = f"{hashlib.sha256(data).hexdigest()} {width} {height} {jpeg}"
    if key not in SUPPLIED:
        raise ToDecode(key, data, width, height, jpeg)
    return SUPPLIED[key]


def supply(key: str, width: int, height: int, data: bytes | None) -> None:
    """Keep what was wanted; no data is for what is damaged."""
    while len(SUPPLIED) >= MOST:
        del SUPPLIED[next(iter(SUPPLIED))]
    SUPPLIED[key] = None if data is None else Decoded(width, height, bytes(data))
