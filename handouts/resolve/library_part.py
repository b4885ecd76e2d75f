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
    pictures: tuple[tuple[Path, int], ...]  # of the library's, with when they were changed


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
    if kept and _is_unchanged(kept, own):
        library.take(own)
        return kept.resolved, kept.fingerprint
    own = library.fresh()
    resolved = make(file, clinic, words, own)
    library.take(own)
    pictures = _pictures(resolved) if resolved else ()
    ours = library.workspace.folders[-1]
    if own.problems or resolved is None or not all(path.is_relative_to(ours) and path.is_file() for path in pictures):
        return resolved, fingerprint(resolved) if resolved else ""
    stamps = tuple((path, path.stat().st_mtime_ns) for path in pictures)
    part = _Part(resolved, fingerprint(resolved), tuple(own.needs.files.items()), stamps)
    LIBRARY_PARTS.keep(key, part)
    return resolved, part.fingerprint


def _is_unchanged(kept: _Part[Resolved], library: Library) -> bool:
    return all(path.is_file() and path.stat().st_mtime_ns == changed for path, changed in kept.pictures) and all(
        _is_same(path, one, library) for path, one in kept.files
    )


def _is_same(path: Path, file: Loaded[File], library: Library) -> bool:
    """Whether a file is still what it was, and no other has come to stand in its stead."""
    kind = type(file.content)
    if issubclass(kind, ContentFile) and library.place(kind, path.stem) != path:
        return False
    if issubclass(kind, TableFile) and library.workspace.data_file(path.name) != path:
        return False
    return library.open(kind, path) is file


def _pictures(resolved: ConditionText | ProgrammeSheet) -> tuple[Path, ...]:
    """The files of its pictures: its fingerprint counts their bytes, and a clinic's own may change at any time."""
    if isinstance(resolved, ProgrammeSheet):
        return tuple(card.figure.path for card in resolved.exercises if isinstance(card.figure, PictureReference))
    return tuple(each.source for each in resolved.pictures if isinstance(each.source, Path))
