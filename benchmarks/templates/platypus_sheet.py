"""The pages of one patient with ReportLab's Platypus, from the same blocks as ours."""

from __future__ import annotations

from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

MARGIN = 15 * mm
WIDTH = A4[0] - 2 * MARGIN
GREY = HexColor("#8a939b")
PRESSED = 220  # points: pictures that are wider together stand one over the other


@cache
def fonts(build: Path) -> None:
    """Register the family once."""
    pdfmetrics.registerFont(TTFont("Atkinson", str(build / "fonts/regular.ttf")))
    pdfmetrics.registerFont(TTFont("Atkinson-Bold", str(build / "fonts/bold.ttf")))
    pdfmetrics.registerFontFamily("Atkinson", normal="Atkinson", bold="Atkinson-Bold")


@cache
def style(size: float, leading: float, bold: bool, colour: str, align: str) -> ParagraphStyle:
    """A text style."""
    side = {"start": 0, "end": TA_RIGHT, "centre": TA_CENTER}[align]
    return ParagraphStyle(
        f"{size}-{leading}-{bold}-{colour}-{align}",
        fontName="Atkinson-Bold" if bold else "Atkinson",
        fontSize=size,
        leading=leading,
        alignment=side,
        textColor=HexColor(colour),
        spaceAfter=2,
    )


class Drawn(Flowable):
    """A picture whose operators are ready, drawn once a document as a form."""

    def __init__(self, operators: tuple[str, float, float], name: str, width: float, height: float) -> None:
        super().__init__()
        self.operators, self.name, self.width, self.height = operators, name, width, height

    def wrap(self, *_: Any) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Place the form."""
        text, wide, high = self.operators
        canvas = self.canv
        if not canvas.hasForm(self.name):
            canvas.beginForm(self.name, 0, 0, wide, high)
            canvas._code.append(text)
            canvas.endForm()
        canvas.saveState()
        canvas.scale(self.width / wide, self.height / high)
        canvas.doForm(self.name)
        canvas.restoreState()


class Sheet:
    """Blocks to flowables."""

    def __init__(self, data: dict[str, Any], build: Path) -> None:
        self.data, self.build = data, build
        self.primary, self.tint = data["colours"]["primary"], HexColor(data["colours"]["tint"])

    def words(self, spans: list[dict[str, Any]], page: int = 0, pages: int = 0) -> str:
        """Spans as Platypus markup."""
        out = []
        for each in spans:
            if each["kind"] in ("page", "pages"):
                out.append(str(page if each["kind"] == "page" else pages))
            elif each["kind"] == "blank":
                out.append("_" * max(3, round(each["width"] * mm / 7)))
            elif each["kind"] == "marker":
                out.append(f'<font backColor="{self.primary}" color="white"><b>\u00a0{each["text"]}\u00a0</b></font>')
            else:
                text = escape(each["text"])
                text = text.replace(" ", "\u00a0") if each["kind"] == "value" else text
                text = f"<b>{text}</b>" if each["strong"] else text
                out.append(f'<a href="{escape(each["link"])}">{text}</a>' if each["link"] else text)
        return "".join(out)

    def picture(self, each: dict[str, Any]) -> Drawn:
        """A picture."""
        return Drawn(ready(self.build, each["file"]), each["file"][:-4], each["width"], each["height"])

    def all(self, blocks: list[dict[str, Any]], width: float, **numbers: int) -> list[Any]:
        """Several blocks."""
        return [flowable for each in blocks for flowable in self.put(each, width, **numbers)]

    def look(self, name: str, align: str = "start", colour: str = "") -> ParagraphStyle:
        """A text style of the sheet, in another colour if one is named."""
        each = self.data["styles"][name]
        return style(each["size"], each["leading"], each["bold"], colour or each["colour"], align)

    def paragraph(
        self, spans: list[dict[str, Any]], name: str, align: str = "start", colour: str = "", **numbers: int
    ) -> Paragraph:
        """A paragraph."""
        return Paragraph(self.words(spans, **numbers), self.look(name, align, colour))

    def tile(self, number: str, name: str, side: float) -> Table:
        """A number on its ground."""
        look = [
            *PLAIN,
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(self.primary)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        shown = Paragraph(number, self.look(name, "centre", "#ffffff"))
        return Table([[shown]], colWidths=[side], rowHeights=[side], style=look, cornerRadii=[4] * 4)

    def dose(self, each: dict[str, Any], align: str = "start") -> Flowable:
        """A number of a dose with its words."""
        size = self.data["styles"]["leaf-number"]["size"]
        parts = [
            f'<font name="Atkinson-Bold" size="{size}">{part}</font>' if part[0].isdigit() else part
            for part in each["value"].split()
        ]
        words = Paragraph(" ".join((each["before"], *parts, each["unit"])), self.look("leaf-note", align))
        return words if parts else Table([[Tick(11.5, 7), words]], colWidths=[13 * mm, 20 * mm], style=PLAIN)

    def put(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        """One block."""
        return list(getattr(self, f"put_{each['kind']}")(each, width, **numbers))

    def put_heading(self, each: dict[str, Any], width: float) -> list[Any]:
        name = each["style"] or ("title", "section", "item")[each["level"] - 1]
        return [CondPageBreak(60), self.paragraph(each["spans"], name)]

    def put_paragraph(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        return [self.paragraph(each["spans"], each["style"], each["align"], **numbers)]

    def put_list(self, each: dict[str, Any], width: float) -> list[Any]:
        items = [self.paragraph(item, each["style"]) for item in each["items"]]
        if each["sort"] == "steps":
            rows = [[self.tile(str(number), "sign", 16), item] for number, item in enumerate(items, 1)]
            return [Table(rows, colWidths=[24, width - 24], style=PLAIN, hAlign="LEFT")]
        kind = "bullet" if each["sort"] == "bulleted" else "1"
        look = {"bulletFontName": "Atkinson-Bold", "bulletColor": HexColor(self.primary), "leftIndent": 14}
        start = {"start": "\u2022"} if kind == "bullet" else {}
        half = (len(items) + 1) // 2 if each["columns"] > 1 else len(items)
        made = [
            ListFlowable([ListItem(item) for item in part], bulletType=kind, **start, **look)
            for part in (items[:half], items[half:])
            if part
        ]
        return [Table([made], colWidths=[width / 2] * 2, style=PLAIN)] if len(made) > 1 else made

    def put_figurerow(self, each: dict[str, Any], width: float) -> list[Any]:
        shown = [
            [Paragraph(figure["marker"], self.look("sign", "centre", self.primary)), self.picture(figure)]
            for figure in each["figures"]
        ]
        high = sum(figure["width"] for figure in each["figures"]) > PRESSED
        rows = [[one] for one in shown] if high else [shown]
        look = [*PLAIN, ("BACKGROUND", (0, 0), (-1, -1), self.tint), ("ALIGN", (0, 0), (-1, -1), "CENTER")]
        return [Table(rows, colWidths=[width / len(rows[0])] * len(rows[0]), style=look, cornerRadii=[4] * 4)]

    def put_figure(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        return [self.picture(each)]

    def put_rule(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        main = each["colour"] == "primary"
        return [
            HRFlowable(width="100%", thickness=1.5 if main else 0.75, color=HexColor(self.primary) if main else GREY)
        ]

    def put_columns(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        fixed = sum(each["widths"]) * mm
        free = each["widths"].count(0)
        gap = each["gap"] * mm
        rest = (width - fixed - gap * (len(each["widths"]) - 1)) / free if free else 0
        widths = [w * mm or rest for w in each["widths"]]
        if each["balanced"]:
            widths = [(width - gap * (len(widths) - 1)) / len(widths)] * len(widths)
        cells = [self.all(column, w, **numbers) for column, w in zip(each["columns"], widths, strict=True)]
        sizes = [w + (gap if n < len(widths) - 1 else 0) for n, w in enumerate(widths)]
        return [Table([cells], colWidths=sizes, style=PLAIN, hAlign="LEFT")]

    def put_group(self, each: dict[str, Any], width: float) -> list[Any]:
        return self.all(each["blocks"], width)

    put_foot = put_leafside = put_group

    def put_card(self, each: dict[str, Any], width: float) -> list[Any]:
        names = [self.paragraph(each["title"], "card"), self.paragraph(each["under"], "note")]
        side = 12.5 * mm
        head = Table(
            [[self.tile(each["number"], "numeral", side), names]],
            colWidths=[side + 3 * mm, width - side - 3 * mm],
            style=PLAIN,
            hAlign="LEFT",
        )
        rule = HRFlowable(width="100%", thickness=0.6, color=GREY, spaceBefore=3, spaceAfter=3)
        return [KeepTogether([rule, head, *self.all(each["blocks"], width)])]

    def put_dose(self, each: dict[str, Any], width: float) -> list[Any]:
        cells = [self.dose(cell, "centre") for cell in each["cells"]]
        first = 26 * mm
        one = (width - first) / len(cells)
        look: list[Any] = [
            ("BOX", (0, 0), (-1, -1), 1.1, HexColor(self.primary)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        look.append(("BACKGROUND", (0, 0), (0, 0), HexColor(self.primary)))
        look.append(("LINEBEFORE", (2, 0), (-1, -1), 0.75, HexColor(self.primary)))
        title = self.paragraph(each["title"], "leaf-head", "centre", "#ffffff")
        row = Table([[title, *cells]], colWidths=[first, *[one] * len(cells)], style=look, cornerRadii=[4] * 4)
        return [row, *([self.paragraph(each["note"], "note")] if each["note"] else [])]

    def put_band(self, each: dict[str, Any], width: float) -> list[Any]:
        names = ((each["name"], "band-name"), (each["title"], "band-title"), (each["note"], "leaf-note"))
        left = [self.paragraph(spans, name) for spans, name in names]
        right = [self.paragraph(line, "leaf-row", "end") for line in each["lines"]]
        look = [("BACKGROUND", (0, 0), (-1, -1), self.tint), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        logo = self.picture(each["logo"]) if each["logo"] else ""
        sizes = [18 * mm, width - 68 * mm, 50 * mm]
        return [Table([[logo, left, right]], colWidths=sizes, style=look, cornerRadii=[4] * 4), Spacer(0, 4)]

    def put_programmegrid(self, each: dict[str, Any], width: float) -> list[Any]:
        across, gap, high, panel = each["columns"], 3.2 * mm, 48 * mm, 42 * mm
        one = (width - gap * (across - 1)) / across
        cells = []
        for cell in each["cells"]:
            pictures = [self.picture(figure) for figure in cell["figures"]]
            shown = Table([pictures], colWidths=[picture.width + 2 for picture in pictures], style=PLAIN)
            words = [self.paragraph(cell["title"], "leaf-name"), self.paragraph(cell["cue"], "cue")]
            words += [part for dose in cell["dose"] for part in (HRFlowable(width="100%", color=GREY), self.dose(dose))]
            words += [self.paragraph(cell["more"], "leaf-note")] if cell["more"] else []
            look = [*PLAIN, ("BACKGROUND", (0, 0), (0, 0), self.tint), ("BOX", (0, 0), (-1, -1), 0.6, GREY)]
            drawn = [self.tile(cell["number"], "tile", 20), shown]
            sizes = [panel, one - panel]
            cells.append(Table([[drawn, words]], colWidths=sizes, rowHeights=[high], style=look, cornerRadii=[4] * 4))
        rows = [cells[at : at + across] for at in range(0, len(cells), across)]
        look = [*PLAIN, ("BOTTOMPADDING", (0, 0), (-1, -1), gap)]
        return [Table(rows, colWidths=[one + gap, one][:across], style=look), *self.all(each["aside"], width)]

    def put_callout(self, each: dict[str, Any], width: float) -> list[Any]:
        name = "bar" if each["sort"] == "emergency" else "callout"
        title = [self.paragraph(each["title"], name)] if each["title"] else []
        if each["sort"] == "caution":
            sign = Drawn(ready(self.build, "warning.svg"), "warning", 16, 16)
            return [Table([[sign, self.all(each["blocks"], width - 24)]], colWidths=[24, width - 24], style=PLAIN)]
        look: list[Any] = []
        if each["sort"] in ("emergency", "today", "soon"):
            look.append(("BOX", (0, 0), (-1, -1), 0.75 if each["sort"] == "soon" else 2.25, black))
        else:
            look.append(("BACKGROUND", (0, 0), (-1, -1), self.tint))
        inner = self.all(each["blocks"], width - 14)
        rows: list[list[Any]] = [[title]] if title else []
        return [Table([*rows, [inner]], colWidths=[width], style=look, cornerRadii=[4] * 4)]

    def put_daylog(self, each: dict[str, Any], width: float) -> list[Any]:
        columns, first, notes = each["columns"], 25 * mm, 42 * mm
        one = (width - first - notes) / len(columns)
        names = " ".join(f"<b>{column['number']}</b> {self.words(column['name'])}." for column in columns)
        tiles = [self.tile(column["number"], "leaf-head", 16) for column in columns]
        drawn = [self.picture(column["picture"]) if column["picture"] else "" for column in columns]
        heads = [[picture, tile] for picture, tile in zip(drawn, tiles, strict=True)]
        called = Paragraph(each["notes"], self.look("leaf-head"))
        rows: list[list[Any]] = [[self.paragraph(each["heading"], "leaf-head"), *heads, called]]
        look: list[Any] = [*PLAIN, ("VALIGN", (0, 0), (-2, -1), "MIDDLE"), ("ALIGN", (1, 0), (-2, -1), "CENTER")]
        look.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY))
        high = [62.0]
        for week in each["weeks"]:
            pain = Paragraph(each["pain"], self.look("leaf-note"))
            beside = [self.paragraph(week["title"], "leaf-head")]
            beside += [self.paragraph(week["start"], "leaf-note")] if week["start"] else []
            beside += [Table([[Tick(9, 7), pain]], colWidths=[11 * mm, notes - 11 * mm], style=PLAIN)]
            beside += [HRFlowable(width="100%", color=GREY)]
            look.append(("SPAN", (len(columns) + 1, len(rows)), (len(columns) + 1, len(rows) + len(week["days"]) - 1)))
            for number, day in enumerate(week["days"]):
                boxes = [[Tick(11, 4.9) for _ in range(column["boxes"])] for column in columns]
                label = Paragraph(day["label"], self.look("leaf-note"))
                rows.append([label, *boxes, beside if number == 0 else ""])
                high.append(16.8)
        table = Table(rows, colWidths=[first, *[one] * len(columns), notes], rowHeights=high, style=look, repeatRows=1)
        return [Paragraph(names, self.look("leaf-note")), table]

    def put_scale(self, each: dict[str, Any], width: float) -> list[Any]:
        numbers = [Ring(str(n)) for n in range(each["low"], each["high"] + 1)]
        return [
            Table(
                [numbers],
                colWidths=[width / len(numbers)] * len(numbers),
                style=[("ALIGN", (0, 0), (-1, -1), "CENTER")],
            )
        ]

    def put_lines(self, each: dict[str, Any], width: float) -> list[Any]:
        return [self.paragraph(each["label"], "body"), HRFlowable(width="100%", thickness=0.8, color=GREY)]

    def put_qrcode(self, each: dict[str, Any], width: float) -> list[Any]:
        side = each["width"] * mm
        return [Drawn(ready(self.build, "qr.svg"), "qr", side, side)]

    def put_pagebreak(self, each: dict[str, Any], width: float) -> list[Any]:
        return [PageBreak()]

    def put_space(self, each: dict[str, Any], width: float) -> list[Any]:
        return [Spacer(0, each["units"] * 4)]


PLAIN = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


class Tick(Flowable):
    """A box to tick or to write in, in mm."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width * mm, height * mm

    def wrap(self, *_: Any) -> tuple[float, float]:
        """Its size, and a little room."""
        return self.width, self.height + 2

    def draw(self) -> None:
        """The box."""
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0.5, 1, self.width - 1, self.height, 2)


class Ring(Flowable):
    """A number in a ring."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def wrap(self, *_: Any) -> tuple[float, float]:
        """The ring's size."""
        return 24, 24

    def draw(self) -> None:
        """The ring and its number."""
        self.canv.setLineWidth(0.8)
        self.canv.circle(12, 12, 11.5)
        self.canv.setFont("Atkinson", 14)
        self.canv.drawCentredString(12, 7, self.number)


@cache
def ready(build: Path, file: str) -> tuple[str, float, float]:
    """The operators of a picture and its size, which were written before."""
    head, _, text = (build / "pictures" / file).with_suffix(".ops").read_text("utf-8").partition("\n")
    width, height = map(float, head.split())
    return text, width, height


class Numbered(Canvas):
    """Pages wait until it is known how many there are."""

    def __init__(self, *arguments: Any, sheet: Sheet, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.sheet, self.states = sheet, list[dict[str, Any]]()

    def showPage(self) -> None:  # noqa: N802 -- ReportLab's name
        """Keep the page for later."""
        self.states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write header and footer of every page, then all of them."""
        for number, state in enumerate(self.states, 1):
            self.__dict__.update(state)
            data = self.sheet.data
            head = data["first_header"] if number == 1 else data["header"]
            around(self, head, A4[1] - 9 * mm, number, len(self.states), self.sheet)
            around(self, data["footer"], 17 * mm, number, len(self.states), self.sheet)
            super().showPage()
        super().save()


def around(canvas: Canvas, blocks: list[dict[str, Any]], top: float, page: int, pages: int, sheet: Sheet) -> None:
    """A header or footer from `top` down."""
    for each in blocks:
        numbers = {"page": page, "pages": pages} if each["kind"] in ("columns", "paragraph", "rule") else {}
        for flowable in sheet.put(each, WIDTH, **numbers):
            _, height = flowable.wrapOn(canvas, WIDTH, 200)
            top -= height + 3
            flowable.drawOn(canvas, MARGIN, top)


def make_sheet(data: dict[str, Any], path: Path, build: Path) -> None:
    """Set one patient's pages and write the file."""
    fonts(build)
    sheet = Sheet(data, build)
    document = BaseDocTemplate(str(path), pagesize=A4, title=data["title"])
    first = Frame(MARGIN, 17 * mm, WIDTH, A4[1] - 27 * mm, 0, 0, 0, 0)
    later = Frame(MARGIN, 17 * mm, WIDTH, A4[1] - 33 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("first", [first]), PageTemplate("later", [later])])
    story = [NextPageTemplate("later"), *sheet.all(data["blocks"], WIDTH)]
    document.build(story, canvasmaker=partial(Numbered, sheet=sheet))
