"""The clinic, its look, its signatures and its language, as people write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from handouts.content.looks import Corner, Head, Markers, Paper, Rule, Tile
from handouts.content.words import NO_PHRASES, WrittenPhrases
from handouts.files.written import (
    Accepted,
    Colour,
    ContentFile,
    ContentModel,
    Day,
    File,
    Id,
    LanguageId,
    LanguageTag,
    ShortText,
    Text,
    WebAddress,
    main_language,
)


class Brand(ContentModel):
    """The clinic's look: its logo, its font, and what it changes of its theme. A colour that can't be read is darkened,
    and the clinician is told; `tint` and `ground` come of the `primary` colour where only that is given."""

    logo: Text | None = None
    primary: Colour | None = None
    accent: Colour | None = None
    tint: Colour | None = None
    ground: Colour | None = None
    corner: Corner | None = None
    rule: Rule | None = None
    head: Head | None = None
    markers: Markers | None = None
    tile: Tile | None = None
    font: Text = "Atkinson Hyperlegible Next"


class FigureLook(ContentModel):
    """How the pictures of exercises look: the people's build, hair, skin and age, and the ink. What is left out
    differs from exercise to exercise."""

    build: Literal["medium", "slighter", "fuller"] | None = None
    hair: Literal["short", "long", "bob", "thin", "scarf"] | None = None
    skin: Literal["light", "medium", "dark"] | None = None
    age: Literal["adult", "older"] | None = None
    ink: Literal["accent", "grey", "toner-saver"] = "accent"


class Clinic(File):
    """Who hands the sheet over: `clinic.yaml`. `urgent_advice` says what to do where help is needed today, such as
    "call 111 or go to A&E": it stands in brackets. `words` take the place of single words of the language, `profession`
    that of "physiotherapist" in them. A sheet with a translation that nobody has checked says so, or is refused."""

    kind = "clinic"

    name: Text
    short_name: Text | None = None
    tagline: Text | None = None
    address: tuple[Text, ...] = ()
    phone: Text | None = None
    email: Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+$")] | None = None
    web: WebAddress | None = None
    opening_hours: tuple[Text, ...] = ()
    emergency_number: Text
    urgent_advice: Annotated[ShortText, Field(pattern=r"[^.:;!?]$")] | None = None
    pain_rule: Text
    pain_limit: Annotated[int, Field(ge=0, lt=10)] | None = None
    safety_rules: tuple[Text, ...] = ()
    footer: Text | None = None
    qr: WebAddress | None = None
    language: LanguageId = "en"
    unchecked_translations: Literal["print", "refuse"] = "print"
    paper: Paper = "a4"
    theme: Id = "calm"
    brand: Brand = Brand.model_construct()
    figures: FigureLook = FigureLook.model_construct()
    profession: Annotated[ShortText, Field(pattern=r"^[^{}]+$")] | None = None
    words: WrittenPhrases = NO_PHRASES
    accepted: tuple[Accepted, ...] = ()


class Review(ContentModel):
    """A clinician's signature under content as it then was, in the clinic's language or in another; any change of the
    content voids it."""

    id: Id
    language: LanguageId | None = None
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    by: ShortText
    date: Day
    until: Day | None = None


class Reviews(File):
    """`reviews.yaml` in the clinic's folder."""

    kind = "reviews"

    reviews: tuple[Review, ...] = ()


# Lao, Khmer, Burmese: where their lines may end, a list of their words says, which Thai has and they have not
UNPARTED = ("lo", "km", "my")


def _parted(tag: str) -> str:
    if main_language(tag) in UNPARTED:
        raise PydanticCustomError("unparted", "is a language without spaces")
    return tag


class Language(ContentFile):
    """The fixed words of the pages; one that it leaves out is English. `tag` is the BCP 47 tag that a screen reader is
    told. Where its lines start at the right, so does all of a page."""

    kind = "language"

    name: Text
    tag: Annotated[LanguageTag, AfterValidator(_parted)]
    direction: Literal["ltr", "rtl"] = "ltr"
    words: WrittenPhrases = NO_PHRASES
