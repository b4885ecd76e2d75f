"""What "no text or boxes kept" means: words that were worded, shaped, set or written are forgotten between sheets.

Read files, faces and their subsets, figures, logos and compiled layouts are kept in both ways of measuring.
"""

from __future__ import annotations

from handouts.content import library_part
from handouts.content.shelf import Shelf
from handouts.pdf import ink, operators
from handouts.typeset import characters, fonts, sheet


def forget() -> None:
    """Empty every store of text and boxes."""
    from benchmarks.sheets import workspace

    library_part._KEPT.clear()
    sheet.kept_boxes.cache_clear()
    characters._of_library.cache_clear()
    operators._kept_glyphs.cache_clear()
    ink._ink.cache_clear()
    operators._at_origin.cache_clear()
    for family in fonts.font_book(workspace(), "Atkinson Hyperlegible Next", Shelf(workspace())).families:
        family.regular.shape.cache_clear()
        family.bold.shape.cache_clear()
