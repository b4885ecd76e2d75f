"""Which exercise is due in which week: phases, courses with rest, days off. The log is drawn from this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handouts.content.model import Phase, Programme
from handouts.content.words import Words
from handouts.files.written import Weekday
from handouts.resolve.cards import ExerciseCard, LogWeek, PhaseLine
from handouts.resolve.dates import in_words, span_in_words, week_days
from handouts.resolve.dose import fill_words
from handouts.reuse.private import Private

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST_WEEK = 999  # what "onwards" means


def weeks_of(phase: Phase) -> tuple[int, int]:
    """First and last week of a phase: "3 to 6" -> (3, 6), "6 onwards" -> (6, LAST_WEEK)."""
    numbers = [int(digits) for digits in re.findall(r"\d+", phase.weeks)]
    return numbers[0], LAST_WEEK if "onwards" in phase.weeks else numbers[-1]


def phase_lines(programme: Programme, names: dict[str, str], words: Words) -> tuple[PhaseLine, ...]:
    """The phases in words, for the table on the exercise sheet."""
    said = words.exercises
    lines = []
    for phase in programme.phases:
        first, last = weeks_of(phase)
        pattern = said.phase_week if first == last else said.phase_weeks_range
        numbers = str(first) if first == last else fill_words(words.dose.range, low=str(first), high=str(last))
        weeks = fill_words(pattern, weeks=numbers)
        if last == LAST_WEEK:
            weeks = fill_words(said.phase_onwards, week=str(first))
        listed = tuple(names.get(name, name) for name in phase.exercises)
        everything = set(phase.exercises) == set(names)
        lines.append(PhaseLine(weeks, phase.name, (said.all_exercises,) if everything else listed, phase.note or ""))
    return tuple(lines)


def dated_phases(
    lines: tuple[PhaseLine, ...], programme: Programme, start: date, words: Words
) -> tuple[PhaseLine, ...]:
    """The same phases with their days, for a course that starts on `start`."""
    dated = []
    for line, phase in zip(lines, programme.phases, strict=True):
        first, last = weeks_of(phase)
        day = week_days(start, first)[0]
        if last == LAST_WEEK:
            days = fill_words(words.dates.onwards, first=in_words(day, words))
        else:
            days = span_in_words(day, week_days(start, last)[-1], words)
        dated.append(replace(line, dates=Private(days)))
    return tuple(dated)


def week_state(programme: Programme, exercise: ExerciseCard, week: int, first_day: int, words: Words) -> LogWeek:
    """Whether an exercise is due in a week (counted from 1), and the word that stands there when it isn't.

    `first_day` is the day of a growing dose with which that week starts.
    """
    course = programme.schedule.course
    resting = course and (week - 1) % (course.on.weeks + course.off.weeks) >= course.on.weeks
    off = _off_in_phases(programme.phases, exercise.id, week, words) if programme.phases else None
    if off or resting:
        return off or LogWeek("rest", words.log.rest_week)
    return LogWeek("open", "", _targets(exercise, first_day))


def _off_in_phases(phases: tuple[Phase, ...], exercise: str, week: int, words: Words) -> LogWeek | None:
    """What phases say of a week in which an exercise is not due; None where it is."""
    due = [_range_of(phase) for phase in phases if exercise in phase.exercises]
    if any(week in weeks for weeks in due):
        return None
    later = any(week < weeks.start for weeks in due)
    if later and all(week < weeks.start for weeks in due):
        return LogWeek("later", words.log.not_yet)
    if any(week in _range_of(phase) for phase in phases if not phase.exercises):
        return LogWeek("rest", words.log.rest_week)
    return LogWeek("rest", words.log.not_this_week if later else words.log.finished)


def _range_of(phase: Phase) -> range:
    first, last = weeks_of(phase)
    return range(first, last + 1)


def _targets(exercise: ExerciseCard, first_day: int) -> tuple[str, ...]:
    """The numbers to reach on 7 days, `first_day` counted from 1; none for a dose that stays the same."""
    if exercise.targets is None:
        return ()
    start, add, stop, every = exercise.targets
    days = range(first_day - 1, first_day + 6)
    return tuple(str(min(start + add * (day if every == "day" else day // 7), stop)) for day in days)


def days_of_growing(exercise: ExerciseCard) -> int:
    """How many days a growing dose takes to its last number; 0 for one that stays the same."""
    if exercise.targets is None:
        return 0
    start, add, stop, every = exercise.targets
    return 1 + -(-(stop - start) // add) * (1 if every == "day" else 7)


def parts_of_day(exercises: tuple[ExerciseCard, ...], words: Words) -> tuple[str, ...]:
    """What the boxes of a day are called where there are several: morning and evening, or time 1, 2 and so on."""
    most, said = max(exercise.times_a_day for exercise in exercises), words.log
    if most < 2:
        return ()
    return (said.morning, said.evening) if most == 2 else tuple(_numbered(most, said.time))


def _numbered(most: int, pattern: str) -> Iterator[str]:
    return (fill_words(pattern, number=str(number)) for number in range(1, most + 1))
