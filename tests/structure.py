"""Reads a tagged PDF by pikepdf: what the structure tree says, and whether tree, pages, marks and links agree."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary

from tests.spoken import Entry, plain

BFCHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
INLINE = ("/Span", "/Link")  # their words belong to the element around them too
APART = ("/P", "/H1", "/H2", "/H3", "/LI", "/TD", "/TH", "/Lbl")  # a space stands after each when all is read in one go
PAGINATION = ("/Header", "/Footer", "")  # an artifact that may hold words: a header, a footer, a repeated head


@dataclass
class Reading:
    """`text` in the order of the tree; page by page in that order what the `page` says (its marks may stand for other
    words than are drawn) and its `ink` alone; `roles` with their texts, `entries` as in `spoken`, what is said in which
    of its `languages`, the sizes of letters in points (those of headers and footers too), what the fields of a form are
    for, and what is wrong."""

    text: str = ""
    page: str = ""
    ink: str = ""
    roles: list[tuple[str, str]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    sizes: set[float] = field(default_factory=set)
    fields: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(data: bytes) -> Reading:
    """Never raises for a file that pikepdf opens: what can't be read is a problem."""
    reading = Reading()
    try:
        _Tree(pikepdf.open(io.BytesIO(data)), reading).read()
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        reading.problems.append(f"can't be read: {error!r}")
    return reading


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf, reading: Reading) -> None:
        self.reading = reading
        self.pdf = pdf  # its objects live no longer than it does
        self.root = pdf.Root.StructTreeRoot
        self.leftward = pdf.Root.ViewerPreferences.get("/Direction") == "/R2L"
        self.marks = {page.obj.objgen: _Marks(page, reading).found for page in pdf.pages}
        self.owners = _owners(self.root.ParentTree)
        self.claimed: Counter[tuple[tuple[int, int], int]] = Counter()
        self.linked: Counter[tuple[int, int]] = Counter()
        self.told: dict[str, tuple[int, int]] = {}
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.printed: list[tuple[int, str, str]] = []  # the page, what it says, its letters
        self.at = 0

    def problem(self, text: str) -> None:
        self.reading.problems.append(text)

    def read(self) -> None:
        self.reading.text, _ = self.walk(self.root.K, None)
        self.printed.sort(key=lambda piece: piece[0])  # what is heard last may stand at the foot of an earlier page
        self.reading.page, self.reading.ink = ("".join(piece[kind] for piece in self.printed) for kind in (1, 2))
        for page in self.pdf.pages:
            home = page.obj.objgen
            if page.obj.get("/Tabs") != "/S":
                self.problem("a page has no tab order")
            if "/Contents" not in page.obj:  # a blank back of a leaf
                continue
            row = self.owners.get(int(page.obj.StructParents), Array())
            if len(row) != len(self.marks[home]):
                self.problem(f"ParentTree has {len(row)} of {len(self.marks[home])} marks")
            for number in self.marks[home]:
                if self.claimed[home, number] != 1:
                    self.problem(f"MCID {number} has {self.claimed[home, number]} owners")
            for annotation in page.obj.get("/Annots", []):
                if self.linked[annotation.objgen] != 1:
                    self.problem(f"an annotation has {self.linked[annotation.objgen]} elements")

    def walk(self, element: Dictionary, page: Dictionary | None) -> tuple[str, str]:
        """-> what a listener hears in all, and what of it is the element's own, not that of a block inside it."""
        page = element.get("/Pg", page)
        role = str(element.S)
        place = len(self.reading.entries)
        said = own = ""
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            more, mine = self.kid(kid, element, page)
            said, own = said + more, own + mine
        if role in APART:
            self.printed.append((self.at, " ", " "))
        if "/ActualText" in element:
            if _turned(said, str(element.ActualText), leftward=self.leftward):
                said = str(element.ActualText)
            if said and said.replace("\u00a0", " ") != str(element.ActualText).replace(
                "\u00a0", " "
            ):  # some readers take the one, some the other
                self.problem(f"the page says {said!r} where the tree says {str(element.ActualText)!r}")
            own = str(element.ActualText)  # what is drawn, or stands elsewhere, is heard and not printed here
        self.reading.roles.append((role, (own or said).strip()))
        if role not in ("/Document", "/Form") and (role != "/Span" or "/Lang" in element):
            words = str(element.get("/Alt", "")) if role == "/Figure" else own
            self.reading.entries.insert(place, (role[1:], plain(words), _more(element)))
        if role == "/Figure":
            self.reading.languages.append((self.language(element), str(element.get("/Alt", ""))))
        if role == "/Figure" and not _holds(page, element):
            self.problem("a figure has no box on its page")
        return said + " " if role in APART else said, own if role in INLINE else ""

    def kid(self, kid: object, element: Dictionary, page: Dictionary | None) -> tuple[str, str]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if kid.P.objgen != element.objgen:
                self.problem(f"{kid.S}: /P does not point back")
            return self.walk(kid, page)
        if isinstance(kid, Dictionary) and kid.Type == "/OBJR":
            self.linked[kid.Obj.objgen] += 1
            if kid.Obj.Subtype == "/Widget":
                self.field(kid.Obj)
            if (kid.Obj.Subtype == "/Widget") != (element.S == "/Form"):
                self.problem(f"a {kid.Obj.Subtype} belongs to a {element.S}")
            owner = self.owners.get(int(kid.Obj.StructParent))
            if owner is None or owner.objgen != element.objgen:
                self.problem("an annotation and its element disagree")
            if kid.Obj.objgen not in [annotation.objgen for annotation in kid.get("/Pg", page).get("/Annots", [])]:
                self.problem("an annotation is on another page than its element says")
            return "", ""
        home = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
        text = self.claim(element, home, int(kid.MCID) if isinstance(kid, Dictionary) else int(kid))  # type: ignore[call-overload]
        return text, text

    def field(self, widget: Dictionary) -> None:
        """What a listener hears of a field has to tell it from all others; one value may stand in several places."""
        said, field = str(widget.TU), widget.get("/Parent", widget)
        if said in self.reading.fields and self.told[said] != field.objgen:
            self.problem(f"two fields are called {said!r}")
        self.told[said] = field.objgen
        self.reading.fields.append(said)

    def claim(self, element: Dictionary, page: Dictionary, number: int) -> str:
        self.claimed[page.objgen, number] += 1
        row = self.owners.get(int(page.StructParents))
        if row is None or len(row) <= number or row[number].objgen != element.objgen:
            self.problem(f"ParentTree disagrees about MCID {number}")
        if number not in self.marks[page.objgen]:
            self.problem(f"MCID {number} is on no page")
            return ""
        role, text, ink = self.marks[page.objgen][number]
        self.reading.languages.append((self.language(element), text))
        self.at = self.pages[page.objgen]
        self.printed.append((self.at, text, ink))
        if role != str(element.S):
            self.problem(f"{role} on the page is {element.S} in the tree")
        return text

    def language(self, element: Dictionary) -> str:
        """The language that an element is in: its own, or that of what it stands in."""
        while "/Lang" not in element and "/P" in element:
            element = element.P
        return str(element.get("/Lang", self.pdf.Root.Lang))


def _turned(seen: str, written: str, *, leftward: bool) -> bool:
    """Whether a text with words from right to left, or on a page that runs so, is drawn with the letters that it is
    written with."""
    pairs = str.maketrans(")]\u00a0", "([ ")  # a bracket is drawn as its other
    turned = leftward or bool(RIGHT_TO_LEFT.search(written))
    return turned and sorted(seen.translate(pairs)) == sorted(written.translate(pairs))


def _more(element: Dictionary) -> str:
    """Numbering, scope and reach, summary, or language."""
    attributes = element.get("/A", Dictionary())
    across, down = int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))
    parts = [str(attributes[key])[1:] for key in ("/ListNumbering", "/Scope") if key in attributes]
    parts += [f"{across}x{down}"] if (across, down) != (1, 1) else []
    parts += [str(attributes["/Summary"])] if "/Summary" in attributes else []
    return " ".join([*parts, str(element.get("/Lang", ""))]).strip()


def _holds(page: Dictionary | None, element: Dictionary) -> bool:
    """Whether a figure's box lies on its page and holds something."""
    box = [float(side) for side in element.get("/A", Dictionary()).get("/BBox", [])]
    if page is None or len(box) != 4:
        return False
    left, bottom, right, top = box
    return 0 <= left < right <= float(page.MediaBox[2]) and 0 <= bottom < top <= float(page.MediaBox[3])


def _owners(tree: Dictionary) -> dict[int, Dictionary]:
    numbers = list(tree.Nums)
    return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}


class _Marks:
    """The marked content of a page: role, text and letters by MCID. Text in no mark, or in decoration, is a problem."""

    def __init__(self, page: pikepdf.Page, reading: Reading) -> None:
        self.reading = reading
        self.fonts = {name: _to_unicode(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
        self.found: dict[int, tuple[str, str, str]] = {}
        self.open: tuple[str, int | None, str | None] | None = None  # role, MCID, subtype or what is said instead
        self.font: dict[int, str] = {}
        self.size = 0.0
        for operands, operator in pikepdf.parse_content_stream(page):
            self.step(str(operator), list(operands))
        if self.open:
            reading.problems.append("marked content is not closed")

    def step(self, operator: str, operands: list[object]) -> None:
        if operator in ("BDC", "BMC"):
            if self.open:
                self.reading.problems.append("marked content is nested")
            self.begin(str(operands[0]), operands[1] if operator == "BDC" else Dictionary())  # type: ignore[arg-type]
        elif operator == "EMC":
            if not self.open:
                self.reading.problems.append("marked content ends before it began")
            self.open = None
        elif operator == "Tf":
            self.font, self.size = self.fonts[str(operands[0])], float(operands[1])  # type: ignore[arg-type]
        elif operator in ("Tj", "TJ"):
            self.show(operands[0])

    def begin(self, role: str, properties: Dictionary) -> None:
        if role == "/Artifact":
            words = properties.get("/Type") == "/Pagination"
            self.open = role, None, str(properties.get("/Subtype", "")) if words else None
            return
        number = int(properties.MCID)
        if number in self.found:
            self.reading.problems.append(f"MCID {number} twice")
        actual = str(properties.ActualText) if "/ActualText" in properties else None
        self.found[number] = (role, actual or "", "")
        self.open = role, number, actual

    def show(self, shown: object) -> None:
        text = self.decoded(shown)
        self.reading.sizes.add(self.size)
        if not self.open:
            self.reading.problems.append(f"nobody owns the text {text!r}")
            return
        role, number, actual = self.open
        if number is None:
            if actual not in PAGINATION:
                self.reading.problems.append(f"the text {text!r} is decoration")
        else:
            _, said, ink = self.found[number]
            self.found[number] = (role, said + text if actual is None else said, ink + text)

    def decoded(self, shown: object) -> str:
        parts = [part for part in (shown if isinstance(shown, Array) else [shown]) if isinstance(part, pikepdf.String)]
        glyphs = [int.from_bytes(bytes(part)[at : at + 2]) for part in parts for at in range(0, len(bytes(part)), 2)]
        unknown = [glyph for glyph in glyphs if glyph not in self.font]
        if unknown:
            self.reading.problems.append(f"glyph {unknown[0]} says nothing")
        return "".join(self.font.get(glyph, "\ufffd") for glyph in glyphs)


def _to_unicode(font: Dictionary) -> dict[int, str]:
    rows = BFCHAR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in rows}
