"""The boxes to tick, or stars to colour, of one exercise on one day."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from handouts.drawing.shapes import Shape, rectangle, star
from handouts.layout import blocks as b
from handouts.layout.style import INK, MM
from handouts.typeset.doses import width_of
from handouts.typeset.setting import Setting, new_element
from handouts.typeset.strips import Drawing, Element, Field, Mark

BOX_LINE = 0.9  # points
BOX_RADIUS = 1.0 * MM
BETWEEN = 1.0 * MM
WIDTH = 11.0 * MM  # of a box in the standard profile, where it may get as narrow as LEAST_WIDTH
LEAST_WIDTH, NARROWEST = 6.0 * MM, 3.4 * MM
Ticked: TypeAlias = Literal["box", "star"]
MOST_LINES = 2  # of boxes on a day, rather than narrower ones
STAR = 0.58  # of a box's height: how far a star reaches from its middle


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of a width and height in `lines` of `across`, after room for a target; in points. `left` is where the first
    starts in its cell. All days have the same `shapes`, from the left of the cell and the top of the first line."""

    number: int
    across: int
    lines: int
    size: tuple[float, float]
    target: float
    left: float
    shapes: tuple[Shape, ...] = ()

    def place(self, index: int) -> tuple[float, float]:
        """Where one of them starts."""
        width, height = self.size
        return self.left + (index % self.across) * (width + BETWEEN), (index // self.across) * (height + BETWEEN)

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.lines * self.size[1] + (self.lines - 1) * BETWEEN


def boxes_of(number: int, mark: Ticked, cell: float, targets: tuple[str, ...], setting: Setting) -> Boxes:
    """As wide as asked for where the cell lets them, on more lines before they get too narrow to tick."""
    target = _widest(targets, setting)
    room = cell - 2 * MM - (target + BETWEEN if target else 0.0)
    width, height = setting.style.tick
    for least in (_least(setting), LEAST_WIDTH, NARROWEST):
        lines = math.ceil(number / max(1, int((room + BETWEEN) / (least + BETWEEN))))
        if lines <= MOST_LINES:
            break
    across = math.ceil(number / lines)
    width = min(width, (room - BETWEEN * (across - 1)) / across)
    used = across * width + BETWEEN * (across - 1)
    left = MM + (target + BETWEEN if target else 0.0)
    boxes = Boxes(number, across, lines, (width, height), target, left + (room - used) / 2)
    return replace(boxes, shapes=tuple(_shape(mark, *boxes.place(index), width, height) for index in range(number)))


def needed_width(number: int, targets: tuple[str, ...], setting: Setting) -> float:
    """How wide a cell is (points) whose boxes stand in 1 line beside each target; 0 for 1 box alone."""
    if not targets and number == 1:
        return 0.0
    return 2 * MM + _widest(targets, setting) + number * (BETWEEN + _least(setting))


def _widest(targets: tuple[str, ...], setting: Setting) -> float:
    """How wide the widest target is, in points; 0 without any."""
    style = setting.text("leaf-note")
    return max((width_of(b.spans_of(each), style, setting) for each in targets), default=0.0)


def _least(setting: Setting) -> float:
    """The width in points under which boxes go on to a second line."""
    width = setting.style.tick[0]
    return min(LEAST_WIDTH * width / WIDTH, width)


def _shape(mark: Ticked, x: float, y: float, width: float, height: float) -> Shape:
    if mark == "star":
        return star(x + width / 2, y + height / 2, height * STAR, INK, BOX_LINE)
    inside = (x + BOX_LINE / 2, y + BOX_LINE / 2, width - BOX_LINE, height - BOX_LINE)
    return rectangle(*inside, stroke=INK, line=BOX_LINE, radius=BOX_RADIUS)


def set_boxes(
    boxes: Boxes,
    corner: tuple[float, float],
    block: b.DayLog,
    names: tuple[str, ...],
    elements: list[Element],
    cell: int,
    setting: Setting,
) -> list[Mark]:
    """The boxes of a day from a corner of its cell; `names` say what they are for, and the part of the day is added."""
    fields: list[Mark] = []
    for index in range(boxes.number) if setting.fields else ():
        x, y = boxes.place(index)
        part = block.parts[index : index + 1] if boxes.number > 1 else ()
        said, form = setting.joints.listed((*names, *part)), new_element(elements, "Form", cell)
        place = (corner[0] + x, corner[1] + y, *boxes.size)
        fields.append(Field(*place, "check", said, form))
    heard = None
    if block.box and not fields:
        parts = block.parts[: boxes.number] if boxes.number > 1 and block.parts else (block.box,) * boxes.number
        heard = new_element(elements, "Span", cell, actual=f" {setting.joints.listed(parts)}")
    return [Drawing(*corner, boxes.shapes, heard), *fields]
