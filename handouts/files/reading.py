"""Files to read: ordinary ones alone, since a pipe or a device would be waited for without end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # opening waits for nobody


class NoOrdinaryFile(OSError):
    """What is no file that holds something: a folder, a pipe, a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "It is no ordinary file", str(path))


def start_of(path: Path, most: int) -> bytes:
    """A file's bytes, and of one that is larger than `most` just enough to say so. Raises OSError."""
    with open(os.open(path, _AT_ONCE), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NoOrdinaryFile(path)
        return file.read(most + 1)
