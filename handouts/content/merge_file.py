"""`merge.yaml`: how the tables look that a clinic's other programs write."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handouts.content.written_dates import DateOrder
from handouts.files.encodings import Encoding
from handouts.files.written import ContentModel, File, Text, contradiction

Key = Literal[
    "name",
    "id",
    "born",
    "clinician",
    "date",
    "programme",
    "condition",
    "language",
    "side",
    "start",
    "operation_date",
    "weeks",
    "start_day",
    "review_visit",
    "contraindications",
]
_PLACE = re.compile(r"\{([^{}]*)\}")


def places_in(source: str) -> list[str]:
    """The columns that stand in braces: First and Surname in "{First} {Surname}"."""
    return _PLACE.findall(source)


def filled_in(source: str, cells: dict[str, str]) -> str:
    """A source with cells in place of its braces."""
    return _PLACE.sub(lambda match: cells.get(match[1], ""), source)


def odd_brace(source: str) -> bool:
    """Whether a brace stands there without its partner: it would be printed on everyone's sheet."""
    return bool(re.search(r"[{}]", _PLACE.sub("", source)))


def _in_pairs(source: str) -> str:
    if odd_brace(source):
        raise contradiction("has a brace without its partner. Write a pair round each column.")
    return source


Source = Annotated[Text, AfterValidator(_in_pairs)]


class Header(ContentModel):
    """One kind of table: which of its columns holds what, such as `name: Surname` or `name: "{First} {Last}"`, and how
    it writes dates."""

    name: Text
    columns: Annotated[dict[Key, Source], Field(min_length=1)]
    date_order: DateOrder | None = None


class MergeFile(File):
    """The first of `headers` whose columns are all in a table is the one that is used. `encoding` is that of lists
    which are not UTF-8 and have no mark."""

    kind = "merge"

    encoding: Encoding | None = None
    date_order: DateOrder | None = None
    headers: tuple[Header, ...] = ()
