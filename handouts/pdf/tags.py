"""The structure tree: who says what, in which order. Painting only hands out marked-content ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

from handouts.pdf.operators import number as written
from handouts.pdf.parts import DOCUMENT, Written, reference
from handouts.typeset.strips import ROOT, Element

_PLAIN = DummyDoc()  # strings are written as in a file without encryption
Rectangle: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top in points


class Content(NamedTuple):
    """A child of an element: marked content on a page, an annotation, or another element (all by number)."""

    kind: str
    number: int
    page: int = 0


@dataclass(slots=True)
class Tree:
    """Grows while pages are painted; an element joins its parent when its first content is painted."""

    elements: list[Element] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    boxes: dict[int, Rectangle] = field(default_factory=dict)
    children: dict[int, list[Content]] = field(default_factory=dict)
    owners: list[list[int]] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)

    def adopt(self, elements: tuple[Element, ...]) -> int:
        """Take in the elements of a box; -> the number of its first."""
        first = len(self.elements)
        self.elements += elements
        self.parents += [ROOT if element.parent == ROOT else element.parent + first for element in elements]
        return first

    def start_page(self) -> None:
        """Marked content counts from 0 again."""
        self.owners.append([])

    def claim(self, element: int) -> None:
        """Give an element, and those above it, their place in the tree."""
        if element in self.children:
            return
        self.children[element] = []
        parent = self.parents[element]
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
        self.elements.append(Element("Span", actual=text))
        self.parents.append(element)
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

    def annotate(self, element: int) -> int:
        """Make an annotation part of an element; -> its number among the annotations."""
        self.claim(element)
        self.annotations.append(element)
        number = len(self.annotations) - 1
        self.children[element].append(Content("annotation", number, len(self.owners) - 1))
        return number


def structure(
    tree: Tree, pages: Sequence[str], annotations: Sequence[str]
) -> tuple[list[Written], list[str], list[str]]:
    """The elements as objects of a part whose pages and annotations have these names; -> the objects, the names of the
    top elements, and those of what the parent tree says, page by page and annotation by annotation."""
    objects = [
        Written(_name(number), _element(tree, number, pages, annotations))
        for number in sorted(tree.children)
        if number != ROOT
    ]
    rows = [
        Written(f"owners {page}", b"[%s]" % b" ".join(reference(_name(owner)) for owner in owners))
        for page, owners in enumerate(tree.owners)
    ]
    tops = [_name(child.number) for child in tree.children.get(ROOT, [])]
    return objects + rows, tops, [*(row.name for row in rows), *(_name(owner) for owner in tree.annotations)]


def _name(element: int) -> str:
    return f"element {element}"


def _element(tree: Tree, number: int, pages: Sequence[str], annotations: Sequence[str]) -> bytes:
    element, parent, children = tree.elements[number], tree.parents[number], tree.children[number]
    home = next((child.page for child in children if child.kind == "marked"), None)
    kids = b" ".join(_child(child, home, pages, annotations) for child in children)
    page = b"/Pg %s" % reference(pages[home]) if home is not None else b""
    above = reference(DOCUMENT if parent == ROOT else _name(parent))
    said = _attributes(element, tree.boxes.get(number))
    return b"<</Type/StructElem/S/%s/P %s%s%s/K[%s]>>" % (element.role.encode(), above, page, said, kids)


def _child(child: Content, home: int | None, pages: Sequence[str], annotations: Sequence[str]) -> bytes:
    if child.kind == "element":
        return reference(_name(child.number))
    page = reference(pages[child.page])
    if child.kind == "annotation":
        return b"<</Type/OBJR/Obj %s/Pg %s>>" % (reference(annotations[child.number]), page)
    return b"%d" % child.number if child.page == home else b"<</Type/MCR/Pg %s/MCID %d>>" % (page, child.number)


def _attributes(element: Element, box: Rectangle | None) -> bytes:
    out = b""
    for key, text in (("Alt", element.alt), ("ActualText", element.actual), ("Lang", element.language)):
        if text:
            out += b"/%s %s" % (key.encode(), PDFString(text).format(_PLAIN))
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
