"""The filters and tests that a layout may use: those of Jinja2 that look at values and lay them out, and `said`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from itertools import islice
from typing import Any, TypeVar

from jinja2 import Environment, pass_context, pass_environment
from jinja2.filters import FILTERS as OF_JINJA
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.tests import TESTS as TESTS_OF_JINJA
from markupsafe import Markup, escape

from handouts.content.words.phrase import PluralForms
from handouts.layout.following import followed
from handouts.layout.limits import gone_through, joined, limited, made, newly_made, pay, printed, put_together
from handouts.resolve.languages import in_number
from handouts.reuse.private import MARK

Item = TypeVar("Item")

_PLACE = re.compile(r"\{(\w+)\}")
TAKEN_OVER = (
    *("abs", "capitalize", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int"),
    *("items", "last", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe"),
    *("select", "selectattr", "sort", "title", "trim", "truncate", "unique", "upper"),
)
TESTS = (
    *("boolean", "defined", "divisibleby", "even", "false", "float", "in", "integer", "iterable", "lower", "mapping"),
    *("none", "number", "odd", "sameas", "sequence", "string", "true", "undefined", "upper"),
    *("==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", "<", "lt", "lessthan", ">=", "ge", "<=", "le"),
)


@pass_context
def said(context: Context, pattern: str | PluralForms, **values: str | float) -> Markup:
    """A fixed phrase with its places filled: {{ words.page.version | said(sheet=..., version=...) }}. One with plural
    forms takes the form of the `number`."""
    if isinstance(pattern, PluralForms):
        pattern = in_number(pattern, int(values.get("number", 0)), context["words"])
    escaped = {name: str(escape(printed(value))) for name, value in values.items()}

    def filled(place: re.Match[str]) -> str:
        text = escaped.get(place[1], place[0])
        pay(1, len(text))
        return text

    return Markup(_PLACE.sub(filled, str(escape(pattern))))  # noqa: S704 -- every part was escaped above


@pass_environment
def join(
    environment: Environment, value: Iterable[object], d: str | float = "", attribute: str | int | None = None
) -> str:
    """The texts of a list as one, with `d` between them."""
    pieces = map(make_attrgetter(environment, attribute), value) if attribute is not None else value
    return put_together(pieces, printed(d))


def replace(text: str | float, old: str, new: str) -> str:
    """A text with every `old` in it made `new`; what was markup stays so."""
    text = string(text)
    pay(1, len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def length(value: Sized) -> int:
    """How many letters or items there are."""
    pay(1)
    return len(value) - value.count(MARK) if isinstance(value, Markup) else len(value)


def rounded(value: float, precision: int = 0) -> float:
    """A number with at most 9 digits after the point."""
    return round(value, max(0, min(int(precision), 9)))


def string(value: str | float) -> str:
    """A number or a text as text."""
    printed(value)
    return value if isinstance(value, str) else str(value)


@pass_environment
def total(environment: Environment, value: Iterable[float], attribute: str | int | None = None) -> float:
    """The sum of numbers."""
    numbers: Iterable[float] = map(make_attrgetter(environment, attribute), value) if attribute is not None else value
    return sum(numbers)


def batch(value: Iterable[Item], linecount: int, fill_with: Item | None = None) -> list[list[Item]]:
    """Rows of `linecount` items each; the last is filled up with `fill_with`, if that is given."""
    pay(linecount)
    items = iter(value)
    rows = list(iter(lambda: list(islice(items, max(1, linecount))), []))
    if rows and fill_with is not None:
        rows[-1] += [fill_with] * (linecount - len(rows[-1]))
    made(rows)
    return rows


GONE_THROUGH, NEWLY_MADE, JOINED = "gone through", "newly made", "put together"  # names that nobody can write
OWN: Mapping[str, Callable[..., object]] = {
    "batch": followed(limited(batch)),
    "join": join,
    "count": length,
    "length": length,
    "replace": followed(replace),
    "round": rounded,
    "said": said,
    "string": string,
    "sum": followed(limited(total)),
    GONE_THROUGH: gone_through,
    NEWLY_MADE: newly_made,
    JOINED: joined,
}


def every_filter() -> dict[str, Callable[..., object]]:
    """All filters by name."""
    theirs: Mapping[str, Any] = OF_JINJA
    return {**{name: followed(limited(theirs[name])) for name in TAKEN_OVER}, **OWN}


def every_test() -> dict[str, Callable[..., object]]:
    """All tests by name."""
    theirs: Mapping[str, Any] = TESTS_OF_JINJA
    return {name: limited(theirs[name]) for name in TESTS}
