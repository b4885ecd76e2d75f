"""Writes the fonts of fonts/atkinson-hyperlegible-next/: python docs/make_font.py FOLDER

They are Atkinson Hyperlegible Next with a zero that has no slash: with one, "10" reads as a sign, on a poor copy as an
8, and a zero is a letter of Danish and Norwegian. The zero has the step that it had, and is narrower, so that it is no
O. The fonts have a name of their own, so that nobody takes them for the original.

FOLDER is where the original files lie, as the npm package @expo-google-fonts/atkinson-hyperlegible-next 0.4.1 has them
(400Regular/..., 700Bold/...). It needs fonttools (MIT) and brotli (MIT). The same files and the same releases of
those give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-not-found, unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-not-found, unused-ignore]

FONTS = Path(__file__).parents[1] / "fonts" / "atkinson-hyperlegible-next"
WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}
FAMILY = "Handouts Hyperlegible"
NARROWER = 0.93  # of the width of the original zero
CHANGE = "Atkinson Hyperlegible Next with a zero that has no slash, made for Handouts by docs/make_font.py."

Point = tuple[float, float]


def quarter(points: list[Point], middle: Point) -> list[Point]:
    """The control points of a quarter of an oval, as parts of its half width and half height, from its side on."""
    wide = max(abs(x - middle[0]) for x, _ in points)
    high = max(abs(y - middle[1]) for _, y in points)
    return [(abs(x - middle[0]) / wide, abs(y - middle[1]) / high) for x, y in points]


def oval(pen: TTGlyphPen, middle: Point, wide: float, high: float, part: list[Point], *, outer: bool) -> None:
    """A contour through four points at its sides, with `part` between each two; inner ones run the other way."""

    def at(x: float, y: float) -> Point:
        return round(middle[0] + x * wide), round(middle[1] + y * high)

    turns = [(-1, 1), (1, 1), (1, -1), (-1, -1)]  # clockwise from the left side, up
    ends = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    if not outer:
        turns, ends = turns[::-1], [(0, -1), (1, 0), (0, 1), (-1, 0)]
    pen.moveTo(at(-1, 0))
    for index, (across, up) in enumerate(turns):
        between = part if index % 2 == 0 else part[::-1]
        pen.qCurveTo(*(at(x * across, y * up) for x, y in between), at(*ends[index]))
    pen.closePath()


def without_slash(font: TTFont) -> None:
    """Give a font a plain zero of the same step; `zero.tf` is made of it."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    points = [tuple(point) for point in glyphs["zero"].getCoordinates(glyphs)[0]]
    left, bottom = min(x for x, _ in points), min(y for _, y in points)
    right, top = max(x for x, _ in points), max(y for _, y in points)
    middle = ((left + right) / 2, (bottom + top) / 2)
    outside = points[1:4][::-1]  # from the left side to the bottom
    side, inside, floor = points[23], points[24:27], points[16]  # the lower left of the room inside
    stem = side[0] - left
    wide, high = (right - left) / 2 * NARROWER, (top - bottom) / 2
    pen = TTGlyphPen(None)
    oval(pen, middle, wide, high, quarter([*outside, (left, bottom)], middle)[:-1], outer=True)
    room = quarter([*inside, (side[0], floor[1])], middle)[:-1]
    oval(pen, middle, wide - stem, middle[1] - floor[1], room, outer=False)
    glyphs["zero"] = pen.glyph()
    glyphs["zero"].recalcBounds(glyphs)
    glyphs["zero.tf"].recalcBounds(glyphs)
    for name in ("zero", "zero.tf"):
        metrics[name] = metrics[name][0], glyphs[name].xMin


def renamed(font: TTFont, style: str) -> None:
    """Say in the font's own names that it is another one, and of what it was made."""
    names = font["name"]
    compact = FAMILY.replace(" ", "")
    said = {1: FAMILY, 3: f"2.001;{compact}-{style}", 4: f"{FAMILY} {style}", 6: f"{compact}-{style}", 10: CHANGE}
    said |= {5: "Version 2.001; zero without slash", 25: compact}
    for number, text in said.items():
        names.setName(text, number, 3, 1, 0x409)


def main(folder: Path) -> None:
    """Write the fonts anew."""
    for weight, style in WEIGHTS.items():
        (source,) = folder.rglob(f"AtkinsonHyperlegibleNext_{weight}.ttf")
        font = TTFont(source, recalcTimestamp=False)
        without_slash(font)
        renamed(font, style)
        font.save(FONTS / f"HandoutsHyperlegible_{weight}.ttf")
        font.flavor = "woff2"  # for web pages, which hold it
        font.save(FONTS / f"HandoutsHyperlegible_{weight}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
