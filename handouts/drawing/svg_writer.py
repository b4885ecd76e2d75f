"""Shapes as SVG: for web pages, previews and files of their own."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from html import escape

from handouts.drawing.colour import hexadecimal
from handouts.drawing.shapes import Path, Pen, Segment, Shape, in_clips, short

_MITER = 4.0  # the limit of a corner where none is said


def svg(shapes: Iterable[Shape], width: float, height: float, alt: str, pixels: str = "") -> str:
    """A whole SVG file of `width` by `height` points, with what a listener hears; `pixels` is an element after
    the shapes."""
    size = f'width="{short(width)}pt" height="{short(height)}pt" viewBox="0 0 {short(width)} {short(height)}"'
    title = f"<title>{escape(alt)}</title>" if alt else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" {size}>'
    return f"{head}{title}{elements(shapes)}{pixels}</svg>\n"


def elements(shapes: Iterable[Shape]) -> str:
    """The inside of an SVG element. Its clips are called after what they are of, so that no other drawing of a page has
    clips of the same name."""
    drawn = tuple(shapes)
    names: dict[Path, str] = {}
    clipped = [shape.path for shape in drawn if shape.clips]
    prefix = f"c{zlib.crc32(repr(clipped).encode()):x}"[:5] if clipped else ""
    body = "".join(_inside_clips(drawn, names, prefix))
    defined = "".join(f'<clipPath id="{name}"><path d="{_steps(path)}"/></clipPath>' for path, name in names.items())
    return f"<defs>{defined}</defs>{body}" if defined else body


def _inside_clips(shapes: Iterable[Shape], names: dict[Path, str], prefix: str) -> Iterator[str]:
    """Shapes in groups that are clipped one inside of the other: of a clip that has a clip itself, librsvg 2.54 paints
    what lies outside of both."""
    last: Shape | None = None
    for ends, begins, last in in_clips(shapes):
        yield "</g>" * ends
        for clip in begins:
            yield f'<g clip-path="url(#{names.setdefault(clip, f"{prefix}-{len(names) + 1}")})">'
        yield _element(last)
    yield "</g>" * len(last.clips if last else ())


def _element(shape: Shape) -> str:
    look = [f'd="{_steps(shape.path)}"', f'fill="{hexadecimal(shape.fill) if shape.fill else "none"}"']
    if shape.fill and shape.even_odd:
        look.append('fill-rule="evenodd"')
    if shape.stroke:
        look += [f'stroke="{hexadecimal(shape.stroke)}"', f'stroke-width="{short(shape.width)}"']
        look += _pen(shape.pen)
    if shape.opacity < 1:
        look.append(f'opacity="{shape.opacity:g}"')
    return f"<path {' '.join(look)}/>"


def _pen(pen: Pen) -> Iterator[str]:
    if pen.cap != "butt":
        yield f'stroke-linecap="{pen.cap}"'
    if pen.join != "miter":
        yield f'stroke-linejoin="{pen.join}"'
    elif pen.miter != _MITER:
        yield f'stroke-miterlimit="{short(pen.miter)}"'
    if pen.dashes:
        yield f'stroke-dasharray="{" ".join(map(short, pen.dashes))}" stroke-dashoffset="{short(pen.offset)}"'


def _steps(path: Iterable[Segment]) -> str:
    return " ".join(str(segment[0]) + " ".join(short(float(value)) for value in segment[1:]) for segment in path)
