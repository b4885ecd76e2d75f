"""Easier and harder exercises, and what can stand in for a thing: names that two files have to agree on."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Exercise
from handouts.files.problems import Problem

BACK = {"easier_exercises": "harder_exercises", "harder_exercises": "easier_exercises"}


def check_forms(file: Loaded[Exercise], library: Library) -> Iterator[Problem]:
    """Errors for an easier or harder exercise that there is not, that is this one, that does not name this one in
    turn, or whose level says the contrary; and for a stand-in for what is not needed."""
    for key, back in BACK.items():
        for index, name in enumerate(getattr(file.content, key)):
            yield from _link(file, key, back, index, name, library)
    for thing in file.content.stand_ins:
        if thing not in file.content.equipment:
            hint = "Name it there in the same words."
            yield file.problem(("stand_ins", thing), "is not under equipment:.", hint)


def _link(file: Loaded[Exercise], key: str, back: str, index: int, name: str, library: Library) -> Iterator[Problem]:
    place = (key, index)
    if name == file.id:
        yield file.problem(place, "is this exercise itself.", "Name another.")
        return
    other = library.get(Exercise, name, file, place)
    if other is None:
        return
    if file.id not in getattr(other.content, back):
        yield file.problem(place, f'"{name}" does not name this one in turn.', f"Put {file.id} under its {back}:.")
    level, its = file.content.level, other.content.level
    if level and its and (its > level if key == "easier_exercises" else its < level):
        yield file.problem(place, f'"{name}" has level {its}, and this one {level}.', "Make the levels agree.")
