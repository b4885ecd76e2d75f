"""The pictures that a condition's file names, and where in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from handouts.content.load import Loaded, Place
from handouts.content.model import Condition
from handouts.content.pictures import ExerciseShown, LabelledImage, LabelledPose

ShownPicture: TypeAlias = LabelledImage | LabelledPose | ExerciseShown


def pictures_named(file: Loaded[Condition]) -> Iterator[tuple[Place, ShownPicture]]:
    """Each picture with its place: the one of the condition first, then those of what to do."""
    if file.content.figure:
        yield ("figure",), file.content.figure
    for index in range(len(file.content.how_to)):
        yield from pictures_of_action(file, index)


def pictures_of_action(file: Loaded[Condition], index: int) -> Iterator[tuple[Place, ShownPicture]]:
    """The pictures of one thing to do, by its place among `how_to`, as they are written: one alone has no number."""
    action = _written(file, ("how_to",), index)
    for number, picture in enumerate(file.content.how_to[index].figure):
        yield _written(file, (*action, "figure"), number), picture


def _written(file: Loaded[Condition], place: Place, index: int) -> Place:
    return (*place, index) if (*place, index) in file.document.lines else place
