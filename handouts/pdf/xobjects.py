"""Pictures as objects of a file: images, and drawings as forms that are painted like images."""

from __future__ import annotations

from handouts.drawing.pictures import Picture
from handouts.pdf.drawings import deflated
from handouts.pdf.objects import Name, PdfObject, Stream, Value, deflated_stream, written
from handouts.pdf.operators import opacity_name
from handouts.reuse.store import reused
from handouts.reuse.stores import PDF_PICTURES


def picture_resource(picture: Picture) -> str:
    """The name by which pages call a picture."""
    return "FormXob.picture" + picture.digest


@reused(PDF_PICTURES, weight=lambda made: len(made.data))
def picture_object(picture: Picture) -> PdfObject:
    """A picture in file syntax: the same in every file."""
    return PdfObject(picture_resource(picture), written(_picture_stream(picture)), stream=True)


def _picture_stream(picture: Picture) -> Stream:
    """An image, or a drawing as a form, 1 unit wide and high like an image."""
    if picture.raster:
        image: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": picture.raster.width,
            "Height": picture.raster.height,
            "ColorSpace": Name("DeviceRGB"),
            "BitsPerComponent": 8,
        }
        if picture.raster.jpeg:
            return Stream(picture.raster.data, {**image, "Filter": Name("DCTDecode")})
        return deflated_stream(picture.raster.data, image)
    width, height = (side * (picture.grid or 1) for side in (picture.width, picture.height))
    form: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": [0, 0, round(width, 2), round(height, 2)],
        "Matrix": f"[{1 / width:.8f} 0 0 {1 / height:.8f} 0 0]".encode(),
        "Resources": _graphics_states(picture),
    }
    return deflated_stream(deflated(picture), form)


def _graphics_states(picture: Picture) -> Value:
    """What a drawing needs that is not opaque all over; a figure with a grid is."""
    shown = () if picture.grid else sorted({shape.opacity for shape in picture.shapes})
    states = {opacity_name(each): {"ca": each, "CA": each} for each in shown}
    return {"ExtGState": states} if shown and shown[0] < 1 else {}
