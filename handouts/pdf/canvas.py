"""ReportLab's canvas with what it lacks: tagged pages, Type0 fonts by glyph id, ends of line before `endstream`.

All use of ReportLab's private names is here, and `tests/test_pdf.py` fails when one of them changes:
Canvas._code, ._make_preamble, ._preamble, ._doc, ._formsinuse, ._addAnnotation;
PDFDocument.idToObject, .idToObjectNumberAndVersion, .Catalog, .info; PDFCatalog.__NoDefault__;
PDFPage.__NoDefault__, .stream; pdfdoc.BasicFonts.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from handouts.figures.pictures import Picture
from handouts.pdf.fields import FONT, field_entries, typing_font
from handouts.pdf.fonts import font_object
from handouts.pdf.metadata import About, Information, output_intent, packet
from handouts.pdf.operators import shape_operators
from handouts.pdf.tags import Tree, add_tree
from handouts.typeset.fonts import Face
from handouts.typeset.strips import Field

COMPRESSION = 9
KEPT_DRAWINGS = 1024  # of about 13 kB each
_DRAWINGS: dict[str, bytes] = {}  # by the hash of what they show


class PlainStream(PDFStream):
    """A stream with an end of line before `endstream`, as PDF/A (ISO 19005-2, 6.1.7.1) wants."""

    def __init__(self, data: bytes, entries: Mapping[str, object]) -> None:
        super().__init__(PDFDictionary(dict(entries)), data)

    def format(self, document: PDFDocument) -> bytes:
        """The stream in file syntax."""
        ending = b"endstream\n"
        return bytes(super().format(document).removesuffix(ending)) + b"\r\n" + ending


class Stream(PlainStream):
    """The same, deflated; `deflated` data is so already."""

    def __init__(self, data: bytes, entries: Mapping[str, object] | None = None, *, deflated: bool = False) -> None:
        small = data if deflated else zlib.compress(data, COMPRESSION)
        super().__init__(small, {**(entries or {}), "Filter": "/FlateDecode"})


class TaggedCanvas(Canvas):
    """Pages of ready-made operators, with the structure tree that they speak for."""

    _code: list[str]
    _doc: Any
    _formsinuse: list[str]
    _addAnnotation: Callable[..., None]  # noqa: N815 -- ReportLab's name

    def __init__(self, page_size: tuple[float, float], about: About) -> None:
        self.buffer = io.BytesIO()
        super().__init__(
            self.buffer, pagesize=page_size, invariant=1, pdfVersion=(1, 7), lang=about.language, pageCompression=0
        )
        self.about = about
        self._doc.info = Information(about)
        self.tree = Tree()
        self.faces: dict[Face, tuple[str, dict[int, str]]] = {}
        self.bookmarks: list[tuple[str, int]] = []
        self.fields: list[PDFObjectReference] = []
        self.typing_face: Face | None = None
        self.tree.start_page()

    def _make_preamble(self) -> None:
        """ReportLab would select Helvetica here, which no file of ours may name without embedding it."""
        self._preamble = ""

    def paint(self, operators: str) -> None:
        """Append operators to the current page."""
        self._code.append(operators)

    def font_name(self, face: Face) -> str:
        """The resource name of a face, in order of first use."""
        if face not in self.faces:
            self.faces[face] = (f"F{len(self.faces) + 1}", {})
        return self.faces[face][0]

    def tell(self, face: Face, told: tuple[tuple[int, str], ...]) -> None:
        """Note glyphs of a face as used."""
        self.faces[face][1].update(told)

    def picture_name(self, picture: Picture) -> str:
        """The resource name of a picture, put into the file at its first use."""
        name = "picture" + picture.digest
        inner = pdfdoc.xObjectName(name)
        if inner not in self._doc.idToObject:
            self._doc.Reference(_picture_object(picture), inner)
        if name not in self._formsinuse:
            self._formsinuse.append(name)
        return str(inner)

    def link(self, rectangle: tuple[float, float, float, float], address: str, element: int, said: str) -> None:
        """A link annotation that belongs to a Link element; `rectangle` is left, bottom, right, top."""
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "F": 4,
            "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(said),
            "A": PDFDictionary({"S": "/URI", "URI": PDFString(address)}),
        }
        self._annotate(rectangle, entries, element)

    def field(self, rectangle: tuple[float, float, float, float], field: Field, element: int, face: Face) -> None:
        """A place to fill in that belongs to a Form element; what is typed is drawn in `face`."""
        self.typing_face = face
        entries = field_entries(field, f"field{len(self.fields) + 1}", Stream, self._shared)
        self.fields.append(self._annotate(rectangle, entries, element))

    def _shared(self, appearance: Any) -> PDFObject:
        """One object for all fields that look alike."""
        name = "look" + hashlib.sha256(appearance.format(self._doc)).hexdigest()
        return PDFObjectReference(name) if name in self._doc.idToObject else self._doc.Reference(appearance, name)

    def _annotate(
        self, rectangle: tuple[float, float, float, float], entries: dict[str, object], element: int
    ) -> PDFObjectReference:
        """Put an annotation on the page and into the tree."""
        order = len(self.tree.annotations)
        place = PDFArray([round(side, 2) for side in rectangle])
        parent = _Later(lambda: len(self.tree.owners) + order)
        name = f"Annotation{order}"
        self._addAnnotation(PDFDictionary({**entries, "Rect": place, "StructParent": parent}), name)
        inner = self._doc.annotationName(name)
        self.tree.annotate(element, self._doc.idToObjectNumberAndVersion[inner][0])
        return PDFObjectReference(inner)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """A line of the outline that leads to a height on the current page."""
        deepest = self.bookmarks[-1][1] + 1 if self.bookmarks else 0
        level = min(level - 1, deepest)
        key = f"bookmark{len(self.bookmarks)}"
        self.bookmarks.append((title, level))
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2))
        self.addOutlineEntry(title, key, level)

    def end_page(self, *, last: bool) -> None:
        """Close the page; its content stream becomes one of ours, and the page names its place in the tree."""
        number = self.getPageNumber()
        self.showPage()
        page = self._doc.idToObject[f"Page{number}"]
        page.Contents = Stream(page.stream.strip().encode("latin-1"))
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number - 1, PDFName("S")
        if not last:
            self.tree.start_page()

    def finish(self) -> bytes:
        """Add fonts, structure and what the file says of itself, and write it."""
        document = self._doc
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        for face, (name, told) in self.faces.items():
            fonts[name] = document.Reference(font_object(face, told, Stream, document.Reference))
        pages = [PDFObjectReference(f"Page{index + 1}") for index in range(len(self.tree.owners))]
        catalog = document.Catalog
        catalog.StructTreeRoot = add_tree(document, self.tree, pages)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = output_intent(Stream, document.Reference)
        catalog.Metadata = PlainStream(packet(self.about), {"Type": "/Metadata", "Subtype": "/XML"})
        if self.typing_face:
            font = document.Reference(typing_font(self.typing_face, Stream, document.Reference))
            resources = PDFDictionary({"Font": PDFDictionary({FONT: font})})
            catalog.AcroForm = PDFDictionary({"Fields": PDFArray(self.fields), "DR": resources})
        self.setViewerPreference("DisplayDocTitle", "true")
        data: bytes = self.getpdfdata()
        return data


class _Later(PDFObject):
    """A number that is known only when the file is written."""

    __RefOnly__ = 0

    def __init__(self, value: Callable[[], int]) -> None:
        self.value = value

    def format(self, document: PDFDocument) -> bytes:
        return str(self.value()).encode()


def _picture_object(picture: Picture) -> PDFObject:
    """An image, or a drawing as a form, 1 unit wide and high like an image."""
    if picture.raster:
        data, width, height = picture.raster
        image = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
        }
        return Stream(data, image)
    form = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": PDFArray([0, 0, round(picture.width, 2), round(picture.height, 2)]),
        "Matrix": PDFArray([f"{1 / picture.width:.8f}", 0, 0, f"{1 / picture.height:.8f}", 0, 0]),
        "Resources": PDFDictionary({}),
    }
    return Stream(_deflated_drawing(picture), form, deflated=True)


def _deflated_drawing(picture: Picture) -> bytes:
    """The operators of a drawing, made once in a process: a batch puts the same figures into many files."""
    if picture.digest not in _DRAWINGS:
        if len(_DRAWINGS) >= KEPT_DRAWINGS:
            _DRAWINGS.clear()
        operators = shape_operators(picture.shapes, 0, picture.height).encode()
        _DRAWINGS[picture.digest] = zlib.compress(operators, COMPRESSION)
    return _DRAWINGS[picture.digest]
