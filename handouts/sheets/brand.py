"""A specimen of the clinic's look, and its contrast in words."""

from __future__ import annotations

from handouts.content.library import Library
from handouts.content.looks import Paper
from handouts.files.workspace import Workspace
from handouts.layout.style import Style
from handouts.resolve.handout import resolve_brand
from handouts.sheets.pages import style_of
from handouts.sheets.sheet import SheetFile, paint_sheet
from handouts.sheets.specimen import contrast_in_words, specimen_values


def make_brand(
    workspace: Workspace,
    *,
    profile: str = "standard",
    paper: Paper | None = None,
    theme: str | None = None,
) -> tuple[SheetFile, tuple[str, ...]]:
    """A specimen of the clinic's look, and what it says of its colours in words. Raises ContentError."""
    library = Library(workspace)
    style = style_of(library, profile, paper, theme)
    return specimen(library, style)


def specimen(library: Library, style: Style) -> tuple[SheetFile, tuple[str, ...]]:
    """The same of the clinic that a library has. Raises ContentError."""
    handout = resolve_brand(library)
    values = specimen_values(library, style, handout.words)
    return paint_sheet(handout, style, library, values), tuple(contrast_in_words(style.theme, handout.words))
