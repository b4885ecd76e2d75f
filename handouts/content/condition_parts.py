"""What a condition's file is made of: treatments, sections of its own."""

from __future__ import annotations

from pydantic import Field

from handouts.content.pictures import ActionPicture
from handouts.files.written import Body, ContentModel, ShortText, Text

LONGEST_MESSAGE = 120  # characters: 3 lines of large letters beside the picture


class Treatment(ContentModel):
    """One way of treating a condition, with a plain line on what is known about it."""

    name: Text
    text: Text
    evidence: Text | None = None


class HowTo(ContentModel):
    """One thing that the handout asks for, in steps, with a picture of it where there is one."""

    title: ShortText
    steps: tuple[Text, ...] = Field(min_length=2, max_length=6)
    figure: ActionPicture | None = None


class Section(ContentModel):
    """A section with a title of its own, `first` where it has to be read before what to do."""

    title: Text
    body: Body = Field(min_length=1)
    first: bool = False
