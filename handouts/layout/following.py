"""What is private stays so whatever a layout does with it: what a filter or a method makes of it is private too.

Only how long a text is, and whether something holds of it, is no part of it. A number that was made of one can't be
followed any further: then all of the sheet is private.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from markupsafe import Markup

from handouts.layout.limits import lose_sight
from handouts.reuse.private import MARK, Private, privately


def has_private(value: object) -> bool:
    """Whether a text is private, or any in a list or mapping."""
    if type(value) is Private:
        return True
    if type(value) is Markup:
        return MARK in value
    if type(value) is list or type(value) is tuple:
        return any(map(has_private, value))
    return type(value) is dict and any(map(has_private, (*value, *value.values())))


def followed(function: Callable[..., object]) -> Callable[..., object]:
    """The same function, which makes private things of private things."""

    @wraps(function)
    def run(*args: object, **kwargs: object) -> object:
        made = function(*args, **kwargs)
        for value in (*args, *kwargs.values()):
            if has_private(value):
                return made_of_private(made)
        return made

    return run


def made_of_private(made: object) -> object:
    """What was made of something private."""
    if isinstance(made, Markup):
        return made if MARK in made else Markup(MARK) + made  # noqa: S704 -- a letter
    if type(made) is list:
        return [made_of_private(each) for each in made]
    if type(made) is tuple:
        return tuple([made_of_private(each) for each in made])
    if isinstance(made, (int, float)) and not isinstance(made, bool):
        lose_sight()
    return privately(made)
