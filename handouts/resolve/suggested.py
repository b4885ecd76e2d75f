"""For which condition exercises are, where nobody says it."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content.library import Library
from handouts.content.model import Programme
from handouts.files.problems import ContentError, Problem, listed, nearest_or, order_problem


def conditions_for(exercises: Iterable[str], library: Library) -> list[str]:
    """The conditions whose programmes have most of the exercises: one, several that have as many, or none.

    Raises ContentError for exercises that are not there."""
    chosen, workspace = list(exercises), library.workspace
    if unknown := [name for name in chosen if not workspace.has("exercise", name)]:
        raise ContentError([no_exercise(name, library) for name in unknown])
    own, has = library.fresh(), dict[str, set[str]]()
    for name in workspace.names("programme"):
        if file := own.find(Programme, name):  # what is wrong with another programme is no problem of this sheet
            entries = {entry.exercise for entry in file.content.exercises}
            has.setdefault(file.content.condition, set()).update(entries.intersection(chosen))
    most = max(map(len, has.values()), default=0)
    return sorted(name for name, found in has.items() if len(found) == most > 0)


def no_exercise(name: str, library: Library) -> Problem:
    """What is told of an id that no exercise has."""
    advice = nearest_or(name, library.workspace.names("exercise"), listed("exercises"))
    return order_problem("exercise", f'no exercise has the id "{name}".', *advice)
