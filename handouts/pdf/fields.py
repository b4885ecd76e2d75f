"""Form fields: boxes to tick and gaps to type in, each with its words for a listener.

What a reader adds to the file when somebody fills it in, such as a font of its own, is beyond our reach: both standards
are claimed for the empty form.
"""

from __future__ import annotations

import hashlib

import uharfbuzz as hb

from handouts.drawing.shapes import short
from handouts.layout.style import INK
from handouts.pdf.fonts import font_descriptor, subset_name, subsetted
from handouts.pdf.objects import Name, Objects, Reference, Stream, Value, stream, written
from handouts.pdf.operators import colour_operator
from handouts.typeset.faces import Face
from handouts.typeset.strips import Field

FONT = "Typed"  # the name by which fields call their font
LARGEST_TYPE = 14.0  # points
FIRST, LAST = 32, 255  # WinAnsiEncoding: what can be typed
STROKE = 0.14  # of a box's side: the lines of the cross that ticks it


def field_entries(field: Field, name: str, objects: Objects) -> dict[str, Value]:
    """The entries of a widget that depend on what is to be filled in; fields that look alike share how they look."""
    entries: dict[str, Value] = {"Type": Name("Annot"), "Subtype": Name("Widget"), "T": name, "TU": field.said, "F": 4}
    form: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": [0, 0, round(field.width, 2), round(field.height, 2)],
        "Resources": {},
    }
    empty = _shared(stream(b"", form), objects)
    if field.kind == "text":
        size = short(min(LARGEST_TYPE, field.height * 0.7))
        look = f"/{FONT} {size} Tf {colour_operator(INK, 'rg')}"
        return {**entries, "FT": Name("Tx"), "DA": look, "AP": {"N": empty}}
    ticked = _shared(stream(_cross(field.width, field.height), form), objects)
    return {
        **entries,
        "FT": Name("Btn"),
        "V": Name("Off"),
        "AS": Name("Off"),
        "AP": {"N": {"Off": empty, "Yes": ticked}},
    }


def _shared(appearance: Stream, objects: Objects) -> Reference:
    name = "look" + hashlib.sha256(written(appearance)).hexdigest()
    return Reference(name) if name in objects else objects.add(appearance, name)


def _cross(width: float, height: float) -> bytes:
    """Two strokes from corner to corner, drawn so that no font is needed."""
    left, right, low, high = width * 0.25, width * 0.75, height * 0.25, height * 0.75
    strokes = f"{short(left)} {short(low)} m {short(right)} {short(high)} l "
    strokes += f"{short(left)} {short(high)} m {short(right)} {short(low)} l S"
    return f"q {colour_operator(INK, 'RG')} {short(width * STROKE)} w 1 J {strokes} Q".encode()


def typing_font(face: Face, objects: Objects) -> Reference:
    """The whole of a face that WinAnsiEncoding can name, for what will be typed."""
    codes = {code: bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)}
    drawn = {code: text for code, text in codes.items() if text in face.characters}
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(text) for text in drawn.values())
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    glyphs = {code: face.font.get_nominal_glyph(ord(text)) or 0 for code, text in drawn.items()}
    name = subset_name(face, frozenset(glyphs.values()))
    return objects.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": name,
            "Encoding": Name("WinAnsiEncoding"),
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": [face.width(glyphs.get(code, 0)) for code in range(FIRST, LAST + 1)],
            "FontDescriptor": font_descriptor(face, name, 32, subsetted(face, wanted), objects),
        }
    )
