"""What is private stays so whatever a layout does with it: what a filter or a method makes of it is private too.

Only how long a text is, and whether something holds of it, is no part of it. A number that was made of one can't be
followed any further: then all of the sheet is private.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from markupsafe import Markup

from handouts.layout.limits import lose_sight
from handouts.reuse.private import MARK, Private, privately


def has_private(value: Any) -> bool:
    """Whether a text is private, or any in a list or mapping."""
    kind = type(value)
    if kind is Private:
        return True
    if kind is Markup:
        return MARK in value
    if kind in (list, tuple):
        return any(map(has_private, value))
    return kind is dict and any(map(has_private, (*value, *value.values())))


def followed(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which makes private things of private things."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        made = function(*args, **kwargs)
        for value in (*args, *kwargs.values()):
            if has_private(value):
                return made_of_private(made)
        return made

    return run


def made_of_private(made: Any) -> Any:
    """What was made of something private."""
    if isinstance(made, Markup):
        return made if MARK in made else Markup(MARK) + made  # noqa: S704 -- a letter
    if type(made) in (list, tuple):
        return type(made)(map(made_of_private, made))
    if isinstance(made, (int, float)) and not isinstance(made, bool):
        lose_sight()
    return privately(made)
