"""The program's own files: what was made with others is not taken up again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
COMPILED = "__pycache__"


@lru_cache(16)
def program_digest(*patterns: str) -> str:
    """16 hexadecimal digits of the names and bytes of all files of the package that match, such as "pdf/*.py"; what
    Python has compiled of them does not count. Raises FileNotFoundError for a pattern that nothing matches."""
    digest = hashlib.sha256()
    for pattern in patterns:
        files = [path for path in PACKAGE.glob(pattern) if path.is_file() and COMPILED not in path.parts]
        if not files:
            raise FileNotFoundError(pattern)
        for path in sorted(files):
            digest.update(f"{path.relative_to(PACKAGE).as_posix()} {path.stat().st_size} ".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
