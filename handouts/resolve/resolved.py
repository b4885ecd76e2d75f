"""What layouts see: complete, with no ids left to look up and every fixed word in its language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from handouts.content.words import Words
from handouts.figures.poses import PosedFigure
from handouts.resolve.dose import Sentence

WeekState = Literal["open", "later", "rest"]
NOT_FOR_LAYOUTS = {"for_layouts": False}  # of a field that is more than words and numbers: no layout reaches it
ONE_SIDE = ("left", "right")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of running text: a paragraph, a bulleted list or a table."""

    kind: Literal["text", "list", "table"]
    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TitledSection:
    """A heading and what stands under it."""

    title: str
    body: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TreatmentLine:
    """One way of treating, with what is known about it."""

    name: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class UrgencyBox:
    """Signs that share one action, such as "Call 999 now if:"."""

    level: Literal["emergency", "today", "soon"]
    title: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word of the handout with what it means."""

    plain: str
    medical: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition as its handout prints it."""

    id: str
    name: str
    medical_name: str
    subtitle: str
    in_short: tuple[str, ...]
    sections: tuple[TitledSection, ...]
    treatments_introduction: str
    treatments: tuple[TreatmentLine, ...]
    outlook: tuple[TitledSection, ...]
    urgency: tuple[UrgencyBox, ...]
    explained: tuple[ExplainedWord, ...]
    evidence: str
    sources: tuple[str, ...]


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
    dates: str = ""


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
    dates: tuple[tuple[str, ...], ...] = ()

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


@dataclass(frozen=True, slots=True)
class PatientDetails:
    """For whom a sheet is, with days in words. An empty text is a line to write on, save `id`, `born` and, where the
    rest is known, `review_visit`: those are left out."""

    name: str = ""
    id: str = ""
    born: str = ""
    clinician: str = ""
    date: str = ""
    start: str = ""
    review_visit: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether all of it is left to be written."""
        return not self.date

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be written."""
        return bool(self.name and self.clinician and self.date and self.start)


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A reason against an exercise (or all of them) that the clinician has weighed; `printed` tells whether the
    patient's sheet names it."""

    exercise: str
    reason: str
    why: str
    printed: bool


@dataclass(frozen=True, slots=True)
class ClinicianNotes:
    """What only the clinician is told of a patient's programme: `work` is a sentence, `warnings` are what of it is too
    much (a rule of `check` and a sentence), `against` the words of the patient's contraindications."""

    work: str
    warnings: tuple[tuple[str, str], ...]
    against: tuple[str, ...]
    overrides: tuple[OverrideLine, ...]


@dataclass(frozen=True, slots=True)
class ClinicDetails:
    """Who hands the sheet over; `short_name` takes the name's place on every page but the first."""

    name: str
    short_name: str
    tagline: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    opening_hours: tuple[str, ...]
    emergency_number: str
    pain_rule: str
    safety_rules: tuple[str, ...]
    footer: str
    qr: str
    logo_file: Path | None = field(metadata=NOT_FOR_LAYOUTS)

    @property
    def logo(self) -> bool:
        """Whether there is a logo: a picture of that name."""
        return self.logo_file is not None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Whether a clinician stands behind the content: `line` is what the sheet prints, `until` the last day on which it
    does so, if there is one."""

    state: Literal["unsigned", "signed", "stale", "expired"]
    line: str
    until: date | None = field(default=None, metadata=NOT_FOR_LAYOUTS)


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything one sheet is made of. `title` never holds a patient's name unless it was asked for: it becomes the
    file's title. `running_title` stands on later pages."""

    sheet: str
    layout: str
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    words: Words = field(repr=False)
    clinic: ClinicDetails
    condition: ConditionText | None
    programme: ProgrammeSheet | None
    log: tuple[LogBlock, ...]
    programme_names: tuple[str, ...]
    reviews: tuple[ReviewState, ...]
    version: str
    patient: PatientDetails | None = None
    running_title: str = ""
    clinician: ClinicianNotes | None = None

    @property
    def draft(self) -> bool:
        """Whether any part of the sheet lacks a valid signature."""
        return any(review.state != "signed" for review in self.reviews)

    @property
    def review_lines(self) -> tuple[str, ...]:
        """Each state once, drafts first."""
        return tuple(dict.fromkeys(r.line for r in sorted(self.reviews, key=lambda r: r.state == "signed")))
