"""What a condition's file is made of: treatments, sections of its own."""

from __future__ import annotations

from pydantic import Field

from handouts.files.written import Body, ContentModel, Text

LONGEST_MESSAGE = 120  # characters: 3 lines of large letters beside the picture


class Treatment(ContentModel):
    """One way of treating a condition, with a plain line on what is known about it."""

    name: Text
    text: Text
    evidence: Text | None = None


class Section(ContentModel):
    """A section with a title of its own."""

    title: Text
    body: Body = Field(min_length=1)
