"""What speaks against exercises is said in one place: by a group, by an exercise, or by a programme for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.library import Library
from handouts.content.load import Loaded, holds
from handouts.content.model import Dosage, Exercise, Programme
from handouts.content.tables import ExerciseGroup
from handouts.files.problems import Problem
from handouts.files.written import File
from handouts.resolve.reasons import brought_by, check_rows, groups_of, reasons_of


def check_groups(file: Loaded[File], library: Library) -> Iterator[Problem]:
    """Errors for reasons that are said twice, and for what softens a group's rule."""
    if holds(file, Exercise):
        check_rows(file, library)
        yield from _said_twice(file, library)
    elif holds(file, Programme):
        check_rows(file, library)
        yield from _said_by_exercises(file, library)
        yield from _softened(file, library)


def _said_twice(file: Loaded[Exercise], library: Library) -> Iterator[Problem]:
    written, groups = file.content, groups_of(file, library)
    for index, reason in enumerate(written.contraindications):
        bringer = next((name for name, group in groups.items() if reason in brought_by(group)), None)
        if bringer:
            message = f'its group "{bringer}" brings "{reason}" already.'
            yield file.problem(("contraindications", index), message, "Take it away here.")
        elif reason in (*written.contraindications[:index], *written.strict_contraindications):
            yield file.problem(("contraindications", index), f'has "{reason}" twice.', "Keep one.")
    for index, reason in enumerate(written.strict_contraindications):
        bringer = next((name for name, group in groups.items() if reason in group.strict_contraindications), None)
        if bringer:
            message = f'its group "{bringer}" brings "{reason}" already.'
            yield file.problem(("strict_contraindications", index), message, "Take it away here.")


def _exercises(file: Loaded[Programme], library: Library) -> Iterator[tuple[int, Loaded[Exercise]]]:
    for index, entry in enumerate(file.content.exercises):
        if exercise := library.find(Exercise, entry.exercise):
            yield index, exercise


def _said_by_exercises(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    said = {reason: each.id for _, each in _exercises(file, library) for reason in reasons_of(each, library)}
    for index, reason in enumerate(file.content.contraindications):
        if reason in said:
            message = f'"{said[reason]}" has "{reason}" already.'
            yield file.problem(("contraindications", index), message, "Take it away here.")


def _softened(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """A group's rule on pain holds for the whole sheet: no other one stands beside it, and no dose allows pain."""
    strict = [(index, *found) for index, each in _exercises(file, library) if (found := _with_pain_rule(each, library))]
    if not strict:
        return
    _, name, group = strict[0]
    for key in ("pain_rule", "pain_limit"):
        if getattr(file.content, key) is not None:
            hint = f"Take it away: the sheet prints the group's: {group.pain_rule}"
            yield file.problem(
                (key,), f'stands beside the rule of the group "{name}", which is for the whole set.', hint
            )
    if _allows_pain(file.content.dose):
        yield file.problem(("dose", "pain_limit"), f'softens the rule of the group "{name}".', "Take it away.")
    for index, name, _ in strict:
        if _allows_pain(file.content.exercises[index].dose):
            place = ("exercises", index, "dose", "pain_limit")
            yield file.problem(place, f'softens the rule of the group "{name}".', "Take it away.")


def _with_pain_rule(file: Loaded[Exercise], library: Library) -> tuple[str, ExerciseGroup] | None:
    return next(((name, group) for name, group in groups_of(file, library).items() if group.pain_rule), None)


def _allows_pain(dose: Dosage) -> bool:
    return dose.pain_limit is not None and dose.pain_limit.largest > 0
