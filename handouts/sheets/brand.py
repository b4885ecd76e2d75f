"""A specimen of the clinic's look, and its contrast in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from handouts.content.library import Library
from handouts.content.words import Words
from handouts.drawing.colour import hexadecimal
from handouts.files.workspace import Workspace
from handouts.layout.themes import ThemeStyle
from handouts.resolve.dose import fill_text
from handouts.resolve.handout import resolve_brand
from handouts.sheets.pages import style_of
from handouts.sheets.sheet import SheetFile, paint_sheet


def make_brand(
    workspace: Workspace,
    *,
    profile: str = "standard",
    paper: Literal["a4", "letter"] | None = None,
    theme: str | None = None,
) -> tuple[SheetFile, tuple[str, ...]]:
    """A specimen of the clinic's look, and what it says of its colours in words."""
    library = Library(workspace)
    style = style_of(library, profile, paper, theme)
    handout = resolve_brand(library)
    said = tuple(contrast_in_words(style.theme, handout.words))
    return paint_sheet(handout, style, library, {"contrast": said}), said


def contrast_in_words(theme: ThemeStyle, words: Words) -> Iterator[str]:
    """A sentence for each colour that words or arrows have: its contrast, and whether it was darkened."""
    said = words.brand
    names = {"primary": said.primary, "accent": said.accent}
    for colour in theme.colours[:2]:
        verdict = said.passes
        if colour.changed:
            values = {"written": hexadecimal(colour.written), "was": f"{colour.was:.1f}"}
            verdict = fill_text(said.darkened, **values)
        printed = f"{names[colour.role]} {hexadecimal(colour.printed)}"
        yield fill_text(said.contrast, colour=printed, ratio=f"{colour.ratio:.1f}", verdict=verdict)
