"""The words of a line of spans."""

from __future__ import annotations

from itertools import takewhile
from typing import assert_never

from handouts.layout import blocks as b

GAP = "____"


def words(spans: b.Spans) -> str:
    """The text of a line, a gap as underscores."""
    return "".join(map(_word, spans))


def before_blank(spans: b.Spans) -> str:
    """The words of a line before its first gap."""
    return words(tuple(takewhile(lambda span: span.kind != "blank", spans))).strip()


def _word(span: b.Span) -> str:
    match span.kind:
        case "text" | "value" | "page" | "pages":
            return span.text
        case "blank":
            return GAP
        case _:
            assert_never(span.kind)
