"""The log of a leaf: a side for each 4 weeks and 8 exercises, its columns exercises, its rows days.

Where a dose grows, rows are no days: one that is done again, or left out, would put all later numbers wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handouts.content.model import Programme
from handouts.content.words import Words
from handouts.resolve.cards import ExerciseCard, LogDay, LogDays, LogPage
from handouts.resolve.dates import week_days
from handouts.resolve.dose import fill_words
from handouts.resolve.schedule import WEEKDAYS, days_of_growing, parts_of_day, week_state
from handouts.reuse.private import Private

MOST_WEEKS = 4  # on a side
MOST_EXERCISES = 8


def log_pages(
    programme: Programme,
    exercises: tuple[ExerciseCard, ...],
    weeks: range,
    start_day: int,
    words: Words,
    start: date | None = None,
) -> tuple[LogPage, ...]:
    """The sides of the log for these `weeks` (counted from 1), with dates where the first day is known. `start_day` is
    the day of a growing dose with which the log starts: its first row."""
    numbered = tuple(enumerate(exercises, 1))
    columns = [numbered[first : first + MOST_EXERCISES] for first in range(0, len(numbered), MOST_EXERCISES)]
    spans = [weeks[first : first + MOST_WEEKS] for first in range(0, len(weeks), MOST_WEEKS)]
    first_days = {week: start_day + 7 * passed for passed, week in enumerate(weeks)}
    pages = []
    for some in columns:
        for span in spans:
            cards = tuple(card for _, card in some)
            grows = any(card.targets for card in cards)
            rows = tuple(
                LogDays(
                    _title(first_days[week], words) if grows else fill_words(words.log.week, week=str(week)),
                    tuple(_rows(first_days[week], words) if grows else _days(programme, week, words, start)),
                    tuple(week_state(programme, card, week, first_days[week], words) for card in cards),
                )
                for week in span
            )
            plan = _rows_of_all(cards, first_days[span[0]], first_days[span[-1]] + 6, words)
            pages.append(LogPage(some, rows, parts_of_day(cards, words), plan))
    return tuple(pages)


def _title(first: int, words: Words) -> str:
    return fill_words(words.leaf.rows_of, first=str(first), last=str(first + 6))


def _rows(first: int, words: Words) -> Iterator[LogDay]:
    """7 rows of a growing dose, whatever day each is done on."""
    for number in range(first, first + 7):
        label = fill_words(words.leaf.row_of, number=str(number))
        yield LogDay(label, label, off=False)


def _rows_of_all(cards: Sequence[ExerciseCard], first: int, last: int, words: Words) -> str:
    """Which rows of a dose that grows for longer stand on a page; nothing where the page has the last one."""
    every = max((days_of_growing(card) for card in cards), default=0)
    said = fill_words(words.leaf.rows_of_all, first=str(first), last=str(last), rows=str(every))
    return said if last < every else ""


def _days(programme: Programme, week: int, words: Words, start: date | None) -> Iterator[LogDay]:
    """7 days: with their dates, by their weekdays, or counted where a week may start on any of them."""
    schedule, said = programme.schedule, words.leaf
    counted = bool(programme.phases) and not schedule.days
    days = week_days(start, week) if start else ()
    for index in range(7):
        weekday = days[index].weekday() if days else index
        off = bool(schedule.days) and WEEKDAYS[weekday] not in schedule.days
        full = words.dates.weekdays[weekday]
        if days:
            day = days[index]
            pattern = words.dates.short_day_month if index == 0 or day.day == 1 else words.dates.day
            short = fill_words(pattern, day=str(day.day), month=words.dates.short_months[day.month - 1])
            label = fill_words(said.label, day=said.days[weekday], date=short)
            long = fill_words(words.dates.day_month, day=str(day.day), month=words.dates.months[day.month - 1])
            yield LogDay(Private(label), Private(fill_words(said.label, day=full, date=long)), off)
        elif counted:
            label = fill_words(said.day_of, number=str(1 + index))
            yield LogDay(label, label, off)
        else:
            yield LogDay(said.days[weekday], full, off)
