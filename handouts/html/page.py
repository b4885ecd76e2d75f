"""A sheet as one HTML file that holds all it needs, with headings, lists and tables that any browser can read out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, assert_never

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import warning_triangle
from handouts.files.problems import ContentError, Problem, nearest
from handouts.html.grids import day_log_markup, grid_name, table_markup
from handouts.html.labelled import labelled_markup
from handouts.html.letters import font_faces
from handouts.html.looks import looks
from handouts.html.markup import document, dose_cell, dose_line, element, words
from handouts.html.svg import drawing_markup, own_clip_names, picture_markup
from handouts.layout import blocks as b
from handouts.layout.sentences import sentences_apart
from handouts.layout.style import HEADINGS, INK, Style, unknown_text_style
from handouts.layout.walk import with_spans
from handouts.resolve.direction import numbers_isolated, of_a_leftward_sheet
from handouts.text.sheet import without_page_numbers

if TYPE_CHECKING:
    from handouts.typeset.fonts import FontBook

STYLES = Path(__file__).parent / "page.css"
TRIANGLE = 20.0  # its own units; the style sheet says how large it is


def write_html(
    sheet: b.Sheet, style: Style, pictures: Mapping[str, Picture], fonts: FontBook | None = None, linked: str = ""
) -> bytes:
    """The whole file, with all that it shows, and the letters of its `fonts`; `linked` is what the page is about, for
    search engines."""
    page = _Page(style, pictures, sheet)
    sheet = with_spans(sheet, partial(_gaps_heard, sheet.gap))
    if sheet.direction == "rtl":
        sheet = with_spans(sheet, _leftward)
    if style.text["body"].sentences:
        sheet = with_spans(sheet, sentences_apart)
    parts = {"header": sheet.first_header, "main": sheet.blocks, "footer": without_page_numbers(sheet.footer)}
    body = "\n".join(element(tag, f"\n{page.all(blocks)}\n") for tag, blocks in parts.items() if blocks)
    letters = "".join(f"{rule}\n" for rule in font_faces(body, fonts)) if fonts else ""
    styles = f"{letters}{looks(style)}\n{STYLES.read_text('utf-8')}"
    return document(sheet.title, styles, own_clip_names(body), sheet.language, sheet.direction, linked)


def _gaps_heard(gap: str, spans: b.Spans) -> b.Spans:
    """Words whose gaps say what they are."""
    return tuple(span.saying(gap) if span.kind == "blank" else span for span in spans)


def _leftward(spans: b.Spans) -> b.Spans:
    return tuple(span.saying(numbers_isolated(of_a_leftward_sheet(span.text))) for span in spans)


Other: TypeAlias = (
    b.Rule | b.Swatch | b.PageBreak | b.Space | b.Spare | b.Band | b.Dose | b.ProgrammeGrid | b.DayLog | b.LeafSide
)


class _Page:
    """Blocks to markup, with the look and the pictures of the sheet."""

    def __init__(self, style: Style, pictures: Mapping[str, Picture], sheet: b.Sheet) -> None:
        self.style, self.pictures, self.sheet = style, pictures, sheet
        self.names: Counter[str] = Counter()

    def all(self, blocks: Iterable[b.Block]) -> str:
        return "\n".join(part for block in blocks if (part := self.block(block)))

    def block(self, block: b.Block) -> str:  # noqa: C901 -- one case for each kind of block
        match block:
            case b.Heading(level, spans, style, _):
                return element(f"h{level}", words(spans), class_=self.look(style or HEADINGS[level]))
            case b.Paragraph(spans, style, align):
                look = self.look(style) if align == "start" else f"{self.look(style)} {align}"
                return element("p", words(spans), class_=look) if spans else ""
            case b.List():
                return _list(block, self.look(block.style))
            case b.Table():
                return table_markup(block, self.own_name(block))
            case b.Figure():
                return self.figure(block)
            case b.FigureRow(figures):
                return element("div", "".join(self.figure(each) for each in figures), class_="figures")
            case b.Callout():
                return _caution(self.all(block.blocks)) if block.kind == "caution" else self.callout(block)
            case b.Card(number, title, inner, level, under):
                disc = element("span", escape(number), class_="number") + " " if number else ""
                head = element(f"h{level}", disc + words(title), class_="text-card")
                need = element("p", words(under), class_="text-note") + "\n" if under else ""
                return element("article", f"\n{head}\n{need}{self.all(inner)}\n")
            case b.Group(inner) | b.Foot(inner) | b.IfRoom(inner):
                return self.all(inner)
            case b.Columns(_, columns):
                return element("div", "".join(element("div", self.all(each)) for each in columns), class_="columns")
            case b.Scale():
                return _scale(block)
            case b.Lines(count, label):
                head = element("p", words(label), class_="text-body") if label else ""
                return head + element("div", class_="writing") * count
            case b.QrCode(address, alt):
                return element("p", element("a", escape(alt), href=address), class_="text-small")
            case _:
                return self.other(block)

    def other(self, block: Other) -> str:
        """What a leaf is made of, and what holds no words."""
        match block:
            case b.Rule(colour):
                return f'<hr class="{colour}">'
            case b.Swatch(colour):
                return element("div", class_="swatch", style=f"background:var(--{colour})")
            case b.PageBreak():
                return element("div", class_="new-page")
            case b.Space() | b.Spare():  # without pages no room is left over
                return ""
            case b.Band():
                return self.band(block)
            case b.Dose():
                return dose_line(block, self.sheet.gap)
            case b.ProgrammeGrid(_, cells, aside):
                shown = "\n".join(map(self.programme_cell, cells))
                return element("div", f"\n{shown}\n", class_="programme") + "\n" + self.all(aside)
            case b.DayLog():
                return day_log_markup(block, self.pictures, self.own_name(block), self.sheet)
            case b.LeafSide(inner):
                return self.all(inner)
            case _:
                assert_never(block)

    def band(self, band: b.Band) -> str:
        """The head of a side: its title first."""
        logo = self.figure(band.logo) if band.logo else ""
        name = element("p", words(band.name), class_="text-band-name") if band.name else ""
        title = element("h1", words(band.title), class_="text-band-title")
        rest = [element("p", words(spans), class_="text-cue") for spans in (band.note, *band.lines) if spans]
        return element("div", f"{logo}<div>{name}{title}{''.join(rest)}</div>", class_="band")

    def programme_cell(self, cell: b.ProgrammeCell) -> str:
        """An exercise at a glance."""
        figures = "".join(self.figure(figure) for figure in cell.figures)
        number = element("span", escape(cell.number), class_="number") + " " if cell.number else ""
        parts = [
            element("h2", number + words(cell.title), class_="text-leaf-row"),
            element("div", figures, class_="figures") if figures else "",
            element("p", words(cell.cue), class_="text-cue") if cell.cue else "",
            element("p", words(cell.more), class_="text-leaf-note") if cell.more else "",
            *(element("p", dose_cell(part, self.sheet.gap), class_="text-leaf-note") for part in cell.dose),
        ]
        return element("article", "\n".join(filter(None, parts)))

    def look(self, name: str) -> str:
        """The class of a text style."""
        if name not in self.style.text:
            raise ContentError([unknown_text_style(name, self.style)])
        return f"text-{name}"

    def own_name(self, grid: b.Table | b.DayLog) -> str:
        """A name that no other grid of the page has."""
        name = grid_name(grid, self.sheet.joints)
        self.names[name] += 1
        return name if self.names[name] == 1 else self.sheet.joints.listed((name, str(self.names[name])))

    def callout(self, block: b.Callout) -> str:
        tag, look = f"h{block.level}" if block.level else "p", "bar" if block.kind == "emergency" else "callout"
        head = element(tag, words(block.title), class_=f"text-{look}") + "\n" if block.title else ""
        return element("div", f"\n{head}{self.all(block.blocks)}\n", class_=f"callout {block.kind}")

    def figure(self, figure: b.Figure) -> str:
        picture = self.pictures.get(figure.picture)
        if picture is None:
            hint = nearest(figure.picture, self.pictures) or "The exercise has to name it under figure:."
            raise ContentError([Problem("layouts", 0, "figure", f'there is no picture "{figure.picture}".', hint)])
        if figure.labels:
            return labelled_markup(picture, figure, self.style)
        width = min(figure.width, figure.height * picture.width / picture.height)
        return picture_markup(picture, figure.alt, round(width * self.style.pictures, 1))


def _caution(inner: str) -> str:
    """A drawn triangle, and beside it what to take care of."""
    triangle = drawing_markup(warning_triangle(0, 0, TRIANGLE, INK), (TRIANGLE, TRIANGLE), 'aria-hidden="true"')
    return element("div", f"{triangle}{element('div', inner)}", class_="callout caution")


def _list(block: b.List, look: str) -> str:
    mark = element("span", class_="tick") if block.kind == "ticks" else ""
    items = "\n".join(element("li", mark + words(item)) for item in block.items)
    look = f"{look} ticks" if block.kind == "ticks" else look
    look = f"{look} row" if block.columns > 2 else look
    return element("ol" if block.kind in ("numbered", "steps") else "ul", f"\n{items}\n", class_=look)


def _scale(scale: b.Scale) -> str:
    if scale.limit is not None:
        return _limited(scale, scale.limit)
    below = [element("span", escape(label)) for label in (scale.low_label, scale.high_label)]
    ends = element("p", " ".join(below), class_="ends text-small") if scale.low_label or scale.high_label else ""
    return element("p", _numbers(scale.low, scale.high), class_="scale text-cell") + ends


def _limited(scale: b.Scale, limit: int) -> str:
    """Each stretch of the numbers with what it means."""
    low = element("p", _numbers(scale.low, limit), class_="scale text-cell")
    high = element("p", _numbers(limit + 1, scale.high), class_="scale above text-cell")
    labels = (element("p", escape(label), class_="text-leaf-note") for label in (scale.low_label, scale.high_label))
    return "\n".join(part for pair in zip((low, high), labels, strict=True) for part in pair)


def _numbers(first: int, last: int) -> str:
    return " ".join(element("span", str(number)) for number in range(first, last + 1))
