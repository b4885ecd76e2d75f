"""What a condition or a programme of the library says, resolved once in a process while none of its files changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from handouts.content.library import Library
from handouts.content.load import Content, Loaded
from handouts.content.words import Words
from handouts.files.written import ContentFile, File, TableFile
from handouts.resolve.cards import ProgrammeSheet
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.passages import ConditionText, PictureReference
from handouts.resolve.resolved import ClinicDetails
from handouts.reuse.store import ByIdentity
from handouts.reuse.stores import LIBRARY_PARTS

Resolved = TypeVar("Resolved", ConditionText, ProgrammeSheet)


@dataclass(frozen=True, slots=True)
class _Part(Generic[Resolved]):
    resolved: Resolved
    fingerprint: str
    files: tuple[tuple[Path, Loaded[File]], ...]


def library_part(
    make: Callable[[Loaded[Content], ClinicDetails, Words, Library], Resolved | None],
    file: Loaded[Content],
    clinic: ClinicDetails,
    words: Words,
    library: Library,
) -> tuple[Resolved | None, str]:
    """What `make` makes of a file, and its fingerprint; all files that it needs count as opened here. What is wrong
    with them is gathered, and then nothing is kept."""
    key = (make, ByIdentity(file), clinic, ByIdentity(words), library.workspace)
    kept: _Part[Resolved] | None = LIBRARY_PARTS.get(key)
    own = library.fresh()
    if kept and all(_is_same(path, one, own) for path, one in kept.files):
        library.take(own)
        return kept.resolved, kept.fingerprint
    own = library.fresh()
    resolved = make(file, clinic, words, own)
    library.take(own)
    if own.problems or resolved is None or _has_own_picture(resolved):
        return resolved, fingerprint(resolved) if resolved else ""
    part = _Part(resolved, fingerprint(resolved), tuple(own.needs.files.items()))
    LIBRARY_PARTS.keep(key, part)
    return resolved, part.fingerprint


def _is_same(path: Path, file: Loaded[File], library: Library) -> bool:
    """Whether a file is still what it was, and no other has come to stand in its stead."""
    kind = type(file.content)
    if issubclass(kind, ContentFile) and library.place(kind, path.stem) != path:
        return False
    if issubclass(kind, TableFile) and library.workspace.data_file(path.name) != path:
        return False
    return library.open(kind, path) is file


def _has_own_picture(resolved: ConditionText | ProgrammeSheet) -> bool:
    """Whether it has a picture from a file: its fingerprint counts the bytes of that, which may change."""
    if isinstance(resolved, ConditionText):
        return resolved.figure is not None and isinstance(resolved.figure.source, Path)
    return any(isinstance(card.figure, PictureReference) for card in resolved.exercises)
