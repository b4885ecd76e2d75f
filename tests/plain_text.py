"""A sheet as plain text: what golden tests compare, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from handouts.layout import blocks as b
from handouts.layout.plain_text import GAP, cell_words, words


def sheet_text(sheet: b.Sheet) -> str:
    """The flowing content of a sheet, a line for each paragraph, item, row or cell group."""
    return "\n".join(line for block in sheet.blocks for line in lines_of(block)) + "\n"


def lines_of(block: b.Block) -> Iterator[str]:  # noqa: C901 -- one case for each kind of block
    """The lines of one block."""
    match block:
        case b.Heading(level, spans):
            yield f"{'#' * level} {words(spans)}"
        case b.Paragraph(spans):
            yield words(spans)
        case b.List(kind, items):
            for number, item in enumerate(items, 1):
                mark = {"bulleted": "-", "numbered": f"{number}.", "steps": f"{number}.", "ticks": "[ ]"}[kind]
                yield f"{mark} {words(item)}"
        case b.Table(head, rows):
            for row in (head, *rows):
                yield " | ".join(words(cell) for cell in row)
        case b.Figure(_, alt):
            yield f"[{alt}]"
        case b.FigureRow(figures):
            yield from (f"[{figure.alt}]" for figure in figures)
        case b.Callout(kind, inner, title):
            yield f"[{kind}] {words(title)}".strip()
            yield from _indented(inner)
        case b.Card(number, title, inner, _, under):
            yield f"{number}. {words(title)}"
            if under:
                yield f"  {words(under)}"
            yield from _indented(inner)
        case b.Group(inner) | b.Foot(inner) | b.IfRoom(inner):
            yield from (line for child in inner for line in lines_of(child))
        case b.Columns(_, columns):
            yield from (line for column in columns for child in column for line in lines_of(child))
        case b.Scale(low, high, low_label, high_label):
            yield f"{low_label} {' '.join(str(n) for n in range(low, high + 1))} {high_label}"
        case b.Lines(count, label):
            yield f"{words(label)} {GAP * 4}".strip()
            yield from (GAP * 4 for _ in range(count - 1))
        case b.QrCode(address, alt):
            yield f"[{alt}: {address}]"
        case b.PageBreak():
            yield "----"
        case b.Band(name, title, note, further):
            yield f"# {words(title)}"
            yield from (words(spans) for spans in (name, note, *further) if spans)
        case b.Dose(cells, title, note):
            yield f"{words(title)} {', '.join(map(cell_words, cells))} {words(note)}".strip()
        case b.ProgrammeGrid(_, cells, aside):
            yield from (line for cell in cells for line in _programme_cell(cell))
            yield from (line for child in aside for line in lines_of(child))
        case b.DayLog():
            yield from _day_log(block)
        case b.LeafSide(inner):
            yield from (line for child in inner for line in lines_of(child))
        case b.Rule() | b.Swatch() | b.Space() | b.Spare():
            pass
        case _:
            assert_never(block)


def _programme_cell(cell: b.ProgrammeCell) -> Iterator[str]:
    yield f"{cell.number}. {words(cell.title)}"
    yield from (f"  [{figure.alt}]" for figure in cell.figures)
    yield from (f"  {words(spans)}" for spans in (cell.cue, cell.more) if spans)
    if cell.dose:
        yield f"  {', '.join(map(cell_words, cell.dose))}"


def _day_log(log: b.DayLog) -> Iterator[str]:
    yield " | ".join((words(log.heading), *(f"{column.number} {words(column.name)}" for column in log.columns)))
    for week in log.weeks:
        yield f"{words(week.title)} {words(week.start)}".strip()
        for index, day in enumerate(week.days):
            pairs = zip(log.columns, week.cells, strict=True)
            open_cells = (
                cells.label or " ".join((*cells.targets[index : index + 1], f"{column.boxes}"))
                for column, cells in pairs
            )
            yield f"{day.label} | {log.off if day.state == 'off' else ' | '.join(open_cells)}"
        yield f"{log.pain} | {log.notes}"


def _indented(inner: tuple[b.Block, ...]) -> Iterator[str]:
    return ("  " + line for child in inner for line in lines_of(child))
