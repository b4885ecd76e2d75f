"""From a patient's prescription to what their sheets say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from handouts.content.ages import Ages
from handouts.content.clinic import Language
from handouts.content.library import Library
from handouts.content.load import Loaded, Place, validated
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.prescription import Prescription
from handouts.content.words import Words
from handouts.files.problems import TYPED, Problem
from handouts.files.written import FORMAT
from handouts.files.yaml_reader import Document
from handouts.resolve.cards import ProgrammeSheet
from handouts.resolve.dates import in_words, with_weekday
from handouts.resolve.prescribing import blank_programme, prescribed_programme
from handouts.resolve.programme import ADULT, programme_sheet
from handouts.resolve.resolved import ClinicDetails, PatientDetails, ReviewState
from handouts.resolve.safety import check_safety
from handouts.resolve.schedule import dated_phases
from handouts.resolve.signing import exercise_fingerprint, review_state
from handouts.reuse.private import Private

ADULTS = Ages(ADULT)
MOST_WEEKS = 52  # after an operation


def prescription_of(data: Mapping[str, object], what: str, library: Library) -> Loaded[Prescription]:
    """A prescription that stands in no file: the keys of one, for the programme or condition `what`."""
    file = read_typed({library.workspace.kind_of(what): what, **data})
    library.needs.add(file)
    return file


def read_typed(typed: Mapping[str, object]) -> Loaded[Prescription]:
    """What was typed, by itself. Raises ContentError."""
    document = Document(TYPED, {"format": FORMAT, **typed}, {(): 0})
    return validated(Prescription, document, Path(TYPED))


def open_prescription(path: Path, library: Library) -> Loaded[Prescription]:
    """A prescription's file. Raises ContentError with all that is wrong with it."""
    return library.problems.stop_without(library.open(Prescription, path))


def subject(file: Loaded[Prescription], library: Library) -> str:
    """The id of the programme or condition that a prescription is about. Raises ContentError for none or an unknown."""
    written = file.content
    kinds: tuple[type[Programme | Condition], ...] = (Programme, Condition)
    for kind, name in zip(kinds, (written.programme, written.condition), strict=True):
        if name and not library.place(kind, name):
            library.get(kind, name, file, (kind.kind,))
    if written.language:
        library.get(Language, written.language, file, ("language",))
    if not written.programme and not written.condition:
        hint = "Write programme: and an id, or condition: and a list of exercises."
        library.problems.append(file.problem((), "names no programme and no condition.", hint))
    library.problems += _days_out_of_order(file)
    library.problems.stop_if_any()
    return written.programme or written.condition or ""


def _days_out_of_order(file: Loaded[Prescription]) -> list[Problem]:
    written = file.content
    born, start, operation, visit = written.patient.born, written.start, written.operation_date, written.review_visit
    late = f"is more than {MOST_WEEKS} weeks after the operation."
    found: tuple[tuple[object, Place, str], ...] = (
        (born and start and born >= start, ("patient", "born"), "is not before the start."),
        (born and operation and born >= operation, ("patient", "born"), "is not before the operation."),
        (operation and start and start < operation, ("start",), "is before the operation."),
        (operation and start and start - operation >= timedelta(weeks=MOST_WEEKS), ("start",), late),
        (start and visit and visit < start, ("review_visit",), "is before the start."),
    )
    return [file.problem(place, message, "Check both dates.") for is_wrong, place, message in found if is_wrong]


def patient_details(written: Prescription, today: date, words: Words) -> PatientDetails:
    """Who it is for, with days in words. A prescription without a date carries today's."""
    patient = written.patient
    return PatientDetails(
        name=Private(patient.name or ""),
        id=Private(patient.id or ""),
        born=Private(in_words(patient.born, words) if patient.born else ""),
        clinician=Private(written.clinician or ""),
        date=Private(in_words(written.date or today, words)),
        start=Private(with_weekday(written.start, words) if written.start else ""),
        review_visit=Private(with_weekday(written.review_visit, words) if written.review_visit else ""),
        asked="contraindications" in written.model_fields_set,
    )


def for_patient(
    prescription: Loaded[Prescription],
    base: Loaded[Programme] | None,
    clinic: ClinicDetails,
    words: Words,
    today: date,
    library: Library,
) -> tuple[Loaded[Programme], ProgrammeSheet]:
    """The programme as the prescription asks for it. Raises ContentError, also for what the patient should not do."""
    file = prescribed_programme(prescription, base, words, library, clinic.doses)
    _check_operation(prescription, file, library)
    check_safety(prescription, file, base, today, library)
    final = replace(clinic, doses=None)  # what is open now was left open
    sheet = library.problems.stop_without(programme_sheet(file, final, words, library))
    start, schedule = prescription.content.day_one, file.content.schedule
    if start:
        sheet = replace(sheet, phases=dated_phases(sheet.phases, file.content, start, words))
    if not sheet.pain_rule and (born := prescription.content.patient.born):
        child = not ADULTS.include(born, prescription.content.start or prescription.content.date or today)
        sheet = replace(sheet, pain_rule=words.exercises.pain_of_child if child else "", child_rule="")
    if not (schedule.times_a_day and schedule.days_a_week):  # each card says its own
        sheet = replace(sheet, how_often=())
    return file, sheet


def _check_operation(prescription: Loaded[Prescription], file: Loaded[Programme], library: Library) -> None:
    """Weeks that are counted from an operation can't be dated by the day of a visit."""
    written = prescription.content
    if file.content.weeks_from == "operation" and written.start and not written.operation_date:
        message = "is the first day of the log, but the weeks of this programme are counted from the operation."
        hint = "Write the day of the operation under operation_date:, too."
        library.problems.append(prescription.problem(("start",), message, hint))


def by_hand(
    base: Loaded[Programme], usual: ProgrammeSheet, clinic: ClinicDetails, words: Words, library: Library
) -> tuple[Loaded[Programme], ProgrammeSheet]:
    """The programme with gaps to write in; the log keeps as many boxes a day as it usually has."""
    file = blank_programme(base, library)
    sheet = library.problems.stop_without(programme_sheet(file, clinic, words, library))
    pairs = zip(sheet.exercises, usual.exercises, strict=True)
    cards = tuple(replace(card, times_a_day=each.times_a_day) for card, each in pairs)
    return file, replace(sheet, exercises=cards)


def exercises_added(prescription: Prescription, base: Loaded[Programme] | None) -> list[str]:
    """The exercises of a prescription that its programme lacks."""
    known = {entry.exercise for entry in base.content.exercises} if base else set()
    return [entry.exercise for entry in prescription.exercises if entry.exercise not in known]


def added_reviews(
    prescription: Loaded[Prescription], base: Loaded[Programme] | None, library: Library, today: date, words: Words
) -> list[ReviewState]:
    """Whether clinicians stand behind the exercises that come from outside the programme."""
    states = []
    for name in exercises_added(prescription.content, base):
        if file := library.find(Exercise, name):
            states.append(review_state(name, exercise_fingerprint(file, library), library, today, words))
    return states
