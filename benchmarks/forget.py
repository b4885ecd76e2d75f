"""What "nothing kept" means: text that was read, shaped, set or written is forgotten between sheets.

Faces, figures, logos and compiled layouts are kept in both ways of measuring: none of them is text.
"""

from __future__ import annotations

from handouts import pipeline
from handouts.content import library_part, load
from handouts.pdf import fonts as font_files
from handouts.pdf import operators
from handouts.typeset import characters, fonts, sheet


def forget() -> None:
    """Empty every store of text and boxes."""
    load._KEPT.clear()
    library_part._KEPT.clear()
    sheet.kept_boxes.cache_clear()
    pipeline._style.cache_clear()
    characters._of_library.cache_clear()
    operators._kept_text.cache_clear()
    operators._at_origin.cache_clear()
    font_files.font_parts.cache_clear()
    font_files.subset.cache_clear()
    for face in _faces():
        face.shape.cache_clear()


def _faces() -> list[fonts.Face]:
    from benchmarks.sheets import workspace
    from handouts.content.shelf import Shelf

    book = fonts.font_book(workspace(), "Atkinson Hyperlegible Next", Shelf(workspace()))
    return [face for family in book.families for face in (family.regular, family.bold)]
