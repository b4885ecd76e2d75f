"""What a fixed phrase is: a text with places in braces, one with plural forms, or a list of names. Each is English
until somebody says it in other words.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from handouts.files.written import ContentModel, contradiction, no_control_characters

PLACE = re.compile(r"\{(\w+)\}")
IN_EVERY_PHRASE = frozenset(("profession",))  # places that have a value wherever they stand

PluralForm = Literal["zero", "one", "two", "few", "many", "other"]


class PluralForms(ContentModel):
    """A phrase for each plural form that CLDR knows of the language; `other` stands for those that are left out."""

    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    other: str

    def form(self, name: PluralForm) -> str:
        """The phrase for numbers of one form."""
        chosen: str | None = getattr(self, name)
        return self.other if chosen is None else chosen


def _same_for_all(value: object) -> object:
    return {"other": value} if isinstance(value, str) else value


Plural = Annotated[PluralForms, BeforeValidator(_same_for_all)]
Phrase = str | tuple[str, ...] | PluralForms


def phrase(english: str, description: str) -> str:
    """A field for a text: the English, whose places are those that a translation may have, and where it stands."""
    return Field(default=english, description=description)


def plural(one: str, other: str, description: str) -> PluralForms:
    """A field for a phrase that a number decides on."""
    return Field(default=PluralForms.model_construct(one=one, other=other), description=description)


def names(english: str, description: str, *, fixed: bool = True) -> tuple[str, ...]:
    """A field for a list of names, in English parted by spaces; as many in every language if that is `fixed`."""
    listed = tuple(english.split())
    least, most = (len(listed), len(listed)) if fixed else (None, None)
    return Field(default=listed, description=description, min_length=least, max_length=most)


def texts_of(value: Phrase) -> tuple[str, ...]:
    """Every text of a phrase."""
    if isinstance(value, PluralForms):
        return tuple(text for _, text in value if text is not None)
    return (value,) if isinstance(value, str) else value


def places_of(value: Phrase) -> frozenset[str]:
    """The names of the places of a phrase."""
    return frozenset(place for text in texts_of(value) for place in PLACE.findall(text))


class PhraseGroup(ContentModel):
    """Phrases that belong together. A place that the English phrase has not is refused: no value is known for it.

    What validates them is built when a file has some: most clinics print our English as it is.
    """

    model_config = ConfigDict(defer_build=True)

    @field_validator("*", mode="after")
    @classmethod
    def _fits(cls, value: Phrase, info: ValidationInfo) -> Phrase:
        for text in texts_of(value):
            no_control_characters(text)
        known = places_of(cls.model_fields[info.field_name or ""].default)
        unknown = sorted(places_of(value) - known - IN_EVERY_PHRASE)
        if unknown:
            ours = ", ".join(f"{{{each}}}" for each in sorted(known)) or "none"
            raise contradiction(f"has the place {{{unknown[0]}}}, which ours has not. Ours has {ours}.")
        return value
