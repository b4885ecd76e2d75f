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
    pdf = pikepdf.open(io.BytesIO(data))
    root = pdf.Root.StructTreeRoot
    reading = Reading()
    marks = {page.obj.objgen: _marks(page, reading) for page in pdf.pages}
    owners = _owners(root.ParentTree)
    claimed: Counter[tuple[tuple[int, int], int]] = Counter()

    def walk(element: Dictionary, page: Dictionary | None) -> str:
        page = element.get("/Pg", page)
        said = ""
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if kid.P.objgen != element.objgen:
                    reading.problems.append(f"{kid.S}: /P does not point back")
                said += walk(kid, page)
            elif isinstance(kid, Dictionary) and kid.Type == "/OBJR":
                annotation = kid.Obj
                owner = owners.get(int(annotation.StructParent))
                if owner is None or owner.objgen != element.objgen:
                    reading.problems.append("an annotation and its element disagree")
            else:
                home = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
                number = int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
                said += claim(element, home, number)
        reading.roles.append((str(element.S), said.strip()))
        if str(element.S) in ("/P", "/H1", "/H2", "/H3", "/LI", "/TD", "/TH", "/Lbl"):
            said += " "
        return said

    def claim(element: Dictionary, page: Dictionary, number: int) -> str:
        claimed[page.objgen, number] += 1
        row = owners.get(int(page.StructParents))
        if row is None or len(row) <= number or row[number].objgen != element.objgen:
            reading.problems.append(f"ParentTree disagrees about MCID {number}")
        if number not in marks[page.objgen]:
            reading.problems.append(f"MCID {number} is on no page")
            return ""
        role, text = marks[page.objgen][number]
        if role != str(element.S):
            reading.problems.append(f"{role} on the page is {element.S} in the tree")
        return str(element.get("/ActualText", text)) if "/ActualText" in element else text

    reading.text = walk(root.K, None)
    for page, found in marks.items():
        reading.problems += [
            f"MCID {number} has {claimed[page, number]} owners" for number in found if claimed[page, number] != 1
        ]
    return reading


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
