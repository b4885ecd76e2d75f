"""What layouts see of a programme: its exercises as cards, its phases, its log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from handouts.figures.poses import PosedFigure
from handouts.figures.sign_names import SignName, signs_beside
from handouts.resolve.dose import Sentence
from handouts.resolve.dose_cells import DosePart
from handouts.resolve.passages import NOT_FOR_LAYOUTS, PictureReference, UrgencyBox
from handouts.reuse.private import UNSAID, Private

WeekState = Literal["open", "later", "rest"]
ONE_SIDE = ("left", "right")


def heard_of(figure: PictureReference | PosedFigure, *, mirrored: bool) -> tuple[str, ...]:
    """What a listener hears of each picture of an exercise."""
    if isinstance(figure, PosedFigure):
        return tuple(pose.heard(mirrored=mirrored) for pose in figure.whole)
    return (figure.alt,)


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise as its programme asks for it. `targets` are where a growing dose starts, what is added, where it
    stops, and whether that is by "day" or "week". With an `open_side` the side is to be written by hand, and a step
    leads to the other one. `dose_parts` and `often_parts` are the numbers of the dose, `dose_remarks` what it says
    besides; done `in_sets`, it is to be said what those are."""

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
    dose_parts: tuple[DosePart, ...] = ()
    often_parts: tuple[DosePart, ...] = ()
    dose_remarks: str = ""
    in_sets: bool = False
    own_cue: str = ""

    @property
    def cue(self) -> str:
        """The one thing to remember: the author's, or the step that the last picture shows."""
        return self.own_cue or self.steps[min(len(self.steps), 2) - 1]

    @property
    def target_unit(self) -> str:
        """What is counted where the dose grows: "steps"; nothing else."""
        first = str(self.targets[0]) if self.targets else " "
        return next((part.unit for part in self.dose_parts if first in part.value.split()), "")

    @property
    def often_asked(self) -> bool:
        """Whether how many times a day is the clinician's to write."""
        return bool(self.often_parts) and not self.often_parts[0].value

    @property
    def plain_pictures(self) -> tuple[tuple[str, str], ...]:
        """The picture that carries the exercise and the one before it, without numbers in the pictures."""
        if not isinstance(self.figure, PosedFigure):
            return self.pictures
        return tuple((f"{self.id}/plain/{index + 1}", self.pictures[index][1]) for index in self.figure.pair)

    @property
    def key_picture(self) -> tuple[str, str] | None:
        """The picture that carries the exercise, where there is room for one."""
        if not self.plain_pictures:
            return None
        return self.plain_pictures[
            self.figure.pair.index(self.figure.key) if isinstance(self.figure, PosedFigure) else 0
        ]

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
        told = heard_of(self.figure, mirrored=self.mirrored) if self.figure else ()
        if isinstance(self.figure, PosedFigure):
            return tuple((f"{self.id}/{index}", alt) for index, alt in enumerate(told, 1))
        return tuple((self.id, alt) for alt in told)

    @property
    def steps_shown(self) -> tuple[str, ...]:
        """Which step each picture shows: "start", a number, or "" where nobody says."""
        if isinstance(self.figure, PosedFigure):
            return tuple(str(pose.step or "") for pose in self.figure.whole)
        return ("",) if self.figure else ()

    @property
    def small_picture(self) -> tuple[str, str] | None:
        """The picture that stands for the exercise in a log: the one chosen for it, or where the movement ends."""
        pictures = self.pictures
        key = self.figure.key if isinstance(self.figure, PosedFigure) else 0
        return (f"{self.id}/small", pictures[key][1]) if pictures else None

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
    """One exercise's week in the log: boxes to tick, or a shaded stretch with a word in it. `targets` are numbers to
    reach in its rows, where the dose grows."""

    state: WeekState
    label: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogDay:
    """A day of a log, as it is printed and as a listener hears it."""

    label: str
    said: str
    off: bool


@dataclass(frozen=True, slots=True)
class LogDays:
    """A week of a log whose rows are days; `weeks` say of each exercise whether it is due."""

    title: str
    days: tuple[LogDay, ...]
    weeks: tuple[LogWeek, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """What stands on one side of a leaf: some exercises with their numbers, some weeks. `rows_of_all` says which rows
    of a plan that goes on these are."""

    exercises: tuple[tuple[int, ExerciseCard], ...]
    weeks: tuple[LogDays, ...]
    parts_of_day: tuple[str, ...]
    rows_of_all: str = ""

    @property
    def grows(self) -> bool:
        """Whether the dose of one of its exercises grows: its rows are no days."""
        return any(card.targets for _, card in self.exercises)

    @property
    def has_last_time(self) -> bool:
        """Whether one of its exercises may be done more often than it has boxes: the 1 is for the last time."""
        return any(card.often_asked and card.times_a_day == 1 for _, card in self.exercises)


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """A programme with its exercises in order. `pain_rule` takes the place of the clinic's where it is given;
    `child_rule` stands behind the clinic's where a child may be the patient.
    `reasons_against` are the programme's own and those of most exercises; a card says the others. `urgency` are its
    condition's signs that can't wait. With `read_first`, what speaks against it is read before the first exercise,
    wherever it stands."""

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
    pain_limit: int | None = None
    for_children: bool = False
    child_rule: str = ""
    read_first: bool = False

    @property
    def due_numbers(self) -> tuple[tuple[int, ...], ...]:
        """Of each phase, the numbers of its exercises; none where all of them, or none, are due."""
        numbers = {card.name: number for number, card in enumerate(self.exercises, 1)}
        return tuple(tuple(numbers[name] for name in phase.exercises if name in numbers) for phase in self.phases)

    @property
    def signs(self) -> tuple[SignName, ...]:
        """The signs in the pictures of its exercises, as they come."""
        figures = [card.figure for card in self.exercises if isinstance(card.figure, PosedFigure)]
        return tuple(dict.fromkeys(sign for figure in figures for pose in figure.whole for sign in signs_beside(pose)))

    @property
    def side_asked(self) -> bool:
        """Whether the side is to be written once: several exercises have one, and all of those leave it open."""
        sides = [card.side for card in self.exercises if card.side not in ("", "alternate")]
        return len(sides) > 1 and set(sides) == {"ask"}

    @property
    def often_parts(self) -> tuple[DosePart, ...]:
        """How often, where it is the same for all; each exercise says its own otherwise."""
        found = {card.often_parts for card in self.exercises}
        return found.pop() if len(found) == 1 else ()
