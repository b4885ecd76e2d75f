"""A picture with its labels: right of it, each with a line to the point that it means, or under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.drawing.labels import pointer, spread
from handouts.drawing.pictures import Picture
from handouts.layout import blocks as b
from handouts.layout.style import INK, MM
from handouts.typeset.setting import Align, Setting, TextBlock, set_text
from handouts.typeset.strips import Box, Drawing, Element, GlyphRun, Mark, PlacedPicture, Reprint, Strip, merged

SHARES = (0.3, 0.36, 0.42, 0.48)  # of the width that labels may take
GAP = 3.0 * MM  # between the picture and its labels, which the lines cross
BEFORE_WORDS = 1.0 * MM  # between a line and its label
BETWEEN = 1.5 * MM  # two labels
MOST_OF_ROOM = 0.7  # that a caption has in the middle under its point
WIDE = 1000.0
STYLE = "label"


class _Labelled(NamedTuple):
    """The size of the picture, and the labels beside and below it as strips."""

    size: tuple[float, float]
    beside: tuple[Strip, ...]
    below: tuple[tuple[float, Strip], ...]


def set_labelled(block: b.Figure, picture: Picture, width: float, height: float, setting: Setting) -> Box:
    """The picture as large as its labels let it be in a room of points. A listener hears the alt in their place."""
    shares = SHARES if any(not label.below for label in block.labels) else (0.0,)
    arranged = max((_with_share(block, picture, (width, height), share, setting) for share in shares), key=_worth)
    size = arranged.size
    beside = [label for label in block.labels if not label.below]
    points = [_point(label, size) for label in beside]
    highs = [strip.height for strip in arranged.beside]
    tops = spread([y for _, y in points], highs, BETWEEN, size[1])
    start = size[0] + GAP
    marks: list[Mark] = [PlacedPicture(0, 0, *size, picture, 0)]
    reach = max([size[0], *(start + _reach(strip) for strip in arranged.beside)])
    aside = max(0.0, (width - reach) / 2)
    for label, point, top, high in zip(beside, points, tops, highs, strict=True):
        radius = label.ring / 200 * size[0]
        lines = pointer((start - BEFORE_WORDS, top + high / 2), point, radius, ink=INK, accent=setting.style.accent)
        marks.append(Drawing(0, 0, tuple(lines), 0))
    marks += [Reprint(start, top, 0, strip.marks) for strip, top in zip(arranged.beside, tops, strict=True)]
    marks += [Reprint(x, size[1] + BEFORE_WORDS, 0, strip.marks) for x, strip in arranged.below]
    under = max((strip.height + BEFORE_WORDS for _, strip in arranged.below), default=0.0)
    low = max(size[1] + under, *(top + high for top, high in zip(tops, highs, strict=True)), 0.0)
    placed = (Reprint(aside, 0, 0, tuple(marks), reach),)
    return Box((Strip(low, placed),), (Element("Figure", alt=block.alt),), 0, setting.unit, name=block.alt[:60])


def _point(label: b.FigureLabel, size: tuple[float, float]) -> tuple[float, float]:
    return label.across / 100 * size[0], label.down / 100 * size[1]


def _worth(arranged: _Labelled) -> float:
    """A larger picture is better, and so are fewer lines of words."""
    return arranged.size[0] - 0.1 * sum(strip.height for strip in arranged.beside)


def _with_share(
    block: b.Figure, picture: Picture, room: tuple[float, float], share: float, setting: Setting
) -> _Labelled:
    """The picture beside labels that take so much of the width, or less if their words do."""
    beside = tuple(
        _set(label, max(room[0] * share, _longest_word(label, setting)), "start", setting)
        for label in block.labels
        if not label.below
    )
    wide = room[0] - (max(map(_reach, beside)) + GAP if beside else 0.0)
    below = [(label, _longest_word(label, setting)) for label in block.labels if label.below]
    under, size, captions = 0.0, (0.0, 0.0), list[tuple[float, Strip]]()
    for _ in range(3 if below else 1):  # words take height from the picture, and its width is their room
        scale = min(wide / picture.width, (room[1] - under) / picture.height)
        size = (picture.width * scale, picture.height * scale)
        captions = _captions(below, size[0], 0.0 if beside else (wide - size[0]) / 2, setting)
        under = max((strip.height + BEFORE_WORDS for _, strip in captions), default=0.0)
    return _Labelled(size, beside, tuple(captions))


def _captions(
    labels: Sequence[tuple[b.FigureLabel, float]], width: float, around: float, setting: Setting
) -> list[tuple[float, Strip]]:
    """Words, with the width of the longest of them, in the middle under their points, each as far as half way to the
    next and `around` the picture, or in the middle of that room where they need all of it; with their left ends."""
    middles = [label.across / 100 * width for label, _ in labels]
    made = []
    for (label, longest), middle in zip(labels, middles, strict=True):
        left = max(((other + middle + BETWEEN) / 2 for other in middles if other < middle), default=-around)
        right = min(((other + middle - BETWEEN) / 2 for other in middles if other > middle), default=width + around)
        half = min(middle - left, right - middle)
        if 2 * half >= max(longest, MOST_OF_ROOM * (right - left)):
            left, right = middle - half, middle + half
        made.append((left, _set(label, max(right - left, longest), "centre", setting)))
    return made


def _set(label: b.FigureLabel, width: float, align: Align, setting: Setting) -> Strip:
    """Words on lines that are at least as wide as the longest of them: none is broken."""
    place = TextBlock(width, [Element("Figure")], 0, align=align, runs_on=True, of_picture=True)
    strip = merged(set_text(_bold(label.spans), setting.text(STYLE), place, setting))
    written = place.width if align == "centre" else _reach(strip)
    return strip._replace(marks=(Reprint(0, 0, 0, strip.marks, written=written),))


def _bold(spans: b.Spans) -> b.Spans:
    return tuple(replace(span, strong=True) for span in spans)


def _longest_word(label: b.FigureLabel, setting: Setting) -> float:
    place = TextBlock(WIDE, [Element("Figure")], 0, of_picture=True)
    words = (span.saying(word) for span in _bold(label.spans) for word in span.text.split())
    return max(_reach(merged(set_text((word,), setting.text(STYLE), place, setting))) for word in words) + 0.1


def _reach(strip: Strip) -> float:
    return max(run.x + sum(word.advance for word in run.words) * run.size / 1000 for run in _runs(strip.marks))


def _runs(marks: tuple[Mark, ...]) -> Iterator[GlyphRun]:
    for mark in marks:
        if isinstance(mark, GlyphRun):
            yield mark
        elif isinstance(mark, Reprint):
            yield from _runs(mark.marks)
