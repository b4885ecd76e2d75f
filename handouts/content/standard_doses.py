"""The doses that a clinic gives where a source says none."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, model_validator

from handouts.content.amounts import Amount, DaysAWeek, Level, Number, Seconds, TimesADay
from handouts.content.goals import Goal
from handouts.content.model import HOW_MUCH, Dosage
from handouts.files.written import ContentModel, File, Id, contradiction


class StandardDose(ContentModel):
    """A dose of the clinic's own for one goal: numbers alone, none of them open."""

    sets: Number | None = None
    repetitions: Number | None = None
    duration: Seconds | None = None
    count: Number | None = None
    hold: Seconds | None = None
    rest: Seconds | None = None
    times_a_day: TimesADay | None = None
    days_a_week: DaysAWeek | None = None
    effort: Level | None = None

    @model_validator(mode="after")
    def _agrees(self) -> StandardDose:
        given: dict[str, Amount] = {name: amount for name, amount in self if amount is not None}
        if not given:
            raise contradiction("says nothing. Give a number, such as sets: 3, or take it away.")
        if asked := [name for name, amount in given.items() if amount.asked]:
            raise contradiction(f"asks for {' and '.join(asked)}: what is left out stays open anyway. Take it away.")
        if len(ways := [name for name in HOW_MUCH if name in given]) > 1:
            raise contradiction(f"gives {' and '.join(ways)}; a dose says how much in one way. Keep one of them.")
        return self

    @property
    def dose(self) -> Dosage:
        """The same as the dose of an exercise."""
        return Dosage.model_construct(set(self.model_fields_set), **dict(self))


class StandardDoses(File):
    """`doses.yaml` in the clinic's folder: what is given for each goal of an exercise, and in some conditions. It fills
    gaps once it is signed, and changes no number of a source. `published` lets doses from the literature fill what is
    then still open."""

    kind = "doses"

    goals: Mapping[Goal, StandardDose] = Field(default_factory=dict)
    conditions: Mapping[Id, Mapping[Goal, StandardDose]] = Field(default_factory=dict)
    published: bool = False
