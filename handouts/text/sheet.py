"""A sheet as plain text that reads well aloud and in a message: no marks that have to be explained."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from handouts.layout import blocks as b
from handouts.layout.plain_text import GAP, cell_words, words
from handouts.resolve.dose import fill_text
from handouts.text.leaf import day_log, leaf_cell
from handouts.text.lines import BOX, heading, leftward, wrapped


def write_text(sheet: b.Sheet) -> bytes:
    """The letterhead, the running content and the footer, in UTF-8."""
    around = (sheet.first_header, sheet.footer)
    header, footer = (_lines(without_page_numbers(blocks), sheet.joints) for blocks in around)
    text = "\n\n".join(part for part in (header, _text(sheet.blocks, sheet.joints), footer) if part)
    return f"{leftward(text) if sheet.direction == 'rtl' else text}\n".encode()


def _lines(blocks: Iterable[b.Block], joints: b.Joints) -> str:
    """A header or footer: a line for each of its parts. Its pictures say nothing that is not written there."""
    said = (part for block in blocks if not isinstance(block, b.Figure) for part in _parts(block, joints))
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


def _text(blocks: Iterable[b.Block], joints: b.Joints) -> str:
    return "\n\n".join(part for block in blocks for part in _parts(block, joints) if part)


def _parts(block: b.Block, joints: b.Joints) -> Iterator[str]:  # noqa: C901 -- one case for each kind of block
    """The paragraphs of a block: an empty line stands between them."""
    match block:
        case b.Heading(level, spans):
            yield heading(words(spans), level)
        case b.Paragraph(spans):
            yield wrapped(words(spans))
        case b.List(_, items):
            yield "\n".join(wrapped(words(item), _mark(block, number)) for number, item in enumerate(items, 1))
        case b.Table():
            for row in block.rows:
                yield _row(block, row, joints)
        case b.Figure(_, alt):
            yield wrapped(f"[{alt}]")
        case b.FigureRow(figures):
            yield "\n".join(wrapped(f"[{figure.alt}]") for figure in figures)
        case b.Callout(_, inner, title):
            yield from (wrapped(words(title)), textwrap.indent(_text(inner, joints), "  "))
        case b.Card(number, title, inner, level, under):
            yield heading(f"{number}. {words(title)}" if number else words(title), level)
            yield from (wrapped(words(under)), _text(inner, joints))
        case b.Group(inner) | b.Foot(inner) | b.IfRoom(inner):
            yield _text(inner, joints)
        case b.Columns(_, columns):
            yield from (_text(column, joints) for column in columns)
        case b.Scale():
            yield from _scale(block)
        case b.Lines(count, label):
            yield "\n".join([f"{words(label)} {GAP * 10}".strip(), *[GAP * 10] * (count - 1)])
        case b.QrCode(address, alt):
            yield alt if address in alt else joints.label(alt, address)
        case b.Rule() | b.Swatch() | b.PageBreak() | b.Space() | b.Spare():
            pass
        case _:
            yield from _leaf(block, joints)


def _scale(scale: b.Scale) -> Iterator[str]:
    """The numbers with what the ends mean, or up to the limit and above it."""
    if scale.limit is None:
        numbers = "   ".join(str(number) for number in range(scale.low, scale.high + 1))
        yield wrapped(" ".join(part for part in (scale.low_label, numbers, scale.high_label) if part))
        return
    ends = ((scale.low, scale.limit, scale.low_label), (scale.limit + 1, scale.high, scale.high_label))
    for first, last, label in ends:
        yield f"{'   '.join(map(str, range(first, last + 1)))}   {label}".rstrip()


def _leaf(block: b.Band | b.Dose | b.ProgrammeGrid | b.DayLog | b.LeafSide, joints: b.Joints) -> Iterator[str]:
    match block:
        case b.Band(name, title, note, further):
            yield heading(words(title), 1)
            yield "\n".join(wrapped(words(spans)) for spans in (name, note, *further) if spans)
        case b.Dose(cells, title, note):
            counted = joints.listed(map(cell_words, cells))
            said = fill_text(joints.sentence, text=joints.label(words(title), counted) if title else counted)
            yield wrapped(joints.space.join(part for part in (said, words(note)) if part))
        case b.ProgrammeGrid(_, cells, aside):
            for cell in cells:
                yield from leaf_cell(cell, joints)
            yield _text(aside, joints)
        case b.DayLog():
            yield from day_log(block, joints)
        case b.LeafSide(inner):
            yield _text(inner, joints)
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


def _row(table: b.Table, row: tuple[b.Spans, ...], joints: b.Joints) -> str:
    """A row as lines of its own, each with the head of its column."""
    pairs = zip(table.head, row, strict=True)
    return "\n".join(wrapped(joints.label(words(name), words(cell)), "  ") for name, cell in pairs)
