"""Lines of a plain text: headings, paragraphs, boxes to tick."""

from __future__ import annotations

import re
import textwrap

WIDTH = 78  # characters
UNDERLINES = {1: "=", 2: "-"}
BOX = "[\u00a0]"  # to tick; the space in it is no place to break a line


TEXT = re.compile(r"^(?=.*\w)", re.MULTILINE)  # the start of a line with words or numbers
MARK = "\u200f"  # right-to-left mark


def leftward(text: str) -> str:
    """A text of whose lines all run from right to left, whatever they begin with (UAX #9, P2 and P3)."""
    return TEXT.sub(MARK, text)


def heading(text: str, level: int) -> str:
    """A title, underlined by its level."""
    return "\n".join([text, UNDERLINES[level] * len(text)] if level in UNDERLINES else [text])


def wrapped(text: str, mark: str = "") -> str:
    """Lines of at most WIDTH characters, hanging after the mark of a list."""
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)
