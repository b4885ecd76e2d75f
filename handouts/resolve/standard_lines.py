"""Which doses of a sheet are a clinic's standard, and how the sheet says so."""

from __future__ import annotations

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Dosage, Exercise, Programme, ProgrammeEntry
from handouts.content.words import Words
from handouts.resolve.dose import fill_text
from handouts.resolve.programme import dose_in
from handouts.resolve.resolved import ReviewState
from handouts.resolve.standard_doses import SignedDoses


def on_standard(
    done: Loaded[Programme], base: Loaded[Programme] | None, doses: SignedDoses | None, library: Library
) -> tuple[Loaded[Exercise], ...]:
    """The exercises of a programme as it is `done` whose doses have a number of the clinic's. That is `base`, or what a
    prescription makes of it or of nothing."""
    if doses is None:
        return ()
    found = []
    usual = {entry.exercise: entry for entry in base.content.exercises} if base else {}
    for entry in done.content.exercises:
        exercise = library.find(Exercise, entry.exercise)
        if exercise is None:
            continue
        own, programme = usual.get(entry.exercise, ProgrammeEntry(exercise=entry.exercise)), (base or done).content
        without, filled = (dose_in(own, exercise.content, programme, each) for each in (None, doses))
        final = filled if done is base else entry.dose
        if any(getattr(final, name) == getattr(filled, name) for name in _changed(without, filled)):
            found.append(exercise)
    return tuple(found)


def _changed(without: Dosage, filled: Dosage) -> list[str]:
    return [name for name in type(filled).model_fields if getattr(filled, name) != getattr(without, name)]


def standard_line(exercises: tuple[Loaded[Exercise], ...], doses: SignedDoses, words: Words) -> ReviewState:
    """What a sheet says of doses that are the clinic's standard."""
    goals = dict.fromkeys(getattr(words.goals, each.content.goal) for each in exercises if each.content.goal)
    line = fill_text(words.page.standard_doses, goals=words.joints.comma.join(goals), checked=doses.checked)
    return ReviewState("signed", line, doses.until)
