"""Shapes and glyphs as PDF operators. Coordinates come with y down and leave with y up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from handouts.figures.shapes import Colour, Segment, Shape
from handouts.typeset.fonts import Shaped

KEPT_WORDS = 16384
KEPT_SHAPES = 2048


def number(value: float) -> str:
    """A number with at most 2 decimals (0.01 pt is finer than any printer)."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def colour_operator(colour: Colour, operator: str) -> str:
    """Red, green and blue as 0 to 1, such as "0.1 0.2 0.3 rg"."""
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in colour) + f" {operator}"


def placed_operators(shapes: tuple[Shape, ...], x: float, top: float) -> str:
    """Paint shapes as one drawing that was moved there: what it is made of is the same wherever it stands."""
    return f"q 1 0 0 1 {number(x)} {number(top)} cm {_at_origin(shapes)} Q"


@lru_cache(KEPT_SHAPES)
def _at_origin(shapes: tuple[Shape, ...]) -> str:
    return shape_operators(shapes, 0.0, 0.0)


def shape_operators(shapes: Iterable[Shape], x: float, top: float) -> str:
    """Paint shapes whose (0, 0) lies at x and `top` (the height above the bottom of the page)."""
    out = []
    clips: tuple[tuple[Segment, ...], ...] = ()
    for shape in shapes:
        if shape.clips != clips:  # neighbours with the same clips share them
            out += ["Q"] if clips else []
            clips = shape.clips
            out += ["q " + " ".join(f"{_path(clip, x, top)} W n" for clip in clips)] if clips else []
        if shape.fill:
            out.append(colour_operator(shape.fill, "rg"))
        if shape.stroke:
            ends = "1 J 1 j" if shape.round_ends else "0 J 0 j"
            out.append(f"{colour_operator(shape.stroke, 'RG')} {number(shape.width)} w {ends}")
        out.append(_path(shape.path, x, top))
        inside = "*" if shape.even_odd else ""
        out.append({(True, True): "B", (True, False): "f", (False, True): "S"}[bool(shape.fill), bool(shape.stroke)])
        out[-1] += inside if shape.fill else ""
    return "\n".join([*out, "Q"] if clips else out)


_LETTERS = {"M": "m", "L": "l", "C": "c"}


def _path(path: Iterable[Segment], x: float, top: float) -> str:
    out = []
    for segment in path:
        if segment[0] == "Z":
            out.append("h")
            continue
        points = [float(value) for value in segment[1:]]
        placed = (number(x + value) if index % 2 == 0 else number(top - value) for index, value in enumerate(points))
        out.append(f"{' '.join(placed)} {_LETTERS[str(segment[0])]}")
    return " ".join(out)


def glyph_string(word: Shaped) -> str:
    """A word as the inside of a TJ array: glyph ids in hexadecimal, and steps that differ from the glyph's width."""
    out: list[str] = []
    rise = 0
    for glyph in word.glyphs:
        if glyph.rise != rise:
            out.append(f"]TJ {glyph.rise} handouts:rise [")
            rise = glyph.rise
        if glyph.shift:
            out.append(str(-glyph.shift))
        out.append(f"<{glyph.id:04X}>")
        after = glyph.shift + word.face.width(glyph.id) - glyph.step
        if after:
            out.append(str(after))
    if rise:
        out.append("]TJ 0 handouts:rise [")
    return "".join(out).replace("><", "")


def text_operators(words: tuple[Shaped, ...], font: str, size: float, colour: Colour) -> tuple[str, str]:
    """Words in a font of this name, as what stands before and after their place on the page."""
    return (_kept_text if all(word.kept for word in words) else _text)(words, font, size, colour)


def _text(words: tuple[Shaped, ...], font: str, size: float, colour: Colour) -> tuple[str, str]:
    before = f"BT /{font} {number(size)} Tf {colour_operator(colour, 'rg')} 1 0 0 1"
    return before, f"Tm {show_operators(words, size)} ET"


_kept_text = lru_cache(KEPT_WORDS)(_text)


def show_operators(words: Iterable[Shaped], size: float) -> str:
    """Show words one after the other from where the text matrix stands."""
    inside = "".join(glyph_string(word) for word in words).replace("><", "")
    text = f"[{inside}]TJ"
    while "handouts:rise" in text:  # a mark above or below its letter: rises are in thousandths of the size
        before, _, after = text.partition(" handouts:rise")
        head, _, rise = before.rpartition(" ")
        text = f"{head} {number(int(rise) * size / 1000)} Ts{after}"
    return text.replace("[]TJ", "")
