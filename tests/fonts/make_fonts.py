"""Writes boxes.ttf, the smallest variable font that the tests can set words in: python tests/fonts/make_fonts.py

It needs fonttools (MIT). Every letter is a box that is wider and has a wider step at weight 900 than at 100; 小 and its
radical share one. The font is ours, under the licence of the project.
"""

from pathlib import Path
from string import ascii_letters, digits, punctuation

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-not-found, unused-ignore]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-not-found, unused-ignore]
from fontTools.ttLib.tables.TupleVariation import TupleVariation  # type: ignore[import-not-found, unused-ignore]

LETTERS = ascii_letters + digits + punctuation
POINTS, PHANTOMS = 4, 4


def box(width: int) -> object:
    """A rectangle in the middle of its step."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (width - 50, 700), (width - 50, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def wider(by: int) -> list[tuple[int, int]]:
    """How far each point and each phantom point goes at the end of the axis."""
    return [(0, 0), (0, 0), (by, 0), (by, 0), (0, 0), (by, 0), (0, 0), (0, 0)]


names = {character: f"u{ord(character):04X}" for character in LETTERS} | {"小": "u5C0F", "\u2f29": "u5C0F"}
glyphs = [".notdef", "space", *dict.fromkeys(names.values())]
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(glyphs)
builder.setupCharacterMap({32: "space"} | {ord(character): name for character, name in names.items()})
builder.setupGlyf({name: TTGlyphPen(None).glyph() if name == "space" else box(500) for name in glyphs})
builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 50)))
builder.setupHorizontalHeader(ascent=800, descent=-200)
builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes (all) /of 小"})
builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
builder.setupGvar(
    {name: [TupleVariation({"wght": (0, 1, 1)}, wider(200))] for name in glyphs if name not in ("space", ".notdef")}
)
builder.setupPost()
builder.save(Path(__file__).parent / "boxes.ttf")
