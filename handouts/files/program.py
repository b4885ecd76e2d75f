"""The program's own files: what was made with others is not taken up again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from glob import glob
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
COMPILED = "__pycache__"


@lru_cache(16)
def program_digest(*patterns: str) -> str:
    """16 hexadecimal digits of the names and bytes of all files of the package that match, such as "pdf/*.py"; what
    Python has compiled of them does not count. Raises FileNotFoundError for a pattern that nothing matches."""
    digest = hashlib.sha256()
    for pattern in patterns:
        names = sorted(name for name in glob(pattern, root_dir=PACKAGE, recursive=True) if COMPILED not in name)
        files = [(name, path) for name in names if (path := PACKAGE / name).is_file()]
        if not files:
            raise FileNotFoundError(pattern)
        for name, path in files:
            data = path.read_bytes()
            digest.update(f"{Path(name).as_posix()} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()[:16]
