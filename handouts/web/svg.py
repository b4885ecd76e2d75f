"""Pictures inside an HTML file: drawings as SVG, photographs as PNG."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape

from handouts.figures.pictures import Picture
from handouts.figures.shapes import Shape
from handouts.layout.colour import hexadecimal


def picture_markup(picture: Picture, alt: str, width: float) -> str:
    """A picture, `width` mm wide, with what a listener hears."""
    if picture.raster:
        return f'<img alt="{escape(alt)}" style="width:{width:g}mm" src="data:image/png;base64,{_png(picture)}">'
    said = f'role="img" aria-label="{escape(alt)}" style="width:{width:g}mm"'
    return drawing_markup(picture.shapes, (picture.width, picture.height), said)


def drawing_markup(shapes: Iterable[Shape], size: tuple[float, float], said: str) -> str:
    """Shapes inside a room from (0, 0), with the attributes that `said` holds."""
    paths = "".join(_path(shape) for shape in shapes)
    return f'<svg {said} viewBox="0 0 {size[0]:g} {size[1]:g}">{paths}</svg>'


def _png(picture: Picture) -> str:
    from PIL import Image

    assert picture.raster
    data, width, height = picture.raster
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), data).save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def _path(shape: Shape) -> str:
    steps = " ".join(
        str(segment[0]) + " ".join(f"{float(value):.2f}".rstrip("0").rstrip(".") for value in segment[1:])
        for segment in shape.path
    )
    look = f'fill="{hexadecimal(shape.fill) if shape.fill else "none"}"'
    if shape.fill and shape.even_odd:
        look += ' fill-rule="evenodd"'
    if shape.stroke:
        look += f' stroke="{hexadecimal(shape.stroke)}" stroke-width="{shape.width:g}"'
        look += ' stroke-linecap="round" stroke-linejoin="round"' if shape.round_ends else ""
    return f'<path d="{steps}" {look}/>'
