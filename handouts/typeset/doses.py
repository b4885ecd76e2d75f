"""The numbers of a dose in large numerals, their words beside them; a box to write in where there is no number yet."""

from __future__ import annotations

from typing import NamedTuple

from handouts.drawing.shapes import rectangle
from handouts.layout import blocks as b
from handouts.layout.plain_text import words
from handouts.layout.style import INK, MM, TextStyle
from handouts.typeset.inline import lines_of
from handouts.typeset.setting import Setting, TextBlock, baseline, new_element, set_text, typed_size
from handouts.typeset.strips import ROOT, Box, Drawing, Element, Field, Mark, Reprint, Strip, merged

BETWEEN = 1.3 * MM  # a number and its words, at least
WORD_SPACE = 0.18  # of a number's size: with less, some readers take number and word for one
BETWEEN_CELLS = 3.2 * MM
BOX_LINE = 0.9  # points
BOX_RADIUS = 1.0 * MM


class Written(NamedTuple):
    """What was set from the upper left corner of its place: its marks, how wide and how high it is."""

    marks: tuple[Mark, ...]
    width: float
    height: float


def set_dose(block: b.Dose, width: float, setting: Setting) -> Box:
    """A title and the numbers after it, on as many lines as they need."""
    elements: list[Element] = []
    style = setting.text("leaf-head")
    marks: list[Mark] = []
    x = y = height = 0.0
    if block.title:
        place = TextBlock(width, elements, new_element(elements, "P"))
        title = merged(set_text(block.title, style, place, setting))
        cell_height = max(_height(cell, setting) for cell in block.cells)
        marks.append(Reprint(0, (cell_height - title.height) / 2, 0, title.marks))
        x = width_of(block.title, style, setting) + BETWEEN_CELLS
    for cell in block.cells:
        natural = natural_width(cell, setting)
        if x and x + natural > width:
            x, y = 0.0, y + height + BETWEEN
        written = set_cell(cell, min(natural, width) + 0.1, elements, ROOT, words(block.title), setting)
        marks.append(Reprint(x, y, 0, written.marks))
        x, height = x + written.width + BETWEEN_CELLS, written.height
    strips = [Strip(y + height, tuple(marks), keep=bool(block.note))]
    if block.note:
        note, element = setting.text("leaf-note"), new_element(elements, "P")
        if (needed := width_of(block.note, note, setting) + 0.1) <= width - x:
            line = merged(set_text(block.note, note, TextBlock(needed, elements, element, width - needed), setting))
            marks.append(Reprint(0, y + (height - line.height) / 2, 0, line.marks))
            strips = [Strip(y + height, tuple(marks))]
        else:
            strips += set_text(block.note, note, TextBlock(width, elements, element), setting)
    return Box(tuple(strips), tuple(elements), 0, setting.unit, name=words(block.title) or "a dose")


def set_cell(
    cell: b.DoseCell, width: float, elements: list[Element], parent: int, of: str, setting: Setting
) -> Written:
    """One number with its words as a paragraph: on one line if it fits, else its words on two beside it or around it.
    `of` is what it is a dose of, for those who hear what a field is for."""
    paragraph = new_element(elements, "P", parent)
    note = setting.text("leaf-note")
    before, unit = (_natural(text, note, setting) for text in (cell.before, cell.unit))
    value = _value_width(cell, setting)
    rest = width - value - _gap(setting) * (bool(cell.before) + bool(cell.unit))
    height = _height(cell, setting)
    low, short = (_longest(text, note, setting) for text in (cell.before, cell.unit))
    halves = [_two_lines(text, note, setting) for text in (cell.before, cell.unit)]
    ways = ((before, unit), (before, halves[1]), (halves[0], halves[1]), (before, short), (low, short))
    lead_width = next((lead for lead, after in ways if lead + after <= rest), None)
    if lead_width is None:
        return _around(cell, width, paragraph, elements, of, setting)
    room = (lead_width, rest - lead_width)
    marks: list[Mark] = []
    lead = _words(cell.before, room[0], paragraph, elements, setting, runs_on=True)
    number = _value(cell, paragraph, elements, of, setting, runs_on=bool(cell.unit))
    x = room[0] + _gap(setting) if cell.before else 0.0
    after = _words(cell.unit, room[1], paragraph, elements, setting)
    height = max(height, lead.height, after.height)
    shift = baseline(setting.text("leaf-number")) - setting.text("leaf-number").leading / 2
    for at, part in ((0.0, lead), (x, number), (x + value + _gap(setting), after)):
        y = (height - part.height) / 2
        if part is not number and part.height <= note.leading:  # on the baseline of the number
            y = height / 2 + (0.0 if not cell.value else shift) - (baseline(note) if cell.value else note.leading / 2)
        marks.append(Reprint(at, y, 0, part.marks))
    used = x + value + (_gap(setting) + after.width if cell.unit else 0.0)
    return Written(tuple(marks), used, height)


def set_upright(
    cell: b.DoseCell, width: float, elements: list[Element], parent: int, of: str, setting: Setting
) -> Written:
    """One number as a paragraph, its words in the middle above and below it."""
    paragraph = new_element(elements, "P", parent)
    return _around(cell, width, paragraph, elements, of, setting, centred=True)


def _around(
    cell: b.DoseCell,
    width: float,
    paragraph: int,
    elements: list[Element],
    of: str,
    setting: Setting,
    *,
    centred: bool = False,
) -> Written:
    """The words above and below a number."""
    parts = [
        _words(cell.before, width, paragraph, elements, setting, runs_on=True),
        _value(cell, paragraph, elements, of, setting, runs_on=bool(cell.unit)),
        _words(cell.unit, width, paragraph, elements, setting),
    ]
    marks: list[Mark] = []
    y, widest = 0.0, max(part.width for part in parts)
    for part in parts:
        marks.append(Reprint((widest - part.width) / 2 if centred else 0.0, y, 0, part.marks))
        y += part.height
    return Written(tuple(marks), widest, y)


def natural_width(cell: b.DoseCell, setting: Setting) -> float:
    """How wide a cell is on one line, in points."""
    note = setting.text("leaf-note")
    around = [_natural(text, note, setting) + _gap(setting) for text in (cell.before, cell.unit) if text]
    return sum(around) + _value_width(cell, setting)


def least_width(cell: b.DoseCell, setting: Setting, *, upright: bool = False) -> float:
    """How wide a cell is whose words stand on two lines, beside the number or above and below it."""
    note = setting.text("leaf-note")
    around = [_two_lines(text, note, setting) for text in (cell.before, cell.unit) if text]
    if upright:
        return max((*around, _value_width(cell, setting)))
    return sum(each + _gap(setting) for each in around) + _value_width(cell, setting)


def rows_of_cells(
    cells: tuple[b.DoseCell, ...],
    width: float,
    inside: float,
    setting: Setting,
    *,
    most: int | None = None,
    upright: bool = False,
) -> list[tuple[b.DoseCell, ...]]:
    """As many cells in a row as fit with their words on two lines, and no more than `most`; `inside` stands left and
    right in each (points)."""
    rows: list[tuple[b.DoseCell, ...]] = []
    left = 0.0
    for cell in cells:
        needed = least_width(cell, setting, upright=upright) + 2 * inside
        if rows and (most is None or len(rows[-1]) < most) and needed <= left:
            rows[-1] = (*rows[-1], cell)
            left -= needed
        else:
            rows.append((cell,))
            left = width - needed
    return rows


def shares(
    row: tuple[b.DoseCell, ...], width: float, inner: float, setting: Setting, *, upright: bool = False
) -> list[float]:
    """The widths of cells side by side, with `inner` points left and right in each: what a cell needs, and a share of
    the rest, first of what its words need for one line."""
    least = [least_width(cell, setting, upright=upright) + 2 * inner for cell in row]
    whole = [max(low, natural_width(cell, setting) + 2 * inner) for cell, low in zip(row, least, strict=True)]
    taken = least if upright else whole
    if sum(taken) <= width or sum(whole) <= sum(least):
        return [each + (width - sum(taken)) / len(row) for each in taken]
    spare = (width - sum(least)) / (sum(whole) - sum(least))
    return [low + spare * (high - low) for low, high in zip(least, whole, strict=True)]


def _two_lines(text: str, style: TextStyle, setting: Setting) -> float:
    """The least width with which a text takes no more than two lines, in points."""
    parts = text.split() or [""]
    cuts = ((" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts) + 1))
    return min(max(_natural(line, style, setting) for line in cut) for cut in cuts) + 0.1


def width_of(spans: b.Spans, style: TextStyle, setting: Setting) -> float:
    """How wide words are on one line, in points."""
    return sum(each.width for each in lines_of(spans, style, 100_000, setting.fonts))


def _natural(text: str, style: TextStyle, setting: Setting) -> float:
    return width_of(b.spans_of(text), style, setting) if text else 0.0


def _longest(text: str, style: TextStyle, setting: Setting) -> float:
    return max((_natural(word, style, setting) for word in text.split()), default=0.0) + 0.1


def _gap(setting: Setting) -> float:
    """Between a number and its words."""
    apart = WORD_SPACE + setting.style.spacing.words / 1000
    return max(BETWEEN, apart * setting.text("leaf-number").size)


def _height(cell: b.DoseCell, setting: Setting) -> float:
    numeral = setting.text("leaf-number").leading
    return numeral if cell.value else max(numeral, _box(setting)[1])


def _box(setting: Setting) -> tuple[float, float]:
    """A box to write a number in grows with the letters."""
    larger = setting.text("leaf-number").size / 20
    width, height = setting.style.leaf.write
    return width * MM * larger, height * MM * larger


def _pieces(cell: b.DoseCell, setting: Setting) -> list[tuple[str, TextStyle]]:
    """The words of a value such as "10 to 15": its digits large, the rest as small as the unit."""
    numeral, note = setting.text("leaf-number"), setting.text("leaf-note")
    return [(part, numeral if any(c.isdigit() for c in part) else note) for part in cell.value.split()]


def _value_width(cell: b.DoseCell, setting: Setting) -> float:
    if not cell.value:
        return _box(setting)[0]
    pieces = _pieces(cell, setting)
    return sum(_natural(text, style, setting) for text, style in pieces) + _gap(setting) * (len(pieces) - 1)


def _words(
    text: str, width: float, paragraph: int, elements: list[Element], setting: Setting, *, runs_on: bool = False
) -> Written:
    if not text:
        return Written((), 0.0, 0.0)
    note = setting.text("leaf-note")
    place = TextBlock(width + 0.1, elements, paragraph, runs_on=runs_on)
    lines = set_text(b.spans_of(text), note, place, setting)
    widest = max(each.width for each in lines_of(b.spans_of(text), note, width + 0.1, setting.fonts))
    whole = merged(lines)
    return Written(whole.marks, widest, whole.height)


def _value(
    cell: b.DoseCell, paragraph: int, elements: list[Element], of: str, setting: Setting, *, runs_on: bool
) -> Written:
    """The number, or the box in its place."""
    numeral = setting.text("leaf-number")
    if not cell.value:
        return _to_write(cell, paragraph, elements, of, setting)
    marks: list[Mark] = []
    x = 0.0
    pieces = _pieces(cell, setting)
    for index, (text, style) in enumerate(pieces):
        goes_on = runs_on or index < len(pieces) - 1
        place = TextBlock(10_000, elements, paragraph, runs_on=goes_on)
        line = merged(set_text(b.spans_of(text), style, place, setting))
        marks.append(Reprint(x, baseline(numeral) - baseline(style), 0, line.marks))
        x += _natural(text, style, setting) + _gap(setting)
    return Written(tuple(marks), x - _gap(setting), numeral.leading)


def _to_write(cell: b.DoseCell, paragraph: int, elements: list[Element], of: str, setting: Setting) -> Written:
    width, height = _box(setting)
    inner = (width - BOX_LINE, height - BOX_LINE)
    box = rectangle(BOX_LINE / 2, BOX_LINE / 2, *inner, stroke=INK, line=BOX_LINE, radius=BOX_RADIUS)
    heard = new_element(elements, "Span", paragraph, actual=f"{setting.gap} ")
    marks: list[Mark] = [Drawing(0, 0, (box,), heard)]
    if setting.fields:
        form = new_element(elements, "Form", paragraph)
        counted = " ".join(filter(None, (cell.before, cell.unit)))
        said = setting.joints.label(of, counted) if of else cell.unit
        marks.append(Field(0, 0, width, height, "text", said, form, typed_size(height, setting)))
    return Written(tuple(marks), width, height)
