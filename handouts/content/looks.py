"""What people write about looks: `fonts/fonts.yaml`, `data/styles.yaml` and `data/themes.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from handouts.files.written import (
    Colour,
    ContentModel,
    File,
    Id,
    LanguageTag,
    ShortText,
    TableFile,
    Text,
    contradiction,
)

Looks = TypeVar("Looks")
Points = Annotated[float, Field(gt=0, le=100)]
Corner = Annotated[float, Field(ge=0, le=10)]
Rule = Annotated[float, Field(ge=0.5, le=6)]
Head = Literal["block", "bar", "soft"]
Markers = Literal["round", "square"]
Tile = Literal["rounded", "square", "round"]
Paper = Literal["a4", "letter"]
Leading = Annotated[float, Field(ge=1, le=2.5)]


class FamilyFiles(ContentModel):
    """A font family: its files beside fonts.yaml, a file with its licence if there is one, and where it came from. It
    leads on sheets in one of its `languages`, whose lines are then at least `leading` times as high as their letters.
    """

    regular: Text
    bold: Text
    languages: tuple[LanguageTag, ...] = ()
    leading: Leading | None = None
    scripts: tuple[Text, ...] = ()
    licence: Text | None = None
    source: Text | None = None
    version: Text | int | float | None = None


class PackedFile(ContentModel):
    """A file of a package, and the hash by which it is known."""

    file: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PackedLicence(PackedFile):
    """The licence of a package's fonts, and what it is called."""

    name: ShortText


class PackedFamily(ContentModel):
    """A family that is too large to come with the program: in which npm package it is, of how many MB."""

    languages: tuple[LanguageTag, ...]
    leading: Leading | None = None
    scripts: tuple[Text, ...]
    package: Annotated[str, Field(pattern=r"^(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*$", max_length=100)]
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=20)]
    megabytes: int
    licence: PackedLicence
    regular: PackedFile
    bold: PackedFile


class Fonts(File):
    """`fonts/fonts.yaml`"""

    kind = "fonts"

    families: dict[str, FamilyFiles]
    downloads: dict[str, PackedFamily] = Field(default_factory=dict)


class TextSizes(ContentModel):
    """A text style: points for letters, units for the space before and after. One with a `measure` is running text,
    whose lines are no longer than reads well; the lines of one with `balance` are about as long as one another."""

    size: Points
    leading: Points
    weight: Literal["regular", "bold"]
    colour: Literal["ink", "primary", "grey", "white"]
    before: Annotated[float, Field(ge=0, le=20)]
    after: Annotated[float, Field(ge=0, le=20)]
    measure: bool = False
    balance: bool = False


class DenseSizes(ContentModel):
    """What is smaller in a text style on a dense sheet."""

    size: Points | None = None
    leading: Points | None = None
    before: Annotated[float, Field(ge=0, le=20)] | None = None
    after: Annotated[float, Field(ge=0, le=20)] | None = None


Length = Annotated[float, Field(ge=0, le=200)]


class LeafSizes(ContentModel):
    """Sizes of a programme's leaf in mm. `band` is the height of its head and `logo` that of the clinic's mark in it;
    `panel` and `wide_panel` are widths of the pictures' ground in cells and in rows: the first counts that needs no
    further page; `row` and `wide_row` the least and the most height of those, `low` the least where there would be
    one; 2 pictures stand there if a standing figure is at least `pair` high, else 1 in which it is at most `alone`;
    `tile` the side of a number's ground, `gap` the distance of cells, `padding` that of words from an edge; `write` is
    a box to write a number in, `dose` the least height of a line of a dose. In the log `picture` is the least and most
    height of what heads a column, `aside` the width of the right column where there are many exercises, and where
    there are few."""

    band: Length = 24
    logo: Length = 13
    panel: tuple[Length, ...] = (42, 38)
    wide_panel: tuple[Length, ...] = (92, 78, 66)
    row: tuple[Length, Length] = (37, 70)
    wide_row: tuple[Length, Length] = (37, 105)
    low: Length = 31
    pair: Length = 35
    alone: Length = 47
    tile: Length = 9.5
    gap: Length = 3.2
    padding: Length = 1.8
    write: tuple[Length, Length] = (11.5, 7.4)
    dose: Length = 8
    picture: tuple[Length, Length] = (8, 28)
    aside: tuple[Length, Length] = (41, 46)
    scale: Length = 6.6


class Profile(ContentModel):
    """A way of printing the same content: for whom letters are larger, lines wider apart, or nothing is filled. No line
    of running text is lower than `leading` times its letters; where `sentences` is so, each starts a new line; where
    `columns` is not, what stands side by side stands one under the other. `pictures` enlarges them; where `dense` is
    so, a sheet may be that saves a leaf by it. `letter_spacing` is added to every letter and `word_spacing` to every
    space, in parts of the letters' size. `font` is a family of fonts.yaml, `ground` the colour of the whole page and
    `paper` what it is printed on, where these are not the clinic's and white. In a log whose rows are days, `tick` is
    the width and height of a box and `day` the least and most height of a row, in mm. Its `name` is for people; a
    `booklet`, which is half as large, is printed in the first profile that says so."""

    scale: Annotated[float, Field(ge=0.5, le=3)]
    smallest: Points
    letter_spacing: Annotated[float, Field(ge=0, le=0.3)] = 0.0
    word_spacing: Annotated[float, Field(ge=0, le=1)] = 0.0
    font: Text | None = None
    ground: Colour | None = None
    paper: Paper | None = None
    line: Annotated[float, Field(ge=1, le=2)]
    spacing: Annotated[float, Field(ge=0.5, le=3)]
    fills: bool
    leading: Annotated[float, Field(ge=1, le=2)] = 1.0
    sentences: bool = False
    columns: bool = True
    pictures: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    name: ShortText | None = None
    booklet: bool = False
    dense: bool = False
    tick: tuple[Length, Length] = (11, 5.4)
    day: tuple[Length, Length] = (5.8, 7.2)


# Styles that the program names itself; the others are named by layouts, which tell of one that is missing.
NAMED_STYLES = frozenset(
    (
        *("title", "section", "item", "body", "cell", "card", "callout", "bar", "small", "name", "day", "week", "page"),
        *("note", "sign", "label", "numeral", "cue", "tile"),
        *("band-title", "band-name", "leaf-name", "leaf-row", "leaf-head", "leaf-note", "leaf-number"),
    )
)
STANDARD = "standard"  # the profile of a sheet for which none is named
# words of the names of files, which a profile's would be taken for
_TAKEN = re.compile(
    r"(a4|letter|blank|with-name|fillable|booklet|encrypted|\d+-weeks|day-\d+|(language|beside|theme)-.*)\Z"
)


def _all_styles(value: dict[str, TextSizes]) -> dict[str, TextSizes]:
    return _complete(value, NAMED_STYLES, "style")


def _all_profiles(value: dict[str, Profile]) -> dict[str, Profile]:
    for name in value:
        if _TAKEN.match(name):
            raise contradiction(f'has a profile "{name}"; files are called so for another reason. Take another name.')
    return _complete(value, frozenset((STANDARD,)), "profile")


def _complete(value: dict[str, Looks], needed: frozenset[str], what: str) -> dict[str, Looks]:
    if missing := sorted(needed - set(value)):
        plural = "s" if len(missing) > 1 else ""
        raise PydanticCustomError(
            "contradiction", "{what}", {"what": f"lacks the {what}{plural} {', '.join(missing)}."}
        )
    return value


class Styles(TableFile):
    """`data/styles.yaml`"""

    kind = "styles"

    unit: Points
    leaf: LeafSizes = LeafSizes.model_construct()
    text: Annotated[dict[Id, TextSizes], AfterValidator(_all_styles)]
    dense: dict[Id, DenseSizes] = Field(default_factory=dict)
    profiles: Annotated[dict[Id, Profile], AfterValidator(_all_profiles)]


class Theme(ContentModel):
    """Colours by role, and forms: `corner` in mm, `rule` in points. A clinic may change each under `brand`."""

    primary: Colour
    accent: Colour
    tint: Colour
    ground: Colour
    corner: Corner
    rule: Rule
    head: Head
    markers: Markers
    tile: Tile


class Themes(TableFile):
    """`data/themes.yaml`"""

    kind = "themes"

    themes: Annotated[dict[Id, Theme], Field(min_length=1)]
