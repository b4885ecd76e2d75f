"""Pictures inside an HTML file: drawings as SVG, photographs as JPEG, flat colours as PNG."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterable
from html import escape

from handouts.drawing.photographs import IN_A_BROWSER, Raster
from handouts.drawing.pictures import Picture
from handouts.drawing.png_file import png
from handouts.drawing.shapes import Shape, short
from handouts.drawing.svg_writer import elements
from handouts.reuse.store import reused
from handouts.reuse.stores import WEB_PICTURES


def picture_markup(picture: Picture, alt: str, width: float) -> str:
    """A picture, `width` mm wide, with what a listener hears."""
    if picture.raster:
        return f'<img alt="{escape(alt)}" style="width:{width:g}mm" src="{address_of(picture.raster)}">'
    said = f'role="img" aria-label="{escape(alt)}" style="width:{width:g}mm"'
    return drawing_markup(picture.shapes, (picture.width, picture.height), said)


def decoration_markup(picture: Picture, width: float) -> str:
    """A picture, `width` mm wide, of which nothing is said: its words stand beside it."""
    if picture.raster:
        return f'<img alt="" style="width:{width:g}mm" src="{address_of(picture.raster)}">'
    said = f'aria-hidden="true" style="width:{width:g}mm"'
    return drawing_markup(picture.shapes, (picture.width, picture.height), said)


def pixels_markup(picture: Picture) -> str:
    """A photograph inside of an SVG drawing, as large as its own units say."""
    assert picture.raster is not None
    size = f'width="{short(picture.width)}" height="{short(picture.height)}"'
    return f'<image {size} href="{address_of(picture.raster)}"/>'


def drawing_markup(shapes: Iterable[Shape], size: tuple[float, float], said: str) -> str:
    """Shapes inside a room from (0, 0), with the attributes that `said` holds."""
    return f'<svg {said} viewBox="0 0 {short(size[0])} {short(size[1])}">{elements(shapes)}</svg>'


def own_clip_names(markup: str) -> str:
    """The same page, with names of clips that no two of its pictures share."""
    first, *rest = markup.split("<svg ")
    named = (
        part.replace(' id="clip-', f' id="clip-{number}-').replace("(#clip-", f"(#clip-{number}-")
        for number, part in enumerate(rest, 1)
    )
    return "<svg ".join((first, *named))


def address_of(raster: Raster) -> str:
    """Pixels as an address that holds them."""
    return f"data:image/{_encoded(raster)}"


@reused(WEB_PICTURES, weight=len)
def _encoded(raster: Raster) -> str:
    """Pixels as the end of an address that holds them."""
    if raster.jpeg:
        return f"jpeg;base64,{base64.b64encode(raster.data).decode()}"
    if IN_A_BROWSER:
        pixels = zlib.decompress(raster.data)
        return f"png;base64,{base64.b64encode(png(pixels, raster.width, raster.height, 3 * raster.width)).decode()}"
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (raster.width, raster.height), zlib.decompress(raster.data)).save(out, "PNG", optimize=True)
    return f"png;base64,{base64.b64encode(out.getvalue()).decode()}"
