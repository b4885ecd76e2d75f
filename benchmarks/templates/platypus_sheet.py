"""The pages of one patient with ReportLab's Platypus, from the same blocks as ours."""

from __future__ import annotations

from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, black, white
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

WIDTH = A4[0] - 36 * mm
GREY = HexColor("#8a939b")
SIZES = {
    "title": (26, 30, True), "subtitle": (16, 22, False), "section": (18, 24, True), "item": (14, 20, True),
    "body": (14, 20, False), "step": (14, 19, False), "dose": (14, 20, True), "card": (16, 22, True),
    "callout": (16, 20, True), "bar": (16, 20, True), "cell": (14, 20, False), "small": (12, 16, False),
    "name": (12, 15, True), "day": (12, 16, False), "week": (12, 16, True), "clinic": (16, 20, True),
    "page": (12, 16, False),
}  # fmt: skip


@cache
def fonts(build: Path) -> None:
    """Register the family once."""
    pdfmetrics.registerFont(TTFont("Atkinson", str(build / "fonts/regular.ttf")))
    pdfmetrics.registerFont(TTFont("Atkinson-Bold", str(build / "fonts/bold.ttf")))
    pdfmetrics.registerFontFamily("Atkinson", normal="Atkinson", bold="Atkinson-Bold")


@cache
def style(name: str, align: str, primary: str) -> ParagraphStyle:
    """A text style."""
    size, leading, bold = SIZES[name]
    side = {"start": 0, "end": TA_RIGHT, "centre": TA_CENTER}[align]
    colour = {"section": HexColor(primary), "clinic": HexColor(primary), "bar": white, "page": HexColor("#4f5760")}
    return ParagraphStyle(
        f"{name}-{align}",
        fontName="Atkinson-Bold" if bold else "Atkinson",
        fontSize=size,
        leading=leading,
        alignment=side,
        textColor=colour.get(name, black),
        spaceAfter=4,
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

    def paragraph(self, spans: list[dict[str, Any]], name: str, align: str = "start", **numbers: int) -> Paragraph:
        """A paragraph."""
        return Paragraph(self.words(spans, **numbers), style(name, align, self.primary))

    def put(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        """One block."""
        return list(getattr(self, f"put_{each['kind']}")(each, width, **numbers))

    def put_heading(self, each: dict[str, Any], width: float) -> list[Any]:
        name = each["style"] or ("title", "section", "item")[each["level"] - 1]
        return [CondPageBreak(60), self.paragraph(each["spans"], name)]

    def put_paragraph(self, each: dict[str, Any], width: float, **numbers: int) -> list[Any]:
        return [self.paragraph(each["spans"], each["style"], each["align"], **numbers)]

    def put_list(self, each: dict[str, Any], width: float) -> list[Any]:
        items = [ListItem(self.paragraph(item, each["style"])) for item in each["items"]]
        kind = "1" if each["sort"] == "numbered" else "bullet"
        look = {"bulletFontName": "Atkinson-Bold", "bulletColor": HexColor(self.primary), "bulletFontSize": 14}
        start = {} if kind == "1" else {"start": "\u2022"}
        return [
            ListFlowable(
                items, bulletType=kind, leftIndent=20, bulletFormat="%s." if kind == "1" else None, **start, **look
            )
        ]

    def put_figurerow(self, each: dict[str, Any], width: float) -> list[Any]:
        pictures = [self.picture(figure) for figure in each["figures"]]
        return [Table([pictures], colWidths=[p.width + 5 * mm for p in pictures], style=PLAIN, hAlign="LEFT")]

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
        cells = [self.all(column, w, **numbers) for column, w in zip(each["columns"], widths, strict=True)]
        sizes = [w + (gap if n < len(widths) - 1 else 0) for n, w in enumerate(widths)]
        return [Table([cells], colWidths=sizes, style=PLAIN, hAlign="LEFT")]

    def put_group(self, each: dict[str, Any], width: float) -> list[Any]:
        return self.all(each["blocks"], width)

    def put_card(self, each: dict[str, Any], width: float) -> list[Any]:
        title = Paragraph(f"{each['number']} {self.words(each['title'])}", style("card", "start", self.primary))
        rule = HRFlowable(width="100%", thickness=0.75, color=GREY, spaceBefore=6)
        return [KeepTogether([rule, title, *self.all(each["blocks"], width)])]

    def put_callout(self, each: dict[str, Any], width: float) -> list[Any]:
        name = "bar" if each["sort"] == "emergency" else "callout"
        title = [self.paragraph(each["title"], name)] if each["title"] else []
        inner = self.all(each["blocks"], width - 20)
        look: list[Any] = [("LEFTPADDING", (0, 0), (-1, -1), 10), ("RIGHTPADDING", (0, 0), (-1, -1), 10)]
        if each["sort"] in ("emergency", "today", "soon"):
            look.append(("BOX", (0, 0), (-1, -1), 0.75 if each["sort"] == "soon" else 2.25, black))
        elif each["sort"] != "caution":
            look.append(("BACKGROUND", (0, 0), (-1, -1), self.tint))
        rows: list[list[Any]] = [[title]] if title else []
        if each["sort"] == "emergency":
            look.append(("BACKGROUND", (0, 0), (-1, 0), black))
        return [Table([*rows, [inner]], colWidths=[width], style=look)]

    def put_log(self, each: dict[str, Any], width: float) -> list[Any]:
        days, weeks = len(each["days"]), len(each["weeks"])
        one = (width - 48 * mm) / (days * weeks)
        cell = partial(Paragraph, style=style("day", "centre", self.primary))
        head = [self.paragraph(each["heading"], "name")]
        for week in each["weeks"]:
            head += [self.paragraph(week, "week"), *[""] * (days - 1)]
        rows = [head, ["", *(cell(day[0]) for _ in range(weeks) for day in each["days"])]]
        if each["dates"]:
            rows.append(["", *(cell(day) for week in each["dates"] for day in week)])
        look: list[Any] = [("SPAN", (1 + n * days, 0), ((n + 1) * days, 0)) for n in range(weeks)]
        look += [("BACKGROUND", (1, 0), (-1, len(rows) - 1), self.tint), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        look += [(f"{side}PADDING", (0, 0), (-1, -1), 0.5) for side in ("LEFT", "RIGHT")]
        look.append(("LINEBELOW", (0, len(rows) - 1), (-1, -1), 0.5, GREY))
        for line in each["lines"]:
            name = self.paragraph(line["name"], "name")
            first = Table(
                [[self.picture(line["picture"]) if line["picture"] else "", name]],
                colWidths=[14 * mm, 33 * mm],
                style=PLAIN,
            )
            row: list[Any] = [first]
            for week in line["weeks"]:
                open_week = week["state"] == "open"
                row += [[Tick() for _ in range(line["boxes"])] if open_week else "" for _ in range(days)]
                if not open_week:
                    row[-days] = cell(week["label"])
                    look.append(("SPAN", (len(row) - days, len(rows)), (len(row) - 1, len(rows))))
            rows.append(row)
        return [Table(rows, colWidths=[48 * mm, *[one] * (days * weeks)], style=look, repeatRows=2)]

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
    """A box to tick."""

    def wrap(self, *_: Any) -> tuple[float, float]:
        """7 mm and a little room."""
        return 7 * mm, 7 * mm + 3

    def draw(self) -> None:
        """The box."""
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0, 1.5, 6.6 * mm, 6.6 * mm, 1)


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
            around(self, head, A4[1] - 13 * mm, number, len(self.states), self.sheet)
            around(self, data["footer"], 30 * mm, number, len(self.states), self.sheet)
            super().showPage()
        super().save()


def around(canvas: Canvas, blocks: list[dict[str, Any]], top: float, page: int, pages: int, sheet: Sheet) -> None:
    """A header or footer from `top` down."""
    for each in blocks:
        numbers = {"page": page, "pages": pages} if each["kind"] in ("columns", "paragraph", "rule") else {}
        for flowable in sheet.put(each, WIDTH, **numbers):
            _, height = flowable.wrapOn(canvas, WIDTH, 200)
            top -= height + 3
            flowable.drawOn(canvas, 18 * mm, top)


def make_sheet(data: dict[str, Any], path: Path, build: Path) -> None:
    """Set one patient's pages and write the file."""
    fonts(build)
    sheet = Sheet(data, build)
    document = BaseDocTemplate(str(path), pagesize=A4, title=data["title"])
    first = Frame(18 * mm, 34 * mm, WIDTH, A4[1] - 70 * mm, 0, 0, 0, 0)
    later = Frame(18 * mm, 30 * mm, WIDTH, A4[1] - 52 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("first", [first]), PageTemplate("later", [later])])
    story = [NextPageTemplate("later"), *sheet.all(data["blocks"], WIDTH)]
    document.build(story, canvasmaker=partial(Numbered, sheet=sheet))
