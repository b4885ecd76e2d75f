"""Everything that a process keeps between sheets, in one table. Nothing of a patient is in any of them.

What is made of one of these things (the ink of a box, the operators of a word) lives as long as that: `alongside`.
"""

from __future__ import annotations

from handouts.reuse.store import Store

MB = 1_000_000

# content
FILES = Store(2000, "files of the library as they were read and checked, while they stay as they are")
LAYOUTS = Store(8, "files of layouts and their heads, while they stay as they are")
TRANSLATIONS = Store(2000, "files of the library in another language")
# resolve
PHRASES = Store(20, "the words of a language with those of a clinic")
LIBRARY_PARTS = Store(200, "conditions and programmes of the library as sheets print them, with their fingerprints")
# layout
STYLES = Store(32, "sizes and colours of a clinic in a profile, on a paper")
FILLED_LAYOUTS = Store(8, "compiled layouts of a workspace, while their files stay as they are")
LAYOUT_PARTS = Store(64, "the files that a layout takes parts of")
READ_BLOCKS = Store(1000, "blocks as they were read from what a layout wrote")
# drawing and figures
PICTURES = Store(64, "logos and photographs ready to print, or what is wrong with them", heaviest=100 * MB)
ICONS = Store(256, "icons, in black and in the colours of roles")
BODIES = Store(1, "the last figure that was drawn, before signs are put beside it")
DRAWN = Store(32, "figures that were drawn just now, as shapes")
FIGURES = Store(512, "figures by their poses; their shapes are packed")
CORNERS = Store(512, "where drawings begin at their upper left")
POSES = Store(512, "what the linter finds in a pose")
OTHER_SIDES = Store(1000, "what is heard of pictures, for the other side of the body")
# typeset
FACES = Store(32, "font files, while they stay as they are")
FONT_BOOKS = Store(16, "families of fonts in their order")
UNDRAWABLE = Store(2000, "letters in files of the library that no font draws")
WORDS = Store(16384, "words as glyphs")
LINES = Store(4000, "texts as words with their widths, and as lines of a width")
BOXES = Store(12000, "typeset blocks; a sheet of 50 exercises asks for 8800")
# pdf and html
DAMAGE = Store(16, "whether a font file is damaged")
SUBSETS = Store(64, "fonts in file syntax, with the letters of everyday words")
DRAWINGS = Store(1024, "drawings as deflated operators, of about 7 kB each")
PDF_PICTURES = Store(512, "pictures in file syntax", heaviest=100 * MB)
SHAPES = Store(2048, "rules, boxes and signs as operators")
WEB_PICTURES = Store(64, "photographs inside HTML", heaviest=100 * MB)

STORES: dict[str, Store] = {name: store for name, store in globals().items() if isinstance(store, Store)}


def forget(*names: str) -> None:
    """Empty these stores, or all of them."""
    for name in names or STORES:
        STORES[name].forget()
