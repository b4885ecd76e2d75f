"""Files that come into being whole or not at all: a temporary file beside them, then a rename.

What is about a patient is `private`: only its owner may read the file, and the folder if it has to be made. So may be
temporary files from their first moment on.
"""

from __future__ import annotations

import os
import platform
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO

from handouts.files.problems import Ask, ContentError, Problem
from handouts.files.reading import start_of

TEMPORARY = ".handouts-"
BEFORE = ".bak"  # behind the name of what was replaced
FAR_AWAY = 1 << 30  # bytes: a place behind the end, which Windows locks and nobody reads
FIRST_BYTES = {".pdf": b"%PDF-", ".html": b"<!DOCTYPE html", ".svg": b"<svg", ".png": b"\x89PNG", ".txt": b"\0"}


def write(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file. Raises ContentError when that can't be done."""
    with writing(target, private=private) as file:
        file.write(data)


@contextmanager
def writing(target: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place when all went well. Raises ContentError when that can't be done."""
    temporary: Path | None = None
    try:
        if target.exists() and not target.is_file():  # a rename would put the sheet in the place of a device or pipe
            what = "is a folder." if target.is_dir() else "is no ordinary file."
            raise ContentError([Problem(str(target), 0, "", what, "Name a file to write, such as out/sheet.pdf.")])
        if target.parent.exists() and not target.parent.is_dir():
            hint = "Move it elsewhere and make a folder of that name."
            raise ContentError([Problem(str(target.parent), 0, "", "is no folder.", hint)])
        target.parent.mkdir(0o700 if private else 0o777, parents=True, exist_ok=True)
        _sweep_once(target.parent)
        name = f"{_ours()}{os.getpid()}-{os.urandom(4).hex()}"
        temporary = target.parent / name  # known before it is there, so that it never stays behind
        with open(temporary, "xb", opener=partial(os.open, mode=0o600 if private else 0o666)) as file:
            yield file
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        hint = "Close it if it is open elsewhere, make room, or choose another place."
        message = f"can't be written: {error.strerror}."
        raise ContentError([Problem(str(target), 0, "", message, hint, ways=(Ask("out"),))]) from None
    finally:  # whoever stops it, too
        if temporary:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """What several processes of this machine do with this file in hand comes one after the other, as far as the disk
    can lock files; nobody who only reads it has to wait. It ends with the process, however that ends. Raises OSError.
    """
    with file.open("rb") as held:
        if sys.platform == "win32":
            import msvcrt

            held.seek(FAR_AWAY)
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            with suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


def refuse_other_content(target: Path, ending: str) -> None:
    """Raise ContentError where a file is whose place no sheet may take: a list, a prescription, anything but another
    sheet, told by its name or by its first bytes. `ending` is the sheet's, such as ".pdf"."""
    try:
        start = start_of(target, 100)
    except OSError:  # nothing is there, or what writing refuses
        return
    if start and target.suffix.lower() != ending and not start.startswith(FIRST_BYTES[ending]):
        hint = f"Choose another name, such as {target.with_suffix(ending).name}, or take it away first."
        raise ContentError([Problem(str(target), 0, "", "is there already and is no such sheet.", hint)])


def sweep(folder: Path) -> None:
    """Take away what a run on this machine left half-written when it was killed: it may hold a patient's name."""
    ours = _ours()
    left: list[Path] = []
    with suppress(OSError), os.scandir(folder) as files:
        left = [Path(file.path) for file in files if file.name.startswith(ours)]
    for path in left:
        process = path.name.removeprefix(ours).partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            with suppress(OSError):
                path.unlink()


@lru_cache(256)
def _sweep_once(folder: Path) -> None:
    sweep(folder)


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
    except (OSError, OverflowError):
        return True
    return True
