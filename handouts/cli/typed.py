"""What is typed of a patient's sheet, as a prescription's file has it."""

from __future__ import annotations

from handouts import Workspace
from handouts.cli.options import Side
from handouts.cli.terminal import fail, tell_notes


def typed_keys(
    patient: str | None,
    clinician: str | None,
    side: Side | None,
    start: str | None,
    operation_date: str | None,
    first_week: int | None,
) -> dict[str, object]:
    """The keys of a prescription that was typed instead of written."""
    typed: dict[str, object] = {"clinician": clinician, "side": side.value if side else None}
    typed |= {"start": start, "operation_date": operation_date, "first_week": first_week}
    found = {key: value for key, value in typed.items() if value is not None}
    if patient is not None:
        found["patient"] = {"name": patient}
    return found


def typed_exercises(exercises: list[str] | None, notes: list[str] | None, days: str | None) -> dict[str, object]:
    """What is typed of the exercises, as a prescription's file has it. Raises ContentError."""
    from handouts.content.short_dose import entries

    found: dict[str, object] = {"exercises": entries(exercises or (), notes or ())} if exercises or notes else {}
    names = [each.strip().casefold() for each in (days or "").split(",")]
    return found | ({"schedule": {"days": names}} if days is not None else {})


def condition_for(typed: dict[str, object], place: Workspace) -> str:
    """For which condition the exercises are that were typed, where that was not. Raises ContentError."""
    from handouts.content.library import Library
    from handouts.resolve.suggested import conditions_for

    entries = typed.get("exercises")
    if not isinstance(entries, list):
        fail("WHAT: is missing. Name a condition, a programme or a prescription, or exercises with --exercise.")
    found = conditions_for([entry["exercise"] for entry in entries], Library(place))
    if len(found) != 1:
        fail(
            f"WHAT: is missing, and these exercises are for {' or '.join(found) or 'no condition'}. Name the condition."
        )
    tell_notes([f"for {found[0]}, whose programmes have most of these. For another condition, name it after make."])
    return found[0]
