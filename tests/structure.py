"""Reads a tagged PDF by pikepdf: what the structure tree says, and whether tree, pages and marks agree."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary

BFCHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass
class Reading:
    """`text` in the order of the tree, `roles` with their texts, and what is wrong."""

    text: str = ""
    roles: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(data: bytes) -> Reading:
    return _Tree(pikepdf.open(io.BytesIO(data))).read()


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.reading = Reading()
        self.pdf = pdf  # its objects live no longer than it does
        self.root = pdf.Root.StructTreeRoot
        self.marks = {page.obj.objgen: _marks(page, self.reading) for page in pdf.pages}
        self.owners = _owners(self.root.ParentTree)
        self.claimed: Counter[tuple[tuple[int, int], int]] = Counter()

    def read(self) -> Reading:
        self.reading.text = self.walk(self.root.K, None)
        for page, found in self.marks.items():
            wrong = [number for number in found if self.claimed[page, number] != 1]
            self.reading.problems += [f"MCID {number} has {self.claimed[page, number]} owners" for number in wrong]
        return self.reading

    def walk(self, element: Dictionary, page: Dictionary | None) -> str:
        page = element.get("/Pg", page)
        kids = element.get("/K", [])
        said = "".join(self.kid(kid, element, page) for kid in (kids if isinstance(kids, Array) else [kids]))
        self.reading.roles.append((str(element.S), said.strip()))
        ends = str(element.S) in ("/P", "/H1", "/H2", "/H3", "/LI", "/TD", "/TH", "/Lbl")
        return said + " " if ends else said

    def kid(self, kid: object, element: Dictionary, page: Dictionary | None) -> str:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if kid.P.objgen != element.objgen:
                self.reading.problems.append(f"{kid.S}: /P does not point back")
            return self.walk(kid, page)
        if isinstance(kid, Dictionary) and kid.Type == "/OBJR":
            owner = self.owners.get(int(kid.Obj.StructParent))
            if owner is None or owner.objgen != element.objgen:
                self.reading.problems.append("an annotation and its element disagree")
            return ""
        home = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
        return self.claim(element, home, int(kid.MCID) if isinstance(kid, Dictionary) else int(kid))  # type: ignore[call-overload]

    def claim(self, element: Dictionary, page: Dictionary, number: int) -> str:
        self.claimed[page.objgen, number] += 1
        row = self.owners.get(int(page.StructParents))
        if row is None or len(row) <= number or row[number].objgen != element.objgen:
            self.reading.problems.append(f"ParentTree disagrees about MCID {number}")
        if number not in self.marks[page.objgen]:
            self.reading.problems.append(f"MCID {number} is on no page")
            return ""
        role, text = self.marks[page.objgen][number]
        if role != str(element.S):
            self.reading.problems.append(f"{role} on the page is {element.S} in the tree")
        return str(element.get("/ActualText", text))


def _owners(tree: Dictionary) -> dict[int, Dictionary]:
    numbers = list(tree.Nums)
    return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}


def _marks(page: pikepdf.Page, reading: Reading) -> dict[int, tuple[str, str]]:
    """Marked content of a page: its role and text by MCID. Text in no mark is a problem."""
    fonts = {name: _to_unicode(font) for name, font in page.obj.Resources.Font.items()}
    found: dict[int, tuple[str, str]] = {}
    stack: list[tuple[str, int | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            number = int(properties["/MCID"]) if "/MCID" in properties else None
            stack.append((str(operands[0]), number))
            if number is not None:
                if number in found:
                    reading.problems.append(f"MCID {number} twice")
                actual = str(properties["/ActualText"]) if "/ActualText" in properties else ""
                found[number] = (str(operands[0]), actual)
            if len(stack) > 1:
                reading.problems.append("marked content is nested")
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            if not stack:
                reading.problems.append("text that nobody owns")
                continue
            role, number = stack[-1]
            if number is not None and role != "/Span":
                found[number] = (role, found[number][1] + _decoded(operands[0], font))
    if stack:
        reading.problems.append("marked content is not closed")
    return found


def _to_unicode(font: Dictionary) -> dict[int, str]:
    rows = BFCHAR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in rows}


def _decoded(shown: object, font: dict[int, str]) -> str:
    out = ""
    for part in shown if isinstance(shown, Array) else [shown]:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            out += "".join(font.get(int.from_bytes(data[i : i + 2]), "\ufffd") for i in range(0, len(data), 2))
    return out
