"""Shapes and glyphs as PDF operators. Coordinates come with y down and leave with y up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from handouts.drawing.shapes import PLAIN, ROUND, Colour, Pen, Segment, Shape, short
from handouts.reuse.store import alongside, reused
from handouts.reuse.stores import SHAPES
from handouts.typeset.faces import Shaped

KEPT_LOOKS = 64


def colour_operator(colour: Colour, operator: str) -> str:
    """Red, green and blue as 0 to 1, such as "0.1 0.2 0.3 rg"."""
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in colour) + f" {operator}"


def placed_operators(shapes: tuple[Shape, ...], x: float, top: float, *, turned: bool = False) -> str:
    """Paint shapes as one drawing that was moved there, and `turned` runs to the left: what it is made of is the same
    wherever it stands."""
    return f"q {'-1' if turned else '1'} 0 0 1 {short(x)} {short(top)} cm {_at_origin(shapes)} Q"


@reused(SHAPES)
def _at_origin(shapes: tuple[Shape, ...]) -> str:
    return shape_operators(shapes, 0.0, 0.0)


def shape_operators(shapes: Iterable[Shape], x: float, top: float) -> str:
    """Paint shapes whose (0, 0) lies at x and `top` (the height above the bottom of the page)."""
    out = []
    clips: tuple[tuple[Segment, ...], ...] = ()
    fill, stroke, opacity = "", "", 1.0  # as they were set last
    around = opacity  # the clip
    shapes = tuple(shapes)
    whole = any(shape.pen not in (PLAIN, ROUND) for shape in shapes)
    for shape in shapes:
        if shape.clips != clips:  # neighbours with the same clips share them
            if clips:
                out.append("Q")
                opacity = around
            clips, fill, stroke, around = shape.clips, "", "", opacity
            out += ["q " + " ".join(f"{_path(clip, x, top)} W n" for clip in clips)] if clips else []
        if opacity != (opacity := shape.opacity):
            out.append(f"/{opacity_name(opacity)} gs")
        if shape.fill and fill != (fill := colour_operator(shape.fill, "rg")):
            out.append(fill)
        if shape.stroke and stroke != (stroke := pen_operators(shape.stroke, shape.width, shape.pen, whole=whole)):
            out.append(stroke)
        out.append(_path(shape.path, x, top))
        out.append(painting_operator(shape))
    return "\n".join([*out, "Q"] if clips else out)


def painting_operator(shape: Shape) -> str:
    """What ends a path: it is filled, stroked or both."""
    how = {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(shape.fill), bool(shape.stroke)]
    return f"{how}*" if shape.even_odd and shape.fill else how


def pen_operators(colour: Colour, width: float, pen: Pen, *, whole: bool = False) -> str:
    """The colour, width, ends and corners of strokes; the limit of corners and dashes only in the `whole` of it."""
    ends = f"{colour_operator(colour, 'RG')} {short(width)} w {_CAPS[pen.cap]} J {_JOINS[pen.join]} j"
    if not whole:
        return ends
    return f"{ends} {short(pen.miter)} M [{' '.join(map(short, pen.dashes))}] {short(pen.offset)} d"


def opacity_name(opacity: float) -> str:
    """What pages call a graphics state that lets something through."""
    return f"Opacity{round(opacity * 1000)}"


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _path(path: Iterable[Segment], x: float, top: float) -> str:
    out = []
    for segment in path:
        if segment[0] == "Z":
            out.append("h")
            continue
        points = [float(value) for value in segment[1:]]
        placed = (short(x + value) if index % 2 == 0 else short(top - value) for index, value in enumerate(points))
        out.append(f"{' '.join(placed)} {str(segment[0]).lower()}")
    return " ".join(out)


def text_operators(words: Iterable[Shaped], font: str, look: str, x: str, y: str, size: float) -> str:
    """Words from (x, y) on the baseline, in a font of this name and in the `look` of `text_look`."""
    return f"BT /{font} {look} 1 0 0 1 {x} {y} Tm {show_operators(words, size)} ET"


@lru_cache(KEPT_LOOKS)
def text_look(size: float, colour: Colour) -> str:
    """What comes after a font's name: size and colour."""
    return f"{short(size)} Tf {colour_operator(colour, 'rg')}"


def show_operators(words: Iterable[Shaped], size: float) -> str:
    """Show words one after the other from where the text matrix stands."""
    inside = "".join([glyph_string(word) for word in words]).replace("><", "")
    text = f"[{inside}]TJ"
    while "handouts:rise" in text:  # a mark above or below its letter: rises are in thousandths of the size
        before, _, after = text.partition(" handouts:rise")
        head, _, rise = before.rpartition(" ")
        text = f"{head} {short(int(rise) * size / 1000)} Ts{after}"
    return text.replace("[]TJ", "")


@alongside
def glyph_string(word: Shaped) -> str:
    """A word as the inside of a TJ array: glyph ids in hexadecimal, and steps that differ from the glyph's width."""
    out: list[str] = []
    rise = 0
    width = word.face.width
    for glyph, shift, height, step in word.glyphs:
        if height != rise:
            out.append(f"]TJ {height} handouts:rise [")
            rise = height
        if shift and out and out[-1].lstrip("-").isdigit():  # two steps are one
            out[-1] = str(int(out[-1]) - shift)
        elif shift:
            out.append(str(-shift))
        out.append(f"<{glyph:04X}>")
        after = shift + width(glyph) - step
        if after:
            out.append(str(after))
    if rise:
        out.append("]TJ 0 handouts:rise [")
    return "".join(out).replace("><", "")
