"""What a clinic gives where a source leaves a dose open: it fills gaps, and changes no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.content.amounts import Amount
from handouts.content.goals import Goal
from handouts.content.model import HOW_MUCH, Dosage, Exercise, Programme
from handouts.content.tables import ExerciseGroup
from handouts.resolve.reasons import is_in

GAPS_WHERE_LEFT_OUT = ("times_a_day", "days_a_week")  # anything else that is left out is not asked for


@dataclass(frozen=True, slots=True)
class SignedDoses:
    """Standard doses that a clinician stands behind until a day: each for a condition ("" for any) and a goal.
    `checked` says who; they are not for exercises of some groups. Doses from the literature fill what is then still
    open where the clinic lets them."""

    rows: tuple[tuple[str, Goal, Dosage], ...]
    not_for: tuple[tuple[str, ExerciseGroup], ...]
    published: bool
    checked: str
    until: date | None


def filled(dose: Dosage, exercise: Exercise, programme: Programme, doses: SignedDoses | None) -> Dosage:
    """The dose with its gaps filled, as far as they may be: those of a dose that grows, of children, and where the
    programme or a group of exercises says so, are always for the clinician to fill in."""
    if doses is None or dose.progression or programme.for_children or not programme.standard_doses:
        return dose
    if any(is_in(exercise, name, group) for name, group in doses.not_for):
        return dose
    places = ((programme.condition, exercise.goal), ("", exercise.goal))
    ours = next((row for place in places for *of, row in doses.rows if tuple(of) == place), None)
    read = [each.dose for each in exercise.published if each.condition in (None, programme.condition)]
    for standard in [*([ours] if ours else []), *(read if doses.published else [])]:
        dose = _with(dose, standard)
    return dose


def _with(dose: Dosage, standard: Dosage) -> Dosage:
    """Gaps of a dose from a standard one. Where the dose says nothing of how much, all of that is the standard's; steps
    or circles that are left open give way to how long to walk, where the standard says that and no number."""
    if dose.count and dose.count.asked and standard.duration and not standard.count:
        dose = dose.model_copy(update={"count": None, "duration": standard.duration})
    said, offers = (any(getattr(each, name) for name in HOW_MUCH) for each in (dose, standard))
    found: dict[str, Amount] = {}
    for name in type(dose).model_fields:
        given, offered = getattr(dose, name), getattr(standard, name)
        if not isinstance(offered, Amount):
            continue
        is_gap = given.asked if isinstance(given, Amount) else (offers and not said) or name in GAPS_WHERE_LEFT_OUT
        if is_gap:
            found[name] = offered
    return dose.model_copy(update=found) if found else dose
