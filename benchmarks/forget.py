"""What "no text or boxes kept" means: words that were shaped, set or painted are forgotten between sheets.

Files that were read, checked and resolved, faces and their subsets, drawings and compiled layouts are kept in both ways
of measuring: the others are given them ready.
"""

from __future__ import annotations

from handouts.content.library import Library
from handouts.layout import markup
from handouts.pdf import ink, operators
from handouts.typeset import fonts, sheet


def forget() -> None:
    """Empty every store of text and boxes."""
    from benchmarks.sheets import workspace

    markup._KEPT.clear()
    sheet.kept_boxes.cache_clear()
    operators._kept_glyphs.cache_clear()
    ink.ink_of.cache_clear()
    for family in fonts.font_book(workspace(), "Atkinson Hyperlegible Next", Library(workspace())).families:
        family.regular.shape.cache_clear()
        family.bold.shape.cache_clear()
