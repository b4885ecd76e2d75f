"""Parts of an exercise's file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.files.written import ContentModel, Id, ShortText, Text

Stage = Annotated[int, Field(ge=1, le=5)]
"""How hard an exercise is for a person without an injury, from 1 (lying or sitting, small loads) to 5 (on one leg, or
with the whole body's weight)."""
WorkedMuscle = Literal[
    "quadriceps",
    "hamstrings",
    "gluteals",
    "hip-abductors",
    "hip-adductors",
    "hip-flexors",
    "hip-rotators",
    "calf",
    "shin",
    "peroneals",
    "foot",
    "abdominals",
    "back-extensors",
    "trunk-rotators",
    "neck-flexors",
    "neck-extensors",
    "neck-side-flexors",
    "shoulder-blade",
    "deltoid",
    "rotator-cuff",
    "chest",
    "biceps",
    "triceps",
    "wrist-extensors",
    "wrist-flexors",
    "forearm-rotators",
    "hand",
    "thumb",
    "pelvic-floor",
]
LONGEST_CUE = 45  # characters: 3 short lines beside the picture on a programme's leaf
Equipment = tuple[Text, ...]
StandIns = dict[Text, Annotated[tuple[ShortText, ...], Field(min_length=1)]]


class NotInGroup(ContentModel):
    """A group that an exercise seems to be in and is not, and why."""

    group: Id
    why: Text
