"""The tables of the library: signs that need help, reasons against exercises, words explained, sources."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.figures.poses import Base
from handouts.files.written import (
    Caution,
    Citation,
    ContentModel,
    Day,
    Id,
    PatientText,
    ShortText,
    TableFile,
    Text,
    Urgency,
    WebAddress,
)


class UrgentSign(ContentModel):
    """A sign that needs help, in words that follow "Call 999 now if:"."""

    text: Text
    urgency: Urgency
    regions: tuple[Text, ...] = ()
    source: Literal["house", "article"] = "house"


class UrgentSigns(TableFile, PatientText):
    """`data/urgent-signs.yaml`"""

    kind = "urgent-signs"

    signs: dict[Id, UrgentSign]


class Contraindication(ContentModel):
    """A reason against an exercise, in words that follow "Don't do this if you have", and an exception. Who has it
    has those of `also` too: what they say is part of it."""

    text: Text
    unless: Text | None = None
    also: tuple[Id, ...] = ()
    source: Literal["house", "article"] = "article"


class ExerciseGroup(ContentModel):
    """What exercises have in common, and what that brings to each of them. An exercise has it by one of its `poses`, by
    one of its `regions`, by words of its position and equipment (`said_as`), or by naming it under `groups`.

    `strict_contraindications` hold without their exception. What a group brings `for_the_set` is read once, before the
    first exercise; a rule on pain always is. With `standard_doses: false` a clinic's own doses fill no gap in it.
    """

    poses: tuple[Base, ...] = ()
    regions: tuple[Text, ...] = ()
    said_as: tuple[Text, ...] = ()
    contraindications: tuple[Id, ...] = ()
    strict_contraindications: tuple[Id, ...] = ()
    cautions: tuple[Caution, ...] = ()
    pain_rule: Text | None = None
    for_the_set: bool = False
    standard_doses: bool = True


class Contraindications(TableFile, PatientText):
    """`data/contraindications.yaml`"""

    kind = "contraindications"

    contraindications: dict[Id, Contraindication]
    groups: dict[Id, ExerciseGroup]


class GlossaryEntry(ContentModel):
    """A word that handouts use and explain: plain word, medical word, one sentence."""

    plain: Text
    medical: Text | None = None
    sentence: Text
    sources: tuple[Citation, ...] = ()


class Glossary(TableFile, PatientText):
    """`data/glossary.yaml`"""

    kind = "glossary"

    entries: dict[Id, GlossaryEntry]


Licence = Literal[
    "not-stated",
    "not-read",
    "all-rights-reserved",
    "public-domain",
    "CC0-1.0",
    "CC-BY-2.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-SA-4.0",
    "OGL-UK-3.0",
]
ONLY_BY_LICENCE: frozenset[Licence] = frozenset({"OGL-UK-3.0"})
"""Licences under which adapted text is credited by the licence's own line, and its publisher must not be named as the
source (terms of the NHS website, 3.6 b)."""


class ReadSource(ContentModel):
    """What of a source somebody has read, such as "whole text" or "Table 2", and when."""

    what: ShortText
    on: Day


class Source(ContentModel):
    """What content is drawn from. `lines` is how many the text has that citations count in; without it they name
    places in other words. `licence` says how a sheet may name it."""

    title: Text
    kind: Literal["article", "trial", "review", "guideline", "leaflet", "manual"] = "article"
    publisher: Text | None = None
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    licence: Licence = "not-stated"
    address: WebAddress | None = None
    read: ReadSource | None = None
    lines: Annotated[int, Field(gt=0)] | None = None


class Sources(TableFile):
    """`data/sources.yaml`"""

    kind = "sources"

    sources: dict[Id, Source]
