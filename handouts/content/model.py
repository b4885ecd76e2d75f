"""What people write: one frozen type per file in `data/`, `clinic.yaml` and `reviews.yaml`.

Nothing here is resolved: ids are still names of other files and gaps are still gaps. An unknown key is an error, so
that a slip of the pen is named instead of being left out of a sheet in silence. `docs/format.md` shows each type by
example.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from handouts.content.ages import AgeRange
from handouts.content.amounts import Amount, DaysAWeek, Level, Number, Seconds, TimesADay, WeekRange, Weeks
from handouts.content.condition_parts import LONGEST_MESSAGE, HowTos, Section, Treatment
from handouts.content.exercise_parts import (
    LONGEST_CUE,
    Equipment,
    NotInGroup,
    Stage,
    StandIns,
    WorkedMuscle,
)
from handouts.content.goals import Goal, Start
from handouts.content.pictures import ConditionPicture, ExercisePicture
from handouts.files.written import (
    Accepted,
    AtMost,
    Body,
    Caution,
    Citation,
    ContentFile,
    ContentModel,
    Day,
    Id,
    Note,
    PatientText,
    ShortText,
    Step,
    Text,
    WebAddress,
    Weekday,
    contradiction,
)


class Progression(ContentModel):
    """A target that grows: `add` more of what is counted every day or week, until `stop_at`."""

    add: Annotated[int, Field(gt=0, le=1000)]
    every: Literal["day", "week"]
    stop_at: Annotated[int, Field(gt=0, le=10000)]


def _kind_of_progression(value: object) -> str:
    return "target" if isinstance(value, (dict, Progression)) else "text"


HOW_MUCH = ("repetitions", "duration", "count")


class Dosage(ContentModel):
    """How much and how often. A field left out is not asked for, save how much and how often themselves: those, and a
    field that says "ask", print as a line to write on. Nothing is ever filled in that the file does not say."""

    sets: Number | None = None
    repetitions: Number | None = None
    hold: Seconds | None = None
    duration: Seconds | None = None
    count: Number | None = None
    count_of: Literal["steps", "circles"] = "steps"
    rest: Seconds | None = None
    side: Literal["left", "right", "both", "alternate", "ask"] | None = None
    times_a_day: TimesADay | None = None
    days_a_week: DaysAWeek | None = None
    effort: Level | None = None
    pain_limit: Level | None = None
    starting_level: Text | None = None
    progression: (
        Annotated[
            Annotated[Text, Tag("text")] | Annotated[Progression, Tag("target")], Discriminator(_kind_of_progression)
        ]
        | None
    ) = None
    progress_until: Text | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Dosage:
        given = [name for name in HOW_MUCH if getattr(self, name)]
        if len(given) > 1:
            raise contradiction(f"gives {' and '.join(given)}; a dose says how much in one way. Keep one of them.")
        if found := stops_too_soon(self):
            raise contradiction(found)
        return self


def stops_too_soon(dose: Dosage) -> str:
    """What is wrong with a dose that grows to less than it starts with, or nothing."""
    first = dose.count or dose.repetitions
    if isinstance(dose.progression, Progression) and first and dose.progression.stop_at < first.largest:
        return f"starts with {first.largest} and stops at {dose.progression.stop_at}. Let it stop at more."
    return ""


# -- exercises and programmes -----------------------------------------------------------------------------------------


class PublishedDose(ContentModel):
    """A dose from the literature, for one condition or for any: where it stands, and who has read it there. It prints
    only where the clinic's `doses.yaml` says so."""

    condition: Id | None = None
    dose: Dosage
    title: Text
    address: WebAddress
    place: Text
    read_by: ShortText
    read_on: Day


class Exercise(ContentFile, PatientText):
    """One movement: `data/exercises/<id>.yaml`. `cue` says it at a glance, beside its picture on the leaf.

    `groups` name what it has in common with others beyond what its pose, regions and words show; `without_groups` say
    why it has not what they seem to show. `strict_contraindications` hold without the table's exception.
    `easier_exercises` and `harder_exercises` are others that can take its place, and `stand_ins` what can take that of
    a thing. `start` is for those whose pose and position don't show it.
    """

    kind = "exercise"

    name: Text
    friendly_name: Text | None = None
    also: tuple[Text, ...] = ()
    regions: tuple[Text, ...] = ()
    audience: Text | None = None
    ages: AgeRange | None = None
    equipment: Equipment = ()
    stand_ins: StandIns = Field(default_factory=dict)
    position: Text
    steps: tuple[Step, ...] = Field(min_length=1)
    cue: Annotated[Text, AtMost(LONGEST_CUE)] | None = None
    goal: Goal | None = None
    start: Start | None = None
    level: Stage | None = None
    muscles: tuple[WorkedMuscle, ...] = ()
    lay_words: tuple[Text, ...] = ()
    dose: Dosage = Dosage()
    published: tuple[PublishedDose, ...] = ()
    purpose: Text | None = None
    cautions: tuple[Caution, ...] = ()
    groups: tuple[Id, ...] = ()
    without_groups: tuple[NotInGroup, ...] = ()
    contraindications: tuple[Id, ...] = ()
    strict_contraindications: tuple[Id, ...] = ()
    easier: Text | None = None
    harder: Text | None = None
    easier_exercises: tuple[Id, ...] = ()
    harder_exercises: tuple[Id, ...] = ()
    figure: ExercisePicture | None = None
    evidence: Text | None = None
    sources: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    accepted: tuple[Accepted, ...] = ()


class ProgrammeEntry(ContentModel):
    """An exercise in a programme, with what is different about it here."""

    exercise: Id
    dose: Dosage = Dosage()
    note: Text | None = None


def exercise_alone(value: object) -> object:
    """An entry of an exercise that is nothing but its id."""
    return {"exercise": value} if isinstance(value, str) else value


Entry = Annotated[ProgrammeEntry, BeforeValidator(exercise_alone)]


class Course(ContentModel):
    """Weeks of exercise and weeks of rest, in turn."""

    on: Weeks
    off: Weeks


class Schedule(ContentModel):
    """How often the whole programme is done; `days` names the days when they are fixed."""

    times_a_day: TimesADay | None = None
    days_a_week: DaysAWeek | None = None
    days: tuple[Weekday, ...] = ()
    course: Course | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Schedule:
        twice = next((day for index, day in enumerate(self.days) if day in self.days[:index]), None)
        if twice:
            raise contradiction(f"names a day twice: {twice}. Keep one.")
        if self.days and self.days_a_week and self.days_a_week != Amount(len(self.days)):
            raise contradiction(f"days: names {len(self.days)} days, and days_a_week: says another number. Keep one.")
        return self


class Phase(ContentModel):
    """Weeks of a programme (counted from 1) and the exercises done in them; none means rest."""

    name: Text
    weeks: WeekRange
    exercises: tuple[Id, ...] = ()
    note: Text | None = None


class Programme(ContentFile, PatientText):
    """A set of exercises for one condition: `data/programmes/<id>.yaml`. Where it says `standard_doses: false`, such as
    after an operation, a clinic's own doses fill no gap. Its weeks are counted from the first day of the log, or from
    an operation."""

    kind = "programme"

    name: Text
    condition: Id
    audience: Text | None = None
    ages: AgeRange | None = None
    introduction: Text | None = None
    rules: tuple[Caution, ...] = ()
    pain_rule: Text | None = None
    pain_limit: Annotated[int, Field(ge=0, lt=10)] | None = None
    contraindications: tuple[Id, ...] = ()
    schedule: Schedule = Schedule()
    dose: Dosage = Dosage()
    standard_doses: bool = True
    exercises: tuple[Entry, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = ()
    weeks_from: Literal["start", "operation"] = "start"
    start_with: tuple[Id, ...] = ()
    for_children: bool = False
    log_weeks: Annotated[int, Field(ge=1, le=52)] = 4
    evidence: Text | None = None
    sources: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @model_validator(mode="after")
    def _spares_children(self) -> Programme:
        if self.for_children and not self.pain_rule:
            raise contradiction(
                "is for children and has no pain_rule: of its own; the clinic's is for adults. "
                'Write one, such as "Stop when something hurts."'
            )
        return self


# -- conditions -------------------------------------------------------------------------------------------------------


class Condition(ContentFile, PatientText):
    """What a patient is told about one condition: `data/conditions/<id>.yaml`. `about` is what the sheet tells of,
    under its title; `message` is the one thing to know or do; `how_to` says in steps how one thing, or two, are done;
    `this_week` are plans to tick, each with `____` where there is a gap to write in."""

    kind = "condition"

    name: Text
    medical_name: Text | None = None
    also: tuple[Text, ...] = ()
    lay_words: tuple[Text, ...] = ()
    subtitle: Text
    regions: tuple[Text, ...] = ()
    audience: Text | None = None
    about: Literal["condition", "exercise", "treatment", "recovery"] = "condition"
    level: Literal["full", "short"] = "full"
    message: Annotated[Text, AtMost(LONGEST_MESSAGE)] | None = None
    figure: ConditionPicture | None = None
    in_short: tuple[Text, ...] = Field(min_length=3, max_length=5)
    what_it_is: Body = Field(min_length=1)
    causes: Body = ()
    signs: Body = ()
    assessment: Body = ()
    how_to: HowTos = Field(default=(), max_length=2)
    what_you_can_do: Body = ()
    this_week: tuple[ShortText, ...] = Field(default=(), max_length=3)
    treatments_introduction: Text | None = None
    treatments: tuple[Treatment, ...] = ()
    outlook: Body = ()
    more: tuple[Section, ...] = ()
    get_help: tuple[Id, ...] = Field(min_length=1)
    talk_to: Literal["physiotherapist", "doctor"] = "physiotherapist"
    contraindications: tuple[Id, ...] = ()
    glossary: tuple[Id, ...] = ()
    programmes: tuple[Id, ...] = ()
    evidence: Text | None = None
    sources: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    accepted: tuple[Accepted, ...] = ()
