"""What glyphs say when the text of a page is taken out: each a letter of its own, or several together a cluster's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple, TypeAlias
from unicodedata import category, mirrored, normalize

from handouts.typeset.letters import is_same

# A glyph to draw: its id and, in thousandths of an em, its shift, its rise, and the pen's step to the next one.
Glyph: TypeAlias = tuple[int, int, int, int]
Told: TypeAlias = tuple[tuple[int, str], ...]  # glyphs with what they say
LIGATURE = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")  # of Arabic, as one character
CONJOINED = re.compile("[\u0900-\u0dff]")  # scripts of India, whose letters change places


class Stated(NamedTuple):
    """Some glyphs of a word, what stands for them and whether they say that: else they are a span with its text. Marks
    that are `raised` above or below the line come apart, each with its place from where the others start."""

    text: str
    glyphs: tuple[Glyph, ...]
    told: Told
    exact: bool
    raised: tuple[Glyph, ...] = ()


def told_of(own: Mapping[int, str], text: str, clusters: list[tuple[int, int]]) -> tuple[Told, bool]:
    """What each glyph of a word says, of which some have a letter of their `own`; not exact when a cluster, which is
    named by its start in the text, has several glyphs or a shared one."""
    starts = [cluster for cluster, _ in clusters]
    single = starts == list(range(len(text)))  # each character has its glyph, one after the other
    if not single:
        starts = sorted(set(starts))
    ends = {} if single else dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told, exact = [], len(starts) == len(clusters)
    for cluster, glyph in clusters:
        source = text[cluster] if single else text[cluster : ends[cluster]]
        says = own.get(glyph, source)
        exact = exact and (says == source or is_same(says, source))
        told.append((glyph, says))
    return tuple(told), exact


def parts_of(
    own: Mapping[int, str], text: str, clusters: list[tuple[int, int]], glyphs: tuple[Glyph, ...], *, leftward: bool
) -> list[Stated]:
    """A word by its clusters from left to right, neighbours that can say what they are together. The texts of one that
    runs `leftward` are turned round, as those of its glyphs are: readers of PDFs turn the whole word."""
    ends = dict(pairwise(sorted({*(start for start, _ in clusters), len(text)})))
    parts: list[Stated] = []
    for start, group in groupby(range(len(clusters)), key=lambda index: clusters[index][0]):
        places = list(group)
        said, drawn = text[start : ends[start]], glyphs[places[0] : places[-1] + 1]
        part = _leftward(own, said[::-1], drawn) if leftward else _conjoined(own, said, drawn)
        if part.exact and parts and parts[-1].exact:
            before = parts.pop()
            part = _joined(before, part)
        parts.append(part)
    return parts


def _joined(one: Stated, other: Stated) -> Stated:
    width = sum([step for *_, step in one.glyphs])
    raised = tuple([(glyph, width + start, rise, 0) for glyph, start, rise, _ in other.raised])
    parts = (one.text + other.text, one.glyphs + other.glyphs, one.told + other.told, True, one.raised + raised)
    return Stated(*parts)


def _leftward(own: Mapping[int, str], turned: str, drawn: tuple[Glyph, ...]) -> Stated:
    """The glyphs of a cluster whose letters are turned round. Its marks say what they are, and are painted where they
    belong: readers of PDFs take glyphs on another height for another line, and lose the order of this one."""
    drawn, raised = _apart(own, drawn)
    # a ligature, whatever marks stand on it, says its letters
    told = tuple((glyph, LIGATURE.sub(_letters, own.get(glyph, turned[::-1])[::-1])) for glyph, *_ in drawn)
    if len(told) == 1 and is_same(told[0][1], turned[::-1]):
        told = ((told[0][0], turned),)
    said = "".join([says for _, says in told])
    exact = said == turned or mirrored(turned[0]) == 1 or (bool(raised) and sorted(said) == sorted(turned))
    return Stated(turned, drawn, told, exact, raised)


def has_marks(text: str) -> bool:
    """Whether a text has marks of Hebrew or Arabic, which are painted as shapes wherever they stand."""
    return not text.isascii() and any(map(is_mark, text))


def is_mark(letter: str) -> bool:
    """Whether a letter of Hebrew or Arabic is a mark on others, or two marks."""
    return letter != "" and all("\u0590" <= each <= "\u08ff" and category(each) == "Mn" for each in letter)


def _letters(found: re.Match[str]) -> str:
    return normalize("NFKC", found[0])[::-1]


def _conjoined(own: Mapping[int, str], said: str, drawn: tuple[Glyph, ...]) -> Stated:
    told, exact = told_of(own, said, [(0, glyph) for glyph, *_ in drawn])
    return Stated(said, drawn, told if exact else _shared_out(own, said, [glyph for glyph, *_ in drawn]), exact)


def _shared_out(own: Mapping[int, str], said: str, glyphs: list[int]) -> Told:
    """What each glyph of a cluster says that none can say alone: those without a letter of their own have what the
    others leave of it, or its end. Some readers compare that with what stands for all of them, and add the rest."""
    left, others = said, [glyph for glyph in glyphs if glyph not in own]
    for glyph in glyphs:
        left = left.replace(own.get(glyph, ""), "", 1)
    shares = dict(zip(others, [*left[: len(others) - 1], left[len(others) - 1 :]], strict=False))
    told = tuple((glyph, own.get(glyph) or shares.get(glyph) or said[-1]) for glyph in glyphs)
    if "".join(text for _, text in told) == said:
        return told
    return tuple((glyph, own.get(glyph, left[-1:] or said[-1])) for glyph in glyphs)


def _apart(own: Mapping[int, str], glyphs: tuple[Glyph, ...]) -> tuple[tuple[Glyph, ...], tuple[Glyph, ...]]:
    """The glyphs of a cluster, its marks without a place of their own before the others; and these marks, where they
    are."""
    marked = [is_mark(own.get(glyph, "")) for glyph, *_ in glyphs]
    if not any(marked):
        return glyphs, ()
    starts = [0, *accumulate(step for *_, step in glyphs)]
    placed = [(glyph, start + shift, rise, 0) for (glyph, shift, rise, _), start in zip(glyphs, starts, strict=False)]
    raised = tuple(each for each, mark in zip(placed, marked, strict=True) if mark)
    others = [each for each, mark in zip(placed, marked, strict=True) if not mark]
    drawn = [*((glyph, 0, 0, 0) for glyph, *_ in raised), *others]
    return (*drawn[:-1], (*drawn[-1][:3], starts[-1])), raised
