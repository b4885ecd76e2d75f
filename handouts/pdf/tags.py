"""The structure tree: who says what, in which order. Painting only hands out marked-content ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference, PDFString

from handouts.pdf.operators import number as written
from handouts.typeset.strips import ROOT, Element

Rectangle: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True, slots=True)
class Content:
    """A child of an element: marked content on a page, an annotation, or another element (all by number)."""

    kind: str
    number: int
    page: int = 0


@dataclass(slots=True)
class Tree:
    """Grows while pages are painted; an element joins its parent when its first content is painted."""

    elements: list[Element] = field(default_factory=list)
    boxes: dict[int, Rectangle] = field(default_factory=dict)
    children: dict[int, list[Content]] = field(default_factory=dict)
    owners: list[list[int]] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)

    def adopt(self, elements: tuple[Element, ...]) -> int:
        """Take in the elements of a box; -> the number of its first."""
        first = len(self.elements)
        for element in elements:
            parent = element.parent + first if element.parent != ROOT else ROOT
            self.elements.append(replace(element, parent=parent))
        return first

    def start_page(self) -> None:
        """Marked content counts from 0 again."""
        self.owners.append([])

    def claim(self, element: int) -> None:
        """Give an element, and those above it, their place in the tree."""
        if element in self.children:
            return
        self.children[element] = []
        parent = self.elements[element].parent
        if parent != ROOT:
            self.claim(parent)
        self.children.setdefault(parent, []).append(Content("element", element))

    def mark(self, element: int) -> int:
        """A new marked-content id on the current page for an element."""
        self.claim(element)
        owners = self.owners[-1]
        owners.append(element)
        self.children[element].append(Content("marked", len(owners) - 1, len(self.owners) - 1))
        return len(owners) - 1

    def span(self, element: int, text: str) -> int:
        """A Span below an element that is read as `text`; -> its marked-content id."""
        self.elements.append(Element("Span", element, actual=text))
        return self.mark(len(self.elements) - 1)

    def enclose(self, element: int, box: Rectangle) -> None:
        """Note where a figure lies on its page, in points from the lower left."""
        if self.elements[element].role == "Figure":
            old = self.boxes.get(element, box)
            self.boxes[element] = (
                min(old[0], box[0]),
                min(old[1], box[1]),
                max(old[2], box[2]),
                max(old[3], box[3]),
            )

    def annotate(self, element: int, annotation: int) -> None:
        """Make an annotation (its object number) part of an element."""
        self.claim(element)
        self.annotations.append(element)
        self.children[element].append(Content("annotation", annotation, len(self.owners) - 1))


class RawObject(PDFObject):
    """An object whose bytes are made when the file is written."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[PDFDocument], bytes]) -> None:
        self.make = make

    def format(self, document: PDFDocument) -> bytes:
        """The object in file syntax."""
        return self.make(document)


def add_tree(document: PDFDocument, tree: Tree, pages: list[PDFObjectReference]) -> PDFObjectReference:
    """Put the tree into the file; -> the reference of its root."""
    references = {number: f"Element{number}" for number in tree.children if number != ROOT}
    root_name, top_name = "StructureRoot", "StructureTop"
    for number, name in sorted(references.items()):
        parent = tree.elements[number].parent
        parent_name = references[parent] if parent != ROOT else top_name
        document.Reference(_element(tree, number, parent_name, pages), name)
    tops = [references[child.number] for child in tree.children.get(ROOT, [])]
    document.Reference(
        RawObject(
            lambda doc: (
                b"<</Type/StructElem/S/Document/P %s/K[%s]>>"
                % (_reference(root_name, doc), b" ".join(_reference(name, doc) for name in tops))
            )
        ),
        top_name,
    )
    document.Reference(RawObject(lambda doc: _parent_tree(tree, references, doc)), "ParentTree")
    count = len(tree.owners) + len(tree.annotations)
    root = RawObject(
        lambda doc: (
            b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
            % (_reference(top_name, doc), _reference("ParentTree", doc), count)
        )
    )
    document.Reference(root, root_name)
    return PDFObjectReference(root_name)


def _reference(name: str, document: PDFDocument) -> bytes:
    return bytes(PDFObjectReference(name).format(document))


def _parent_tree(tree: Tree, references: dict[int, str], document: PDFDocument) -> bytes:
    rows = [
        b"%d [%s]" % (page, b" ".join(_reference(references[owner], document) for owner in owners))
        for page, owners in enumerate(tree.owners)
    ]
    first = len(tree.owners)
    rows += [
        b"%d %s" % (first + index, _reference(references[owner], document))
        for index, owner in enumerate(tree.annotations)
    ]
    return b"<</Nums[%s]>>" % b" ".join(rows)


def _element(tree: Tree, number: int, parent: str, pages: list[PDFObjectReference]) -> RawObject:
    element, children = tree.elements[number], tree.children[number]

    def make(document: PDFDocument) -> bytes:
        home = next((child.page for child in children if child.kind == "marked"), None)
        kids = b" ".join(_child(child, home, pages, document) for child in children)
        page = b"/Pg %s" % pages[home].format(document) if home is not None else b""
        said = _attributes(element, tree.boxes.get(number), document)
        return b"<</Type/StructElem/S/%s/P %s%s%s/K[%s]>>" % (
            element.role.encode(),
            _reference(parent, document),
            page,
            said,
            kids,
        )

    return RawObject(make)


def _child(child: Content, home: int | None, pages: list[PDFObjectReference], document: PDFDocument) -> bytes:
    if child.kind == "element":
        return _reference(f"Element{child.number}", document)
    page = pages[child.page].format(document)
    if child.kind == "annotation":
        return b"<</Type/OBJR/Obj %d 0 R/Pg %s>>" % (child.number, page)
    return b"%d" % child.number if child.page == home else b"<</Type/MCR/Pg %s/MCID %d>>" % (page, child.number)


def _attributes(element: Element, box: Rectangle | None, document: PDFDocument) -> bytes:
    out = b""
    for key, text in (("Alt", element.alt), ("ActualText", element.actual), ("Lang", element.language)):
        if text:
            out += b"/%s %s" % (key.encode(), PDFString(text).format(document))
    if element.numbering:
        out += b"/A<</O/List/ListNumbering/%s>>" % element.numbering.encode()
    if box:
        out += b"/A<</O/Layout/BBox[%s]>>" % " ".join(map(written, box)).encode()
    table = b""
    if element.scope:
        table += b"/Scope/%s" % element.scope.encode()
    if element.across > 1:
        table += b"/ColSpan %d" % element.across
    if element.down > 1:
        table += b"/RowSpan %d" % element.down
    return out + (b"/A<</O/Table%s>>" % table if table else b"")
