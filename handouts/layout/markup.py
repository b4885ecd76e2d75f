"""Rendered XML to blocks. The vocabulary is closed: an unknown tag or attribute is an error that says where."""

from __future__ import annotations

from typing import get_args
from xml.etree.ElementTree import Element

from handouts.files.problems import ContentError, Problem
from handouts.layout import blocks as b
from handouts.layout.elements import place_of
from handouts.layout.leaf_elements import LeafElements
from handouts.layout.style import CONTENT_WIDTH, MM
from handouts.layout.vocabulary import LINKS
from handouts.layout.xml_tree import DEEPEST, NestedTooDeeply, NotWellFormed, change_attributes, parse_xml
from handouts.resolve.direction import without_isolates
from handouts.reuse.private import Private, without_mark
from handouts.reuse.stores import READ_BLOCKS

MOST_NUMBERS = 20  # of a scale that still leaves room to circle one
MOST_OF_AN_ADDRESS = 500  # bytes: version 17 of a QR code (ISO/IEC 18004), 85 dots a side, on 24 mm


class Filled(str):
    """A layout's text in which everything private has its mark."""

    __slots__ = ()


def parse(markup: str, layout: str) -> b.Sheet:
    """Read rendered markup; raise ContentError naming the layout and the rendered line. Blocks of what is `Filled` come
    up again in other sheets, and are kept unless anything in them is private. In other markup all is private."""
    reader, root = _reader_of(markup, layout)
    sheet = reader.sheet(root)
    return parse(str.__str__(markup), layout) if reader.lost and isinstance(markup, Filled) else sheet


def parse_marked(markup: str, layout: str) -> list[tuple[b.Block, tuple[str, int]]]:
    """Read markup with marks of its lines: every block, inner ones first, with the file and line of its tag. Raises
    ContentError for what can't be read, with the same."""
    reader, root = _reader_of(markup, layout)
    reader.sources = {}
    reader.sheet(root)
    return [(block, place_of(layout, reader.lines[element])[:2]) for block, element in reader.read]


def _reader_of(markup: str, layout: str) -> tuple[_Reader, Element]:
    try:
        root, lines, sources = parse_xml(markup)
    except NestedTooDeeply as error:
        message, hint = f"is nested more than {DEEPEST} deep.", "Close the tags before."
        raise ContentError([Problem(*place_of(layout, error.line), message, hint)]) from None
    except NotWellFormed as error:
        message, hint = f"is not well-formed XML: {error.why}.", "Close every tag and quote every attribute."
        raise ContentError([Problem(*place_of(layout, error.line), message, hint)]) from None
    if isinstance(markup, Filled):
        return _Reader(layout, lines, sources, marked=True), root
    change_attributes(root, Private)
    return _Reader(layout, lines, {}, marked=False), root


class _Reader(LeafElements):
    # -- the document -------------------------------------------------------------------------------------------------

    def sheet(self, root: Element) -> b.Sheet:
        self.check(root, ("sheet",))
        self.once(root, "first-header", "header", "footer", "body")
        parts = {"first-header": (), "header": (), "footer": (), "body": ()}
        for child in root:
            self.check(child, tuple(parts))
            self.level = 0
            self.no_words(child)
            parts[child.tag] = tuple(self.known_block(each) for each in child)  # type: ignore[assignment]
        for name in ("title", "language"):
            if not root.get(name):
                self.refuse(root, f"the sheet has no {name}.", f'Write <sheet {name}="...">.')
        self.refuse_language(root)
        return b.Sheet(
            title=without_isolates(without_mark(root.get("title", ""))),
            language=root.get("language", ""),
            direction=self.choice(root, "direction", ("ltr", "rtl")),
            first_header=parts["first-header"],
            header=parts["header"],
            footer=parts["footer"],
            blocks=parts["body"],
            frame=self.choice(root, "frame", ("usual", "full")),
        )

    def known_block(self, element: Element) -> b.Block:
        """A block of the sheet itself, read once in a process as long as its source and the heading before are same."""
        key = (self.sources.get(element, b""), self.level)
        found: tuple[b.Block, int] | None = READ_BLOCKS.get(key)
        if found:
            block, self.level = found
            return block
        block = self.block(element)
        if key[0]:
            READ_BLOCKS.keep(key, (block, self.level))
        return block

    # -- blocks -------------------------------------------------------------------------------------------------------

    def block_heading(self, element: Element) -> b.Heading:
        level = self.choice(element, "level", ("1", "2", "3"))
        spans = self.spans(element)
        if not spans:
            self.refuse(element, "a heading has no words.", "Write some, or take it away.")
        self.open_heading(element, int(level))
        return b.Heading(int(level), spans, element.get("style", ""), element.get("icon", ""))  # type: ignore[arg-type]

    def block_paragraph(self, element: Element) -> b.Paragraph:
        align = self.choice(element, "align", ("start", "end", "centre"))
        return b.Paragraph(self.spans(element), element.get("style", "body"), align)

    def block_list(self, element: Element) -> b.List:
        kind = self.choice(element, "kind", get_args(b.ListKind))
        items = tuple(self.spans(item) for item in self.children(element, "item"))
        if not all(items):
            self.refuse(element, "an item of the list has no words.", "Write some, or take it away.")
        columns = int(self.choice(element, "columns", ("1", "2", "4", "7")))
        return b.List(kind, items, element.get("style", "body"), columns)

    def block_table(self, element: Element) -> b.Table:
        head: tuple[b.Spans, ...] = ()
        rows = []
        self.once(element, "head")
        for child in element:
            self.check(child, ("head", "row"))
            cells = tuple(self.spans(cell) for cell in self.children(child, "cell"))
            if child.tag == "head":
                head = cells
            else:
                rows.append(cells)
        if not head:
            self.refuse(element, "a table has no head.", "Start it with <head><cell>...")
        if not all(head):
            self.refuse(element, "a cell of the table's head has no words.", "Say what stands below it.")
        if any(len(row) != len(head) for row in rows):
            self.refuse(
                element, f"a row has more or fewer cells than the head, which has {len(head)}.", "Make them equal."
            )
        widths = self.numbers(element, "widths")
        if widths and len(widths) != len(head):
            self.refuse(element, f"has {len(widths)} widths for {len(head)} columns.", "Give each column its share.")
        if not all(widths):
            self.refuse(element, "has widths of 0.", "Widths are shares of more than 0.")
        row_heads = self.choice(element, "row-heads", ("yes", "no")) == "yes"
        return b.Table(head, tuple(rows), widths, row_heads, element.get("style", "cell"))

    def block_figures(self, element: Element) -> b.FigureRow:
        self.no_words(element)
        for child in element:
            self.check(child, ("figure",))
        if not len(element):
            self.refuse(element, "a row of figures has none.", "Put <figure>s into it, or leave it out.")
        figures = tuple(self.block_figure(child) for child in element)
        return b.FigureRow(
            figures, self.choice(element, "panel", ("no", "yes")) == "yes", self.number(element, "height", 0)
        )

    def block_callout(self, element: Element) -> b.Callout:
        kind = self.choice(element, "kind", get_args(b.CalloutKind))
        level = int(self.choice(element, "level", ("0", "2", "3")))
        title = self.title_of(element)
        if kind in ("dose", "caution") and title:
            self.refuse(element, f'a callout of kind "{kind}" has no title.', "Put its words into a <paragraph>.")
        if level and title:
            self.open_heading(element, level)
        return b.Callout(kind, self.blocks(element), title, level, self.number(element, "beside", 0))

    def block_card(self, element: Element) -> b.Card:
        level = int(self.choice(element, "level", ("2", "3")))
        title = self.title_of(element)
        if not title:
            self.refuse(element, "a card has no title.", "Start it with <title>...")
        self.open_heading(element, level)
        under = element.find("under")
        self.once(element, "under")
        spans = () if under is None else self.spans(under)
        return b.Card(element.get("number", ""), title, self.blocks(element), level, spans)

    def block_group(self, element: Element) -> b.Group:
        return b.Group(self.blocks(element))

    def block_foot(self, element: Element) -> b.Foot:
        return b.Foot(self.blocks(element))

    def block_if_room(self, element: Element) -> b.IfRoom:
        self.once(element, "otherwise")
        otherwise = element.find("otherwise")
        first = self.choice(element, "first", ("no", "yes")) == "yes"
        return b.IfRoom(self.blocks(element), () if otherwise is None else self.blocks(otherwise), first)

    def block_columns(self, element: Element) -> b.Columns:
        columns = tuple(self.blocks(column) for column in self.children(element, "column"))
        widths = self.numbers(element, "widths") or (0.0,) * len(columns)
        if len(widths) != len(columns):
            self.refuse(element, f"{len(columns)} columns have {len(widths)} widths.", "Give each column its width.")
        if not columns:
            self.refuse(element, "has no columns.", "Put a <column> into it.")
        gap, page = self.number(element, "gap", 6), CONTENT_WIDTH / MM
        taken = sum(widths) + gap * (len(widths) - 1)
        if taken > page + 0.01 or (taken >= page and not all(widths)):
            self.refuse(element, f"is {taken:.0f} mm wide, wider than the page, which has {page:.0f} mm.")
        said = (self.choice(element, name, ("no", "yes")) == "yes" for name in ("flow", "balanced", "rises"))
        flow, balanced, rises = said
        return b.Columns(widths, columns, gap, flow, self.numbers(element, "fit"), balanced, rises)

    def block_scale(self, element: Element) -> b.Scale:
        low, high = int(self.number(element, "low", 0)), int(self.number(element, "high", 10))
        if not low < high <= low + MOST_NUMBERS:
            self.refuse(element, f"goes from a lower to a higher number, at most {MOST_NUMBERS} further on.")
        limit = int(self.number(element, "limit", 0)) if element.get("limit") else None
        if limit is not None and not low <= limit < high:
            self.refuse(element, "has a limit outside its numbers.", f"Write one from {low} to {high - 1}.")
        unsaid = Private() if self.plain.private else ""  # the numbers may be a patient's
        labels = element.get("low-label", unsaid), element.get("high-label", unsaid)
        return b.Scale(low, high, *labels, limit, element.get("said", ""))

    def block_lines(self, element: Element) -> b.Lines:
        return b.Lines(int(self.number(element, "count", 1)), self.spans(element), element.get("said", ""))

    def block_spare(self, element: Element) -> b.Spare:
        most, least = (int(self.number(element, name, default)) for name, default in (("most", 8), ("least", 3)))
        return b.Spare(self.spans(element), most, least)

    def block_qr(self, element: Element) -> b.QrCode:
        address, alt = element.get("address", ""), self.alt_of(element, "a QR code", "where it leads")
        if not address.startswith(LINKS):
            self.refuse(element, f'a QR code leads to "{address[:60]}".', f"An address starts with {', '.join(LINKS)}.")
        if len(address.encode()) > MOST_OF_AN_ADDRESS:
            message = f"a QR code leads to an address of {len(address)} letters; {MOST_OF_AN_ADDRESS} can be scanned."
            self.refuse(element, message, "Give it a shorter one.")
        return b.QrCode(address, alt, self.number(element, "width", 24))

    def block_rule(self, element: Element) -> b.Rule:
        return b.Rule(self.choice(element, "colour", ("grey", "primary")))

    def block_swatch(self, element: Element) -> b.Swatch:
        return b.Swatch(self.choice(element, "colour", ("primary", "accent", "tint")))

    def block_page_break(self, element: Element) -> b.PageBreak:
        return b.PageBreak()

    def block_space(self, element: Element) -> b.Space:
        return b.Space(self.number(element, "units", 1))
