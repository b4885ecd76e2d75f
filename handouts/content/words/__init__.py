"""Every fixed word of the pages, English by default: what a language, and a clinic for itself, says in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from handouts.content.words.days import DateWords, LogWords
from handouts.content.words.dose import DoseWords
from handouts.content.words.joints import JointWords
from handouts.content.words.leaf import LeafWords
from handouts.content.words.other import BrandWords, FigureWords, IndexWords, PrintRunWords
from handouts.content.words.people import ClinicianWords, PatientWords
from handouts.content.words.sheets import ExerciseWords, GoalWords, HandoutWords, PageWords, UrgencyWords
from handouts.files.written import ContentModel

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

__all__ = ["Phrases", "Words", "WrittenPhrases"]


class Phrases(ContentModel):
    """The phrases of a file, by group and name. One that a clinic leaves out is its language's, or else English."""

    model_config = ConfigDict(defer_build=True)

    dose: DoseWords = Field(default_factory=DoseWords.model_construct)
    page: PageWords = Field(default_factory=PageWords.model_construct)
    handout: HandoutWords = Field(default_factory=HandoutWords.model_construct)
    urgency: UrgencyWords = Field(default_factory=UrgencyWords.model_construct)
    exercises: ExerciseWords = Field(default_factory=ExerciseWords.model_construct)
    goals: GoalWords = Field(default_factory=GoalWords.model_construct)
    log: LogWords = Field(default_factory=LogWords.model_construct)
    leaf: LeafWords = Field(default_factory=LeafWords.model_construct)
    dates: DateWords = Field(default_factory=DateWords.model_construct)
    patient: PatientWords = Field(default_factory=PatientWords.model_construct)
    clinician: ClinicianWords = Field(default_factory=ClinicianWords.model_construct)
    figures: FigureWords = Field(default_factory=FigureWords.model_construct)
    index: IndexWords = Field(default_factory=IndexWords.model_construct)
    print_run: PrintRunWords = Field(default_factory=PrintRunWords.model_construct)
    brand: BrandWords = Field(default_factory=BrandWords.model_construct)
    joints: JointWords = Field(default_factory=JointWords.model_construct)


class Words(Phrases):
    """All phrases as the pages print them, the BCP 47 tag of their language, which decides on plural forms, and where
    its lines start."""

    tag: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"


class _BuiltWhenUsed:
    """Phrases in a file are validated by their own type, which takes long to build, and only when a file has some."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(Phrases.model_validate)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        Phrases.model_rebuild()
        return handler(Phrases.__pydantic_core_schema__)


WrittenPhrases = Annotated[Phrases, _BuiltWhenUsed()]
NO_PHRASES = Phrases.model_construct()
