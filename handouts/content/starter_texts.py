"""The texts of starters (`data/starters/`), which tell people what to write and are never to be printed themselves.

A starter has places: `{name}` is filled when a file is started; `{phone|the number that patients call}` is that text
until somebody gives a value. Every text of several words that no place is in is for the clinic to replace; so a new one
needs no entry anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath

from handouts.files.workspace import library_folder
from handouts.files.yaml_reader import Document, Path, read_yaml

PLACE = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")
TO_REPLACE = ("clinic", "condition", "exercise", "programme")  # a prescription's starter is made of choices alone


def starter(kind: str, **places: str) -> str:
    """The starter of a kind with values in its places. A value may hold whatever YAML takes between double quotes."""

    def value(place: re.Match[str]) -> str:
        return places.get(place[1], place[0] if place[2] is None else place[2])

    return PLACE.sub(value, (library_folder() / "data" / "starters" / f"{kind}.yaml").read_text("utf-8"))


@lru_cache(len(TO_REPLACE))
def texts_to_replace(kind: str) -> frozenset[str]:
    """The texts of a kind's starter that a clinic has to replace."""
    if kind not in TO_REPLACE:
        return frozenset()
    told = (text for _, text in texts_by_path(read_yaml(starter(kind), kind).data))
    return frozenset(text for text in told if " " in text and "{" not in text)


def texts_by_path(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in the data of a file, as one line, and where it stands."""
    if isinstance(data, str):
        yield path, " ".join(data.split())
    elif isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_by_path(value, (*path, key))


def left_as_started(kind: str, document: Document, path: FilePath) -> list[Path]:
    """Where a clinic's own file still has the starter's texts."""
    if kind not in TO_REPLACE or path.is_relative_to(library_folder() / "data"):
        return []
    told = texts_to_replace(kind)
    return [place for place, text in texts_by_path(document.data) if text in told]
