"""Files of the library, and `clinic.yaml`, as they were read and checked, in the user's cache folder: pydantic takes
longer to make its validators than a sheet takes to be set.

What is kept is named after the hash of all that it comes from: the file, and the program that reads it. It is Python's
own form of objects, as compiled layouts are: hence only from a folder that nobody else can write to. Of a clinic's own
files only `clinic.yaml` is kept: in the others anything may stand.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from pathlib import Path

from pydantic import VERSION

from handouts.files import cache
from handouts.files.program import program_digest

READ_BY = ("content/**/*.py", "drawing/*.py", "figures/*.py", "files/*.py", "reuse/*.py")  # all that content knows of


def name_of(kind: type, path: Path, shown: str, data: bytes) -> str:
    """What a file is kept under that lies at a path, shown so, and has this data."""
    made_by = f"{program_digest(*READ_BY)} {VERSION} {sys.version_info[:2]}"
    of = f"{made_by} {kind.__qualname__} {path} {shown} ".encode()
    return f"{hashlib.sha256(of + data).hexdigest()[:32]}.content"


def taken(name: str) -> object:
    """What was kept under a name; None for nothing, or for what is damaged."""
    found = cache.kept(name)
    try:
        return pickle.loads(found) if found else None  # noqa: S301 -- the folder is its user's alone
    except Exception:  # whatever is wrong with it, the file itself is there
        return None


def keep(name: str, file: object) -> None:
    """Keep a file for other processes."""
    cache.keep(name, pickle.dumps(file, pickle.HIGHEST_PROTOCOL))
