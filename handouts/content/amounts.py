"""Amounts as clinicians write them: 10, "5 to 7", "at least 10", "about 30 seconds", "2 weeks to 1 month", "ask".

Each is parsed once, when a file is read, so that a dose is words in one place only (`dose.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

Qualifier = Literal["", "at least", "about", "up to"]

_NUMBER = re.compile(r"(?:(at least|about|up to) )?(\d{1,4})(?: to (\d{1,4}))?\Z")
_TIME = r"(\d{1,4})(?: to (\d{1,4}))?(?: (seconds?|minutes?|hours?))?"
_TIMES = re.compile(rf"(?:(at least|about|up to) )?{_TIME}\Z")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)\Z")
_PERIOD = re.compile(r"(\d{1,2})(?: (weeks?|months?))?(?: to (\d{1,2}))? (weeks?|months?)\Z")
_SECONDS_IN = {"second": 1, "minute": 60, "hour": 3600}
LARGEST_NUMBER = 9999
DIGITS = len(str(LARGEST_NUMBER))
LONGEST_TIME = 24 * 3600  # seconds
WEEKS_IN_MONTH = 4  # for the log's weeks; the words on the sheet keep "month"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of numbers. `low` None: the clinician is asked to write it on the sheet (a time in seconds
    or minutes)."""

    low: int | None
    high: int | None = None
    qualifier: Qualifier = ""
    asked_in: Literal["second", "minute"] = "second"

    @property
    def asked(self) -> bool:
        """Whether the sheet leaves a gap for it."""
        return self.low is None

    @property
    def largest(self) -> int:
        """The number that counts for plurals and for working out time; 0 when it is asked for."""
        return self.high or self.low or 0


ASK = Amount(None)
TIMES = ("hold", "duration", "rest")  # the amounts of a dose that are times, in seconds
_UNITS = (("hour", 3600), ("minute", 60))


def as_number(text: str) -> int | str:
    """What was typed, as people write it in a file: digits alone are a number, if an amount can be that large."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else text


def as_typed(amount: Amount, *, is_time: bool) -> str:
    """An amount as a person writes it in a file."""
    if amount.low is None:
        return "ask minutes" if amount.asked_in == "minute" else "ask"
    ends, unit = [amount.low, *([amount.high] if amount.high else [])], ""
    for word, seconds in _UNITS if is_time else ():
        if all(end % seconds == 0 for end in ends):
            ends = [end // seconds for end in ends]
            unit = f" {word}{'' if ends[-1] == 1 else 's'}"
            break
    return f"{amount.qualifier} {' to '.join(map(str, ends))}{unit}".strip()


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of weeks or months, such as "2 weeks to 1 month"."""

    low: int
    low_unit: Literal["week", "month"]
    high: int
    high_unit: Literal["week", "month"]

    @property
    def weeks(self) -> int:
        """Its longest form in weeks, a month being 4: what a log has to hold."""
        return self.high * (WEEKS_IN_MONTH if self.high_unit == "month" else 1)


def _wrong(expected: str) -> PydanticCustomError:
    return PydanticCustomError("amount", "expects {expected}", {"expected": expected})


def _ordered(low: int, high: int | None, expected: str) -> None:
    if high is not None and high <= low:
        raise _wrong(expected)


def parse_number(value: object, least: int = 1, most: int = LARGEST_NUMBER) -> Amount:
    """Read 10, "5 to 7", "at least 10" or "ask"; no number is less than `least` or more than `most`."""
    expected = 'a number, such as 10, "5 to 7", "at least 10", or "ask" for a gap to write in'
    if most < LARGEST_NUMBER:
        expected = f'a number from {least} to {most}, a range of 2, or "ask" for a gap to write in'
    if isinstance(value, Amount):
        return value
    if value == "ask":
        return ASK
    match = None if isinstance(value, bool) else _NUMBER.match(str(value))
    if match is None:
        raise _wrong(expected)
    low, high = int(match[2]), int(match[3]) if match[3] else None
    if low < least or (high or low) > most:
        raise _wrong(expected)
    _ordered(low, high, expected)
    return Amount(low, high, match[1] or "")  # type: ignore[arg-type]


def parse_seconds(value: object) -> Amount:
    """Read a time: 10 (seconds), "1:30", "10 to 15 seconds", "about 2 minutes" or "ask"."""
    expected = 'a time, such as 10 (seconds), "10 to 15", "2 minutes", "1:30", or "ask" for a gap to write in'
    if isinstance(value, Amount):
        return value
    if value in ("ask", "ask minutes"):
        return ASK if value == "ask" else Amount(None, asked_in="minute")
    if (clock := _CLOCK.match(str(value))) and (seconds := int(clock[1]) * 60 + int(clock[2])):
        return Amount(seconds)
    match = None if isinstance(value, bool) else _TIMES.match(str(value))
    if match is None or int(match[2]) == 0:
        raise _wrong(expected)
    factor = _SECONDS_IN[(match[4] or "second").rstrip("s")]
    low, high = int(match[2]) * factor, int(match[3]) * factor if match[3] else None
    if (high or low) > LONGEST_TIME:
        raise _wrong("no more than 24 hours")
    _ordered(low, high, expected)
    return Amount(low, high, match[1] or "")  # type: ignore[arg-type]


def parse_period(value: object) -> Period:
    """Read "4 weeks", "2 to 4 weeks", "1 month" or "2 weeks to 1 month"."""
    expected = 'a period, such as "4 weeks", "2 to 4 weeks" or "2 weeks to 1 month"'
    if isinstance(value, Period):
        return value
    match = _PERIOD.match(str(value))
    if match is None or int(match[1]) == 0 or (match[2] and not match[3]):
        raise _wrong(expected)
    unit = match[4].rstrip("s")
    low, high = int(match[1]), int(match[3] or match[1])
    period = Period(low, match[2].rstrip("s") if match[2] else unit, high, unit)  # type: ignore[arg-type]
    if period.weeks > 104 or period.low * (4 if period.low_unit == "month" else 1) > period.weeks:
        raise _wrong(expected)
    return period


def _weeks_in_order(value: str) -> str:
    first, *rest = (int(digits) for digits in re.findall(r"\d+", value))
    if first < 1 or any(last < first for last in rest):
        raise _wrong('weeks in order from 1 on, such as "1 to 2", "3" or "6 onwards"')
    return value


def _schema(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["integer", "string"], "description": f"For example {example}"})


Number = Annotated[Amount, BeforeValidator(parse_number), _schema('10, "5 to 7", "at least 10", "ask"')]
TimesADay = Annotated[Amount, BeforeValidator(partial(parse_number, most=24)), _schema('2, "2 to 3", "ask"')]
DaysAWeek = Annotated[Amount, BeforeValidator(partial(parse_number, most=7)), _schema('5, "3 to 5", "ask"')]
Level = Annotated[Amount, BeforeValidator(partial(parse_number, least=0, most=10)), _schema('4, "3 to 4", "ask"')]
Seconds = Annotated[Amount, BeforeValidator(parse_seconds), _schema('10, "10 to 15", "2 minutes", "1:30", "ask"')]
Weeks = Annotated[Period, BeforeValidator(parse_period), _schema('"4 weeks", "2 weeks to 1 month"')]
WeekRange = Annotated[str, Field(pattern=r"^[0-9]{1,2}( to [0-9]{1,2}| onwards)?$"), AfterValidator(_weeks_in_order)]
