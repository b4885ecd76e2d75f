"""What a file has once: catalog, page tree, fonts, the top of the structure, the outline, what it says of itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handouts.pdf.fields import FONT, typing_font
from handouts.pdf.fonts import font_parts
from handouts.pdf.metadata import About, information, output_intent, packet
from handouts.pdf.objects import Name, Objects, PdfObject, Reference, Stream, Value
from handouts.pdf.parts import DOCUMENT, PAGES, OutlineItem
from handouts.typeset.faces import Face

CATALOG, INFORMATION, STRUCTURE, PARENTS, OUTLINE = "catalog", "information", "structure", "parent tree", "outline"

AT_RIGHT = 2  # where letters stand that are typed into a field (PDF 32000-1, table 222)


@dataclass(frozen=True, slots=True)
class Totals:
    """What parts leave to the end of the file: numbers of objects, headings with the numbers of their pages, the first
    pages and names of people, glyphs."""

    pages: Sequence[int]
    tops: Sequence[int]
    owners: Sequence[int]
    fields: Sequence[int]
    headings: Sequence[tuple[OutlineItem, int]]
    labels: Sequence[tuple[int, str]]
    glyphs: dict[Face, dict[int, str]]
    typing_face: Face | None


def last_objects(totals: Totals, about: About) -> list[PdfObject]:
    """The last objects of a file, the catalog and the information among them by their names."""
    objects = Objects()
    keys = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(totals.owners))
    objects.add({"Type": Name("Pages"), "Count": len(totals.pages), "Kids": _references(totals.pages)}, PAGES)
    root: dict[str, Value] = {
        "Type": Name("StructTreeRoot"),
        "K": Reference(DOCUMENT),
        "ParentTree": Reference(PARENTS),
    }
    objects.add({**root, "ParentTreeNextKey": len(totals.owners)}, STRUCTURE)
    objects.add({"Nums": b"[%s]" % keys}, PARENTS)
    top: dict[str, Value] = {"Type": Name("StructElem"), "S": Name("Document"), "P": Reference(STRUCTURE)}
    objects.add({**top, "K": _references(totals.tops)}, DOCUMENT)
    _add_outline(totals.headings, objects)
    objects.add(information(about), INFORMATION)
    objects.add(_catalog(totals, about, objects), CATALOG)
    fonts = [part for face, told in totals.glyphs.items() for part in font_parts(face, frozenset(told.items()))]
    fonts += typing_font(totals.typing_face) if totals.typing_face else ()
    return [*fonts, *objects.written()]


def _catalog(totals: Totals, about: About, objects: Objects) -> Value:
    entries: dict[str, Value] = {
        "Type": Name("Catalog"),
        "Lang": about.language,
        "Pages": Reference(PAGES),
        "StructTreeRoot": Reference(STRUCTURE),
        "MarkInfo": {"Marked": True},
        "ViewerPreferences": {"DisplayDocTitle": True, **({"Direction": Name("R2L")} if about.leftward else {})},
        "OutputIntents": output_intent(objects),
        "Metadata": objects.add(Stream(packet(about), {"Type": Name("Metadata"), "Subtype": Name("XML")})),
    }
    if totals.headings:
        entries["Outlines"] = Reference(OUTLINE)
    if totals.labels:
        entries["PageLabels"] = {"Nums": list(_labels(totals.labels))}
    if totals.typing_face:
        resources: Value = {"Font": {FONT: Reference(FONT)}}
        at_right: dict[str, Value] = {"Q": AT_RIGHT} if about.leftward else {}
        entries["AcroForm"] = {"Fields": _references(totals.fields), "DR": resources, **at_right}
    return entries


def _labels(labels: Iterable[tuple[int, str]]) -> Iterator[Value]:
    """The pages of each person count from 1 (PDF 32000-1, 12.4.2)."""
    for page, name in labels:
        yield page
        yield {"S": Name("D"), "P": f"{name} "}


def _references(numbers: Iterable[int]) -> bytes:
    """An array of references; it may have one for each page of a thousand people's sheets."""
    return b"[%s]" % b" ".join(b"%d 0 R" % each for each in numbers)


def _add_outline(headings: Sequence[tuple[OutlineItem, int]], objects: Objects) -> None:
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
    beside: list[dict[str, Value]] = [{} for _ in headings]
    for before, after in (pair for siblings in below.values() for pair in itertools.pairwise(siblings)):
        beside[before]["Next"] = _line(after)
        beside[after]["Prev"] = _line(before)
    counts = [0] * len(headings)
    for index in reversed(range(len(headings))):
        counts[index] = sum(1 + counts[child] for child in below.get(index, ()))
    for index, (heading, page) in enumerate(headings):
        place: Value = [b"%d 0 R" % page, Name("XYZ"), 0, heading.top, 0]
        inside = _ends(below[index], counts[index]) if index in below else {}
        entries = {"Title": heading.title, "Parent": _line(above[index]), "Dest": place, **beside[index], **inside}
        objects.add(entries, _line(index).name)
    if headings:
        objects.add({"Type": Name("Outlines"), **_ends(below[None], len(headings))}, OUTLINE)


def _line(index: int | None) -> Reference:
    return Reference(OUTLINE if index is None else f"{OUTLINE} {index}")


def _ends(children: list[int], count: int) -> dict[str, Value]:
    return {"First": _line(children[0]), "Last": _line(children[-1]), "Count": count}
