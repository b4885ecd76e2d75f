"""What a file has once: catalog, page tree, fonts, the top of the structure, the outline, what it says of itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import (
    DummyDoc,
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

from handouts.pdf.fields import FONT, typing_font
from handouts.pdf.fonts import font_parts
from handouts.pdf.metadata import About, Information, output_intent, packet
from handouts.pdf.operators import number
from handouts.pdf.parts import DOCUMENT, PAGES, OutlineItem, PdfObject, Raw, objects_of, reference
from handouts.pdf.streams import PlainStream, Stream
from handouts.typeset.faces import Face

CATALOG, INFORMATION, STRUCTURE, PARENTS, OUTLINE = "catalog", "information", "structure", "parent tree", "outline"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What parts leave to the end of the file: numbers of objects, headings with the numbers of their pages, glyphs."""

    pages: Sequence[int]
    tops: Sequence[int]
    owners: Sequence[int]
    fields: Sequence[int]
    headings: Sequence[tuple[OutlineItem, int]]
    glyphs: dict[Face, dict[int, str]]
    typing_face: Face | None


def ending(gathered: Gathered, about: About) -> list[PdfObject]:
    """The last objects of a file, the catalog and the information among them by their names."""
    document = PDFDocument(invariant=1, lang=about.language)
    raw = {
        PAGES: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(gathered.pages), _references(gathered.pages)),
        DOCUMENT: b"<</Type/StructElem/S/Document/P %s/K[%s]>>" % (reference(STRUCTURE), _references(gathered.tops)),
        PARENTS: b"<</Nums[%s]>>" % b" ".join(b"%d %d 0 R" % pair for pair in enumerate(gathered.owners)),
        STRUCTURE: b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
        % (reference(DOCUMENT), reference(PARENTS), len(gathered.owners)),
        **dict(_outline(gathered.headings)),
    }
    for name, data in raw.items():
        document.Reference(Raw(data), name)
    document.Reference(Information(about), INFORMATION)
    document.Reference(_catalog(document, gathered, about), CATALOG)
    fonts = [part for face, told in gathered.glyphs.items() for part in font_parts(face, frozenset(told.items()))]
    return [*fonts, *objects_of(document)]


def _catalog(document: PDFDocument, gathered: Gathered, about: About) -> PDFObject:
    entries: dict[str, object] = {
        "Type": "/Catalog",
        "Lang": PDFString(about.language),
        "Pages": PDFObjectReference(PAGES),
        "StructTreeRoot": PDFObjectReference(STRUCTURE),
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
        "OutputIntents": output_intent(document.Reference),
        "Metadata": document.Reference(PlainStream(packet(about), {"Type": "/Metadata", "Subtype": "/XML"})),
    }
    if gathered.headings:
        entries["Outlines"] = PDFObjectReference(OUTLINE)
    if gathered.typing_face:
        font = document.Reference(typing_font(gathered.typing_face, Stream, document.Reference))
        resources = PDFDictionary({"Font": PDFDictionary({FONT: font})})
        entries["AcroForm"] = PDFDictionary({"Fields": Raw(b"[%s]" % _references(gathered.fields)), "DR": resources})
    return PDFDictionary(entries)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % each for each in numbers)


def _outline(headings: Sequence[tuple[OutlineItem, int]]) -> list[tuple[str, bytes]]:
    """The outline and its lines (PDF 32000-1, 12.3.3), all of them open."""
    above: list[int | None] = []  # of each line: the line that it belongs to
    path: list[int] = []
    for index, (heading, _) in enumerate(headings):
        path = path[: heading.level]
        above.append(path[-1] if path else None)
        path.append(index)
    below: dict[int | None, list[int]] = {}
    for index, parent in enumerate(above):
        below.setdefault(parent, []).append(index)
    beside: list[list[tuple[bytes, int]]] = [[] for _ in headings]
    for before, after in (pair for siblings in below.values() for pair in itertools.pairwise(siblings)):
        beside[before].append((b"Next", after))
        beside[after].append((b"Prev", before))
    counts = [0] * len(headings)
    for index in reversed(range(len(headings))):
        counts[index] = sum(1 + counts[child] for child in below.get(index, ()))
    made = []
    for index, (heading, page) in enumerate(headings):
        links = b"".join(b"/%s %s" % (key, _line(line)) for key, line in beside[index])
        title = PDFString(heading.title).format(DummyDoc())
        place_on_page = b"/Dest[%d 0 R/XYZ 0 %s 0]" % (page, number(heading.top).encode())
        inside = _ends(below[index], counts[index]) if index in below else b""
        data = b"<</Title %s/Parent %s%s%s%s>>" % (title, _line(above[index]), links, place_on_page, inside)
        made.append((_line_name(index), data))
    return [*made, (OUTLINE, b"<</Type/Outlines%s>>" % _ends(below[None], len(headings)))] if made else []


def _line_name(index: int | None) -> str:
    return OUTLINE if index is None else f"{OUTLINE} {index}"


def _line(index: int | None) -> bytes:
    return reference(_line_name(index))


def _ends(children: list[int], count: int) -> bytes:
    return b"/First %s/Last %s/Count %d" % (_line(children[0]), _line(children[-1]), count)
