"""The blocks of a leaf, read from rendered XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handouts.layout import blocks as b
from handouts.layout.block_elements import BlockElements
from handouts.reuse.private import together

MOST_BOXES = 12  # a day


class LeafElements(BlockElements):
    """Reads bands, doses, programmes and logs whose rows are days."""

    def parts(self, element: Element, *tags: str) -> dict[str, list[Element]]:
        """The parts of an element by their tags; others are refused."""
        found: dict[str, list[Element]] = {tag: [] for tag in tags}
        for child in element:
            self.check(child, tags)
            found[child.tag].append(child)
        return found

    def said(self, element: Element, tag: str) -> b.Spans:
        """The words of a part that may be left out."""
        self.once(element, tag)
        part = element.find(tag)
        return self.spans(part) if part is not None else ()

    def needed(self, element: Element, tag: str, what: str) -> b.Spans:
        """The words of a part that may not."""
        spans = self.said(element, tag)
        if not spans:
            self.refuse(element, f"{what} has no {tag}.", f"Start it with <{tag}>...")
        return spans

    def block_side(self, element: Element) -> b.LeafSide:
        """Blocks that fill a page."""
        return b.LeafSide(self.blocks(element))

    def block_band(self, element: Element) -> b.Band:
        """The head of a side."""
        parts = self.parts(element, "name", "title", "note", "item", "figure")
        self.once(element, "figure")
        title = self.needed(element, "title", "a band")
        self.open_heading(element, 1)
        logo = self.block_figure(parts["figure"][0]) if parts["figure"] else None
        lines = tuple(spans for item in parts["item"] if (spans := self.spans(item)))
        return b.Band(self.said(element, "name"), title, self.said(element, "note"), lines, logo)

    def block_dose(self, element: Element) -> b.Dose:
        """Numbers after a title."""
        self.parts(element, "title", "dose-cell", "note")
        cells = self.dose_cells(element)
        if not cells:
            self.refuse(element, "a dose has no cells.", 'Put a <dose-cell value="..." unit="..."/> into it.')
        strip = self.choice(element, "strip", ("no", "yes")) == "yes"
        return b.Dose(cells, self.said(element, "title"), self.said(element, "note"), strip)

    def dose_cells(self, element: Element) -> tuple[b.DoseCell, ...]:
        """The numbers of a dose; one without a value is a box to write in, which needs words."""
        cells = []
        for cell in element.findall("dose-cell"):
            self.check(cell, ("dose-cell",))
            before, value, unit = (together(cell.get(name, "").split(), " ") for name in ("before", "value", "unit"))
            if not value and not (before or unit):
                self.refuse(cell, "a box to write in has no words.", 'Say what it is for: unit="sets".')
            cells.append(b.DoseCell(before, value, unit))
        return tuple(cells)

    def block_programme_grid(self, element: Element) -> b.ProgrammeGrid:
        """Exercises at a glance."""
        parts = self.parts(element, "programme-cell", "aside")
        self.once(element, "aside")
        cells = tuple(self.programme_cell(cell) for cell in parts["programme-cell"])
        if not cells:
            self.refuse(element, "has no exercises.", "Put a <programme-cell> into it.")
        aside = self.blocks(parts["aside"][0]) if parts["aside"] else ()
        return b.ProgrammeGrid(int(self.choice(element, "columns", ("1", "2"))), cells, aside)  # type: ignore[arg-type]

    def programme_cell(self, element: Element) -> b.ProgrammeCell:
        """One of them."""
        parts = self.parts(element, "title", "cue", "more", "figure", "dose-cell")
        title = self.needed(element, "title", "an exercise")
        self.open_heading(element, 2)
        figures = tuple(self.block_figure(figure) for figure in parts["figure"])
        if len(figures) > 2:
            self.refuse(element, f"an exercise has {len(figures)} pictures.", "At most 2 can be seen from afar.")
        words = (title, self.said(element, "cue"))
        dose, more = self.dose_cells(element), self.said(element, "more")
        return b.ProgrammeCell(element.get("number", ""), *words, figures, dose, more)

    def block_day_log(self, element: Element) -> b.DayLog:
        """Days to tick."""
        parts = self.parts(element, "name", "part", "log-column", "log-week")
        columns = tuple(self.log_column(column) for column in parts["log-column"])
        weeks = tuple(self.log_week(week, len(columns)) for week in parts["log-week"])
        if not columns or not weeks:
            self.refuse(element, "a log needs a <name>, columns and weeks.")
        return b.DayLog(
            self.needed(element, "name", "a log"),
            tuple(self.label(part) for part in parts["part"]),
            columns,
            weeks,
            self.choice(element, "mark", ("box", "star")),
            *(element.get(name, "") for name in ("off", "pain", "notes", "box", "screen")),
        )

    def log_column(self, element: Element) -> b.DayColumn:
        """An exercise that heads a column."""
        parts = self.parts(element, "name", "figure")
        self.once(element, "figure")
        boxes = int(self.number(element, "boxes", 1))
        if not 1 <= boxes <= MOST_BOXES:
            self.refuse(element, f"takes from 1 to {MOST_BOXES} boxes a day.")
        picture = self.block_figure(parts["figure"][0]) if parts["figure"] else None
        name = self.needed(element, "name", "a column")
        return b.DayColumn(element.get("number", ""), name, boxes, picture, element.get("counted", ""))

    def log_week(self, element: Element, columns: int) -> b.DayWeek:
        """A week with its days."""
        parts = self.parts(element, "title", "start", "log-day", "cells")
        days = tuple(
            b.DayRow(
                self.label(day), day.get("said", "") or day.get("label", ""), self.choice(day, "state", ("open", "off"))
            )
            for day in parts["log-day"]
        )
        cells = tuple(self.log_cells(cell, len(days)) for cell in parts["cells"])
        if len(cells) != columns:
            self.refuse(element, f"has {len(cells)} <cells> for {columns} columns.", "Give each column one.")
        if not days:
            self.refuse(element, "a week has no days.", 'Write <log-day label="..."/>.')
        return b.DayWeek(self.needed(element, "title", "a week"), self.said(element, "start"), days, cells)

    def log_cells(self, element: Element, days: int) -> b.LogCells:
        """Whether an exercise is due in a week, and the numbers to reach on its days."""
        state = self.choice(element, "state", ("open", "later", "rest"))
        targets = tuple(element.get("targets", "").split())
        if targets and len(targets) != days:
            self.refuse(element, f"has {len(targets)} targets for {days} days.", "Give each day one.")
        return b.LogCells(state, element.get("label", ""), targets)
