"""What layouts see: complete, with no ids left to look up and every fixed word in its language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.content.words import Words
from handouts.resolve.cards import LogPage, ProgrammeSheet
from handouts.resolve.passages import NOT_FOR_LAYOUTS, ConditionText
from handouts.resolve.standard_doses import SignedDoses
from handouts.reuse.private import UNSAID, Private


@dataclass(frozen=True, slots=True)
class PatientDetails:
    """For whom a sheet is, with days in words. An empty text is a line to write on, save `id`, `born` and, where the
    rest is known, `review_visit`: those are left out. `days` are those of the log, `side` is the one side of all of
    them; `asked` is so where the prescription says what speaks against exercises: it was checked."""

    name: Private = UNSAID
    id: Private = UNSAID
    born: Private = UNSAID
    clinician: Private = UNSAID
    date: Private = UNSAID
    start: Private = UNSAID
    review_visit: Private = UNSAID
    days: Private = UNSAID
    side: Private = UNSAID
    asked: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether all of it is left to be written."""
        return not self.date

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be written."""
        return bool(self.name and self.clinician and self.date and self.start)


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A reason against an exercise (or all of them) that the clinician has weighed; `printed` tells whether the
    patient's sheet names it."""

    exercise: Private
    reason: Private
    why: Private
    printed: bool


@dataclass(frozen=True, slots=True)
class ClinicianNotes:
    """What only the clinician is told of a patient's programme: `work` is a sentence, `warnings` are what of it is too
    much (a rule of `check` and a sentence), `against` the words of the patient's contraindications, `standard` the
    names of the exercises whose doses have numbers of the clinic's own, `notes` what the library's authors doubt: of
    what that is, and the note."""

    work: Private
    warnings: tuple[tuple[str, Private], ...]
    against: tuple[Private, ...]
    standard: tuple[str, ...]
    overrides: tuple[OverrideLine, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClinicDetails:
    """Who hands the sheet over; `short_name` takes the name's place on every page but the first."""

    name: str
    short_name: str
    tagline: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    opening_hours: tuple[str, ...]
    emergency_number: str
    urgent_advice: str
    pain_rule: str
    pain_limit: int | None
    own_rules: bool
    safety_rules: tuple[str, ...]
    footer: str
    qr: str
    logo_file: Path | None = field(metadata=NOT_FOR_LAYOUTS)
    doses: SignedDoses | None = field(default=None, metadata=NOT_FOR_LAYOUTS)

    @property
    def logo(self) -> bool:
        """Whether there is a logo: a picture of that name."""
        return self.logo_file is not None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Whether a clinician stands behind the content: `line` is what the sheet prints, `until` the last day on which it
    does so, if there is one."""

    state: Literal["unsigned", "signed", "stale", "expired"]
    line: str
    until: date | None = field(default=None, metadata=NOT_FOR_LAYOUTS)


@dataclass(frozen=True, slots=True)
class UncheckedLine:
    """That nobody has checked the translation, in the language of this BCP 47 tag."""

    text: str
    language: str


class Draft(NamedTuple):
    """A text of a sheet whose translation nobody has checked: the id of its language, the file of the translation, and
    the place of its unit there."""

    language: str
    file: str
    unit: int


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything one sheet is made of. `title` never holds a patient's name unless it was asked for: it becomes the
    file's title. `running_title` stands on later pages, `unchecked` on all pages of a translation that nobody has
    checked, which are the `drafts`. `beside` is the same sheet in another language, for who does not read this one."""

    sheet: str
    layout: str
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    words: Words = field(repr=False)
    clinic: ClinicDetails
    condition: ConditionText | None
    programme: ProgrammeSheet | None
    programme_names: tuple[str, ...]
    reviews: tuple[ReviewState, ...]
    version: str
    patient: PatientDetails | None = None
    running_title: str = ""
    clinician: ClinicianNotes | None = None
    log_pages: tuple[LogPage, ...] = ()
    unchecked: tuple[UncheckedLine, ...] = ()
    drafts: frozenset[Draft] = field(default=frozenset(), repr=False, metadata=NOT_FOR_LAYOUTS)
    beside: Handout | None = field(default=None, repr=False)

    @property
    def draft(self) -> bool:
        """Whether any part of the sheet lacks a valid signature."""
        return any(review.state != "signed" for review in self.reviews)

    @property
    def review_lines(self) -> tuple[str, ...]:
        """Each state once, drafts first."""
        return tuple(dict.fromkeys(r.line for r in sorted(self.reviews, key=lambda r: r.state == "signed")))
