"""Resolved content to a few digits: what a sheet was made of, and what a clinician has signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handouts.content.poses import PosedFigure
from handouts.content.resolved import LogRow


def fingerprint(*parts: Any) -> str:
    """12 hexadecimal digits that change whenever the resolved content changes (SHA-256, shortened).

    A picture counts by its file's name and bytes: the folder that a clinic keeps its files in is no content. A field
    that is empty does not count, so that a new one which nobody has filled in voids no signature.
    """
    text = json.dumps([_plain(part) for part in parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    """Content as plain data: a dataclass as its fields, a path as its name and the hash of its bytes (none when they
    can't be read: that is told where the picture is drawn)."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return _filled(value.items())
    if isinstance(value, Path):
        return [value.name, hashlib.sha256(value.read_bytes()).hexdigest() if value.is_file() else ""]
    if isinstance(value, PosedFigure):
        return _plain(value.model_dump(mode="json", exclude_unset=True))
    if isinstance(value, LogRow):  # its exercise is the programme's
        return [value.exercise.id, _plain(value.weeks)]
    return _filled((name, getattr(value, name)) for name in value.__slots__)


def _filled(fields: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """The fields that have something in them; 0 is a value, as in a dose."""
    full = ((name, value) for name, value in fields if value or type(value) in (int, float))
    plain = ((str(name), _plain(value)) for name, value in full)
    return {name: value for name, value in plain if value or type(value) in (int, float)}
