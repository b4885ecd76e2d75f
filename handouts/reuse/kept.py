"""What a process keeps between sheets: what was read, set and written of the library, so that a batch does it once.

Nothing of a patient is kept: not a prescription, and no block or word that has a name, number, date or note of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from handouts.files.written import one_line


def keep(store: dict[Any, Any], key: Any, value: Any, most: int) -> None:
    """Put something into a store that is emptied when it is full."""
    if len(store) >= most:
        store.clear()
    store[key] = value


class Secret:
    """The words that a patient's sheet may have and that are not to be kept. `words` are None where nobody has said
    which those are: any may be one of them."""

    def __init__(self, texts: Iterable[str] | None) -> None:
        found = sorted({one_line(text) for text in texts or ()} - {""}, key=len, reverse=True)
        self.words = None if texts is None else frozenset([*found, *(word for text in found for word in text.split())])
        self._texts = found

    def __bool__(self) -> bool:
        return self.words is None or bool(self._texts)

    def is_in(self, text: str) -> bool:
        """Whether a text has any of it, as words of their own."""
        return self.words is None or any(_stands_in(each, text) for each in self._texts)


def _stands_in(part: str, text: str) -> bool:
    """Whether a part of a text begins and ends where words do; no pattern, since those are kept by `re`."""
    start = text.find(part)
    while start >= 0:
        around = text[start - 1 : start] if start else "", text[start + len(part) : start + len(part) + 1]
        if not any(character.isalnum() or character == "_" for character in around):
            return True
        start = text.find(part, start + 1)
    return False


ALL_SECRET = Secret(None)  # what holds where nothing is said: nothing is kept
NO_SECRET = Secret(())  # the library's own sheets: all may be kept


def texts_in(data: Any, choices: Collection[str] = ()) -> Iterator[str]:
    """Every text in the data of a file, save the words under keys that are `choices`: those are ids, or known words."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            parts = value if isinstance(value, (list, tuple)) else (value,)
            said = [part for part in parts if not (key in choices and isinstance(part, str))]
            yield from texts_in(said, choices)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts_in(value, choices)
    elif isinstance(data, str):
        yield data
