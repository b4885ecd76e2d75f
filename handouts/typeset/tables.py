"""Tables: a head that is repeated on each page, rows that never break, a head for every row."""

from __future__ import annotations

from dataclasses import replace

from handouts.drawing.shapes import line, rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import RULE, TextStyle
from handouts.typeset.inline import lines_of
from handouts.typeset.setting import Setting, TextBlock, new_element, set_text
from handouts.typeset.strips import Box, Claim, Drawing, Element, Mark, Reprint, Strip, headed, merged, together

PAD_X = 7.0  # points inside a cell
PAD_Y = 0.2  # of the distance between lines
LARGEST_WHOLE = 0.4  # of a page: a smaller table stays together


def set_table(block: b.Table, width: float, setting: Setting) -> Box:
    """Columns as wide as the layout says, or as their texts ask for."""
    shares = block.widths or _natural_widths(block, width, setting)
    widths = [width * share / sum(shares) for share in shares]
    elements = [Element("Table"), Element("THead", 0)]
    cell, bold = setting.text(block.style), replace(setting.text(block.style), bold=True)
    roles = [("TH", "Column")] * len(widths)
    head = _row(block.head, roles, widths, bold, elements, 1, setting, ground=True)
    body = new_element(elements, "TBody", 0)
    roles = [("TH", "Row") if block.row_heads else ("TD", ""), *[("TD", "")] * (len(widths) - 1)]
    rows = [_row(row, roles, widths, cell, elements, body, setting) for row in block.rows]
    strips = [head._replace(keep=True), *headed(rows, head)]
    if len(rows) > 1:
        strips[-2] = strips[-2]._replace(keep=True)  # no single row on a page of its own
    strips = list(together(strips, setting.page_height * LARGEST_WHOLE))
    name = f'the table that starts with "{words(block.head[0])}"'
    return Box(tuple(strips), tuple(elements), setting.unit, setting.unit * 2, name=name)


def _natural_widths(block: b.Table, width: float, setting: Setting) -> list[float]:
    """The longest text of each column, neither less than an eighth of the table nor more than five eighths."""
    style = replace(setting.text(block.style), bold=True)
    columns = zip(block.head, *block.rows, strict=True)
    longest = [
        max(sum(line.width for line in lines_of(cell, style, 10 * width, setting.fonts)) for cell in column)
        for column in columns
    ]
    return [min(max(each + 2 * PAD_X, width / 8), width * 5 / 8) for each in longest]


def _row(
    cells: tuple[b.Spans, ...],
    roles: list[tuple[str, str]],
    widths: list[float],
    style: TextStyle,
    elements: list[Element],
    parent: int,
    setting: Setting,
    *,
    ground: bool = False,
) -> Strip:
    """One row as one strip, with the rule below it."""
    row = new_element(elements, "TR", parent)
    marks: list[Mark] = []
    x = height = 0.0
    pad = style.leading * PAD_Y
    for spans, (role, scope), width in zip(cells, roles, widths, strict=True):
        element = new_element(elements, role, row, scope=scope)
        bold = replace(style, bold=True) if role == "TH" else style
        lines = merged(set_text(spans, bold, TextBlock(width - 2 * PAD_X, elements, element), setting))
        marks += [Claim(element), Reprint(x + PAD_X, pad, 0, lines.marks)]
        height = max(height, lines.height + 2 * pad)
        x += width
    shapes = [line(0, height, x, height, RULE, 0.75)]
    if ground and setting.style.fills:
        shapes.insert(0, rectangle(0, 0, x, height, fill=setting.style.tint))
    return Strip(height, (Drawing(0, 0, tuple(shapes)), *marks))
