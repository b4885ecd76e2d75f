"""Through all that stands in blocks, however deep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from handouts.layout.blocks import Span, Spans
from handouts.reuse.private import Private

HOLDERS = ("blocks", "otherwise", "columns", "aside")  # fields of blocks in which blocks stand


def spans_in(value: object) -> Iterator[Span]:
    """Every span of a block, or of blocks, however deep it stands."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    else:
        for name in getattr(type(value), "__slots__", ()):
            yield from spans_in(getattr(value, name))


def is_private(block: object) -> bool:
    """Whether any word of a block is private, however deep it stands."""
    waiting = [block]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += value
        elif isinstance(value, Private) or (isinstance(value, Span) and value.private):
            return True
        elif not isinstance(value, (str, Span)):
            waiting += [getattr(value, name) for name in getattr(value, "__slots__", ())]
    return False


def with_spans(value: Any, change: Callable[[Spans], Spans]) -> Any:
    """A block, or blocks, with every line of words changed, however deep it stands."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], Span):
            return change(value)
        return tuple([with_spans(each, change) for each in value])
    names = getattr(value, "__slots__", ())
    return type(value)(*[with_spans(getattr(value, name), change) for name in names]) if names else value


def blocks_in(value: object) -> Iterator[object]:
    """Every block of a block, or of blocks, however deep it stands: itself, and then those that stand in it."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += reversed(value)
        else:
            yield value
            waiting += [each for name in reversed(HOLDERS) if isinstance(each := getattr(value, name, None), tuple)]


def with_blocks(value: object, change: Callable[[object], object]) -> object:
    """A block, or blocks, with each changed, and then those that stand in it; the very same where none is."""
    if isinstance(value, tuple):
        parts = tuple([with_blocks(each, change) for each in value])
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    value = change(value)
    held = [(name, each) for name in HOLDERS if isinstance(each := getattr(value, name, None), tuple)]
    inside = {name: new for name, each in held if (new := with_blocks(each, change)) is not each}
    return replace(value, **inside) if inside else value  # type: ignore[type-var]
