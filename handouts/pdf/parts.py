"""What one sheet adds to a file: its objects in file syntax, which speak of each other by name until they are numbered.

A file is one part, a print run is many. Parts know nothing of each other, so that workers can make them side by side;
`file.py` numbers their objects and adds what all of them share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.pdf.objects import PdfObject
from handouts.typeset.faces import Face

PAGES, DOCUMENT = "every page", "the document"  # what a file has once, and every part names
ABOVE = -1  # the place of what a part's structure hangs from: the document, or a person's part of it
PAGE_KEY, ANNOTATION_KEY = "key of page ", "key of annotation "  # keys of the parent tree, by a number in the part


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
    stand for that are used. `looks` has for each page a hash of what is seen on it; none where people type on pages.
    `language` (BCP 47) is said of a part that stands in a file of another language."""

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
    looks: tuple[str, ...] = ()
    language: str = ""


def font_name(face: Face) -> str:
    """The name of a face's font, which all parts of a file share."""
    return f"font {face.path} {face.resource}"
