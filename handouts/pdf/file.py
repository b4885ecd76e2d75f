"""Parts to a file that grows as they come: objects are numbered, packed and written, and nothing of them is kept but
where they lie (PDF 32000-1, 7.5.7 and 7.5.8: object streams and cross-reference streams)."""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from handouts.drawing.shapes import short
from handouts.pdf.metadata import About
from handouts.pdf.objects import CLOSING, OPENING, QUICK, PdfObject, written
from handouts.pdf.parts import ANNOTATION_KEY, DOCUMENT, PAGE_KEY, PAGES, OutlineItem, Part
from handouts.pdf.trailer import CATALOG, INFORMATION, Totals, last_objects
from handouts.typeset.faces import Face

FIRST_LINES = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
IN_A_STREAM = 200  # objects: few enough that a reader that wants one of them has little to unpack
PACKED = 1 << 63  # marks the place of an object that lies in an object stream
_NAME = re.compile(f"{OPENING}([^{CLOSING}]*){CLOSING}".encode())


class GrowingFile:
    """A PDF that parts are added to. Of a part it keeps a few numbers for each page and object."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.size = 0
        self.digest = hashlib.sha256()
        self.places = array("Q", [0])  # of every object, by its number
        self.numbers: dict[str, int] = {}  # of what parts share
        self.pages, self.tops, self.owners, self.fields = array("L"), array("L"), array("L"), array("L")
        self.headings: list[tuple[OutlineItem, int]] = []  # with the number of the page
        self.labels: list[tuple[int, str]] = []  # the page, from 0, on which a person's pages begin
        self.glyphs: dict[Face, dict[int, str]] = {}
        self.typing_face: Face | None = None
        self._write(FIRST_LINES)

    def add_person(self, part: Part, name: str) -> None:
        """Write what a part has as a part of the document that stands for itself: with a line of the outline, below it
        those of its titles, and pages that count from 1 behind the name."""
        number = self._new()
        heading = OutlineItem(name, 0, 0, part.page_size[1])
        titles = (replace(each, level=1) for each in part.headings if each.level == 0)
        tops = len(self.tops)
        self.labels.append((len(self.pages), name))
        self.add(replace(part, headings=(heading, *titles)), number)
        kids = b" ".join(b"%d 0 R" % top for top in self.tops[tops:])
        spoken = b"/Lang %s" % written(part.language) if part.language else b""
        person = b"<</Type/StructElem/S/Part/P %d 0 R/K[%s]%s>>" % (self._shared(DOCUMENT), kids, spoken)
        self._pack([(number, person)])
        del self.tops[tops:]
        self.tops.append(number)

    def add_blank_page(self, size: tuple[float, float]) -> None:
        """A page with nothing on it, `size` points wide and high."""
        number = self._new()
        box = b"[0 0 %s %s]" % (short(size[0]).encode(), short(size[1]).encode())
        parent = self._shared(PAGES)
        page = b"<</Type/Page/Parent %d 0 R/MediaBox%s/Resources<<>>/Tabs/S>>" % (parent, box)
        self._pack([(number, page)])
        self.pages.append(number)

    def add(self, part: Part, above: int = 0) -> None:
        """Write what a part has, and remember its pages. `above` is the number of the element that its structure hangs
        from; 0 stands for the document."""
        for each in part.shared:
            if each.name not in self.numbers:
                self._objects([each], {})
        first = len(self.places)
        numbers = list(range(first, first + len(part.objects) + part.structure.size))
        self.places.extend([0] * len(numbers))
        numbers.append(above or self._shared(DOCUMENT))
        local = {each.name: number for each, number in zip(part.objects, numbers[: len(part.objects)], strict=True)}
        keys = [f"{PAGE_KEY}{index}" for index in range(len(part.pages))]
        keys += [f"{ANNOTATION_KEY}{index}" for index in range(len(part.owners) - len(part.pages))]
        local |= {key: len(self.owners) + index for index, key in enumerate(keys)}
        self._objects(part.objects, local)
        structure = part.structure.numbered(numbers)
        self._pack_all(list(zip(numbers[len(part.objects) : -1], structure, strict=True)))
        self.headings += [(heading, numbers[part.pages[heading.page]]) for heading in part.headings]
        for mine, places in (
            (self.pages, part.pages),
            (self.tops, part.tops),
            (self.owners, part.owners),
            (self.fields, part.fields),
        ):
            mine.extend(numbers[place] for place in places)
        for face, told in part.glyphs.items():
            self.glyphs.setdefault(face, {}).update(told)
        self.typing_face = self.typing_face or part.typing_face

    def finish(self, about: About) -> None:
        """Write what all parts share, and where everything lies."""
        numbers = self.pages, self.tops, self.owners, self.fields
        totals = Totals(*numbers, self.headings, self.labels, self.glyphs, self.typing_face)
        last = last_objects(totals, about)
        local = {each.name: self.numbers.get(each.name) or self._new() for each in last}
        self._objects(last, local)
        number = self._new()
        start = self.places[number] = self.size
        name = self.digest.hexdigest()[:32].encode()
        entries = b"/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            len(self.places),
            local[CATALOG],
            local[INFORMATION],
            name,
            name,
        )
        rows = zlib.compress(b"".join(map(_row, self.places)), QUICK)
        self._write(_stream(number, b"/Type/XRef" + entries, rows))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _shared(self, name: str) -> int:
        """The number of an object that the whole file shares."""
        if name not in self.numbers:
            self.numbers[name] = self._new()
        return self.numbers[name]

    def _new(self) -> int:
        self.places.append(0)
        return len(self.places) - 1

    def _write(self, data: bytes) -> None:
        self.out.write(data)
        self.digest.update(data)
        self.size += len(data)

    def _objects(self, objects: Iterable[PdfObject], local: dict[str, int]) -> None:
        """Write objects, those that are no streams packed together."""

        def numbered(name: re.Match[bytes]) -> bytes:
            said = name[1].decode()
            return b"%d" % (local[said] if said in local else self._shared(said))

        packed: list[tuple[int, bytes]] = []
        for each in objects:
            number = local[each.name] if each.name in local else self._shared(each.name)
            if each.stream:
                head, middle, rest = each.data.partition(b"stream\n")
                self.places[number] = self.size
                self._write(b"%d 0 obj\n%s%s%sendobj\n" % (number, _NAME.sub(numbered, head), middle, rest))
                continue
            packed.append((number, _NAME.sub(numbered, each.data)))
        self._pack_all(packed)

    def _pack_all(self, objects: list[tuple[int, bytes]]) -> None:
        for start in range(0, len(objects), IN_A_STREAM):
            self._pack(objects[start : start + IN_A_STREAM])

    def _pack(self, packed: list[tuple[int, bytes]]) -> None:
        stream = self._new()
        self.places[stream] = self.size
        index, offset = [], 0
        for place, (number, data) in enumerate(packed):
            self.places[number] = PACKED | stream << 16 | place
            index.append(b"%d %d" % (number, offset))
            offset += len(data) + 1
        head = b" ".join(index) + b"\n"
        data = zlib.compress(head + b"\n".join(data for _, data in packed), QUICK)
        self._write(_stream(stream, b"/Type/ObjStm/N %d/First %d" % (len(packed), len(head)), data))


def _row(place: int) -> bytes:
    """An entry of the cross-reference stream: 1 and an offset, or 2, an object stream and the place in it."""
    if not place:
        return b"\0" * 6 + b"\xff\xff"
    if place & PACKED:
        return b"\2" + (place >> 16 & 0xFFFFFFFFFF).to_bytes(5, "big") + (place & 0xFFFF).to_bytes(2, "big")
    return b"\1" + place.to_bytes(5, "big") + b"\0\0"


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, entries, len(data))
    return head + data + b"\r\nendstream\nendobj\n"
