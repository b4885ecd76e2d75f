"""Resolved content to a few digits: what a sheet was made of, and what a clinician has signed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from handouts.figures.poses import PosedFigure
from handouts.resolve.cards import LogPage

OTHER_FORMS = (
    "dose_parts",
    "often_parts",
    "dose_remarks",
    "in_sets",
    "for_children",
    "child_rule",
    "picture_name",
    "of_exercise",
    "place",
)  # of what another field says: no content of their own
ONE_ALONE = ("how_to", "figure")  # lists of which one is written, and counts, without its dash


def fingerprint(*parts: object) -> str:
    """12 hexadecimal digits that change whenever the resolved content changes (SHA-256, shortened).

    A picture counts by its file's name and bytes: the folder that a clinic keeps its files in is no content. A field
    that is empty does not count, so that a new one which nobody has filled in voids no signature.
    """
    text = json.dumps([_full(part) for part in parts], sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: object) -> object:
    """A dataclass as its fields, a path as its name and the hash of its bytes (none when they can't be read: that is
    told where the picture is drawn)."""
    if isinstance(value, Path):
        return value.name, hashlib.sha256(value.read_bytes()).hexdigest() if value.is_file() else ""
    if isinstance(value, PosedFigure):
        return value.model_dump(mode="json", exclude_unset=True)
    if isinstance(value, LogPage):  # its exercises are the programme's
        return [card.id for _, card in value.exercises], value.weeks, value.parts_of_day
    names = [name for name in getattr(type(value), "__slots__", ()) if name not in OTHER_FORMS]
    return {name: _alone(name, field) for name in names if not _is_empty(field := getattr(value, name))}


def _alone(name: str, field: object) -> object:
    return field[0] if name in ONE_ALONE and isinstance(field, tuple) and len(field) == 1 else field


def _full(data: object) -> object:
    """The keys of a file that have something in them, and those of their parts."""
    if isinstance(data, list):
        return [_full(part) for part in data]
    if isinstance(data, dict):
        return {name: _full(value) for name, value in data.items() if not _is_empty(value)}
    return data


def _is_empty(value: object) -> bool:
    """0 is a value, as in a dose."""
    return not value and type(value) not in (int, float)
