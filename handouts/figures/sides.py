"""Left and right in words."""

from __future__ import annotations

import re

from handouts.reuse.store import reused
from handouts.reuse.stores import OTHER_SIDES

_SIDE = re.compile(
    r"(?<!\ball )(?<!\bjust )\b(left|right)\b"
    r"(?![ -]angle|-angled| (?:over|behind|alone|away|now|way|height|size|amount|order)\b)",  # no side of anything
    re.IGNORECASE,
)
_OTHER = {"left": "right", "right": "left"}


@reused(OTHER_SIDES)
def other_side(text: str) -> str:
    """The text for the other side of the body: left for right and right for left, wherever they mean a side."""
    return _SIDE.sub(lambda match: _like(match[0], _OTHER[match[0].lower()]), text)


def _like(word: str, other: str) -> str:
    """The other word with the capitals of the first."""
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other
