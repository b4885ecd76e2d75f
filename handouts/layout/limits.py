"""How much a layout may do. Steps and letters are counted, never seconds: the same layout stops at the same place on
every machine.

Whatever a layout goes through or makes is paid for: each turn of a loop, each part of a list, each letter of a text. So
neither time nor memory can run away, however the pieces are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from threading import local
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined, pass_context
from markupsafe import Markup, escape

from handouts.resolve.direction import isolated
from handouts.reuse.private import MARK, together

MOST_STEPS = 200_000  # of one sheet; a pack of seven exercises takes 750
MOST_LETTERS = 10_000_000  # of all texts that one sheet is put together from; that pack takes 100,000
MOST_INSIDE = 20  # macros and blocks that call one another, and lists inside lists
MOST = 10**15  # of a number
STEPS_A_CALL = 10
LETTERS_A_STEP = 64  # going through a text is quicker than through a list


class TooMuch(TemplateRuntimeError):
    """A layout does more than any sheet needs."""


class _Left:
    """What a sheet may still do, and whether all private texts are `in_sight`."""

    __slots__ = ("in_sight", "inside", "letters", "steps")

    def __init__(self, steps: int, letters: int, inside: int) -> None:
        self.steps, self.letters, self.inside, self.in_sight = steps, letters, inside, True


class _Thread(local):
    """Each thread fills a sheet of its own. Between sheets there is no end: nothing is filled then."""

    def __init__(self) -> None:
        self.left = _Left(1 << 60, 1 << 60, 1 << 60)


_thread = _Thread()


@contextmanager
def one_sheet() -> Iterator[_Left]:
    """What is filled inside may do as much as one sheet may, and no more."""
    before = _thread.left
    _thread.left = _Left(MOST_STEPS, MOST_LETTERS, MOST_INSIDE)
    try:
        yield _thread.left
    finally:
        _thread.left = before


def lose_sight() -> None:
    """Something was made of a private text that nobody can tell from others."""
    _thread.left.in_sight = False


def go_inside() -> None:
    """A macro or a block is called, perhaps by another. `come_out` has to follow."""
    left = _thread.left
    left.inside -= 1
    if left.inside < 0:
        raise TooMuch(f"calls macros or blocks from inside one another more than {MOST_INSIDE} deep.")
    pay(STEPS_A_CALL)


def come_out() -> None:
    """A macro or a block has ended."""
    _thread.left.inside += 1


def pay(steps: int, letters: int = 0) -> None:
    """Take from what is left. Raises TooMuch when there is not enough."""
    left = _thread.left
    left.steps -= steps
    left.letters -= letters
    if left.steps < 0:
        raise TooMuch(f"takes more than {MOST_STEPS:,} steps; a loop goes too often.")
    if left.letters < 0:
        raise TooMuch(f"makes more than {MOST_LETTERS:,} letters of text.")


def pay_for(value: object, depth: int = 0) -> None:
    """Pay for going through a value to its end: texts, and lists in lists."""
    if isinstance(value, str):
        pay(1 + len(value) // LETTERS_A_STEP)
    elif isinstance(value, (list, tuple, dict, set, frozenset)):
        if depth > MOST_INSIDE:
            raise TooMuch(f"puts lists into lists more than {MOST_INSIDE} deep.")
        pay(1 + len(value))
        for each in value:
            if not isinstance(each, (int, float)):
                pay_for(each, depth + 1)
        if isinstance(value, dict):
            pay_for(tuple(value.values()), depth + 1)
    else:
        pay(1 + len(value) if isinstance(value, range) else 1)


def made(value: object) -> object:
    """Pay for something new. What would only be made when it is asked for is made now."""
    if isinstance(value, str):
        pay(1, len(value))
    elif isinstance(value, Iterator):
        value = list(value)
        pay_for(value)
    elif isinstance(value, (list, tuple, dict)):
        pay_for(value)
    return value


@pass_context
def gone_through(context: object, value: object) -> object:
    """Pay for what a loop or a comparison goes through. The letters of markup have no type."""
    if isinstance(value, Markup) and MARK in value:
        lose_sight()
    if isinstance(value, (list, tuple)) and len(value) < 8:  # most are short, and made of small things
        pay(1 + len(value))
        if not value or not isinstance(value[0], (list, tuple, dict)):
            return value
    pay_for(value)
    return value


@pass_context
def newly_made(context: object, value: object) -> object:
    """Pay for a list or a part of a text that the layout writes down."""
    return made(value)


def printed(value: object) -> Any:
    """A text or number, paid for; a text from right to left is isolated from what stands beside it. Raises
    TemplateRuntimeError for what would look odd on paper: a list, None, True."""
    if isinstance(value, str):
        left = _thread.left
        left.letters -= len(value) + 1
        if left.letters < 0:
            pay(0)
        return value if value.isascii() or isinstance(value, Markup) else isolated(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if abs(value) > MOST:
            raise TooMuch("makes a number that is too large to print.")
        pay(1, 20)
        return value
    if isinstance(value, Undefined):
        return value
    kind = {list: "a list", tuple: "a list", dict: "a list", bool: str(value), type(None): "nothing (None)"}
    said = kind.get(type(value), f"a whole {type(value).__name__}")
    raise TemplateRuntimeError(f"would print {said}, and only words and numbers can be printed.")


def put_together(pieces: Iterable[object], between: str = "") -> str:
    """Texts as one, escaped if any of them is markup."""
    said = [printed(each) for each in pieces]
    letters = sum(len(each) for each in said if isinstance(each, str))
    pay(0, letters + len(between) * len(said))
    if isinstance(between, Markup) or any(isinstance(each, Markup) for each in said):
        return escape(between).join(said)
    return together(map(str, said), str(between))


@pass_context
def joined(context: object, pieces: Iterable[object]) -> str:
    """What ~ puts together."""
    return put_together(pieces)


def concat(pieces: Iterable[str]) -> str:
    """The text of a macro, a block or a whole sheet."""
    said = list(islice(pieces, MOST_LETTERS))
    pay(0, sum(map(len, said)) + len(said))
    return "".join(said)


def limited(function: Callable[..., object]) -> Callable[..., object]:
    """A filter or a test that is paid for: what goes in, and what comes out."""

    @wraps(function)
    def run(*args: object, **kwargs: object) -> object:
        for value in (*args, *kwargs.values()):
            pay_for(value)
        return made(function(*args, **kwargs))

    return run


def operated(operator: str, work: Callable[[object, object], object], left: object, right: object) -> object:
    """left + right and the like, of numbers, or two lists. Raises TooMuch, and TypeError for other things."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return work(left, right)  # says what is missing
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        if max(abs(left), abs(right)) > MOST or (operator == "**" and abs(right) > 50):
            raise TooMuch("works with numbers that are too large.")
        pay(1)
        return work(left, right)
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return put_together((left, right))
    if operator == "+" and isinstance(left, (list, tuple)) and type(left) is type(right):
        return made(work(left, right))
    raise TypeError(f'"{operator}" works with two numbers; texts are put together with ~')
