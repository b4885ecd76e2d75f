"""What is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from handouts.content.load import Loaded
    from handouts.content.looks import Paper
    from handouts.content.prescription import Prescription

Form: TypeAlias = Literal["pdf", "text", "html"]
Density: TypeAlias = Literal["normal", "dense"]


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet, for a patient or for the shelf.

    `what` is the id of a condition or a programme, or a prescription's file; `layout` a name in `layouts/`, `profile`
    one of `data/styles.yaml`, `paper` and `theme` are the clinic's when None, the `language` is the prescription's or
    else the clinic's, with another one small `beside` its exercises, and without a `density` a sheet is dense where
    that saves a leaf. `programme` is one of a condition's, `weeks` the length of the log, `start_day` the day (from 1)
    of a growing dose with which it starts.

    For one patient, `typed` holds keys of a prescription's file, such as {"patient": {"name": ...}, "side": "left",
    "start": "2026-03-02"}; `blank` leaves them to be written by hand. Beside a prescription's file they count where it
    is silent; what it says already is refused. `prescription` is one that has been read. Without a clinic's folder
    these sheets are refused, unless one is an `example` with the library's invented clinic. Only `title_with_name` puts
    the name in the file's title.

    The sheet is written as `form`: a PDF, or one of its twins. A `fillable` PDF can be ticked and typed in, a
    `booklet` is folded in the middle. With a
    `password` the file is encrypted (AES-256); no two of those are the same bytes.
    """

    what: str
    layout: str
    profile: str = "standard"
    paper: Paper | None = None
    programme: str | None = None
    weeks: int | None = None
    start_day: int | None = None
    typed: Mapping[str, object] | None = field(default=None, repr=False)
    prescription: Loaded[Prescription] | None = field(default=None, repr=False)
    blank: bool = False
    title_with_name: bool = False
    example: bool = False
    theme: str | None = None
    language: str | None = None
    beside: str | None = None
    density: Density | None = None
    form: Form = "pdf"
    fillable: bool = False
    booklet: bool = False
    password: str | None = field(default=None, repr=False)

    @property
    def typed_beside_a_file(self) -> dict[str, object]:
        """What is typed where `what` is a prescription's file, of which the programme is a key."""
        return {**({"programme": self.programme} if self.programme else {}), **(self.typed or {})}

    @property
    def written(self) -> Prescription | None:
        """What the prescription that has been read says."""
        return self.prescription.content if self.prescription else None
