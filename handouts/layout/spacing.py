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
        text = _squeezed(span.text, after_space=space) if span.kind in ("text", "value", "marker") else span.text
        if text or span.kind not in ("text", "value", "marker"):
            out.append(span if text == span.text else span.saying(text))
            space = text.endswith(" ")
    if out and out[-1].text.endswith(" "):
        last = out.pop()
        if last.text.rstrip(" ") or last.kind != "text":
            out.append(last.saying(last.text.rstrip(" ")))
    return tuple(out)


def _squeezed(text: str, *, after_space: bool) -> str:
    """A text with one space for each run of white space, none at its beginning `after_space`."""
    words = " ".join(filter(None, text.replace("\n", " ").replace("\t", " ").split(" ")))
    lead = " " if _is_space(text[:1]) and not after_space else ""
    return lead + words + (" " if words and _is_space(text[-1:]) else "")


def _is_space(character: str) -> bool:
    return character.isspace() and character != NO_BREAK
