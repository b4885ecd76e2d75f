"""ReportLab's canvas with what it lacks: tagged pages, Type0 fonts by glyph id, and pages that any file can take in.

All use of ReportLab's private names is here, and `tests/test_pdf.py` fails when one of them changes: Canvas._code,
._make_preamble, ._preamble, ._doc, ._pagesize; PDFPage.__NoDefault__, .stream.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import short
from handouts.layout.blocks import Joints
from handouts.pdf.fields import Widget, form_fields, widget_entries
from handouts.pdf.imposition import Place
from handouts.pdf.objects import Name, Objects, Reference, Value, number_of, reference, stream, written
from handouts.pdf.parts import ANNOTATION_KEY, PAGE_KEY, PAGES, OutlineItem, Part, font_name
from handouts.pdf.tags import Rectangle, Tree, structure
from handouts.pdf.xobjects import picture_object, picture_resource
from handouts.typeset.faces import Face
from handouts.typeset.strips import Field

# isort: split
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFPage  # after `objects`, which reads its settings
from reportlab.pdfgen.canvas import Canvas

FONTS = "fonts"  # the object that says which fonts the pages of a part use


@dataclass(slots=True)
class _Side:
    """What is painted on a side of paper."""

    code: list[str] = field(default_factory=list)
    pictures: dict[str, None] = field(default_factory=dict)  # by their names, each once
    annotations: list[Reference] = field(default_factory=list)


class TaggedCanvas(Canvas):
    """Pages of ready-made operators, with the structure tree that they speak for."""

    _code: list[str]
    _doc: PDFDocument
    _pagesize: tuple[float, float]

    def __init__(self, page_size: tuple[float, float], joints: Joints) -> None:
        super().__init__(io.BytesIO(), pagesize=page_size, invariant=1, pdfVersion=(1, 7), pageCompression=0)
        self.tree = Tree()
        self.joints = joints
        self.pictures: dict[str, Picture] = {}
        self.glyphs: dict[Face, dict[int, str]] = {}
        self.headings: list[OutlineItem] = []
        self.widgets: list[Widget] = []
        self.typing_face: Face | None = None
        self.objects = Objects()
        self.annotations: list[Reference] = []
        self.sides: dict[int, _Side] = {}
        self.side = _Side()
        self.place = Place(0)
        self.origin = (0.0, 0.0)
        self.seen: list[bytes] = []  # a hash of the content of each page

    def _make_preamble(self) -> None:
        """ReportLab would select Helvetica here, which no file of ours may name without embedding it."""
        self._preamble = ""

    def paint(self, operators: str) -> None:
        """Append operators to the current page."""
        self._code.append(operators)

    def open(self, element: int) -> None:
        """Begin marked content of an element."""
        self._code.append(f"/{self.tree.elements[element].role} <</MCID {self.tree.mark(element)}>> BDC")

    def open_span(self, element: int, text: str) -> None:
        """Begin marked content of a Span below an element that is read as `text`."""
        said = ("\ufeff" + text).encode("utf-16-be").hex().upper()
        self._code.append(f"/Span <</MCID {self.tree.span(element, text)}/ActualText<{said}>>> BDC")

    def claim(self, element: int) -> None:
        """Keep the place of an element without content."""
        self.tree.claim(element)

    def enclose(self, element: int, box: Rectangle) -> None:
        """Note where a figure lies on its page."""
        self.tree.enclose(element, self._on_paper(box))

    def note_glyphs(self, face: Face, glyphs: Iterable[tuple[int, str]]) -> None:
        """Note glyphs as shown."""
        known = self.glyphs.get(face)
        if known is None:
            known = self.glyphs[face] = {}
        known.update(glyphs)

    def picture_name(self, picture: Picture) -> str:
        """The resource name of a picture, put into the file at its first use."""
        name = picture_resource(picture)
        self.pictures.setdefault(name, picture)
        self.side.pictures[name] = None
        return name

    def link(self, box: Rectangle, address: str, element: int, said: str) -> None:
        """A link annotation that belongs to a Link element."""
        entries: dict[str, Value] = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "F": 4,
            "Border": [0, 0, 0],
            "Contents": said,
            "A": {"S": Name("URI"), "URI": address},
        }
        self._annotate(box, entries, element)

    def field(self, box: Rectangle, field: Field, element: int, face: Face) -> None:
        """A place to fill in that belongs to a Form element; what is typed is drawn in `face`."""
        self.typing_face = face
        heading = self.headings[-1].title if self.headings else ""
        annotation, entries = self._annotate(box, widget_entries(field, self.objects), element)
        self.widgets.append(Widget(annotation, entries, field, heading, self.tree.parents[element]))

    def _annotate(self, box: Rectangle, entries: dict[str, Value], element: int) -> tuple[Reference, dict[str, Value]]:
        """Put an annotation on the page and into the tree; -> what it is called by, and all of its entries."""
        place = [round(side, 2) for side in self._on_paper(box)]
        key = self._key(f"{ANNOTATION_KEY}{self.tree.annotate(element)}")
        entries = {**entries, "Rect": place, "StructParent": key}
        annotation = self.objects.add(entries)
        self.annotations.append(annotation)
        self.side.annotations.append(annotation)
        return annotation, entries

    def _key(self, name: str) -> Reference:
        """A key of the parent tree, as an object that is a number."""
        return self.objects.add(number_of(name).encode())

    def heading(self, title: str, level: int, top: float) -> None:
        """A line of the outline that leads to a height on the current page."""
        deepest = self.headings[-1].level + 1 if self.headings else 0
        height = self._on_paper((0.0, 0.0, 0.0, top))[3]
        self.headings.append(OutlineItem(title, min(level - 1, deepest), self.place.side, round(height, 2)))

    def start_page(self, place: Place) -> None:
        """What is painted next is a page that stands there, in its own coordinates."""
        self.end_page()
        self.place = place
        self.side = self.sides.setdefault(place.side, _Side())
        self._code = self.side.code
        self.tree.go_to(place.side)
        if place.scale != 1:
            scale = f"{place.scale:.6f}"
            self._code.append(f"q {scale} 0 0 {scale} {short(place.x)} {short(place.y)} cm")

    def end_page(self) -> None:
        """Nothing more is painted on the page."""
        if self.place.scale != 1:
            self._code.append("Q")
        self.place = Place(self.place.side)

    def _close(self, index: int, side: _Side) -> None:
        """Make a side of paper a page of the document; its content becomes a stream of ours, and the page names its
        place in the tree."""
        self._code = side.code
        self.showPage()
        page = self._doc.idToObject[_page(index)]
        assert isinstance(page, PDFPage)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        painted = page.stream.strip().encode("latin-1")
        self.seen.append(sha256(painted).digest())
        content = self.objects.add(stream(painted))
        pictures = {name: Reference(name) for name in side.pictures}
        vars(page).update(
            Parent=reference(PAGES),
            Contents=written(content),
            Resources=written(self.objects.add({"Font": Reference(FONTS), "XObject": pictures})),
            Annots=PDFArray([written(each) for each in side.annotations]) if side.annotations else None,
            StructParents=written(self._key(f"{PAGE_KEY}{index}")),
            Tabs=b"/S",
        )
        self.objects.add(bytes(page.format(self._doc)), _page(index))

    def move(self, x: float, y: float) -> None:
        """What is painted next, up to `move_back`, counts from (x, y)."""
        self.paint(f"q 1 0 0 1 {short(x)} {short(y)} cm")
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
        self.objects.add({face.resource: Reference(font_name(face)) for face in self.glyphs}, FONTS)
        fields = form_fields(self.widgets, self.joints, self.objects)
        objects = tuple(self.objects.written())
        places = {each.name: place for place, each in enumerate(objects)}
        pages = [places[_page(index)] for index in range(len(self.tree.owners))]
        annotations = [places[each.name] for each in self.annotations]
        elements, tops, owners = structure(self.tree, len(objects), pages, annotations)
        return Part(
            page_size=self._pagesize,
            objects=objects,
            structure=elements,
            shared=tuple(map(picture_object, self.pictures.values())),
            pages=tuple(pages),
            tops=tuple(tops),
            owners=tuple(owners),
            fields=tuple(places[each.name] for each in fields),
            headings=tuple(self.headings),
            glyphs=self.glyphs,
            typing_face=self.typing_face,
            looks=() if self.widgets else self._looks(),
        )

    def _looks(self) -> tuple[str, ...]:
        """A hash for each page: its content names pictures by what they are, and glyphs by their faces."""
        faces = {face.resource: font_name(face) for face in self.glyphs}
        around = repr((self._pagesize, sorted(faces.items()))).encode()
        return tuple(sha256(seen + around).hexdigest() for seen in self.seen)


def _page(index: int) -> str:
    """ReportLab's name of a page, counted from 0."""
    return f"Page{index + 1}"
