"""What layouts see of a programme: its exercises as cards, its phases, its log."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from handouts.figures.poses import PosedFigure
from handouts.resolve.dose import Sentence
from handouts.resolve.passages import UrgencyBox
from handouts.reuse.private import UNSAID, Private

WeekState = Literal["open", "later", "rest"]
NOT_FOR_LAYOUTS = {"for_layouts": False}  # of a field that is more than words and numbers: no layout reaches it
ONE_SIDE = ("left", "right")


@dataclass(frozen=True, slots=True)
class PictureReference:
    """A picture of the clinic's own, to be loaded when it is painted."""

    path: Path = field(metadata=NOT_FOR_LAYOUTS)
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise as its programme asks for it. `targets` are where a growing dose starts, what is added, where it
    stops, and whether that is by "day" or "week". With an `open_side` the side is to be written by hand, and a step
    leads to the other one."""

    id: str
    name: str
    equipment: tuple[str, ...]
    position: str
    steps: tuple[str, ...]
    dose: Sentence
    dose_has_gaps: bool
    times_a_day: int
    targets: tuple[int, int, int, str] | None
    purpose: str
    cautions: tuple[str, ...]
    reasons_against: tuple[str, ...]
    easier: str
    harder: str
    note: str
    figure: PictureReference | PosedFigure | None = field(metadata=NOT_FOR_LAYOUTS)
    side: str = ""
    open_side: bool = False

    @property
    def one_sided(self) -> bool:
        """Whether it is done with one side only; `side` is then "left" or "right"."""
        return self.side in ONE_SIDE

    @property
    def mirrored(self) -> bool:
        """Whether the figure shows the other side than it was posed for."""
        return isinstance(self.figure, PosedFigure) and self.one_sided and self.side != self.figure.side

    @property
    def pictures(self) -> tuple[tuple[str, str], ...]:
        """The name of each picture among the sheet's, and what a listener hears of it."""
        if isinstance(self.figure, PosedFigure):
            mirrored = self.mirrored
            heard = (pose.heard(mirrored=mirrored) for pose in self.figure.whole)
            return tuple((f"{self.id}/{index}", alt) for index, alt in enumerate(heard, 1))
        return ((self.id, self.figure.alt),) if self.figure else ()

    @property
    def small_picture(self) -> tuple[str, str] | None:
        """The picture that stands for the exercise in a log: where the movement ends."""
        pictures = self.pictures
        return (f"{self.id}/small", pictures[:2][-1][1]) if pictures else None

    @property
    def credit(self) -> str:
        """Who made the picture, where the clinic says so."""
        return self.figure.credit if isinstance(self.figure, PictureReference) else ""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """Some weeks of a programme: "Weeks 1 and 2", what they are called, and the names of their exercises. `dates` are
    their days in a course that has a start."""

    weeks: str
    name: str
    exercises: tuple[str, ...]
    note: str
    dates: Private = UNSAID


@dataclass(frozen=True, slots=True)
class LogWeek:
    """One row's week in the log: boxes to tick, or a shaded stretch with a word in it. `targets` are the numbers to
    reach on its days, where the dose grows."""

    state: WeekState
    label: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """An exercise's line in a block of the log."""

    exercise: ExerciseCard
    weeks: tuple[LogWeek, ...]


@dataclass(frozen=True, slots=True)
class LogBlock:
    """Some weeks of the log, one beside the other. `days` are the weekday names; `days_off` are True for days without
    boxes. `dates` are the days of the month, 7 for each week, in a log that has a start."""

    weeks: tuple[str, ...]
    days: tuple[str, ...]
    days_off: tuple[bool, ...]
    parts_of_day: tuple[str, ...]
    rows: tuple[LogRow, ...]
    stars: bool
    dates: tuple[tuple[Private, ...], ...] = ()

    @property
    def rests(self) -> bool:
        """Whether nothing is due in all of its weeks."""
        return all(week.state != "open" for row in self.rows for week in row.weeks)


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """A programme with its exercises in order. `pain_rule` takes the place of the clinic's where it is given.
    `reasons_against` are the programme's own and those of most exercises; a card says the others. `urgency` are its
    condition's signs that can't wait."""

    id: str
    name: str
    condition: str
    audience: str
    introduction: str
    rules: tuple[str, ...]
    pain_rule: str
    how_often: Sentence
    course: Sentence
    start_with: tuple[str, ...]
    reasons_against: tuple[str, ...]
    exercises: tuple[ExerciseCard, ...]
    phases: tuple[PhaseLine, ...]
    urgency: tuple[UrgencyBox, ...]
    evidence: str
    sources: tuple[str, ...]
