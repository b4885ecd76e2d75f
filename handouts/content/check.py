"""What one file alone can't show: rules over content that need the whole workspace, or judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.shelf import Shelf
from handouts.problems import Problem

MANY_EXERCISES = 4  # patients did 2 exercises better than 8 (see docs/format.md, accepted)
TOO_MANY_EXERCISES = 8


def check_content(files: list[Loaded[Any]], shelf: Shelf) -> list[Problem]:
    """Errors and warnings of valid files. A warning that its file accepts is left out."""
    found: list[Problem] = []
    for file in files:
        problems = list(_problems_of(file, shelf))
        accepted = {entry.rule for entry in getattr(file.content, "accepted", ())}
        found += [problem for problem in problems if problem.rule not in accepted]
        found += _needless_acceptances(file, {problem.rule for problem in problems})
    return found


def _problems_of(file: Loaded[Any], shelf: Shelf) -> Iterator[Problem]:
    if isinstance(file.content, Condition):
        yield from _programmes_agree(file, shelf)
    elif isinstance(file.content, Programme):
        yield from _condition_agrees(file, shelf)
        yield from _workload(file)


def _programmes_agree(file: Loaded[Condition], shelf: Shelf) -> Iterator[Problem]:
    """A programme that a condition offers has to be made for it."""
    for index, name in enumerate(file.content.programmes):
        programme = shelf.get("programme", name, file, ("programmes", index))
        if programme and programme.content.condition != file.id:
            message = f'"{name}" says that it is for "{programme.content.condition}".'
            yield file.problem(("programmes", index), message, "Make the two files agree.")


def _condition_agrees(file: Loaded[Programme], shelf: Shelf) -> Iterator[Problem]:
    """A programme's condition has to offer it."""
    condition = shelf.get("condition", file.content.condition, file, ("condition",))
    if condition and file.id not in condition.content.programmes:
        hint = f'Add "{file.id}" under programmes: in {condition.document.file}.'
        yield file.problem(("condition",), f'"{condition.id}" does not offer this programme.', hint)


def _workload(file: Loaded[Programme]) -> Iterator[Problem]:
    count = len(file.content.exercises)
    if count > MANY_EXERCISES:
        much = "far more" if count >= TOO_MANY_EXERCISES else "more"
        message = f"has {count} exercises, {much} than most patients keep up ({MANY_EXERCISES})."
        hint = "Shorten it, name 2 under start_with:, or accept it with a reason under accepted:."
        yield file.problem(("exercises",), message, hint, "too-many-exercises")


def _needless_acceptances(file: Loaded[Any], raised: set[str]) -> Iterator[Problem]:
    """An accepted warning that does not come up is out of date."""
    for index, entry in enumerate(getattr(file.content, "accepted", ())):
        if entry.rule not in raised and not isinstance(file.content, Exercise):
            hint = "Take it away."
            yield file.problem(
                ("accepted", index), f'accepts "{entry.rule}", which does not come up.', hint, "not-needed"
            )
