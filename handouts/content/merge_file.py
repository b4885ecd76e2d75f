"""`merge.yaml`: how the tables look that a clinic's other programs write."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.content.written import File, Text, Written

DateOrder = Literal["dmy", "mdy", "ymd"]
Key = Literal[
    "name",
    "id",
    "born",
    "clinician",
    "date",
    "programme",
    "condition",
    "side",
    "start",
    "weeks",
    "start_day",
    "review_visit",
    "contraindications",
]


class Header(Written):
    """One kind of table: which of its columns holds what, such as `name: Surname` or `name: "{First} {Last}"`, and how
    it writes dates."""

    name: Text
    columns: Annotated[dict[Key, Text], Field(min_length=1)]
    date_order: DateOrder | None = None


class MergeFile(File):
    """The first of `headers` whose columns are all in a table is the one that is used."""

    date_order: DateOrder | None = None
    headers: tuple[Header, ...] = ()
