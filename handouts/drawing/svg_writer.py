"""Shapes as SVG: for web pages, previews and files of their own."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from handouts.drawing.colour import hexadecimal
from handouts.drawing.shapes import Pen, Segment, Shape, short

_Clips: TypeAlias = tuple[tuple[Segment, ...], ...]
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
    clips: dict[_Clips, str] = {}
    clipped = [shape.path for shape in drawn if shape.clips]
    prefix = f"c{zlib.crc32(repr(clipped).encode()):x}"[:5] if clipped else ""
    body = "".join([_element(shape, clips, prefix) for shape in drawn])
    defined = "".join(_clip(name, paths, clips) for paths, name in clips.items())
    return f"<defs>{defined}</defs>{body}" if defined else body


def _clip(name: str, paths: _Clips, clips: dict[_Clips, str]) -> str:
    """A clip inside of the clip that its other paths make."""
    outer = f' clip-path="url(#{clips[paths[1:]]})"' if len(paths) > 1 else ""
    return f'<clipPath id="{name}"{outer}><path d="{_steps(paths[0])}"/></clipPath>'


def _element(shape: Shape, clips: dict[_Clips, str], prefix: str) -> str:
    look = [f'd="{_steps(shape.path)}"', f'fill="{hexadecimal(shape.fill) if shape.fill else "none"}"']
    if shape.fill and shape.even_odd:
        look.append('fill-rule="evenodd"')
    if shape.stroke:
        look += [f'stroke="{hexadecimal(shape.stroke)}"', f'stroke-width="{short(shape.width)}"']
        look += _pen(shape.pen)
    if shape.opacity < 1:
        look.append(f'opacity="{shape.opacity:g}"')
    for first in reversed(range(len(shape.clips))):  # the outer clips of a clip are named before it
        clips.setdefault(shape.clips[first:], f"{prefix}-{len(clips) + 1}")
    if shape.clips:
        look.append(f'clip-path="url(#{clips[shape.clips]})"')
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
