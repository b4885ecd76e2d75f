"""What a condition's file is made of: treatments, sections of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from handouts.content.pictures import ActionPicture, ExerciseShown
from handouts.files.written import Body, ContentModel, ShortText, Text, contradiction

LONGEST_MESSAGE = 120  # characters: 3 lines of large letters beside the picture


class Treatment(ContentModel):
    """One way of treating a condition, with a plain line on what is known about it."""

    name: Text
    text: Text
    evidence: Text | None = None


def one_alone(value: object) -> object:
    """A list of which only one is written, without its dash."""
    return [value] if isinstance(value, (dict, ContentModel)) else value


class HowTo(ContentModel):
    """One thing that the handout asks for, in steps, with pictures of it where there are some."""

    title: ShortText
    steps: tuple[Text, ...] = Field(min_length=2, max_length=6)
    figure: Annotated[tuple[ActionPicture, ...], BeforeValidator(one_alone)] = Field(default=(), max_length=3)

    @model_validator(mode="after")
    def _tells_pictures_apart(self) -> HowTo:
        shown = [(each.exercise, each.caption) for each in self.figure if isinstance(each, ExerciseShown)]
        if len(set(shown)) < len(shown):
            raise contradiction(
                "has 2 pictures of one exercise with the same words under them. Give each a caption: of its own."
            )
        return self

    @model_validator(mode="after")
    def _shows_steps_that_it_has(self) -> HowTo:
        for each in self.figure:
            if isinstance(each, ExerciseShown) and (each.step or 0) > len(self.steps):
                had = f"has a picture of step {each.step} and {len(self.steps)} steps."
                raise contradiction(f"{had} Name the step that the picture shows.")
        return self


HowTos = Annotated[tuple[HowTo, ...], BeforeValidator(one_alone)]


class Section(ContentModel):
    """A section with a title of its own, `first` where it has to be read before what to do. One that
    is not `in_pack` is left out there, as the leaf or the exercise sheet says the same."""

    title: Text
    body: Body = Field(min_length=1)
    first: bool = False
    in_pack: bool = True
