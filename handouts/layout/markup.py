"""Rendered XML to blocks. The vocabulary is closed: an unknown tag or attribute is an error that says where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

from handouts.layout import blocks as b
from handouts.layout.vocabulary import BLOCKS, INLINE, LINKS, VOCABULARY
from handouts.layout.xml_tree import NotWellFormed, parse_xml
from handouts.problems import ContentError, Problem, nearest


def parse(markup: str, layout: str) -> b.Sheet:
    """Read rendered markup; raise ContentError naming the layout and the rendered line."""
    try:
        root, lines = parse_xml(markup)
    except NotWellFormed as error:
        message = f"is not well-formed XML at column {error.column}."
        hint = "Close every tag and quote every attribute; a document type is not allowed."
        raise ContentError([Problem(layout, 0, f"rendered line {error.line}", message, hint)]) from None
    return _Reader(layout, lines).sheet(root)


class _Reader:
    def __init__(self, layout: str, lines: dict[Element, int]) -> None:
        self.layout, self.lines = layout, lines

    # -- errors -------------------------------------------------------------------------------------------------------

    def refuse(self, element: Element, message: str, hint: str = "") -> NoReturn:
        place = f"rendered line {self.lines[element]}"
        raise ContentError([Problem(self.layout, 0, place, message, hint or "docs/layouts.md lists the tags.")])

    def check(self, element: Element, allowed: dict[str, tuple[str, ...]] | tuple[str, ...]) -> None:
        if element.tag not in allowed:
            self.refuse(element, f"<{element.tag}> can't stand here.", nearest(element.tag, allowed))
        known = VOCABULARY[element.tag]
        for name in element.attrib:
            if name not in known:
                self.refuse(element, f'<{element.tag}> has no attribute "{name}".', nearest(name, known))

    def number(self, element: Element, name: str, default: float) -> float:
        text = element.get(name)
        try:
            value = float(text) if text else default
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1000:
            self.refuse(element, f'{name}="{text}" is not a length or number.')
        return value

    def numbers(self, element: Element, name: str) -> tuple[float, ...]:
        text = element.get(name, "")
        try:
            return tuple(float(part) for part in text.split())
        except ValueError:
            self.refuse(element, f'{name}="{text}" is not a row of numbers.', 'Write it as "2 1 1".')

    def choice(self, element: Element, name: str, options: tuple[str, ...]) -> Any:
        value = element.get(name, options[0])
        if value not in options:
            self.refuse(element, f'{name}="{value}" is not one of {", ".join(options)}.', nearest(value, options))
        return value

    # -- the document -------------------------------------------------------------------------------------------------

    def sheet(self, root: Element) -> b.Sheet:
        self.check(root, ("sheet",))
        parts = {"first-header": (), "header": (), "footer": (), "body": ()}
        for child in root:
            self.check(child, tuple(parts))
            parts[child.tag] = self.blocks(child)  # type: ignore[assignment]
        for name in ("title", "language"):
            if not root.get(name):
                self.refuse(root, f"the sheet has no {name}.", f'Write <sheet {name}="...">.')
        return b.Sheet(
            title=root.get("title", ""),
            language=root.get("language", ""),
            direction=self.choice(root, "direction", ("ltr", "rtl")),
            first_header=parts["first-header"],
            header=parts["header"],
            footer=parts["footer"],
            blocks=parts["body"],
        )

    def blocks(self, parent: Element) -> tuple[b.Block, ...]:
        texts = [parent.text, *(child.tail for child in parent)]
        stray = next((text.strip() for text in texts if text and text.strip()), "")
        if stray:
            self.refuse(parent, f'the text "{stray[:40]}" stands in no block.', "Put it into a <paragraph>.")
        return tuple(
            self.block(child) for child in parent if child.tag != "title" or parent.tag not in ("card", "callout")
        )

    def block(self, element: Element) -> b.Block:
        self.check(element, BLOCKS)
        make: Callable[[Element], b.Block] = getattr(self, "block_" + element.tag.replace("-", "_"))
        return make(element)

    # -- words --------------------------------------------------------------------------------------------------------

    def spans(self, element: Element) -> b.Spans:
        """The words of an element, with runs of white space made one space and none at the ends."""
        found: list[b.Span] = []
        self._gather(element, found, strong=False, link="")
        out: list[b.Span] = []
        space = True  # whether a space before the next word would be superfluous
        for span in found:
            text = span.text
            if span.kind in ("text", "value"):
                text = " ".join(part for part in text.replace("\n", " ").replace("\t", " ").split(" ") if part)
                if text or span.text:
                    lead = " " if span.text[:1].isspace() and span.text[:1] != "\u00a0" and not space else ""
                    trail = " " if text and span.text[-1:].isspace() and span.text[-1:] != "\u00a0" else ""
                    text = lead + text + trail
            if text or span.kind not in ("text", "value"):
                out.append(b.Span(text, span.kind, span.strong, span.link, span.width))
                space = text.endswith(" ")
        if out and out[-1].text.endswith(" "):
            last = out.pop()
            if last.text.rstrip(" ") or last.kind != "text":
                out.append(b.Span(last.text.rstrip(" "), last.kind, last.strong, last.link, last.width))
        return tuple(out)

    def _gather(self, element: Element, found: list[b.Span], *, strong: bool, link: str) -> None:
        kind: Any = "value" if element.tag == "value" else "text"
        if element.text:
            found.append(b.Span(element.text, kind, strong, link))
        for child in element:
            if child.tag in ("title", "name") and element.tag in ("line",):
                continue
            self.check(child, INLINE)
            if child.tag == "blank":
                found.append(b.Span("", "blank", strong, "", self.number(child, "width", 20)))
            elif child.tag in ("page-number", "page-count"):
                found.append(b.Span("", "page" if child.tag == "page-number" else "pages", strong))
            else:
                target = child.get("to", "") if child.tag == "link" else link
                if child.tag == "link" and not target.startswith(LINKS):
                    self.refuse(child, f'links to "{target[:60]}".', f"A link starts with {', '.join(LINKS)}.")
                self._gather(child, found, strong=strong or child.tag == "strong", link=target)
            if child.tail:
                found.append(b.Span(child.tail, kind, strong, link))

    def title_of(self, element: Element) -> b.Spans:
        title = element.find("title")
        return self.spans(title) if title is not None else ()

    def children(self, element: Element, tag: str) -> list[Element]:
        found = list(element)
        for child in found:
            self.check(child, (tag,))
        return found

    # -- blocks -------------------------------------------------------------------------------------------------------

    def block_heading(self, element: Element) -> b.Block:
        level = self.choice(element, "level", ("1", "2", "3"))
        if not self.spans(element):
            self.refuse(element, "a heading has no words.", "Write some, or take it away.")
        return b.Heading(int(level), self.spans(element), element.get("style", ""))  # type: ignore[arg-type]

    def block_paragraph(self, element: Element) -> b.Block:
        align = self.choice(element, "align", ("start", "end", "centre"))
        return b.Paragraph(self.spans(element), element.get("style", "body"), align)

    def block_list(self, element: Element) -> b.Block:
        kind = self.choice(element, "kind", ("bulleted", "numbered", "ticks"))
        items = tuple(self.spans(item) for item in self.children(element, "item"))
        return b.List(kind, items, element.get("style", "body"))

    def block_table(self, element: Element) -> b.Block:
        head: tuple[b.Spans, ...] = ()
        rows = []
        for child in element:
            self.check(child, ("head", "row"))
            cells = tuple(self.spans(cell) for cell in self.children(child, "cell"))
            if child.tag == "head":
                head = cells
            else:
                rows.append(cells)
        if not head:
            self.refuse(element, "a table has no head.", "Start it with <head><cell>...")
        if any(len(row) != len(head) for row in rows):
            self.refuse(
                element, f"a row has more or fewer cells than the head, which has {len(head)}.", "Make them equal."
            )
        widths = self.numbers(element, "widths")
        return b.Table(head, tuple(rows), widths, self.choice(element, "row-heads", ("yes", "no")) == "yes")

    def block_figure(self, element: Element) -> b.Block:
        alt = " ".join(element.get("alt", "").split())
        if not alt:
            self.refuse(element, "a figure has no alt text.", 'Say what it shows: alt="...".')
        width, height = self.number(element, "width", 58), self.number(element, "height", 58)
        return b.Figure(element.get("picture", ""), alt, width, height)

    def block_callout(self, element: Element) -> b.Block:
        kind = self.choice(element, "kind", ("tip", "emergency", "today", "soon", "summary", "dose", "caution"))
        level = int(self.choice(element, "level", ("0", "2", "3")))
        return b.Callout(kind, self.blocks(element), self.title_of(element), level)

    def block_card(self, element: Element) -> b.Block:
        level = int(self.choice(element, "level", ("2", "3")))
        if not self.title_of(element):
            self.refuse(element, "a card has no title.", "Start it with <title>...")
        return b.Card(element.get("number", ""), self.title_of(element), self.blocks(element), level)

    def block_group(self, element: Element) -> b.Block:
        return b.Group(self.blocks(element))

    def block_columns(self, element: Element) -> b.Block:
        columns = tuple(self.blocks(column) for column in self.children(element, "column"))
        widths = self.numbers(element, "widths") or (0.0,) * len(columns)
        if len(widths) != len(columns):
            self.refuse(element, f"{len(columns)} columns have {len(widths)} widths.", "Give each column its width.")
        return b.Columns(widths, columns, self.number(element, "gap", 6))

    def block_log(self, element: Element) -> b.Block:
        parts: dict[str, list[Any]] = {"name": [], "week": [], "day": [], "part": [], "line": []}
        dates = tuple(tuple(week.get("dates", "").split()) for week in element.iter("week"))
        for child in element:
            self.check(child, tuple(parts))
            if child.tag in ("name", "week"):
                parts[child.tag].append(self.spans(child))
            elif child.tag == "day":
                parts["day"].append((child.get("label", ""), self.choice(child, "state", ("open", "off"))))
            elif child.tag == "part":
                parts["part"].append(child.get("label", ""))
            else:
                parts["line"].append(self.log_line(child))
        if not parts["week"] or not parts["day"] or not parts["line"] or len(parts["name"]) != 1:
            self.refuse(element, "a log needs a <name>, weeks, days and lines.")
        if any(len(line.weeks) != len(parts["week"]) for line in parts["line"]):
            self.refuse(
                element, "a line of the log has more or fewer <cells> than there are weeks.", "Make them equal."
            )
        if any(dates) and any(len(week) != len(parts["day"]) for week in dates):
            self.refuse(element, "a week of the log has more or fewer dates than days.", "Give each day its date.")
        lists = {name: tuple(found) for name, found in parts.items()}
        mark = self.choice(element, "mark", ("box", "star"))
        known = dates if any(dates) else ()
        return b.Log(lists["name"][0], lists["week"], lists["day"], lists["part"], lists["line"], mark, known)

    def log_line(self, element: Element) -> b.LogLine:
        name: b.Spans = ()
        picture = None
        weeks = []
        for child in element:
            self.check(child, ("name", "cells", "figure"))
            if child.tag == "name":
                name = self.spans(child)
            elif child.tag == "figure":
                picture = self.block_figure(child)
            else:
                state = self.choice(child, "state", ("open", "later", "rest"))
                weeks.append(b.LogCells(state, child.get("label", ""), tuple(child.get("targets", "").split())))
        boxes = int(self.number(element, "boxes", 1))
        return b.LogLine(name, boxes, tuple(weeks), picture)  # type: ignore[arg-type]

    def block_scale(self, element: Element) -> b.Block:
        low, high = int(self.number(element, "low", 0)), int(self.number(element, "high", 10))
        return b.Scale(low, high, element.get("low-label", ""), element.get("high-label", ""))

    def block_lines(self, element: Element) -> b.Block:
        return b.Lines(int(self.number(element, "count", 1)), self.spans(element))

    def block_qr(self, element: Element) -> b.Block:
        return b.QrCode(element.get("address", ""), element.get("alt", ""), self.number(element, "width", 24))

    def block_rule(self, element: Element) -> b.Block:
        return b.Rule(self.choice(element, "colour", ("grey", "primary")))

    def block_swatch(self, element: Element) -> b.Block:
        return b.Swatch(self.choice(element, "colour", ("primary", "accent", "tint")))

    def block_page_break(self, element: Element) -> b.Block:
        return b.PageBreak()

    def block_space(self, element: Element) -> b.Block:
        return b.Space(self.number(element, "units", 1))
