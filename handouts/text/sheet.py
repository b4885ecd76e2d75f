"""A sheet as plain text that reads well aloud and in a message: no marks that have to be explained."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from handouts.layout import blocks as b
from handouts.layout.plain_text import GAP, words
from handouts.resolve.dose import fill_text

WIDTH = 78  # characters
UNDERLINES = {1: "=", 2: "-"}
BOX = "[\u00a0]"  # to tick; the space in it is no place to break a line


def write_text(sheet: b.Sheet) -> bytes:
    """The letterhead, the running content and the footer, in UTF-8."""
    header, footer = (_lines(without_page_numbers(blocks)) for blocks in (sheet.first_header, sheet.footer))
    return ("\n\n".join(part for part in (header, _text(sheet.blocks), footer) if part) + "\n").encode()


def _lines(blocks: Iterable[b.Block]) -> str:
    """A header or footer: a line for each of its parts. Its pictures say nothing that is not written there."""
    said = (part for block in blocks if not isinstance(block, b.Figure) for part in _parts(block))
    return "\n".join(part for part in said if part)


def without_page_numbers(blocks: Iterable[b.Block]) -> tuple[b.Block, ...]:
    """A header or footer for where there are no pages."""
    kept: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Columns):
            kept += [inner for column in block.columns for inner in without_page_numbers(column)]
        elif not (isinstance(block, b.Paragraph) and any(span.kind in ("page", "pages") for span in block.spans)):
            kept.append(block)
    return tuple(kept)


def _text(blocks: Iterable[b.Block]) -> str:
    return "\n\n".join(part for block in blocks for part in _parts(block) if part)


def _parts(block: b.Block) -> Iterator[str]:  # noqa: C901 -- one case for each kind of block
    """The paragraphs of a block: an empty line stands between them."""
    match block:
        case b.Heading(level, spans):
            yield _heading(words(spans), level)
        case b.Paragraph(spans):
            yield _wrapped(words(spans))
        case b.List(_, items):
            yield "\n".join(_wrapped(words(item), _mark(block, number)) for number, item in enumerate(items, 1))
        case b.Table():
            for row in block.rows:
                yield _row(block, row)
        case b.Figure(_, alt):
            yield _wrapped(f"[{alt}]")
        case b.FigureRow(figures):
            yield "\n".join(_wrapped(f"[{figure.alt}]") for figure in figures)
        case b.Callout(_, inner, title):
            yield from (_wrapped(words(title)), textwrap.indent(_text(inner), "  "))
        case b.Card(number, title, inner, level, under):
            yield _heading(f"{number}. {words(title)}" if number else words(title), level)
            yield from (_wrapped(words(under)), _text(inner))
        case b.Group(inner) | b.Foot(inner):
            yield _text(inner)
        case b.Columns(_, columns):
            yield from (_text(column) for column in columns)
        case b.Log():
            yield from _log(block)
        case b.Scale(low, high, low_label, high_label):
            numbers = "   ".join(str(number) for number in range(low, high + 1))
            yield _wrapped(" ".join(part for part in (low_label, numbers, high_label) if part))
        case b.Lines(count, label):
            yield "\n".join([f"{words(label)} {GAP * 10}".strip(), *[GAP * 10] * (count - 1)])
        case b.QrCode(address, alt):
            yield alt if address in alt else f"{alt}: {address}"
        case b.Rule() | b.Swatch() | b.PageBreak() | b.Space() | b.Spare():
            pass
        case _:
            assert_never(block)


def _mark(block: b.List, number: int) -> str:
    """What stands before an item of a list."""
    match block.kind:
        case "numbered" | "steps":
            return f"{number}. "
        case "bulleted":
            return "- "
        case "ticks":
            return f"{BOX} "
        case _:
            assert_never(block.kind)


def _heading(text: str, level: int) -> str:
    return "\n".join([text, UNDERLINES[level] * len(text)] if level in UNDERLINES else [text])


def _wrapped(text: str, mark: str = "") -> str:
    """Lines of at most WIDTH characters, hanging after the mark of a list."""
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _row(table: b.Table, row: tuple[b.Spans, ...]) -> str:
    """A row as lines of its own, each with the head of its column."""
    pairs = zip(table.head, row, strict=True)
    said = (fill_text(table.joints.labelled, label=words(name), text=words(cell)) for name, cell in pairs)
    return "\n".join(_wrapped(line, "  ") for line in said)


def _log(log: b.Log) -> Iterator[str]:
    """A list for each week: what to tick on which day."""
    for index, week in enumerate(log.weeks):
        yield words(week)
        for line in log.lines:
            cells = line.weeks[index]
            if cells.state != "open":
                yield "  " + fill_text(log.joints.labelled, label=words(line.name), text=cells.label)
                continue
            picture = [_wrapped(f"[{line.picture.alt}]", "  ")] if line.picture else []
            boxes = [f"  {words(line.name)}"]
            for part in log.parts[: line.boxes] if line.boxes > 1 else ("",):
                boxes.append(_wrapped(f"{part} {_days(log, index, cells)}".strip(), "    "))
            yield "\n".join([*picture, *boxes])


def _days(log: b.Log, week: int, cells: b.LogCells) -> str:
    days = []
    for index, (_, state) in enumerate(log.days):
        label = "\u00a0".join(log.day_name(week, index))
        number = f"\u00a0{cells.targets[index]}" if cells.targets else ""
        off = f"\u00a0({log.off})" if log.off else ""
        days.append(f"{label}{number}\u00a0{BOX}" if state == "open" else label + off)
    return "  ".join(days)
