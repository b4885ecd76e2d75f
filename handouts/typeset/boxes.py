"""Blocks to boxes: one function for each kind of block. Containers, tables and the log have their own modules."""

from __future__ import annotations

from collections.abc import Hashable
from typing import assert_never

from handouts.drawing.colour import ENOUGH_FOR_TEXT, contrast
from handouts.drawing.shapes import BLACK, WHITE, Segment, Shape, line, rectangle
from handouts.files.problems import ContentError, Problem
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import HEADINGS, MM, RULE, TextStyle, unknown_text_style
from handouts.layout.walk import is_private
from handouts.reuse.store import reused
from handouts.reuse.stores import BOXES
from handouts.typeset import (
    cards,
    columns,
    containers,
    day_log,
    dose_strip,
    doses,
    leaf,
    lists,
    panels,
    pictures,
    programme,
    scales,
    tables,
)
from handouts.typeset.inline import lines_of
from handouts.typeset.setting import Setting, TextBlock, baseline, ground_of, new_element, set_text, typed_size
from handouts.typeset.strips import ROOT, Bookmark, Box, Drawing, Element, Field, GlyphRun, Mark, Reprint, Strip

WORDS = (b.Heading, b.Paragraph, b.List, b.Scale, b.QrCode, b.Dose)  # the same box wherever they stand
# the same box among the same pictures, on a page of the same height
NESTED = (b.Card, b.Callout, b.Columns, b.Group, b.Foot, b.IfRoom, b.Figure)
DISC, ON_DISC, AFTER_DISC = (
    1.3,
    0.66,
    0.4,
)  # of a heading's size: its icon's ground, the icon, the space after
WRITING_HEIGHT = 9.0 * MM  # between two lines to write on


def text_style(name: str, setting: Setting) -> TextStyle:
    """A text style by the name that a layout wrote; one that nobody could read on white is refused."""
    try:
        style = setting.text(name)
    except KeyError:
        raise ContentError([unknown_text_style(name, setting.style)]) from None
    if contrast(style.colour) < ENOUGH_FOR_TEXT:
        message = f'words of the style "{name}" could not be read on white.'
        raise ContentError([Problem("layouts", 0, "style", message, "It is for the dark bar of a callout only.")])
    return style


def set_heading(block: b.Heading, width: float, setting: Setting) -> Box:
    """A title, kept with what it heads, and its line in the outline."""
    style = text_style(block.style or HEADINGS[block.level], setting)
    elements = [Element(f"H{block.level}")]
    indent = style.size * (DISC + AFTER_DISC) if block.icon else 0.0
    strips = set_text(block.spans, style, TextBlock(width - indent, elements, 0, indent), setting)
    if block.icon and strips:
        strips[0] = _with_icon(block.icon, strips[0], style, setting)
    kept = [strip._replace(keep=True) for strip in strips]
    if kept:
        kept[0] = kept[0]._replace(marks=(Bookmark(words(block.spans), block.level), *kept[0].marks))
    return Box(tuple(kept), tuple(elements), style.before, style.after, name=words(block.spans))


def _with_icon(name: str, first: Strip, style: TextStyle, setting: Setting) -> Strip:
    """The first line of a heading with an icon on a disc before it."""
    disc = style.size * DISC
    height = max(first.height, disc)
    looks, size = setting.style, disc * ON_DISC
    fill, colour = (looks.primary, WHITE) if looks.fills else (None, looks.primary)
    ground = rectangle(0, 0, disc, disc, fill=fill, stroke=looks.primary, line=1.1, radius=disc / 2)
    sign = pictures.icon(name, (disc - size) / 2, (height - size) / 2, size, colour, setting)
    words = Reprint(0, (height - first.height) / 2, 0, first.marks)
    return first._replace(height=height, marks=(Drawing(0, (height - disc) / 2, (ground,)), sign, words))


def set_paragraph(block: b.Paragraph, width: float, setting: Setting) -> Box:
    """Running text, no wider than reads well."""
    style = text_style(block.style, setting)
    elements = [Element("P")]
    if style.measured:
        width = min(width, setting.style.measure)
    if style.balanced:
        width = _evened(block.spans, style, width, setting)
    strips = set_text(block.spans, style, TextBlock(width, elements, 0, align=block.align), setting)
    if strips and words(block.spans).endswith(":"):  # it announces what follows
        strips[-1] = strips[-1]._replace(keep=True)
    return Box(tuple(strips), tuple(elements), style.before, style.after, name=words(block.spans)[:60])


def _evened(spans: b.Spans, style: TextStyle, width: float, setting: Setting) -> float:
    """The least of some widths in which the words take no more lines: so no line is a single short word."""
    lines = len(lines_of(spans, style, width, setting.fonts))
    fitting = width
    for share in range(96, 55, -4):
        if len(lines_of(spans, style, width * share / 100, setting.fonts)) > lines:
            break
        fitting = width * share / 100
    return fitting


def set_lines(block: b.Lines, width: float, setting: Setting) -> Box:
    """Lines to write on; the label stands before the first, the end of a long one."""
    style = setting.text("body")
    elements = [Element("P")] if block.label else []
    parent = 0 if block.label else ROOT
    called = block.said or words(block.label)
    label = set_text(block.label, style, TextBlock(width, elements, parent), setting) if block.label else []
    strips = [strip._replace(keep=True) for strip in label[:-1]]
    for index in range(block.count):
        start = 0.0
        marks: tuple[Mark, ...] = ()
        y = WRITING_HEIGHT - style.leading
        if index == 0 and label:
            marks = (Reprint(0, y, 0, label[-1].marks),)
            runs = [mark for mark in label[-1].marks if isinstance(mark, GlyphRun)]
            start = max(_end(run) for run in runs) + 4
        rule = line(start, y + baseline(style) + 3, width, y + baseline(style) + 3, RULE, 0.8)
        if setting.fields and index == 0:  # one for all lines
            place = (start, y, width - start, (block.count - 1) * WRITING_HEIGHT + style.leading)
            form, size = new_element(elements, "Form", parent), typed_size(style.leading, setting)
            marks = (*marks, Field(*place, "text", called, form, size, lines=True))
        strips.append(Strip(WRITING_HEIGHT, (*marks, Drawing(0, 0, (rule,))), keep=index < block.count - 1))
    return Box(tuple(strips), tuple(elements), 0, setting.unit, name="lines to write on")


def _end(run: GlyphRun) -> float:
    return run.x + sum(word.advance for word in run.words) * run.size / 1000


def set_qr(block: b.QrCode, width: float, setting: Setting) -> Box:
    """A QR code with its quiet zone, as one shape."""
    import segno

    matrix = segno.make(block.address, error="m", micro=False).matrix
    cell = block.width * MM / (len(matrix) + 8)
    path: list[Segment] = []
    for row, cells in enumerate(matrix):
        for column, dark in enumerate(cells):
            if dark:
                path += rectangle((column + 4) * cell, (row + 4) * cell, cell, cell).path
    side = block.width * MM
    ground = rectangle(0, 0, side, side, fill=WHITE)
    mark = Drawing(0, 0, (ground, Shape(tuple(path), BLACK)), 0)
    return Box((Strip(side, (Reprint(0, 0, 0, (mark,), side),)),), (Element("Figure", alt=block.alt),), name=block.alt)


def set_rule(block: b.Rule, width: float, setting: Setting) -> Box:
    """A line across, over what follows."""
    colour, weight = (setting.style.primary, 1.5) if block.colour == "primary" else (RULE, 0.75)
    drawn = Drawing(0, 0, (line(0, 0, width, 0, colour, weight),))
    return Box((Strip(weight, (drawn,), keep=True),), (), 4.0, 4.0)


def set_swatch(block: b.Swatch, width: float, setting: Setting) -> Box:
    """A field of colour."""
    height = setting.unit * 8
    field = rectangle(0, 0, width, height, fill=getattr(setting.style, block.colour), radius=4)
    return Box((Strip(height, (Drawing(0, 0, (field,)),)),), (), 0, setting.unit * 2)


def set_page_break(block: b.PageBreak, width: float, setting: Setting) -> Box:
    """Nothing but a new page."""
    return Box((), new_page=True)


def set_space(block: b.Space, width: float, setting: Setting) -> Box:
    """Empty height."""
    return Box((Strip(0.0, before=block.units * setting.unit),))


def _key(block: b.Block, width: float, setting: Setting) -> Hashable | None:
    if isinstance(block, WORDS) and not (isinstance(block, b.Heading) and block.icon):
        return block, width, ground_of(setting)[0]
    if isinstance(block, (*NESTED, b.Heading)):
        return block, width, ground_of(setting)[1]
    return None


@reused(BOXES, key=_key, unless=lambda block, width, setting: is_private(block))
def set_block(block: b.Block, width: float, setting: Setting) -> Box:
    """Typeset one block into `width` points. Raises ContentError or UndrawableCharacter."""
    return _new_box(block, width, setting)


def _taller_key(block: b.Block, width: float, setting: Setting, room: float) -> Hashable:
    return block, width, room, ground_of(setting)[1]


@reused(BOXES, key=_taller_key, unless=lambda block, width, setting, room: is_private(block))
def set_taller(block: b.Block, width: float, setting: Setting, room: float) -> Box:
    """Typeset a card that may be so many points higher than it has to be."""
    assert isinstance(block, b.Card)
    return cards.set_card(block, width, setting, set_block, room)


def _new_box(block: b.Block, width: float, setting: Setting) -> Box:  # noqa: C901 -- one case for each kind of block
    match block:
        case b.Paragraph():
            return set_paragraph(block, width, setting)
        case b.Callout():
            return containers.set_callout(block, width, setting, set_block)
        case b.Columns():
            return columns.set_columns(block, width, setting, set_block)
        case b.List():
            return lists.set_list(block, width, setting, text_style(block.style, setting))
        case b.Heading():
            return set_heading(block, width, setting)
        case b.Card():
            return cards.set_card(block, width, setting, set_block)
        case b.FigureRow():
            return (panels.set_panel if block.panel else pictures.set_figure_row)(block, width, setting)
        case b.Group():
            return containers.set_group(block, width, setting, set_block)
        case b.Foot():
            return containers.set_foot(block, width, setting, set_block)
        case b.IfRoom():
            return containers.set_if_room(block, width, setting, set_block)
        case b.Figure():
            return pictures.set_figure(block, width, setting)
        case b.Rule():
            return set_rule(block, width, setting)
        case b.Table():
            return tables.set_table(block, width, setting)
        case b.Scale():
            return scales.set_scale(block, width, setting)
        case b.Lines():
            return set_lines(block, width, setting)
        case b.QrCode():
            return set_qr(block, width, setting)
        case _:
            return _rare_box(block, width, setting)


def _rare_box(
    block: b.Band | b.Dose | b.ProgrammeGrid | b.DayLog | b.LeafSide | b.Swatch | b.PageBreak | b.Space | b.Spare,
    width: float,
    setting: Setting,
) -> Box:
    match block:
        case b.Swatch():
            return set_swatch(block, width, setting)
        case b.PageBreak():
            return set_page_break(block, width, setting)
        case b.Space():
            return set_space(block, width, setting)
        case b.Spare():
            return Box(())  # until it is known how much room is left
        case b.Band():
            return leaf.set_band(block, width, setting)
        case b.Dose():
            return (dose_strip.set_strip if block.strip else doses.set_dose)(block, width, setting)
        case b.ProgrammeGrid():
            return programme.set_programme_grid(block, width, setting, set_block)
        case b.DayLog():
            return day_log.set_day_log(block, width, setting)
        case b.LeafSide():
            return leaf.set_side(block, width, setting, set_block)
        case _:
            assert_never(block)
