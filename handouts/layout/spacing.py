"""White space between words: how a layout is indented never shows on the page."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.layout.blocks import Span, Spans

NO_BREAK = "\u00a0"


def one_space(found: Iterable[Span]) -> Spans:
    """The same words with runs of white space made one space, over the borders of spans too, and none at the ends."""
    out: list[Span] = []
    space = True  # whether a space before the next word would be superfluous
    for span in found:
        text = span.text
        if span.kind in ("text", "value", "marker"):
            text = " ".join(filter(None, text.replace("\n", " ").replace("\t", " ").split(" ")))
            if text or span.text:
                lead = " " if span.text[:1].isspace() and span.text[:1] != NO_BREAK and not space else ""
                trail = " " if text and span.text[-1:].isspace() and span.text[-1:] != NO_BREAK else ""
                text = lead + text + trail
        if text or span.kind not in ("text", "value", "marker"):
            out.append(span if text == span.text else span.saying(text))
            space = text.endswith(" ")
    if out and out[-1].text.endswith(" "):
        last = out.pop()
        if last.text.rstrip(" ") or last.kind != "text":
            out.append(last.saying(last.text.rstrip(" ")))
    return tuple(out)
