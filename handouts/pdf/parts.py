"""What one sheet adds to a file: its objects in file syntax, which speak of each other by name until they are numbered.

A file is one part, a print run is many. Parts know nothing of each other, so that workers can make them side by side;
`file.py` numbers their objects and adds what all of them share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference, PDFStream

from handouts.typeset.faces import Face

# Around a name that stands for a number. Nothing else in an object has these bytes: ReportLab writes them as \001 and
# \002 in strings, and streams are left alone.
OPENING, CLOSING = "\x01", "\x02"
PAGES, DOCUMENT = "every page", "the document"  # what a file has once, and every part names
ABOVE = -1  # the place of what a part's structure hangs from: the document, or a person's part of it
FIRST_KEY = "key "  # with a number behind it: a key of the parent tree, counted from the part's first


class PdfObject(NamedTuple):
    """An object in file syntax, without its number; a `stream` can't lie in an object stream."""

    name: str
    data: bytes
    stream: bool = False


class Structure(NamedTuple):
    """Objects in file syntax, a line each, with a %d for each number that they say, and whose numbers these are: places
    among a part's objects and, after them, these; ABOVE is what they hang from."""

    lines: str
    size: int
    links: tuple[int, ...]

    def numbered(self, numbers: Sequence[int]) -> list[bytes]:
        """The objects once all numbers are known, ABOVE's at the end."""
        return (self.lines % tuple([numbers[place] for place in self.links])).encode("ascii").split(b"\n")


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the outline: it leads to a height (points from the bottom) on a page of the part, counted from 0."""

    title: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Part:
    """`page_size` is in points. Places among `objects` and, after them, `structure` are `pages`, `tops` (the structure
    elements that stand at the top), `owners` (what the parent tree says, page by page, then annotation by annotation)
    and `fields`. `shared` are pictures, which other parts may have too; `glyphs` says for each face what the glyphs
    stand for that are used."""

    page_size: tuple[float, float]
    objects: tuple[PdfObject, ...]
    structure: Structure
    shared: tuple[PdfObject, ...]
    pages: tuple[int, ...]
    tops: tuple[int, ...]
    owners: tuple[int, ...]
    fields: tuple[int, ...]
    headings: tuple[OutlineItem, ...]
    glyphs: dict[Face, dict[int, str]]
    typing_face: Face | None = None


def number_of(name: str) -> str:
    """What stands for the number of an object until it has one."""
    return f"{OPENING}{name}{CLOSING}"


def reference(name: str) -> bytes:
    """A reference to an object by its name."""
    return f"{number_of(name)} 0 R".encode()


def font_name(face: Face) -> str:
    """The name of a face's font, which all parts of a file share."""
    return f"font {face.path} {face.resource}"


def elsewhere(name: str, document: PDFDocument) -> PDFObjectReference:
    """A reference to an object that this document only knows by its name."""
    document.idToObjectNumberAndVersion[name] = (0, 0)
    return PDFObjectReference(name)


class Raw(PDFObject):
    """An object whose bytes are there already."""

    __RefOnly__ = 0

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """The object in file syntax."""
        return self.data


class _Names(dict[str, tuple[Any, int]]):
    """Makes ReportLab's references say names instead of numbers."""

    def __getitem__(self, name: str) -> tuple[Any, int]:
        return number_of(name), super().__getitem__(name)[1]


def objects_of(document: PDFDocument) -> Iterator[PdfObject]:
    """All objects of a ReportLab document, also those that come up while others are written."""
    document.idToObjectNumberAndVersion = _Names(document.idToObjectNumberAndVersion)
    number = 0
    while (number := number + 1) in document.numberToId:
        name = document.numberToId[number]
        content = document.idToObject[name]
        yield PdfObject(name, pdfdoc.format(content, document, toplevel=1), isinstance(content, PDFStream))
