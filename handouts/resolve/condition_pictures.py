"""The pictures of a condition's sheet: the one that carries its message, and those of what to do."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.condition_pictures import ShownPicture, pictures_of_action
from handouts.content.library import Library
from handouts.content.load import Loaded, Place
from handouts.content.model import Condition, Exercise
from handouts.content.pictures import ExerciseShown, LabelledPose, OwnPicture
from handouts.figures.poses import PosedFigure, poses
from handouts.files.workspace import NOT_INSIDE
from handouts.resolve.passages import ActionInSteps, LabelOfPicture, PictureOfCondition

CONDITION, ACTION = "figure/condition", "figure/action"  # names of the pictures: of the condition, and of what to do


def own_picture(file: Loaded[Condition], library: Library) -> PictureOfCondition | None:
    """The picture of the condition itself, if it has one."""
    figure = file.content.figure
    return _resolved(CONDITION, file, ("figure",), figure, library) if figure else None


def actions(file: Loaded[Condition], library: Library) -> Iterator[ActionInSteps]:
    """What to do, with its steps and pictures."""
    for index, action in enumerate(file.content.how_to):
        pictures = (
            _resolved(f"{ACTION}/{index}/{number}", file, *each, library)
            for number, each in enumerate(pictures_of_action(file, index))
        )
        yield ActionInSteps(action.title, action.steps, tuple(filter(None, pictures)))


def _resolved(
    name: str, file: Loaded[Condition], place: Place, figure: ShownPicture, library: Library
) -> PictureOfCondition | None:
    """A picture with its labels; a file that isn't there is told when it is loaded."""
    if isinstance(figure, ExerciseShown):
        return _of_exercise(name, file, place, figure, library)
    labels = tuple(LabelOfPicture(each.text, *each.at, each.ring or 0, each.below) for each in figure.labels)
    if isinstance(figure, LabelledPose):
        return PictureOfCondition(name, place, figure.posed, figure.alt, "", labels)
    path = library.workspace.picture(file.path, figure.image)
    if path is None:
        library.problems.append(file.problem((*place, "image"), *NOT_INSIDE))
        return None
    return PictureOfCondition(name, place, path, figure.alt, figure.credit or "", labels)


def _of_exercise(
    name: str, file: Loaded[Condition], place: Place, shown: ExerciseShown, library: Library
) -> PictureOfCondition | None:
    """The picture that an exercise has of itself."""
    exercise = library.get(Exercise, shown.exercise, file, (*place, "exercise"))
    figure = exercise.content.figure if exercise else None
    if exercise is None:
        return None
    named, step = (LabelOfPicture(shown.caption or exercise.content.name, 50, 50, 0, below=True),), shown.step
    if isinstance(figure, PosedFigure) and shown.number <= len(posed := poses(figure)):
        alt = posed[shown.number - 1].alt or ""
        return PictureOfCondition(name, place, figure, alt, "", named, shown.number, exercise.id, step)
    path = library.workspace.picture(exercise.path, figure.image) if isinstance(figure, OwnPicture) else None
    if isinstance(figure, OwnPicture) and path and shown.number == 1:
        return PictureOfCondition(name, place, path, figure.alt, figure.credit or "", named, 1, exercise.id, step)
    message = f'"{shown.exercise}" has no picture {shown.number}.'
    library.problems.append(file.problem((*place, "number"), message, "Name a picture that the exercise has."))
    return None
