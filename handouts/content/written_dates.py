"""Dates as other programs write them: read in the order that somebody declared, and never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from handouts.files.problems import Ask, ContentError, Problem

DateOrder = Literal["dmy", "mdy", "ymd"]
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DATE = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})\.?\Z")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?\Z")
_SERIAL = re.compile(r"\d{4,5}(\.0+)?\Z")  # days since 1900, as spreadsheets count them
MONTHS = 12
DAYS = 31


def read_date(text: str, order: DateOrder | None) -> date:
    """A date as 2026-03-02, or in the declared order with four digits for the year.

    Raises ContentError.
    """
    text = _MIDNIGHT.sub("", text)
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
    elif not (found := _DATE.match(text)):
        raise _not_a_date(text)
    elif order is None:
        hint = "Write 2026-03-02, or say which comes first: dmy, mdy or ymd."
        raise _refused("is written in an order that nobody has declared.", hint, Ask("date_order"))
    else:
        parts = dict(zip(order, found.groups(), strict=True))
        if max(map(len, found.groups())) < 4:
            hint = "Show the column with four digits for the year, best as 2026-03-02, and save the list again."
            raise _refused("has no year of four digits, so it could be of two centuries.", hint)
        if len(parts["y"]) != 4:
            hint = f"Write 2026-03-02, or the year with four digits where {order} has it."
            raise _refused("is not a date in that order.", hint)
        year, month, day = (int(parts[part]) for part in "ymd")
    try:
        return date(year, month, day)
    except ValueError:
        said = f" ({order})" if order else ""
        raise _refused(f"is no day of the calendar{said}.", "Check the day and the month.") from None


def _not_a_date(text: str) -> ContentError:
    if _SERIAL.match(text):
        hint = "Show the column as dates, best as 2026-03-02, and save the list again."
        return _refused("is a number, as a spreadsheet counts days.", hint)
    return _refused("is not a date.", "Write it as 2026-03-02.")


def _refused(message: str, hint: str, *ways: Ask) -> ContentError:
    return ContentError([Problem("", 0, "", message, hint, ways=ways)])


def proves_another_order(text: str, order: DateOrder | None) -> DateOrder | None:
    """The order of day and month that a date has, where it can't be the declared one: then no date beside it can be
    trusted, for 05/02 is a day in both."""
    found = _DATE.match(_MIDNIGHT.sub("", text))
    if not found or order not in ("dmy", "mdy") or len(found[1]) > 2:
        return None
    first, second = int(found[1]), int(found[2])
    if order == "mdy" and MONTHS < first <= DAYS and 1 <= second <= MONTHS:
        return "dmy"
    if order == "dmy" and MONTHS < second <= DAYS and 1 <= first <= MONTHS:
        return "mdy"
    return None
