"""Drawings as operators, made once: a batch puts the same figures into many files, and so does the next batch."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from pathlib import Path

from handouts import cache
from handouts.figures.pictures import Picture
from handouts.pdf import operators
from handouts.pdf.streams import COMPRESSION

KEPT = 1024  # drawings in the process, of about 9 kB each


@lru_cache(KEPT)
def deflated(picture: Picture) -> bytes:
    """The deflated operators that paint a drawing as large as it says it is, its lower left corner at (0, 0)."""
    name = f"{picture.digest}-{_engine()}.drawing"
    found = cache.kept(name)
    if found is None:
        painted = operators.shape_operators(picture.shapes, 0, picture.height)
        found = zlib.compress(painted.encode(), COMPRESSION)
        cache.keep(name, found)
    return found


@lru_cache(1)
def _engine() -> str:
    """What writes the operators: no change of it meets an old drawing."""
    return hashlib.sha256(Path(operators.__file__).read_bytes()).hexdigest()[:8]
