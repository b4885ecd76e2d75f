"""What a listener should hear of a sheet, worked out from its blocks alone: the structure tree has to say just this.

An entry is a role, the words, and what else is said of it: a table head's scope and reach, a list's numbering, a
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias, assert_never

from handouts.layout import blocks as b

Entry: TypeAlias = tuple[str, str, str]
NUMBERING = {"numbered": "Decimal", "steps": "Decimal", "bulleted": "Disc", "ticks": "None"}
GAP = "blank"
IF_FOUND = "only where names don't fit"
# Greek and Cyrillic words on an English sheet have a language of their own
OTHER_LETTERS = re.compile("[\u0370-\u04ff]+(?: [\u0370-\u04ff]+)*")
MARKS = {"bulleted": "\u2022", "ticks": "\u2610"}


def plain(text: str) -> str:
    """Words with one space between them."""
    return " ".join(text.split())


def letters(spans: b.Spans) -> str:
    """The words of a line, with what is heard of its gaps."""
    return "".join(GAP if span.kind == "blank" else span.text for span in spans)


def spoken(blocks: Iterable[b.Block], found: Iterable[Entry] = ()) -> list[Entry]:
    """What should be heard. A log whose names don't fit above its columns has them in a line of its own too: that is so
    if the line is `found`."""
    lines = {entry[:2] for entry in found}
    entries = ((role, words, more) for role, words, more in _all(blocks) if more != IF_FOUND or (role, words) in lines)
    return [(role, words, more.replace(IF_FOUND, "")) for role, words, more in entries]


def of_sheet(sheet: b.Sheet, found: Iterable[Entry] = ()) -> list[Entry]:
    """What should be heard of a whole sheet: the letterhead is, other headers and footers are not."""
    return spoken((*sheet.first_header, *sheet.blocks), found)


def of_form(sheet: b.Sheet, found: Iterable[Entry] = ()) -> list[Entry]:
    """What should be heard of a sheet as a form, besides what its fields say."""
    entries = of_sheet(without_boxes(sheet), found)
    return [(role, words.replace(MARKS["ticks"], ""), more) for role, words, more in entries]


def without_boxes(sheet: b.Sheet) -> b.Sheet:
    """The sheet as a form, whose boxes are fields: they say themselves what they are."""

    def silent(value: Any) -> Any:
        if isinstance(value, b.DayLog):
            return replace(value, box="")
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(map(silent, value))
        return replace(value, blocks=silent(value.blocks)) if hasattr(value, "blocks") else value

    return silent(sheet)  # type: ignore[no-any-return]


def _all(blocks: Iterable[b.Block]) -> Iterator[Entry]:
    return (entry for block in blocks for entry in _entries(block))


def _words(role: str, spans: b.Spans, more: str = "", before: str = "") -> Iterator[Entry]:
    """An element with its words, and what stands inside it: links, and words in another language."""
    yield role, plain(before + letters(spans)), more
    last = b.Span()
    for span in spans:
        if span.link and span.link != last.link:
            yield "Link", plain("".join(each.text for each in spans if each.link == span.link)), ""
        if span.language and span.language != last.language:
            yield "Span", plain(span.text), span.language
        for name in () if span.language else OTHER_LETTERS.findall(span.text):
            yield "Span", name, "uk" if name > "\u0400" else "el"
        last = span


def _entries(block: b.Block) -> Iterator[Entry]:  # noqa: C901 -- one case for each kind of block
    match block:
        case b.Heading(level, spans):
            yield from _words(f"H{level}", spans)
        case b.Paragraph(spans):
            if spans:
                yield from _words("P", spans)
        case b.List(kind, items):
            yield "L", "", NUMBERING[kind]
            for number, item in enumerate(items, 1):
                yield "LI", "", ""
                yield "Lbl", MARKS.get(kind, f"{number}" if kind == "steps" else f"{number}."), ""
                yield from _words("LBody", item)
        case b.Table():
            yield from _table(block)
        case b.Figure(_, alt) | b.QrCode(_, alt):
            yield "Figure", plain(alt), ""
        case b.FigureRow(figures):
            yield from (("Figure", plain(figure.alt), "") for figure in figures)
        case b.Callout("dose" | "caution", inner):
            yield from _all(inner)
        case b.Callout(_, inner, title, level):
            yield "Sect", "", ""
            if title:
                yield from _words(f"H{level}" if level else "P", title)
            yield from _all(inner)
        case b.Card(number, title, inner, level, under):
            yield "Art", "", ""
            yield from _words(f"H{level}", title, before=number + " ")
            if under:
                yield from _words("P", under)
            yield from _all(inner)
        case b.Foot(inner):
            yield from _all(inner)
        case b.Group(inner):
            yield from _all(inner)
        case b.IfRoom():
            yield from _all(block.on_paper)
        case b.Columns(_, columns):
            yield from (entry for column in columns for entry in _all(column))
        case b.Scale(low, high, low_label, high_label, int(limit)):
            for first, last, label in ((low, limit, low_label), (limit + 1, high, high_label)):
                yield "P", " ".join(str(number) for number in range(first, last + 1)), ""
                if label:
                    yield "P", label, ""
        case b.Scale(low, high, low_label, high_label):
            yield "P", " ".join(str(number) for number in range(low, high + 1)), ""
            if low_label or high_label:
                yield "P", plain(f"{low_label} {high_label}"), ""
        case b.Lines(_, label):
            if label:
                yield from _words("P", label)
        case b.Band(name, title, note, lines, logo):
            if logo:
                yield "Figure", plain(logo.alt), ""
            for role, spans in (("P", name), ("H1", title), ("P", note), *(("P", line) for line in lines)):
                if spans:
                    yield from _words(role, spans)
        case b.Dose(cells, title, note):
            if title:
                yield from _words("P", title)
            yield from (("P", _number(cell), "") for cell in cells)
            if note:
                yield from _words("P", note)
        case b.ProgrammeGrid(_, cells, aside):
            for cell in cells:
                yield from _exercise(cell)
            yield from _all(aside)
        case b.DayLog():
            yield from _day_log(block)
        case b.LeafSide(inner):
            yield from _all(inner)
        case b.Rule() | b.Swatch() | b.PageBreak() | b.Space() | b.Spare():
            pass
        case _:
            assert_never(block)


def _number(cell: b.DoseCell) -> str:
    return plain(f"{cell.before} {cell.value or GAP} {cell.unit}")


def _exercise(cell: b.ProgrammeCell) -> Iterator[Entry]:
    yield "Art", "", ""
    yield from _words("H2", cell.title, before=cell.number + " ")
    yield from (("Figure", plain(figure.alt), "") for figure in cell.figures)
    for spans in (cell.cue, cell.more):
        if spans:
            yield from _words("P", spans)
    yield from (("P", _number(each), "") for each in cell.dose)


def _day_log(log: b.DayLog) -> Iterator[Entry]:
    """A row for each day. The first of a week has a cell for the whole week; a stretch without boxes is one cell."""
    yield "P", plain("".join(map(_legend, log.columns))), IF_FOUND
    weeks = ", ".join(plain(letters(week.title)) for week in log.weeks)
    yield from (("Table", "", weeks), ("THead", "", ""), ("TR", "", ""))
    yield from _words("TH", log.heading, "Column")
    for column in log.columns:
        yield from _words("TH", column.name, "Column", before=column.number + " ")
    yield "TH", log.notes, "Column"
    yield "TBody", "", ""
    for week in log.weeks:
        for index, day in enumerate(week.days):
            yield from (("TR", "", ""), ("TH", day.said, "Row"))
            if day.state != "open":
                reach = f"{len(log.columns)}x1" if len(log.columns) > 1 else ""
                yield "TD", log.off, reach
            else:
                yield from _cells_of_day(log, week, index)
            if index == 0:
                yield "TD", "", f"1x{len(week.days)}"
                for spans in (week.title, week.start):
                    if spans:
                        yield from _words("P", spans)
                if log.pain:
                    yield "P", plain(f"{log.pain} {GAP}"), ""


def _legend(column: b.DayColumn) -> str:
    return f"{column.number} {''.join(span.text for span in column.name)}. "


def _cells_of_day(log: b.DayLog, week: b.DayWeek, day: int) -> Iterator[Entry]:
    starts = day == 0 or week.days[day - 1].state != "open"
    down = next((n for n, later in enumerate(week.days[day:]) if later.state != "open"), len(week.days) - day)
    column = 0
    while column < len(week.cells):
        cells = week.cells[column]
        if cells.state == "open":
            parts = log.parts[: log.columns[column].boxes] if log.columns[column].boxes > 1 else ()
            boxes = ", ".join(parts or (log.box,) * log.columns[column].boxes) if log.box else ""
            yield "TD", plain(f"{cells.targets[day] if cells.targets else ''} {boxes}"), ""
            column += 1
            continue
        same = [each for each in week.cells[column:] if (each.state, each.label) == (cells.state, cells.label)]
        across = next((n for n, each in enumerate(week.cells[column:]) if each.label != cells.label), len(same))
        if starts:
            reach = f"{across}x{down}" if (across, down) != (1, 1) else ""
            yield "TD", cells.label, reach
        column += across


def _table(table: b.Table) -> Iterator[Entry]:
    yield from (("Table", "", ""), ("THead", "", ""), ("TR", "", ""))
    for cell in table.head:
        yield from _words("TH", cell, "Column")
    if table.rows:
        yield "TBody", "", ""
    for row in table.rows:
        yield "TR", "", ""
        for index, cell in enumerate(row):
            heads = table.row_heads and not index
            yield from _words("TH" if heads else "TD", cell, "Row" if heads else "")
