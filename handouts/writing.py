"""Files that come into being whole or not at all: a temporary file beside them, then a rename."""

from __future__ import annotations

import os
import platform
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from handouts.problems import ContentError, Problem

TEMPORARY = ".handouts-"


def write(target: Path, data: bytes) -> None:
    """Write a file. Raises ContentError when that can't be done."""
    with writing(target) as file:
        file.write(data)


@contextmanager
def writing(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place when all went well. Raises ContentError when that can't be done."""
    temporary: Path | None = None
    try:
        if target.exists() and not target.is_file():  # a rename would put the sheet in the place of a device or pipe
            what = "is a folder." if target.is_dir() else "is no ordinary file."
            raise ContentError([Problem(str(target), 0, "", what, "Name a file to write, such as out/sheet.pdf.")])
        target.parent.mkdir(parents=True, exist_ok=True)
        name = f"{_ours()}{os.getpid()}-{os.urandom(4).hex()}"
        temporary = target.parent / name  # known before it is there, so that it never stays behind
        with temporary.open("xb") as file:
            yield file
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        hint = "Close it if it is open elsewhere, make room, or choose another place with --out."
        raise ContentError([Problem(str(target), 0, "", f"can't be written: {error.strerror}.", hint)]) from None
    finally:  # whoever stops it, too
        if temporary:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away what a run on this machine left half-written when it was killed: it may hold a patient's name."""
    for path in folder.glob(f"{_ours()}*"):
        process = path.name.removeprefix(_ours()).partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            path.unlink(missing_ok=True)


def _ours() -> str:
    """How temporary files of this machine begin: on a shared folder, another one's processes can't be looked up."""
    return f"{TEMPORARY}{zlib.crc32(platform.node().encode()):08x}-"


def _alive(process: int) -> bool:
    if os.name == "nt":  # signal 0 would end the process there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
