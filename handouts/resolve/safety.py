"""Whether a patient's exercises suit the patient: contraindications, and how much there is to do in a day.

A reason against an exercise stops the sheet, unless the clinician overrides it. The override and its reason are for the
clinician's page alone; no layout that a patient gets sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.prescription import Override, Prescription
from handouts.content.tables import Contraindication, Contraindications
from handouts.content.words import Words
from handouts.content.words.people import ClinicianWords
from handouts.files.problems import Problem
from handouts.resolve.cards import ProgrammeSheet
from handouts.resolve.dose import counted, fill_text
from handouts.resolve.reasons import reasons_of
from handouts.resolve.resolved import ClinicianNotes, Handout, OverrideLine
from handouts.resolve.workload import LONGEST_DAY, MANY_EXERCISES, minutes_a_day
from handouts.reuse.private import Private

Against: TypeAlias = dict[str | None, frozenset[str]]  # by exercise, None for the programme itself
AGE = "age"  # the contraindication that a birth date brings
CLINICAL = "cn-"  # how the number of a note starts that is about a patient's safety or good
TOO_MANY, TOO_LONG = "too-many-exercises", "too-long"


def check_safety(
    file: Loaded[Prescription],
    programme: Loaded[Programme],
    base: Loaded[Programme] | None,
    today: date,
    library: Library,
) -> None:
    """Gather a problem for every exercise, and for the programme itself, that one of the patient's contraindications,
    or the patient's age on the first day, speaks against.

    What the condition brings along counts for all that is not in `base`, the programme as it was written: for its own
    condition, its author has weighed its exercises. In another condition that counts for all of them.
    """
    written, name_of = file.content, programme.content.condition
    condition = library.get(Condition, name_of, file, ("condition",))
    brought = frozenset(condition.content.contraindications) if condition else frozenset()
    against: Against = {None: frozenset(reasons_of(programme, library))}
    against |= {entry.exercise: _against(entry.exercise, library) for entry in programme.content.exercises}
    weighed: set[str | None] = set()
    if base and base.content.condition == name_of:
        weighed = {None, *(entry.exercise for entry in base.content.exercises)}
    _refuse_what_the_patient_has(file, against, library)
    for what, found in against.items():
        for reason in sorted(found & brought - set(written.contraindications)) if what not in weighed else ():
            if not _overridden(what, reason, written):
                _refuse(file, _place_of(what, written), what, reason, f'"{name_of}" brings', library)
    too_old_or_young = set(_not_of_age(file, programme, weighed, today, library))
    for what in sorted(too_old_or_young - {each for each in against if _overridden(each, AGE, written)}, key=str):
        message = f"{_called(what, file)} is not meant for the age that this patient has on the first day."
        library.problems.append(file.problem(("patient", "born"), message, _way_out(file, AGE)))
    if too_old_or_young:
        brought |= {AGE}
    _check_overrides(file, against, brought, library)


def _not_of_age(
    file: Loaded[Prescription], programme: Loaded[Programme], weighed: set[str | None], today: date, library: Library
) -> Iterator[str | None]:
    """What is meant for other ages than the patient's. Where a programme says its ages, they hold for its exercises."""
    written = file.content
    born, day = written.patient.born, written.start or written.date or today
    if born is None:
        return
    whole = programme.content.ages
    if whole and not whole.include(born, day):
        yield None
    for entry in programme.content.exercises:
        exercise = library.find(Exercise, entry.exercise)
        ages = exercise.content.ages if exercise else None
        if ages and not (whole and entry.exercise in weighed) and not ages.include(born, day):
            yield entry.exercise


def _called(exercise: str | None, file: Loaded[Prescription]) -> str:
    return f'"{exercise}"' if exercise else f'the programme "{file.content.programme}"'


def _way_out(file: Loaded[Prescription], reason: str) -> str:
    if file.listed:
        return "Take the row out, or write a prescription of its own, with your reason."
    return f'Take it out, or write your reason under overrides: "- {{contraindication: {reason}, why: ...}}".'


def _place_of(exercise: str | None, written: Prescription) -> tuple[str | int, ...]:
    """Where a prescription names an exercise, or else the condition that does not go with it."""
    names = [entry.exercise for entry in written.exercises]
    return ("exercises", names.index(exercise)) if exercise in names else ("condition",)


def _refuse_what_the_patient_has(file: Loaded[Prescription], against: Against, library: Library) -> None:
    for index, reason in enumerate(file.content.contraindications):
        reasons = _with_also(reason, index, file, library)
        for what, found in against.items():
            if reasons & found and not _overridden(what, reason, file.content):
                _refuse(file, ("contraindications", index), what, reason, "this patient has", library)


def _refuse(
    file: Loaded[Prescription],
    place: tuple[str | int, ...],
    exercise: str | None,
    reason: str,
    whose: str,
    library: Library,
) -> None:
    message = f'{_called(exercise, file)} should not be done with "{reason}", which {whose}.'
    library.problems.append(file.problem(place, message, _way_out(file, reason)))


def _with_also(name: str, index: int, file: Loaded[Prescription], library: Library) -> frozenset[str]:
    """A contraindication with those that it brings along by its own words."""
    table = library.table(Contraindications)
    rows = table.contraindications if table else {}
    found: set[str] = set()
    wanted = [name]
    while wanted:
        each = wanted.pop()
        row = library.row(Contraindications, rows, each, file, ("contraindications", index))
        found.add(each)
        wanted += [also for also in (row.also if row else ()) if also not in found]
    return frozenset(found)


def _against(name: str, library: Library) -> frozenset[str]:
    file = library.find(Exercise, name)
    return frozenset(reasons_of(file, library)) if file else frozenset()


def _overridden(exercise: str | None, reason: str, written: Prescription) -> bool:
    return any(
        override.contraindication == reason and override.exercise in (None, exercise) for override in written.overrides
    )


def _check_overrides(file: Loaded[Prescription], against: Against, brought: frozenset[str], library: Library) -> None:
    """An override of nothing is a slip, and may hide that the right one is missing."""
    table = library.table(Contraindications)
    for index, override in enumerate(file.content.overrides):
        place = ("overrides", index)
        if override.exercise and override.exercise not in against:
            hint = "Name one of its exercises, or leave the exercise out for all of them."
            message = "is not an exercise of this prescription."
            library.problems.append(file.problem((*place, "exercise"), message, hint))
        if override.contraindication not in {*file.content.contraindications, *brought}:
            hint = "Add it under contraindications:, or take the override away."
            message = "is no contraindication of this patient."
            library.problems.append(file.problem((*place, "contraindication"), message, hint))
        else:
            rows = table.contraindications if table else {}
            library.row(Contraindications, rows, override.contraindication, file, (*place, "contraindication"))


def clinician_notes(
    file: Loaded[Prescription],
    programme: Loaded[Programme],
    sheet: ProgrammeSheet,
    standard: tuple[str, ...],
    words: Words,
    library: Library,
) -> ClinicianNotes:
    """What is printed for the clinician only; `standard` are the exercises with doses of the clinic's own."""
    written, said = file.content, words.clinician
    table = library.problems.stop_without(library.table(Contraindications)).contraindications
    names = {card.id: card.name for card in sheet.exercises}
    minutes = minutes_a_day(programme, library)
    return ClinicianNotes(
        work=Private(work_in_words(minutes, sheet, words)),
        warnings=tuple(_warnings(minutes, sheet, said)),
        against=tuple(Private(table[name].text) for name in written.contraindications),
        standard=standard,
        overrides=tuple(_line(override, names, table, said) for override in written.overrides),
        notes=tuple(_doubts(programme, sheet, library)),
    )


def _doubts(programme: Loaded[Programme], sheet: ProgrammeSheet, library: Library) -> Iterator[tuple[str, str]]:
    """What clinicians should weigh: the notes with a number of the programme and of its exercises, each once."""
    files = [(card.name, library.find(Exercise, card.id)) for card in sheet.exercises]
    told = [(sheet.name, programme.content.notes), *((name, file.content.notes) for name, file in files if file)]
    seen = set[str]()
    for name, notes in told:
        for note in notes:
            if (note.id or "").startswith(CLINICAL) and note.text not in seen:
                seen.add(note.text)
                yield name, note.text


def _line(
    override: Override, names: Mapping[str, str], table: Mapping[str, Contraindication], said: ClinicianWords
) -> OverrideLine:
    what = names[override.exercise] if override.exercise else said.override_all
    reason = Private(table[override.contraindication].text)
    return OverrideLine(Private(what), reason, Private(override.why), override.contraindication != AGE)


def work_in_words(minutes: float, sheet: ProgrammeSheet, words: Words) -> str:
    """ "3 exercises, about 12 minutes a day." """
    said, count = words.clinician, len(sheet.exercises)
    whole = max(1, round(minutes))
    pattern = said.work_open if any(card.dose_has_gaps for card in sheet.exercises) else said.work_known
    exercises, whole_minutes = counted(said.exercises, count, words), counted(words.dose.minute, whole, words)
    return fill_text(pattern, exercises=exercises, minutes=whole_minutes)


def _warnings(minutes: float, sheet: ProgrammeSheet, said: ClinicianWords) -> Iterator[tuple[str, Private]]:
    """(rule, sentence) for each way in which it is too much."""
    if len(sheet.exercises) > MANY_EXERCISES:
        yield TOO_MANY, Private(fill_text(said.more_than_most, most=str(MANY_EXERCISES)))
    if minutes > LONGEST_DAY:
        yield TOO_LONG, Private(fill_text(said.longer_than_most, most=str(LONGEST_DAY)))


def unaccepted(file: Loaded[Prescription], handout: Handout) -> Iterator[Problem]:
    """The warnings of `check`: too much work that nobody accepted, and acceptances of what does not come up."""
    told = handout.clinician
    accepted = {entry.rule for entry in file.content.accepted}
    hint = "Shorten it, or accept it with a reason under accepted:."
    for rule, text in told.warnings if told else ():
        if rule not in accepted:
            yield file.problem(("exercises",), f"is much for a day. {text}", hint, rule)
    raised = {rule for rule, _ in told.warnings} if told else set()
    for index, entry in enumerate(file.content.accepted):
        if entry.rule not in raised:
            message = "accepts a warning that does not come up."
            yield file.problem(("accepted", index), message, "Take it away.", "not-needed")
