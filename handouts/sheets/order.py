"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from handouts.content.load import Loaded
    from handouts.content.prescription import Prescription


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet that is asked for: an id, a layout, a profile, a paper and a theme (None: the clinic's), for a
    patient or for the shelf. `weeks`, `start_day`, `blank` and `title_with_name` are as `make` has them."""

    what: str
    layout: str
    profile: str = "standard"
    paper: Literal["a4", "letter"] | None = None
    programme: str | None = None
    weeks: int | None = None
    start_day: int = 1
    prescription: Loaded[Prescription] | None = field(default=None, repr=False)
    blank: bool = False
    title_with_name: bool = False
    example: bool = False
    theme: str | None = None
