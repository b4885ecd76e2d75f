"""A prescription over a programme is another programme, with this patient's exercises, doses, sides and days. A blank
one is a programme with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.content.amounts import Amount
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Dosage, Exercise, Phase, Programme, ProgrammeEntry, Schedule
from handouts.content.prescription import PrescribedExercise, Prescription
from handouts.content.words import Words
from handouts.files.problems import Problem
from handouts.resolve.programme import dose_in, merged, often_in
from handouts.resolve.standard_doses import SignedDoses
from handouts.reuse.private import together

WRITTEN_BY_HAND = ("sets", "repetitions", "hold", "duration", "count", "rest", "times_a_day", "days_a_week")
A_MINUTE = 60  # seconds


def prescribed_programme(
    file: Loaded[Prescription],
    programme: Loaded[Programme] | None,
    words: Words,
    library: Library,
    doses: SignedDoses | None = None,
) -> Loaded[Programme]:
    """The programme as this patient does it. Its problems are told with the prescription's file and lines.

    A dose is made of what holds in the programme, with the clinic's standard `doses` in its gaps, then the
    prescription's schedule, then its own entry. An exercise that the programme lacks joins every phase that has
    exercises. Raises ContentError.
    """
    written = file.content
    usual = programme.content if programme else _list_of_exercises(file, words)
    chosen = written.exercises or tuple(PrescribedExercise(exercise=entry.exercise) for entry in usual.exercises)
    entries = tuple(_entry(index, entry, file, usual, doses, library) for index, entry in enumerate(chosen))
    library.problems.stop_if_any()
    library.problems += _useless_side(entries, file)
    names = tuple(entry.exercise for entry in entries)
    content = usual.model_copy(
        update={
            "name": written.title or _name(usual, names, words),
            "condition": written.condition or usual.condition,
            "schedule": _schedule(usual.schedule, entries, file, library),
            "dose": Dosage(),
            "exercises": entries,
            "phases": tuple(_phase(phase, names, usual) for phase in usual.phases),
            "start_with": written.start_with or tuple(name for name in usual.start_with if name in names),
        }
    )
    return Loaded(programme.id if programme else usual.condition, content, file.document, file.path)


def _list_of_exercises(file: Loaded[Prescription], words: Words) -> Programme:
    """A programme of the clinician's own, for a prescription that names none."""
    written = file.content
    assert written.condition is not None
    entries = tuple(ProgrammeEntry(exercise=entry.exercise) for entry in written.exercises)
    name = words.patient.your_exercises
    return Programme(format=1, name=name, condition=written.condition, exercises=entries)


def _name(usual: Programme, names: tuple[str, ...], words: Words) -> str:
    """What the patient's exercises are called: as in the programme, which may count them, only where they are those."""
    same = set(names) == {entry.exercise for entry in usual.exercises}
    return usual.name if same else words.patient.your_exercises


def _entry(
    index: int,
    entry: PrescribedExercise,
    file: Loaded[Prescription],
    programme: Programme,
    doses: SignedDoses | None,
    library: Library,
) -> ProgrammeEntry:
    """An exercise with its whole dose for this patient."""
    written = file.content
    exercise = library.get(Exercise, entry.exercise, file, ("exercises", index))
    if exercise is None:
        return entry
    usual = next((one for one in programme.exercises if one.exercise == entry.exercise), None)
    dose = dose_in(usual or ProgrammeEntry(exercise=entry.exercise), exercise.content, programme, doses)
    side = entry.side or (written.side if dose.side not in (None, "alternate") else None)
    if entry.side and entry.dose.side:
        hint = "Keep one of them."
        library.problems.append(file.problem(("exercises", index, "side"), "stands beside a side in the dose.", hint))
    dose = merged(dose, often_in(written.schedule or Schedule()), Dosage(side=side), entry.dose)
    notes = [note for note in ((usual.note if usual else None), entry.note) if note]
    prescribed = ProgrammeEntry(exercise=entry.exercise, dose=dose)
    return prescribed.model_copy(update={"note": together(notes, " ") or None})


def _schedule(
    usual: Schedule, entries: tuple[ProgrammeEntry, ...], file: Loaded[Prescription], library: Library
) -> Schedule:
    """The programme's days and course with what the prescription says of them; how often is said for all exercises only
    where it is the same for all."""
    own = file.content.schedule
    said: dict[str, object] = {"days": ()} if own and own.days_a_week else {}
    said |= {name: getattr(own, name) for name in ("days", "course") if own and name in own.model_fields_set}
    days = own.days if own and "days" in said else usual.days
    if days:
        library.problems += _other_days(len(days), file)
    times, weekly = ({getattr(entry.dose, name) for entry in entries} for name in ("times_a_day", "days_a_week"))
    common = {"times_a_day": times.pop() if len(times) == 1 else None}
    common["days_a_week"] = weekly.pop() if len(weekly) == 1 else None
    if not all(common.values()):
        common = dict.fromkeys(common)
    return usual.model_copy(update=common | said)


def _other_days(days: int, file: Loaded[Prescription]) -> Iterator[Problem]:
    """Exercises that are on another number of days than the schedule names."""
    for index, entry in enumerate(file.content.exercises):
        number = entry.dose.days_a_week
        if number and number != Amount(days):
            message = f"differs from the schedule, which names {days} days."
            hint = "Change it, or say schedule: {days: []}."
            yield file.problem(("exercises", index, "dose", "days_a_week"), message, hint)


def _useless_side(entries: tuple[ProgrammeEntry, ...], file: Loaded[Prescription]) -> Iterator[Problem]:
    """A side of which no exercise makes use."""
    side = file.content.side
    if side and side not in {entry.dose.side for entry in entries}:
        message = "is for no exercise here: none is done on one side at a time."
        yield file.problem(("side",), message, "Take it away, or say it of an exercise.")


def _phase(phase: Phase, names: tuple[str, ...], programme: Programme) -> Phase:
    known = {entry.exercise for entry in programme.exercises}
    due = tuple(name for name in names if name in phase.exercises or (phase.exercises and name not in known))
    return phase.model_copy(update={"exercises": due})


def blank_programme(file: Loaded[Programme], library: Library) -> Loaded[Programme]:
    """The programme with gaps for all that a clinician writes by hand: amounts, sides, days. Limits of pain and effort
    stay, and so do phases and courses."""
    written = file.content
    entries = []
    for index, entry in enumerate(written.exercises):
        exercise = library.get(Exercise, entry.exercise, file, ("exercises", index))
        if exercise:
            dose = _gaps(dose_in(entry, exercise.content, written))
            entries.append(entry.model_copy(update={"dose": dose}))
    often = often_in(written.schedule)
    course = written.schedule.course
    schedule = Schedule(
        times_a_day=_gap(often.times_a_day),
        days_a_week=_gap(often.days_a_week),
        **({"course": course} if course else {}),
    )
    content = written.model_copy(update={"exercises": tuple(entries), "dose": Dosage(), "schedule": schedule})
    return replace(file, content=content)


def _gaps(dose: Dosage) -> Dosage:
    update = {name: _gap(getattr(dose, name)) for name in WRITTEN_BY_HAND}
    side = dose.side if dose.side in (None, "alternate") else "ask"
    return dose.model_copy(update={**update, "side": side, "progression": None})


def _gap(amount: Amount | None) -> Amount | None:
    """A gap in the unit in which the amount is told."""
    if amount is None:
        return None
    return Amount(None, asked_in="minute" if (amount.low or 0) >= A_MINUTE else amount.asked_in)
