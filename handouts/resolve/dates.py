"""Days in words. Nothing here asks the clock: every day is handed in."""

from __future__ import annotations

from datetime import date, timedelta

from handouts.content.words import Words
from handouts.resolve.dose import fill_words

WEEK = timedelta(days=7)


def in_words(day: date, words: Words) -> str:
    """6 August 2026"""
    return _filled(words.dates.date, day, words)


def with_weekday(day: date, words: Words) -> str:
    """Thursday 6 August 2026"""
    return _filled(words.dates.weekday_date, day, words)


def span_in_words(first: date, last: date, words: Words) -> str:
    """The days from first to last: "2 to 8 March", "30 March to 5 April", "28 December 2026 to 3 January 2027"."""
    said = words.dates
    if first.year != last.year:
        start, end = in_words(first, words), in_words(last, words)
    elif first.month != last.month:
        start, end = _filled(said.day_month, first, words), _filled(said.day_month, last, words)
    else:
        patterns = (said.day, said.day_month)
        if said.day_month.find("{month}") < said.day_month.find("{day}"):  # the month stands before both: 3月2日至8日
            patterns = patterns[::-1]
        start, end = _filled(patterns[0], first, words), _filled(patterns[1], last, words)
    return fill_words(said.span, first=start, last=end)


def week_days(start: date, week: int) -> tuple[date, ...]:
    """The 7 days of a week (from 1) of a course that starts on `start`, whatever weekday that is."""
    first = start + (week - 1) * WEEK
    return tuple(first + timedelta(days=day) for day in range(7))


def _filled(pattern: str, day: date, words: Words) -> str:
    weekday, month = words.dates.weekdays[day.weekday()], words.dates.months[day.month - 1]
    return fill_words(pattern, weekday=weekday, day=str(day.day), month=month, year=str(day.year))
