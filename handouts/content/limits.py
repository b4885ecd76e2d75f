"""How much one file may hold. What is longer is a slip, and would take all of the machine's time and memory."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.files.yaml_reader import Document, Path

MOST_ITEMS = 1000  # of a list, or keys of one place; our longest has 52
MOST_TOLD = 100  # problems of one file


def endless_parts(document: Document) -> Iterator[tuple[Path, str]]:
    """Every list and every set of keys with too many items, as its path and what is wrong with it."""
    for path, count in _too_many(document.data, ()):
        yield path, f"has {count:,} items or keys, and no more than {MOST_ITEMS:,} are read."


def _too_many(data: object, path: Path) -> Iterator[tuple[Path, int]]:
    if not isinstance(data, (dict, list)):
        return
    if len(data) > MOST_ITEMS:
        yield path, len(data)
        return
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, (dict, list)):
            yield from _too_many(value, (*path, key))
