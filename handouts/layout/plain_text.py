"""The words of a line of spans."""

from __future__ import annotations

from handouts.layout import blocks as b

GAP = "____"


def words(spans: b.Spans) -> str:
    """The text of a line, a gap as underscores."""
    return "".join(GAP if span.kind == "blank" else span.text for span in spans)
