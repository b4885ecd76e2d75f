"""The words of a line of spans, and of a number of a dose."""

from __future__ import annotations

from typing import assert_never

from handouts.layout import blocks as b
from handouts.reuse.private import Private

GAP = "____"


def words(spans: b.Spans) -> str:
    """The text of a line, a gap as underscores; private where any of it is."""
    text = "".join(map(_word, spans))
    return Private(text) if any(span.private for span in spans) else text


def cell_words(cell: b.DoseCell) -> str:
    """ "at least 10 times", or a gap and its words."""
    return " ".join(part for part in (cell.before, cell.value or GAP, cell.unit) if part)


def _word(span: b.Span) -> str:
    match span.kind:
        case "text" | "value" | "marker" | "page" | "pages":
            return span.text
        case "blank":
            return GAP
        case _:
            assert_never(span.kind)
