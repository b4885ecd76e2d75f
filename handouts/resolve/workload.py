"""How much of a day a programme takes, and how much is much."""

from __future__ import annotations

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Dosage, Exercise, Programme
from handouts.resolve.programme import dose_in

MANY_EXERCISES = 4  # patients did 2 exercises better than 8
LONGEST_DAY = 30  # minutes of exercise a day
SECONDS_A_REPETITION = 4  # when a dose doesn't say how long one takes


def minutes_a_day(programme: Loaded[Programme], library: Library) -> float:
    """A rough measure of a day's work; what a dose leaves open counts as once."""
    seconds = 0.0
    for entry in programme.content.exercises:
        exercise = library.find(Exercise, entry.exercise)
        if exercise:
            seconds += seconds_a_day(dose_in(entry, exercise.content, programme.content))
    return seconds / 60


def seconds_a_day(dose: Dosage) -> float:
    """A rough measure of the time that a dose takes; what it leaves open counts as once."""

    def most(name: str, otherwise: int) -> int:
        amount = getattr(dose, name)
        return (amount.largest or otherwise) if amount else otherwise

    sets = most("sets", 1)
    one = most("duration", 0) or (
        max(most("repetitions", 1), most("count", 1)) * (SECONDS_A_REPETITION + most("hold", 0))
        if dose.repetitions or dose.count or dose.hold
        else 0
    )
    sides = 2 if dose.side == "both" else 1
    return most("times_a_day", 1) * (sets * one * sides + (sets - 1) * most("rest", 0))
