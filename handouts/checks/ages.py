"""Ages of programmes and of their exercises that can't both be meant."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.ages import Ages
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Exercise, Programme
from handouts.files.problems import Problem


def check_ages(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """A programme's ages hold for its exercises: none of these is for fewer people than the programme."""
    ages = file.content.ages
    for index, entry in enumerate(file.content.exercises):
        exercise = library.find(Exercise, entry.exercise)
        meant = exercise.content.ages if exercise else None
        if ages and meant and not _within(ages, meant):
            message = f'"{entry.exercise}" is for the ages {meant}, and the programme is for {ages}.'
            hint = "Make the two files agree, or accept it with a reason under accepted:."
            yield file.problem(("exercises", index), message, hint, "ages")


def _within(ages: Ages, others: Ages) -> bool:
    return others.low <= ages.low and (others.high is None or (ages.high is not None and ages.high <= others.high))
