"""What written things share: tidy text, ids, dates, sources, running text. No part of a file allows an unknown key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError, core_schema

from handouts.files.workspace import ID_PATTERN, Kind

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

FORMAT = 1  # the version of the file format that this program reads
LONGEST_TEXT = 5000  # characters; our longest has under 400
LONGEST_NAME = 120
# Control characters, halves of surrogate pairs, line separators, and what stands for a letter that was lost: whoever
# sees one in a text sees a slip of some program, and YAML can't carry most of them.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd-\uffff]")


def one_line(text: str) -> str:
    """One line, one kind of accent (NFC), no-break spaces kept. Not NFKC: that would change ½ and ²."""
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")


def character_name(character: str) -> str:
    """U+1F600 GRINNING FACE"""
    kind = {"Cc": "control character", "Cs": "broken character"}.get(unicodedata.category(character), "without a name")
    return f"U+{ord(character):04X} {unicodedata.name(character, kind)}"


def no_control_characters(text: str) -> str:
    """The text itself. Raises PydanticCustomError for one that is endless, or that has a character which belongs into
    no text."""
    if found := _NO_TEXT.search(text):
        raise contradiction(f"has {character_name(found[0])}, which belongs into no text. Type it again.")
    if len(text) > LONGEST_TEXT:
        raise PydanticCustomError("string_too_long", "is too long", {"max_length": LONGEST_TEXT})
    return text


def tidy(text: str) -> str:
    """One line of text. Raises PydanticCustomError for one that says nothing, that is endless, or that has a character
    which belongs into no text."""
    made = one_line(no_control_characters(text))
    if not made.strip("\u00ad\u200b\u200e\u2060\ufeff\u00a0"):
        raise PydanticCustomError("empty_text", "is empty")
    return made


TRANSLATED = (
    "translated"  # what validation is told of a file whose texts are in another language than it was written in
)
LONGER = 1.5  # times as long as the English may be, a translation may be


@dataclass(frozen=True)
class AtMost:
    """A text of so many characters at most; in a translation it may be longer."""

    length: int

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._short, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "maxLength": self.length}

    def _short(self, text: str, info: ValidationInfo) -> str:
        most = int(self.length * LONGER) if info.context == TRANSLATED else self.length
        if len(text) > most:
            raise PydanticCustomError("too_long", "is too long", {"max_length": most, "actual_length": len(text)})
        return text


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, AfterValidator(tidy), Field(json_schema_extra={"maxLength": LONGEST_TEXT})]
ShortText = Annotated[Text, AtMost(LONGEST_NAME)]


def _in_small_letters(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


LanguageId = Annotated[Id, BeforeValidator(_in_small_letters)]
"""The name of a language's file: its tag in small letters, such as zh-hans."""


class ContentModel(BaseModel):
    """A part of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _colour(value: str) -> str:
    if not re.match(r"#[0-9a-fA-F]{6}\Z", value):
        raise PydanticCustomError("colour", "expects a colour")
    return value.lower()


def _date(value: object) -> object:
    if isinstance(value, str) and not re.match(r"\d{4}-\d{2}-\d{2}\Z", value):
        raise PydanticCustomError("date_from_datetime_parsing", "expects a date")
    return value


def contradiction(what: str) -> PydanticCustomError:
    """An error for parts of a file that can't both be meant, in these words."""
    return PydanticCustomError("contradiction", "{what}", {"what": what})


Colour = Annotated[str, AfterValidator(_colour)]
Day = Annotated[date, BeforeValidator(_date)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]
LanguageTag = Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Urgency = Literal["emergency", "today", "soon"]


def main_language(tag: str) -> str:
    """The language of a BCP 47 tag without script and region: "pt-BR" -> "pt"."""
    return tag.partition("-")[0].lower()


class File(ContentModel):
    """A whole file; `format` says which version of these rules it was written for. Its type has a word for what it is:
    its `kind`. Of one that is about a patient nothing is kept, and no problem repeats what is written in it."""

    kind: ClassVar[str]
    about_a_patient: ClassVar[bool] = False

    format: Literal[1]


class ContentFile(File):
    """One of many in a folder of `data/`: its file's name is its id."""

    kind: ClassVar[Kind]


class PatientText(File):
    """What patients read, in the `language` of a BCP 47 tag. A sheet is in one language."""

    language: LanguageTag = "en"


class TableFile(File):
    """A table of the library: `data/<kind>.yaml`."""


# -- shared parts -----------------------------------------------------------------------------------------------------


DoseNumber = Literal[
    "sets",
    "repetitions",
    "hold",
    "duration",
    "count",
    "rest",
    "times_a_day",
    "days_a_week",
    "effort",
    "pain_limit",
    "progression",
    "course",
    "weeks",
]


class Citation(ContentModel):
    """Where content comes from: a source of `data/sources.yaml` and the place in it, such as the lines "33-50" and
    "1,20", or "Table 2". `gives` are the numbers of a dose that stand there; where no citation of a file says which,
    all of its numbers are from any of them."""

    id: Id
    at: ShortText
    gives: tuple[DoseNumber, ...] = ()


class Note(ContentModel):
    """A remark for the clinician; a list with notes prints it, a patient's sheet never does."""

    id: Id | None = None
    text: Text


class Accepted(ContentModel):
    """A warning of `check` that somebody has looked at and accepts, with the reason."""

    rule: Id
    why: Text


class SourcedText(ContentModel):
    """A sentence with its origin: `house` marks what no source gives."""

    text: Text
    source: Literal["house", "article"] = "article"


class OtherSideStep(ContentModel):
    """A step that leads to the other side of the body: a sheet for one side leaves it out."""

    text: Text
    other_side: Literal[True]


class Bullets(ContentModel):
    """A bulleted list inside running text."""

    list: tuple[Text, ...] = Field(min_length=1)


class TableRows(ContentModel):
    """The head of a table and its rows, all with as many cells."""

    head: tuple[Text, ...] = Field(min_length=2)
    rows: tuple[tuple[Text, ...], ...] = Field(min_length=1)


class TableInText(ContentModel):
    """A table inside running text."""

    table: TableRows


def _kind_of_body(value: object) -> str:
    if isinstance(value, (Bullets, TableInText)):
        return "list" if isinstance(value, Bullets) else "table"
    return next((key for key in ("list", "table") if isinstance(value, dict) and key in value), "text")


def _kind_of_text(value: object) -> str:
    return "marked" if isinstance(value, ContentModel) or (isinstance(value, dict) and "text" in value) else "text"


BodyPart = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Bullets, Tag("list")] | Annotated[TableInText, Tag("table")],
    Discriminator(_kind_of_body),
]
Body = tuple[BodyPart, ...]
Caution = Annotated[Annotated[Text, Tag("text")] | Annotated[SourcedText, Tag("marked")], Discriminator(_kind_of_text)]
Step = Annotated[Annotated[Text, Tag("text")] | Annotated[OtherSideStep, Tag("marked")], Discriminator(_kind_of_text)]


def text_of(part: str | SourcedText | OtherSideStep) -> str:
    """The words of a caution or a step, whatever else is said of it."""
    return part if isinstance(part, str) else part.text
