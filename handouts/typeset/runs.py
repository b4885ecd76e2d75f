"""Text in which some letters run from right to left, cut into runs: letters of one direction, in one face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from handouts.layout.blocks import Span
from handouts.resolve.direction import BEGIN, END, NUMBERS, numbers_isolated, of_a_leftward_sheet, script_of
from handouts.typeset.bidi import levels
from handouts.typeset.faces import Face
from handouts.typeset.fonts import FontBook
from handouts.typeset.letters import UNDRAWN, by_script, printable, without_marks

OBJECT = "\ufffc"  # what stands for a thing that is no text


class Run(NamedTuple):
    """Letters of one direction in one face: those of an odd `level` (UAX #9) run from right to left. At a `space` words
    end."""

    text: str
    level: int
    face: Face
    space: bool = False


def runs_of(spans: Sequence[Span], bold: bool, fonts: FontBook) -> Iterator[tuple[Span, list[Run]]]:
    """The spans of a paragraph, each with its runs in the order of reading. A value is never torn apart, and moves
    nothing beside it. Raises UndrawableCharacter."""
    texts = [_text(span, fonts.base) for span in spans]
    of_all = iter(levels("".join(texts), fonts.base))
    for span, text in zip(spans, texts, strict=True):
        found = [next(of_all) for _ in text]
        yield span, list(_runs(span, text, found, bold or span.strong, fonts))


def _text(span: Span, base: int) -> str:
    if span.kind in ("blank", "marker"):
        return OBJECT
    text = numbers_isolated(printable(of_a_leftward_sheet(span.text) if base else span.text))
    if span.language and text:  # it runs in its own direction
        return BEGIN + text + END
    latin = base == 1 and text.isascii() and any(map(str.isalpha, text))  # "#15191c" keeps its sign at its left
    if span.kind != "value" and not latin:
        return text
    inner = text.strip(" ")
    start = text.index(inner)
    return text[:start] + BEGIN + inner + END + text[start + len(inner) :]


def _numbers(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in NUMBERS.finditer(text)]


def _runs(span: Span, text: str, found: list[int], bold: bool, fonts: FontBook) -> Iterator[Run]:
    if span.kind in ("blank", "marker"):
        yield Run("", found[0], fonts.families[0].regular)
        return
    faces = {
        script: fonts.family_for(letters).face(bold=bold) for script, letters in by_script(without_marks(text)).items()
    }
    scripts = list(_scripts(text, found, faces))
    whole = [(text.index(BEGIN), text.rindex(END))] if span.kind == "value" else _numbers(text)
    inside = {index for start, end in whole for index in range(start, end)}

    def look(index: int) -> tuple[int, str, bool]:
        return found[index], scripts[index], text[index] == " " and index not in inside

    for (level, script, space), places in groupby(range(len(text)), key=look):
        letters = "".join([text[index] for index in places]).translate(UNDRAWN)
        if letters:
            yield Run(letters, level, faces[script], space)


def _scripts(text: str, found: Sequence[int], faces: dict[str, Face]) -> Iterator[str]:
    """The script of the face that each character is set in. Signs between letters that run from right to left are in
    the face of these, where that has them."""
    script = ""
    for character, level in zip(text, found, strict=True):
        own = script_of(character)
        if own:
            script = own
        elif level % 2 == 0 or script not in faces or character not in faces[script].characters:
            yield ""
            continue
        yield script
