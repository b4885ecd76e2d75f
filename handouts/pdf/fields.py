"""Form fields: boxes to tick and gaps to type in, each with its words for a listener.

What a reader adds to the file when somebody fills it in, such as a font of its own, is beyond our reach: both standards
are claimed for the empty form.
"""

from __future__ import annotations

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObject, PDFString

from handouts.layout.style import INK
from handouts.pdf.fonts import AddObject, MakeStream, font_descriptor, subset_tag, subsetted
from handouts.pdf.operators import colour_operator, number
from handouts.typeset.faces import Face
from handouts.typeset.strips import Field

FONT = "Typed"  # the name by which fields call their font
LARGEST_TYPE = 14.0  # points
FIRST, LAST = 32, 255  # WinAnsiEncoding: what can be typed
STROKE = 0.14  # of a box's side: the lines of the cross that ticks it


def field_entries(field: Field, name: str, make_stream: MakeStream, add: AddObject) -> dict[str, object]:
    """The entries of a widget that depend on what is to be filled in."""
    entries = {"Type": "/Annot", "Subtype": "/Widget", "T": PDFString(name), "TU": PDFString(field.said), "F": 4}
    form = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": PDFArray([0, 0, round(field.width, 2), round(field.height, 2)]),
        "Resources": PDFDictionary({}),
    }
    empty = add(make_stream(b"", dict(form)))
    if field.kind == "text":
        size = number(min(LARGEST_TYPE, field.height * 0.7))
        look = PDFString(f"/{FONT} {size} Tf {colour_operator(INK, 'rg')}")
        return {**entries, "FT": "/Tx", "DA": look, "AP": PDFDictionary({"N": empty})}
    ticked = add(make_stream(_cross(field.width, field.height), dict(form)))
    states = PDFDictionary({"Off": empty, "Yes": ticked})
    return {**entries, "FT": "/Btn", "V": "/Off", "AS": "/Off", "AP": PDFDictionary({"N": states})}


def _cross(width: float, height: float) -> bytes:
    """Two strokes from corner to corner, drawn so that no font is needed."""
    left, right, low, high = width * 0.25, width * 0.75, height * 0.25, height * 0.75
    strokes = f"{number(left)} {number(low)} m {number(right)} {number(high)} l "
    strokes += f"{number(left)} {number(high)} m {number(right)} {number(low)} l S"
    return f"q {colour_operator(INK, 'RG')} {number(width * STROKE)} w 1 J {strokes} Q".encode()


def typing_font(face: Face, make_stream: MakeStream, add: AddObject) -> PDFObject:
    """The whole of a face that WinAnsiEncoding can name, for what will be typed."""
    codes = {code: bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)}
    drawn = {code: text for code, text in codes.items() if text in face.characters}
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(text) for text in drawn.values())
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    data = subsetted(face, wanted)
    glyphs = {code: face.font.get_nominal_glyph(ord(text)) or 0 for code, text in drawn.items()}
    name = f"/{subset_tag(face, frozenset(glyphs.values()))}+{face.name}"
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": PDFArray([face.width(glyphs.get(code, 0)) for code in range(FIRST, LAST + 1)]),
            "FontDescriptor": add(font_descriptor(face, name, 32, data, make_stream, add)),
        }
    )
