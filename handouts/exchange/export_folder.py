"""A folder that an export is written into: it says which files are the export's, and no other file is touched."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from handouts.files.problems import ContentError, Problem
from handouts.files.writing import write

FILES = "files.json"  # the paths of the export's files, by which the next one knows them
_NAMED = re.compile(r"(?:figures/)?[a-z0-9][\w.-]*\.[a-z]+")  # nothing that leads out of the folder
MOST_NAMED = 3


def write_export(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a folder by their paths in it, and take away those of an earlier export that are no more; ->
    how many were written. Raises ContentError, before `files` are made, for a folder that has other files."""
    before = _named(folder)
    others = sorted(set(_paths(folder)) - before)
    if others:
        more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
        message = f"has files that are of no export: {', '.join(others[:MOST_NAMED])}{more}."
        raise ContentError([Problem(str(folder), 0, "", message, "Name another folder, or move them elsewhere.")])
    made = dict(files)
    _name(folder, before | made.keys())  # so that an export which was stopped half-way can be made again
    for path, data in made.items():
        write(folder / path, data)
    for path in before - made.keys() - {FILES}:
        (folder / path).unlink(missing_ok=True)
    _name(folder, made.keys())
    return len(made)


def _name(folder: Path, paths: Iterable[str]) -> None:
    write(folder / FILES, (json.dumps({"files": sorted({*paths} - {FILES})}, indent=1) + "\n").encode())


def _named(folder: Path) -> set[str]:
    """The paths that an earlier export says are its own; none where there was none."""
    found: object = None
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads((folder / FILES).read_bytes())
    paths = found.get("files") if isinstance(found, dict) else None
    if not isinstance(paths, list):
        return set()
    return {FILES, *(path for path in paths if isinstance(path, str) and _NAMED.fullmatch(path))}


def _paths(folder: Path) -> Iterator[str]:
    """What lies in a folder, links as files; hidden files are not looked at, and none of ours is called as they are."""
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        for name in (*links, *names):
            if not name.startswith("."):
                yield (Path(at) / name).relative_to(folder).as_posix()
