"""What a condition or a programme of the library says, resolved once in a process while none of its files changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.files.workspace import KINDS
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.resolved import ClinicDetails, PictureReference, Words
from handouts.reuse.store import ByIdentity
from handouts.reuse.stores import LIBRARY_PARTS


@dataclass(frozen=True, slots=True)
class _Part:
    resolved: Any
    fingerprint: str
    opened: tuple[tuple[str, Path, Loaded[Any]], ...]


def library_part(
    make: Callable[[Loaded[Any], ClinicDetails, Words, Library], Any],
    file: Loaded[Any],
    clinic: ClinicDetails,
    words: Words,
    library: Library,
) -> tuple[Any, str]:
    """What `make` makes of a file, and its fingerprint; all files that it needs count as opened here. What is wrong
    with them is gathered, and then nothing is kept."""
    key = (make, ByIdentity(file), clinic, ByIdentity(words), library.workspace)
    kept: _Part | None = LIBRARY_PARTS.get(key)
    own = library.fresh()
    if kept and all(_is_same(kind, path, one, own) for kind, path, one in kept.opened):
        library.take(own)
        return kept.resolved, kept.fingerprint
    own = library.fresh()
    resolved = make(file, clinic, words, own)
    library.take(own)
    if own.problems or resolved is None or _has_own_picture(resolved):
        return resolved, fingerprint(resolved) if resolved else ""
    part = _Part(resolved, fingerprint(resolved), own.opened)
    LIBRARY_PARTS.keep(key, part)
    return resolved, part.fingerprint


def _is_same(kind: str, path: Path, file: Loaded[Any], library: Library) -> bool:
    """Whether a file is still what it was, and no other has come to stand in its stead."""
    place = library.place(kind, path.stem) if kind in KINDS else library.workspace.data_file(path.name)
    return place == path and library.open(kind, path) is file


def _has_own_picture(resolved: Any) -> bool:
    """Whether it has a picture of the clinic's own: its fingerprint counts the bytes of that, which may change."""
    cards = getattr(resolved, "exercises", ())
    return any(isinstance(card.figure, PictureReference) for card in cards)
