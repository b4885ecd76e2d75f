"""What a leaf is made of: a programme's exercises in front, its log on the back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from handouts.layout.parts import CellState, Figure, LogCells, Spans


@dataclass(frozen=True, slots=True)
class Band:
    """The head of a side: whose it is, its title (level 1), what to do with it, and lines at the right for whom."""

    name: Spans
    title: Spans
    note: Spans = ()
    lines: tuple[Spans, ...] = ()
    logo: Figure | None = None


@dataclass(frozen=True, slots=True)
class DoseCell:
    """One number of a dose with the words before and after it. Without a `value` it is a box to write in."""

    before: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Dose:
    """Numbers of a dose in large numerals, side by side between a title and a note; in a `strip` each has a cell."""

    cells: tuple[DoseCell, ...]
    title: Spans = ()
    note: Spans = ()
    strip: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeCell:
    """An exercise at a glance: its number, its pictures (where the movement starts and ends), its name, a cue and its
    dose; `more` is what the dose says besides."""

    number: str
    title: Spans
    cue: Spans
    figures: tuple[Figure, ...]
    dose: tuple[DoseCell, ...]
    more: Spans = ()


@dataclass(frozen=True, slots=True)
class DayColumn:
    """An exercise that heads a column of a log: its number, its name, its picture, and boxes a day. `counted` is the
    end of its name that says what the numbers in its rows count."""

    number: str
    name: Spans
    boxes: int
    picture: Figure | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a log, as it is printed and as a listener hears it."""

    label: str
    said: str
    state: CellState = "open"


@dataclass(frozen=True, slots=True)
class DayWeek:
    """7 days of a log; `cells` say for each column whether it is due in this week. `start` stands under the title where
    the first day is to be written."""

    title: Spans
    start: Spans
    days: tuple[DayRow, ...]
    cells: tuple[LogCells, ...]

    @property
    def closed(self) -> dict[tuple[int, int], tuple[int, int, str]]:
        """Where exercises rest: day and column at which a stretch starts -> columns, days and words. Stretches end at
        days off, whose rows are closed as a whole."""
        found = {}
        runs = []
        for is_open, days in groupby(enumerate(self.days), lambda pair: pair[1].state == "open"):
            listed = [index for index, _ in days]
            if is_open:
                runs.append((listed[0], len(listed)))
        column = 0
        for cells, group in groupby(self.cells, lambda cells: (cells.state, cells.label)):
            count = len(list(group))
            if cells[0] != "open":
                for first, days_of_run in runs:
                    found[first, column] = (count, days_of_run, cells[1])
            column += count
        return found


@dataclass(frozen=True, slots=True)
class DayLog:
    """A log whose rows are days and whose columns are exercises. `off` stands in the row of a day off; beside each week
    there is a box for a number (`pain`) and room to write (`notes`). A listener hears `box` for each to tick, or the
    part of the day that it is for; `screen` stands above the log on a web page."""

    heading: Spans
    parts: tuple[str, ...]
    columns: tuple[DayColumn, ...]
    weeks: tuple[DayWeek, ...]
    mark: Literal["box", "star"] = "box"
    off: str = ""
    pain: str = ""
    notes: str = ""
    box: str = ""
    screen: str = ""
