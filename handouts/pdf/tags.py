"""The structure tree: who says what, in which order. Painting only hands out marked-content ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from handouts.drawing.shapes import short
from handouts.pdf.objects import written
from handouts.pdf.parts import ABOVE, Structure
from handouts.typeset.strips import ROOT, Element

KEPT_ATTRIBUTES = 256
_SILENT = Element("")[2:]  # what an element says that says nothing
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
    page: int = 0
    annotations: list[int] = field(default_factory=list)

    def adopt(self, elements: tuple[Element, ...]) -> int:
        """Take in the elements of a box; -> the number of its first."""
        first = len(self.elements)
        self.elements += elements
        self.parents += [ROOT if element.parent == ROOT else element.parent + first for element in elements]
        return first

    def go_to(self, page: int) -> None:
        """What is painted next is on this page, counted from 0."""
        self.page = page
        self.owners += [[] for _ in range(page + 1 - len(self.owners))]

    def claim(self, element: int) -> None:
        """Give an element, and those above it, their place in the tree."""
        if element in self.children:
            return
        self.children[element] = []
        parent = self.parents[element]
        if parent != ROOT:
            self.claim(parent)
        self.children.setdefault(parent, []).append(Content("element", element))

    def put_in_order(self, firsts: Sequence[int], end: int) -> None:
        """Let boxes be heard one after the other, wherever they were painted: `firsts` are their first elements, `end`
        is behind those of the last. What was adopted later, a letterhead, is heard before them all."""
        tops = self.children.get(ROOT, [])
        tops.sort(key=lambda child: bisect_right(firsts, child.number) if child.number < end else 0)

    def mark(self, element: int) -> int:
        """A new marked-content id on the current page for an element."""
        if element not in self.children:
            self.claim(element)
        owners = self.owners[self.page]
        owners.append(element)
        self.children[element].append(Content("marked", len(owners) - 1, self.page))
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
        self.children[element].append(Content("annotation", number, self.page))
        return number


def structure(
    tree: Tree, first: int, pages: Sequence[int], annotations: Sequence[int]
) -> tuple[Structure, list[int], list[int]]:
    """The elements as objects of a part, the first of them at the place `first`, when pages and annotations have these
    places; -> the objects, the places of the top elements, and those of what the parent tree says, page by page and
    annotation by annotation."""
    claimed = sorted(number for number in tree.children if number != ROOT)
    places = {number: place for place, number in enumerate(claimed, first)}
    places[ROOT] = ABOVE
    links: list[int] = []
    lines = [_element(tree, number, places, pages, annotations, links) for number in claimed]
    after = first + len(lines)
    for owners in tree.owners:
        lines.append(f"[{' '.join(['%d 0 R'] * len(owners))}]")
        links += [places[owner] for owner in owners]
    tops = [places[child.number] for child in tree.children.get(ROOT, [])]
    owned = [*range(after, after + len(tree.owners)), *(places[owner] for owner in tree.annotations)]
    return Structure("\n".join(lines), len(lines), tuple(links)), tops, owned


def _element(
    tree: Tree,
    number: int,
    places: Mapping[int, int],
    pages: Sequence[int],
    annotations: Sequence[int],
    links: list[int],
) -> str:
    """An element as a line, what it links to put behind the `links` of those before."""
    element = tree.elements[number]
    links.append(places[tree.parents[number]])
    kids: list[str] = []
    home: int | None = None  # the page that its marked content is on, unless it says another
    for kind, child, page in tree.children[number]:
        if kind == "element":
            kids.append("%d 0 R")
            links.append(places[child])
        elif kind == "annotation":
            kids.append("<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>")
            links += (annotations[child], pages[page])
        elif home is None or page == home:
            home = page
            kids.append(str(child))
        else:
            kids.append(f"<</Type/MCR/Pg %d 0 R/MCID {child}>>")
            links.append(pages[page])
    where = ""
    if home is not None:
        where = "/Pg %d 0 R"
        links.append(pages[home])
    said = _said(element, tree.boxes.get(number))
    return f"<</Type/StructElem/S/{element.role}/P %d 0 R/K[{' '.join(kids)}]{where}{said}>>"


def _said(element: Element, box: Rectangle | None) -> str:
    """What an element says of itself, for a pattern with a %d for each number."""
    if element[2:] == _SILENT and not box:
        return ""
    out = ""
    for key, text in (("Alt", element.alt), ("ActualText", element.actual), ("Lang", element.language)):
        if text:
            out += f"/{key} {written(text).decode('ascii')}"
    if element.summary:
        out += f"/A<</O/Table/Summary {written(element.summary).decode('ascii')}>>"
    if box:
        out += f"/A<</O/Layout/BBox[{' '.join(map(short, box))}]>>"
    return out.replace("%", "%%") + _attributes(element.numbering, element.scope, element.across, element.down)


@lru_cache(KEPT_ATTRIBUTES)
def _attributes(numbering: str, scope: str, across: int, down: int) -> str:
    listed = f"/A<</O/List/ListNumbering/{numbering}>>" if numbering else ""
    table = f"/Scope/{scope}" if scope else ""
    table += f"/ColSpan {across}" if across > 1 else ""
    table += f"/RowSpan {down}" if down > 1 else ""
    return listed + (f"/A<</O/Table{table}>>" if table else "")
