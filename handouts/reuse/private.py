"""What is a patient's is private by its type: nothing that has any of it in it is ever kept.

Every text that is made of a private one is private. Inside the markup of a layout, where texts are only letters, each
has a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import SupportsIndex

MARK = "\ufdd0"  # a letter that Unicode keeps for the inside of programs (23.7, noncharacters)


class Private(str):
    """A text from a prescription, or with a part of one in it."""

    __slots__ = ()

    def __str__(self) -> str:
        return self

    def __html__(self) -> str:
        from markupsafe import escape

        return MARK + escape(letters_of(self)) if self else ""

    def __iter__(self) -> Iterator[Private]:
        return map(Private, super().__iter__())

    def __radd__(self, before: str) -> Private:
        return Private(str.__add__(before, self))

    def __rmod__(self, pattern: str) -> Private:
        return Private(str.__mod__(pattern, str.__str__(self)))

    def __getitem__(self, place: SupportsIndex | slice) -> Private:
        return Private(super().__getitem__(place))


UNSAID = Private()


def _stays_private(name: str) -> Callable[..., object]:
    method = getattr(str, name)

    def run(self: Private, *args: object, **kwargs: object) -> object:
        return privately(method(self, *args, **kwargs))

    run.__name__ = name  # by which layouts are allowed to call it
    return run


MAKES_TEXT = (
    *("capitalize", "casefold", "center", "expandtabs", "format", "format_map", "join", "ljust", "lower", "lstrip"),
    *("partition", "removeprefix", "removesuffix", "replace", "rjust", "rpartition", "rsplit", "rstrip", "split"),
    *("splitlines", "strip", "swapcase", "title", "translate", "upper", "zfill", "__add__", "__mod__", "__mul__"),
    *("__rmul__",),
)
for _name in MAKES_TEXT:
    setattr(Private, _name, _stays_private(_name))


def privately(made: object) -> object:
    """What was made of a private text: the texts in it are private too."""
    if type(made) is str:
        return Private(made)
    if type(made) is list:
        return [privately(each) for each in made]
    if type(made) is tuple:
        return tuple([privately(each) for each in made])
    return made


def together(texts: Iterable[str], between: str = "") -> str:
    """Texts as one, which is private if any of them is."""
    pieces = list(texts)
    made = str.join(between, pieces)
    return Private(made) if any(isinstance(each, Private) for each in (between, *pieces)) else made


def letters_of(text: str) -> str:
    """A text without its type, for what keeps in another way whether it is private."""
    return str.__str__(text)


def without_mark(text: str) -> str:
    """A text of a layout's markup as a patient reads it; private where it has a mark."""
    return Private(text.replace(MARK, "")) if MARK in text else text
