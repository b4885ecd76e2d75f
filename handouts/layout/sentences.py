"""Where sentences end, for readers who take one at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from handouts.layout.blocks import Spans

QUOTES = "\"'()\u2018\u2019\u201c\u201d"
GAP = "_"  # stands for what is to be written


def is_sentence_end(before: str, after: str) -> bool:
    """Whether a sentence ends between two words: a full stop or the like, and then no small letter."""
    end, start = before.rstrip(QUOTES), after.lstrip(QUOTES)
    return end.endswith((".", "!", "?", "।", "؟", "。", "！", "？")) and not start[:1].islower()


def sentences_apart(spans: Spans) -> Spans:
    """The same words with a line end between sentences, in the place of the space."""
    text = "".join(span.text or GAP for span in spans)
    words = text.split(" ")
    ends: set[int] = set()
    position = -1
    for before, after in pairwise(words):
        position += len(before) + 1
        if is_sentence_end(before, after):
            ends.add(position)
    out, start = [], 0
    for span in spans:
        changed = "".join("\n" if start + at in ends else character for at, character in enumerate(span.text))
        out.append(replace(span, text=changed))
        start += len(span.text or GAP)
    return tuple(out)
