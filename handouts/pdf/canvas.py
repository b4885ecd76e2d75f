"""ReportLab's canvas with what it lacks: tagged pages, Type0 fonts by glyph id, and pages that any file can take in.

All use of ReportLab's private names is here and in `parts.py`, and `tests/test_pdf.py` fails when one of them changes:
Canvas._code, ._make_preamble, ._preamble, ._doc, ._pagesize, ._formsinuse, ._annotationrefs,
._addAnnotation;
PDFDocument.idToObject, .idToObjectNumberAndVersion, .numberToId; PDFPage.__NoDefault__, .stream; pdfdoc.BasicFonts.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from handouts.drawing.pictures import Picture
from handouts.pdf.drawings import deflated
from handouts.pdf.fields import field_entries
from handouts.pdf.imposition import Place
from handouts.pdf.operators import number, opacity_name
from handouts.pdf.parts import (
    FIRST_KEY,
    PAGES,
    OutlineItem,
    Part,
    PdfObject,
    Raw,
    elsewhere,
    font_name,
    number_of,
    objects_of,
    reference,
)
from handouts.pdf.streams import PlainStream, Stream
from handouts.pdf.tags import Rectangle, Tree, structure
from handouts.typeset.faces import Face
from handouts.typeset.strips import Field

KEPT_PICTURES = 512


@dataclass(slots=True)
class _Side:
    """What is painted on a side of paper."""

    code: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)


class TaggedCanvas(Canvas):
    """Pages of ready-made operators, with the structure tree that they speak for."""

    _code: list[str]
    _doc: Any
    _pagesize: tuple[float, float]
    _formsinuse: list[str]
    _annotationrefs: list[Any]
    _addAnnotation: Callable[..., None]  # noqa: N815 -- ReportLab's name

    def __init__(self, page_size: tuple[float, float]) -> None:
        super().__init__(io.BytesIO(), pagesize=page_size, invariant=1, pdfVersion=(1, 7), pageCompression=0)
        self.tree = Tree()
        self.pictures: dict[str, Picture] = {}
        self.glyphs: dict[Face, dict[int, str]] = {}
        self.headings: list[OutlineItem] = []
        self.fields: list[str] = []
        self.typing_face: Face | None = None
        self.sides: dict[int, _Side] = {}
        self.place = Place(0)
        self.origin = (0.0, 0.0)

    def _make_preamble(self) -> None:
        """ReportLab would select Helvetica here, which no file of ours may name without embedding it."""
        self._preamble = ""

    def paint(self, operators: str) -> None:
        """Append operators to the current page."""
        self._code.append(operators)

    def open(self, element: int) -> None:
        """Begin marked content of an element."""
        self._code.append(f"/{self.tree.elements[element].role} <</MCID {self.tree.mark(element)}>> BDC")

    def speak(self, element: int, text: str) -> None:
        """Begin marked content of a Span below an element that is read as `text`."""
        said = ("\ufeff" + text).encode("utf-16-be").hex().upper()
        self._code.append(f"/Span <</MCID {self.tree.span(element, text)}/ActualText<{said}>>> BDC")

    def claim(self, element: int) -> None:
        """Keep the place of an element without content."""
        self.tree.claim(element)

    def enclose(self, element: int, box: Rectangle) -> None:
        """Note where a figure lies on its page."""
        self.tree.enclose(element, self._on_paper(box))

    def tell(self, face: Face, glyphs: Iterable[tuple[int, str]]) -> None:
        """Note glyphs as shown."""
        known = self.glyphs.get(face)
        if known is None:
            known = self.glyphs[face] = {}
        known.update(glyphs)

    def picture_name(self, picture: Picture) -> str:
        """The resource name of a picture, put into the file at its first use."""
        name = picture_resource(picture)
        if name not in self.pictures:
            self.pictures[name] = picture
            elsewhere(name, self._doc)
        if (form := _form_of(picture)) not in self._formsinuse:
            self._formsinuse.append(form)
        return name

    def link(self, box: Rectangle, address: str, element: int, said: str) -> None:
        """A link annotation that belongs to a Link element."""
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "F": 4,
            "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(said),
            "A": PDFDictionary({"S": "/URI", "URI": PDFString(address)}),
        }
        self._annotate(box, entries, element)

    def field(self, box: Rectangle, field: Field, element: int, face: Face) -> None:
        """A place to fill in that belongs to a Form element; what is typed is drawn in `face`."""
        self.typing_face = face
        entries = field_entries(field, f"field{len(self.fields) + 1}", Stream, self._shared)
        self.fields.append(self._annotate(box, entries, element))

    def _shared(self, appearance: Any) -> PDFObject:
        """One object for all fields that look alike."""
        name = "look" + hashlib.sha256(appearance.format(self._doc)).hexdigest()
        return PDFObjectReference(name) if name in self._doc.idToObject else self._doc.Reference(appearance, name)

    def _annotate(self, box: Rectangle, entries: dict[str, object], element: int) -> str:
        """Put an annotation on the page and into the tree; -> its name."""
        number = self.tree.annotate(element)
        place = PDFArray([round(side, 2) for side in self._on_paper(box)])
        # keys of annotations follow those of pages, whose number is known at the end
        parent = _Later(lambda: f"{FIRST_KEY}{len(self.tree.owners) + number}")
        self._addAnnotation(PDFDictionary({**entries, "Rect": place, "StructParent": parent}), _annotation(number))
        return str(self._doc.annotationName(_annotation(number)))

    def heading(self, title: str, level: int, top: float) -> None:
        """A line of the outline that leads to a height on the current page."""
        deepest = self.headings[-1].level + 1 if self.headings else 0
        height = self._on_paper((0.0, 0.0, 0.0, top))[3]
        self.headings.append(OutlineItem(title, min(level - 1, deepest), self.place.side, round(height, 2)))

    def start_page(self, place: Place) -> None:
        """What is painted next is a page that stands there, in its own coordinates."""
        self.end_page()
        self.place = place
        side = self.sides.setdefault(place.side, _Side())
        self._code, self._formsinuse, self._annotationrefs = side.code, side.forms, side.annotations
        self.tree.go_to(place.side)
        if place.scale != 1:
            scale = f"{place.scale:.6f}"
            self._code.append(f"q {scale} 0 0 {scale} {number(place.x)} {number(place.y)} cm")

    def end_page(self) -> None:
        """Nothing more is painted on the page."""
        if self.place.scale != 1:
            self._code.append("Q")
        self.place = Place(self.place.side)

    def _close(self, index: int, side: _Side) -> None:
        """Make a side of paper a page of the document; its content becomes a stream of ours, and the page names its
        place in the tree."""
        self._code, self._formsinuse, self._annotationrefs = side.code, side.forms, side.annotations
        self.showPage()
        page = self._doc.idToObject[f"Page{index + 1}"]
        page.Contents = Stream(page.stream.strip().encode("latin-1"))
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = Raw(number_of(f"{FIRST_KEY}{index}").encode()), PDFName("S")
        page.Parent = elsewhere(PAGES, self._doc)
        drawn = b"".join(b"/%s %s" % (name.encode(), reference(name)) for name in map(pdfdoc.xObjectName, side.forms))
        page.Resources = Raw(b"<</Font %s/XObject<<%s>>>>" % (reference(pdfdoc.BasicFonts), drawn))

    def move(self, x: float, y: float) -> None:
        """What is painted next, up to `move_back`, counts from (x, y)."""
        self.paint(f"q 1 0 0 1 {number(x)} {number(y)} cm")
        self.origin = (x, y)

    def move_back(self) -> None:
        """What is painted next counts from the lower left corner of the page again."""
        self.paint("Q")
        self.origin = (0.0, 0.0)

    def _on_paper(self, box: Rectangle) -> Rectangle:
        """A rectangle, as it lies on the paper."""
        scale, left, bottom = self.place[1:]
        x, y = left + scale * self.origin[0], bottom + scale * self.origin[1]
        return x + scale * box[0], y + scale * box[1], x + scale * box[2], y + scale * box[3]

    def part(self) -> Part:
        """All that was painted, as a part of a file."""
        for index, side in sorted(self.sides.items()):
            self._close(index, side)
        document = self._doc
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        for face in self.glyphs:
            fonts[face.resource] = elsewhere(font_name(face), document)
        objects = tuple(objects_of(document))
        places = {each.name: place for place, each in enumerate(objects)}
        pages = [places[f"Page{index + 1}"] for index in range(len(self.tree.owners))]
        annotations = [
            places[document.annotationName(_annotation(index))] for index in range(len(self.tree.annotations))
        ]
        elements, tops, owners = structure(self.tree, len(objects), pages, annotations)
        return Part(
            page_size=self._pagesize,
            objects=objects,
            structure=elements,
            shared=tuple(_picture_object(name, picture) for name, picture in self.pictures.items()),
            pages=tuple(pages),
            tops=tuple(tops),
            owners=tuple(owners),
            fields=tuple(places[name] for name in self.fields),
            headings=tuple(self.headings),
            glyphs=self.glyphs,
            typing_face=self.typing_face,
        )


def picture_resource(picture: Picture) -> str:
    """The name by which pages call a picture."""
    return str(pdfdoc.xObjectName(_form_of(picture)))


def _form_of(picture: Picture) -> str:
    return "picture" + picture.digest


def _annotation(number: int) -> str:
    return f"Annotation{number}"


class _Later(PDFObject):
    """What stands for a number by a name that is known only at the end."""

    __RefOnly__ = 0

    def __init__(self, name: Callable[[], str]) -> None:
        self.name = name

    def format(self, document: PDFDocument) -> bytes:
        return number_of(self.name()).encode()


@lru_cache(KEPT_PICTURES)
def _picture_object(name: str, picture: Picture) -> PdfObject:
    """A picture in file syntax: the same in every file."""
    return PdfObject(name, pdfdoc.format(_picture_stream(picture), PDFDocument(invariant=1), toplevel=1), stream=True)


def _picture_stream(picture: Picture) -> PDFObject:
    """An image, or a drawing as a form, 1 unit wide and high like an image."""
    if picture.raster:
        image = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": picture.raster.width,
            "Height": picture.raster.height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
        }
        if picture.raster.jpeg:
            return PlainStream(picture.raster.data, {**image, "Filter": "/DCTDecode"})
        return Stream(picture.raster.data, image, deflated=True)
    width, height = (side * (picture.grid or 1) for side in (picture.width, picture.height))
    form = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": PDFArray([0, 0, round(width, 2), round(height, 2)]),
        "Matrix": PDFArray([f"{1 / width:.8f}", 0, 0, f"{1 / height:.8f}", 0, 0]),
        "Resources": PDFDictionary(_graphics_states(picture)),
    }
    return Stream(deflated(picture), form, deflated=True)


def _graphics_states(picture: Picture) -> dict[str, PDFObject]:
    """What a drawing needs that is not opaque all over; a figure with a grid is."""
    shown = () if picture.grid else sorted({shape.opacity for shape in picture.shapes})
    states = {opacity_name(each): PDFDictionary({"ca": each, "CA": each}) for each in shown}
    return {"ExtGState": PDFDictionary(states)} if shown and shown[0] < 1 else {}
