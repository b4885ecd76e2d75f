"""The log that an order asks for: which weeks it has, from which day on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handouts.content.load import Loaded
from handouts.content.model import Programme
from handouts.content.words import Words
from handouts.resolve.cards import LogPage, ProgrammeSheet
from handouts.resolve.dates import span_in_words, week_days
from handouts.resolve.day_log import log_pages
from handouts.resolve.dose import fill_text
from handouts.resolve.order import Order
from handouts.resolve.resolved import PatientDetails
from handouts.reuse.private import Private


@dataclass(frozen=True, slots=True)
class LogSpan:
    """Weeks of a programme (counted from 1), the day of a growing dose with which they start, and their first day where
    it is known."""

    weeks: range
    start_day: int
    start: date | None


def span_of(order: Order, programme: Programme) -> LogSpan:
    """What was asked for goes over what the prescription says."""
    written = order.written
    first = written.week_of_log if written else 1
    left = programme.log_weeks - first + 1
    number = order.weeks or (written.weeks if written else None) or (left if left > 0 else programme.log_weeks)
    first_day = 1 if written is None else written.start_day or 7 * (first - 1) + 1
    start_day = order.start_day if order.start_day and order.start_day > 1 else first_day
    return LogSpan(range(first, first + number), start_day, written.day_one if written else None)


def log_of(
    order: Order, file: Loaded[Programme] | None, sheet: ProgrammeSheet | None, words: Words
) -> tuple[LogPage, ...]:
    """The boxes to tick, a day in each row."""
    if file is None or sheet is None:
        return ()
    span = span_of(order, file.content)
    return log_pages(file.content, sheet.exercises, span.weeks, span.start_day, words, span.start)


def at_a_glance(
    patient: PatientDetails, order: Order, programme: Programme, sheet: ProgrammeSheet, words: Words
) -> PatientDetails:
    """With the side, where it is one for all exercises that have one, and the days of the log."""
    sides = {card.side for card in sheet.exercises if card.one_sided}
    span, days = span_of(order, programme), ""
    if span.start:
        ends = week_days(span.start, span.weeks[0])[0], week_days(span.start, span.weeks[-1])[-1]
        days = span_in_words(*ends, words)
    one = words.patient.left if "left" in sides else words.patient.right
    side = fill_text(words.leaf.side, side=one) if len(sides) == 1 else ""
    return replace(patient, side=Private(side), days=Private(days))
