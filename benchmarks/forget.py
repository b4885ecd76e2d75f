"""What "no text or boxes kept" means: words that were shaped, set or painted are forgotten between sheets.

Files that were read, checked and resolved, faces and their subsets, drawings and compiled layouts are kept in both ways
of measuring: the others are given them ready.
"""

from __future__ import annotations

from handouts.reuse import stores


def forget() -> None:
    """Empty every store of text and boxes."""
    stores.forget("READ_BLOCKS", "WORDS", "LINES", "BOXES")
