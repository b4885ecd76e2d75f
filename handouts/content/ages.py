"""For which ages something is meant: "18 onwards", "2 to 12", "up to 17"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_AGES = re.compile(r"(\d{1,3})(?: to (\d{1,3})| onwards)\Z|up to (\d{1,3})\Z")
OLDEST = 120  # years
EXPECTED = 'ages in years, such as "18 onwards", "2 to 12" or "up to 17"'


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages in whole years, both ends included; `high` None: to the end of life."""

    low: int = 0
    high: int | None = None

    def include(self, born: date, day: date) -> bool:
        """Whether somebody who was born then is of these ages on that day."""
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return self.low <= age and (self.high is None or age <= self.high)

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} onwards"
        return f"{self.low} to {self.high}" if self.low else f"up to {self.high}"


def parse_ages(value: object) -> Ages:
    """Read "18 onwards", "2 to 12" or "up to 17"."""
    if isinstance(value, Ages):
        return value
    match = _AGES.match(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("amount", "expects {expected}", {"expected": EXPECTED})
    low, high = int(match[1] or 0), match[2] or match[3]
    ages = Ages(low, int(high) if high else None)
    if max(low, ages.high or 0) > OLDEST or (ages.high is not None and ages.high < low):
        raise PydanticCustomError("amount", "expects {expected}", {"expected": EXPECTED})
    return ages


AgeRange = Annotated[
    Ages,
    BeforeValidator(parse_ages),
    WithJsonSchema({"type": "string", "description": 'For example "18 onwards", "2 to 12", "up to 17"'}),
]
