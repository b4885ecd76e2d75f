"""Files in the user's cache folder, for what takes long to draw and is about no patient: safe to delete at any time.

A file that is damaged counts as missing; a folder that can't be written is done without.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

FOLDER = "HANDOUTS_CACHE"  # the variable that names another folder; empty for none


def kept(name: str) -> bytes | None:
    """What was kept under a name, if it is whole."""
    path = _path(name)
    try:
        check, _, data = path.read_bytes().partition(b"\n") if path else (b"", b"", b"")
    except OSError:
        return None
    return data if check == _check(data) else None


def keep(name: str, data: bytes) -> None:
    """Keep something for another process, whole or not at all."""
    path = _path(name)
    if path is None:
        return
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_check(data) + b"\n" + data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def is_private() -> bool:
    """Whether nobody else can put files into the folder: only then may it hold what is run."""
    path = _path("")
    if path is None or os.name != "posix":
        return path is not None
    try:
        path.mkdir(parents=True, exist_ok=True)
        found = path.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _check(data: bytes) -> bytes:
    return b"%08x %d" % (zlib.crc32(data), len(data))


def _path(name: str) -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) / name if named else None
    from platformdirs import user_cache_path

    return user_cache_path("handouts") / "figures" / name
