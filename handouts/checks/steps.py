"""Which step of its exercise each picture shows: a sheet marks both with the same number, so they have to agree."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.poses import Finding, named_poses
from handouts.content.model import Exercise
from handouts.figures.poses import PosedFigure
from handouts.files.written import OtherSideStep


def lint_steps(exercise: Exercise) -> Iterator[Finding]:
    """Pictures without a step, with one that there is not, out of order, or with one whose number changes on a sheet
    for one side. Several pictures may show the same step."""
    if not isinstance(exercise.figure, PosedFigure):
        return
    number = len(exercise.steps)
    firm = next((index for index, step in enumerate(exercise.steps) if isinstance(step, OtherSideStep)), number)
    before = 0
    for path, pose in named_poses(exercise.figure):
        if pose.step is None:
            hint = f"Add step: start, or a number from 1 to {number}."
            yield Finding(path, "does not say which step it shows.", hint)
            continue
        shown, place = 0 if pose.step == "start" else pose.step, (*path, "step")
        if shown > number:
            yield Finding(place, f"shows step {shown}, and there are {number}.", "Name one of them.")
        elif shown > firm:
            hint = "Put the step with other_side: true last, and show another one."
            yield Finding(place, f"shows step {shown}, which a sheet for one side leaves out or counts anew.", hint)
        elif shown < before:
            message = f"shows {_called(shown)}, after a picture of {_called(before)}."
            yield Finding(place, message, "Put the pictures in the order of the steps.")
        before = max(before, shown)


def _called(step: int) -> str:
    return f"step {step}" if step else "the start"
