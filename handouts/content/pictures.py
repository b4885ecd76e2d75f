"""Pictures as content names them: files of one's own, and poses that the figure engine draws."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from handouts.figures.poses import Pose, PosedFigure
from handouts.files.written import AtMost, ContentModel, Id, Text

LONGEST_LABEL = 30  # characters: 3 short lines beside the picture
MOST_LABELS = 3
Percent = Annotated[float, Field(ge=0, le=100)]


class OwnPicture(ContentModel):
    """A picture of the clinic's own: PNG, JPEG or SVG beside the exercise's file, described in words."""

    image: Text
    alt: Text
    credit: Text | None = None


def _kind_of_figure(value: object) -> str:
    own = isinstance(value, OwnPicture) or (isinstance(value, dict) and "image" in value)
    return "own" if own else "posed"


ExercisePicture = Annotated[
    Annotated[OwnPicture, Tag("own")] | Annotated[PosedFigure, Tag("posed")], Discriminator(_kind_of_figure)
]


class PictureLabel(ContentModel):
    """A few words beside a picture, and the point that they mean: percent of its width from the left, of its height
    from the top. A `ring` round that point is as wide as so many percent of the picture's width. One that is `below`
    stands under the picture in the place of a line to the point."""

    text: Annotated[Text, AtMost(LONGEST_LABEL)]
    at: tuple[Percent, Percent]
    ring: Annotated[float, Field(gt=0, le=100)] | None = None
    below: bool = False


Labels = Annotated[tuple[PictureLabel, ...], Field(max_length=MOST_LABELS)]


class LabelledImage(OwnPicture):
    """A picture of a condition: a file beside the condition's, or one of `data/pictures`."""

    labels: Labels = ()


class LabelledPose(ContentModel):
    """A picture of a condition that the figure engine draws from one pose."""

    pose: Pose
    alt: Text
    labels: Labels = ()

    @property
    def posed(self) -> PosedFigure:
        """The pose as a figure of one picture."""
        return PosedFigure(start=Pose(**{**self.pose.model_dump(exclude_unset=True), "alt": self.alt}))


class ExerciseShown(ContentModel):
    """A picture of an exercise of the library: the one of its start, or that of this `number`; under it the exercise's
    name, or a `caption` of its own, behind the number of the `step` that it shows."""

    exercise: Id
    number: Annotated[int, Field(ge=1, le=9)] = 1
    caption: Annotated[Text, AtMost(LONGEST_LABEL)] | None = None
    step: Annotated[int, Field(ge=1)] | None = None


def _kind_of_picture(value: object) -> str:
    if isinstance(value, ExerciseShown) or (isinstance(value, dict) and "exercise" in value):
        return "exercise"
    posed = isinstance(value, LabelledPose) or (isinstance(value, dict) and "pose" in value)
    return "posed" if posed else "own"


ConditionPicture = Annotated[
    Annotated[LabelledImage, Tag("own")] | Annotated[LabelledPose, Tag("posed")], Discriminator(_kind_of_picture)
]
ActionPicture = Annotated[
    Annotated[LabelledImage, Tag("own")]
    | Annotated[LabelledPose, Tag("posed")]
    | Annotated[ExerciseShown, Tag("exercise")],
    Discriminator(_kind_of_picture),
]
