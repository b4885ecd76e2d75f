"""What a clinician writes for one patient: `prescriptions/NAME.yaml`, or the same keys from another program."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handouts.content.model import Dosage, ProgrammeEntry, Schedule, exercise_alone
from handouts.files.written import Accepted, ContentModel, Day, File, Id, LanguageId, ShortText, Text
from handouts.reuse.private import Private

YEARS = range(1900, 2200)


def _near(day: date) -> date:
    if day.year not in YEARS:
        raise PydanticCustomError("far_date", "lies outside the calendar")
    return day


CalendarDay = Annotated[Day, AfterValidator(_near)]
Side = Literal["left", "right", "both"]
# What a clinician writes in words of their own. Ids, sides, numbers and amounts say nothing of whom it is for.
PrivateText = Annotated[Text, AfterValidator(Private)]
PrivateName = Annotated[ShortText, AfterValidator(Private)]


def _private_words(dose: Dosage) -> Dosage:
    words = {name: getattr(dose, name) for name in ("starting_level", "progression", "progress_until")}
    return dose.model_copy(update={name: Private(text) for name, text in words.items() if isinstance(text, str)})


class Patient(ContentModel):
    """For whom it is. What is left out is not printed, save the name: that prints as a line to write on."""

    name: PrivateName | None = None
    id: PrivateName | None = None
    born: CalendarDay | None = None


class PrescribedExercise(ProgrammeEntry):
    """An exercise with what is different for this patient; `note` is printed after the programme's own."""

    dose: Annotated[Dosage, AfterValidator(_private_words)] = Dosage()
    note: PrivateText | None = None
    side: Side | None = None


class Override(ContentModel):
    """A reason against an exercise that the clinician has weighed; without `exercise` it is for all of them. `why` is
    printed on the clinician's page only."""

    contraindication: Id
    exercise: Id | None = None
    why: PrivateText


class Prescription(File):
    """Exercises for one patient: those of a programme, some of them, or a list of one's own for a condition.

    `title` is what the set is called, `language` that of the sheet if it isn't the clinic's; `start` is the first day
    of week 1, and `first_week` the week (counted from 1) with which the log starts. With an `operation_date` that day
    is the first of week 1 instead, and the log starts with the week of `start`.
    """

    kind = "prescription"
    about_a_patient = True

    patient: Patient = Patient()
    clinician: PrivateName | None = None
    date: CalendarDay | None = None
    programme: Id | None = None
    condition: Id | None = None
    exercises: tuple[Annotated[PrescribedExercise, BeforeValidator(exercise_alone)], ...] = ()
    title: PrivateName | None = None
    language: LanguageId | None = None
    side: Side | None = None
    schedule: Schedule | None = None
    start_with: tuple[Id, ...] = ()
    start: CalendarDay | None = None
    operation_date: CalendarDay | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    first_week: Annotated[int, Field(ge=1, le=52)] = 1
    start_day: Annotated[int, Field(ge=1, le=10000)] | None = None
    review_visit: CalendarDay | None = None
    contraindications: tuple[Id, ...] = ()
    overrides: tuple[Override, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def day_one(self) -> CalendarDay | None:
        """The first day of week 1."""
        return self.operation_date or self.start

    @property
    def week_of_log(self) -> int:
        """The week (counted from 1) with which the log starts."""
        if self.operation_date and self.start and "first_week" not in self.model_fields_set:
            return (self.start - self.operation_date).days // 7 + 1
        return self.first_week
