"""Files in the user's cache folder, for what takes long to draw and is about no patient: safe to delete at any time.

A file that is damaged counts as missing; a folder that can't be written is done without. So is one into which others
can put files: what they drew, or wrote as code, would come to stand in patients' sheets.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from handouts.files.reading import start_of

FOLDER = "HANDOUTS_CACHE"  # the variable that names another folder; empty for none
LARGEST = 20_000_000  # bytes: the largest that we keep has some 100 kB


def kept(name: str) -> bytes | None:
    """What was kept under a name, if it is whole."""
    folder = _folder()
    if folder is None:
        return None
    try:
        check, _, data = start_of(folder / name, LARGEST).partition(b"\n")
    except OSError:
        return None
    return data if check == _check(data) else None


def keep(name: str, data: bytes) -> None:
    """Keep something for another process, whole or not at all."""
    folder = _folder()
    if folder is None:
        return
    temporary = folder / f".{name}-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        with temporary.open("xb") as file:
            file.write(_check(data) + b"\n" + data)
        temporary.replace(folder / name)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def _folder() -> Path | None:
    """The folder, if nobody else can put files into it."""
    named = os.environ.get(FOLDER)
    return _private(named) if named != "" else None


@lru_cache(8)
def _private(named: str | None) -> Path | None:
    if named is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("handouts") / "figures"
    else:
        folder = Path(named)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return None
    theirs = os.name == "posix" and (found.st_uid != os.getuid() or found.st_mode & 0o022)
    return None if theirs else folder


def _check(data: bytes) -> bytes:
    return b"%08x %d" % (zlib.crc32(data), len(data))
