"""What one file alone can't show: rules over content that need the whole workspace, or judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from handouts.checks.ages import check_ages
from handouts.checks.budgets import check_budgets
from handouts.checks.citations import check_citations
from handouts.checks.consistency import check_consistency
from handouts.checks.forms import check_forms
from handouts.checks.groups import check_groups
from handouts.checks.signatures import check_signatures
from handouts.checks.unread import unread
from handouts.checks.wording import check_wording
from handouts.content.library import Library
from handouts.content.load import Loaded, holds
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.tables import Glossary, UrgentSigns
from handouts.files.problems import Ask, Command, Problem
from handouts.files.written import Body, File, TableInText
from handouts.resolve.reasons import reasons_of
from handouts.resolve.schedule import LAST_WEEK, weeks_of
from handouts.resolve.workload import LONGEST_DAY, MANY_EXERCISES, minutes_a_day

TOO_MANY_EXERCISES = 8
SIGNED = (Condition, Exercise, Programme)
WEEKS = re.compile(r"\bweeks? (\d+)(?: (?:to|and|or) (\d+))?", re.IGNORECASE)  # in the first cell of a table's row
SECTIONS = ("causes", "signs", "what_you_can_do", "treatments", "outlook")  # of a full handout


def check_content(
    files: list[Loaded[File]], library: Library, today: date, pictures: Mapping[str, list[Problem]]
) -> list[Problem]:
    """Errors and warnings of valid files. A warning that its file accepts is left out."""
    found: list[Problem] = []
    medical_words = _medical_words(library)
    used = _exercises_in_programmes(files)
    for file in files:
        problems = _of_file(file, library, medical_words, used)
        found += not_accepted(file, [*problems, *pictures.get(file.document.file, [])])
    found += _shared_ids(files)
    found += _instead_of_ours(library)
    found += unread(library.workspace)
    found += check_signatures(library, today)
    return found + library.problems


def check_alone(file: Loaded[File], library: Library, pictures: list[Problem]) -> list[Problem]:
    """What `check_content` says of one file, such as one that is being written."""
    problems = _of_file(file, library, _medical_words(library), {file.id})
    return [*not_accepted(file, [*problems, *pictures]), *library.problems]


def _of_file(
    file: Loaded[File], library: Library, medical_words: Mapping[str, str], used: set[str]
) -> Iterator[Problem]:
    yield from _problems_of(file, library, used)
    yield from check_wording(file, medical_words)
    yield from check_consistency(file)
    yield from check_groups(file, library)
    yield from check_budgets(file, library)
    yield from check_citations(file, library)


def not_accepted(file: Loaded[File], problems: list[Problem]) -> Iterator[Problem]:
    """The problems that a file does not accept, and a warning for what it accepts without need."""
    accepted = {entry.rule for entry in getattr(file.content, "accepted", ())}
    yield from (problem for problem in problems if problem.rule not in accepted)
    yield from _needless_acceptances(file, {problem.rule for problem in problems})


def _shared_ids(files: list[Loaded[File]]) -> Iterator[Problem]:
    """An id names one thing: a command and a signature could mean either of two."""
    first: dict[str, Loaded[File]] = {}
    for file in files:
        other = first.setdefault(file.id, file)
        if other is not file and isinstance(file.content, SIGNED) and isinstance(other.content, SIGNED):
            kind = type(other.content).__name__.lower()
            message = f"there is a {kind} with this id too: {other.document.file}."
            yield file.problem((), message, "Give one of them another file name.")


def _instead_of_ours(library: Library) -> Iterator[Problem]:
    """What of the clinic's takes the place of a file of the library's, with the cautions that this one has."""
    own = library.workspace.own
    for path in sorted([*own.glob("data/*.yaml"), *own.glob("data/*/*.yaml")]) if own else ():
        both = library.workspace.every(path.relative_to(own).as_posix())  # type: ignore[arg-type]
        if len(both) > 1 and path == both[0]:
            message = "takes the place of the library's file, as a whole."
            yield Problem(library.workspace.show(path), 0, "", message, rule="instead-of-ours")


def _medical_words(library: Library) -> Mapping[str, str]:
    """From medical words of the glossary to plain ones, in small letters."""
    table = library.table(Glossary)
    entries = table.entries.values() if table else ()
    return {entry.medical.lower(): entry.plain.lower() for entry in entries if entry.medical}


def _exercises_in_programmes(files: list[Loaded[File]]) -> set[str]:
    programmes = (file.content for file in files if holds(file, Programme))
    return {entry.exercise for programme in programmes for entry in programme.exercises}


def _problems_of(file: Loaded[File], library: Library, used: set[str]) -> Iterator[Problem]:
    if holds(file, Condition):
        yield from _programmes_agree(file, library)
        yield from _missing_sections(file, library)
    elif holds(file, Programme):
        yield from _condition_agrees(file, library)
        yield from _timelines_agree(file, library)
        yield from _workload(file, library)
        yield from _contraindicated(file, library)
        yield from check_ages(file, library)
    elif holds(file, Exercise):
        yield from check_forms(file, library)
        if file.id not in used and _of_interest(file, library):
            yield file.problem((), "is in no programme.", rule="not-in-a-programme")


def _of_interest(file: Loaded[File], library: Library) -> bool:
    """Information is for those who can act on it: a clinic need not hear about the library's files."""
    own = library.workspace.own
    return own is None or file.path.is_relative_to(own)


def _programmes_agree(file: Loaded[Condition], library: Library) -> Iterator[Problem]:
    """A programme that a condition offers has to be made for it, or be offered by the one that it is made for."""
    for index, name in enumerate(file.content.programmes):
        programme = library.get(Programme, name, file, ("programmes", index))
        its_own = library.get(Condition, programme.content.condition, programme, ("condition",)) if programme else None
        if programme and its_own and its_own.id != file.id and name not in its_own.content.programmes:
            message = f'"{name}" says that it is for "{programme.content.condition}".'
            yield file.problem(("programmes", index), message, "Make the two files agree.")
        elif programme and its_own and its_own.id != file.id:
            yield from _brought_by(file, ("programmes", index), programme, library)


def _brought_by(
    file: Loaded[Condition], place: tuple[str, int], programme: Loaded[Programme], library: Library
) -> Iterator[Problem]:
    """What a condition brings that speaks against a programme which was made for another one."""
    exercises = [library.get(Exercise, entry.exercise, programme, ()) for entry in programme.content.exercises]
    against = set(reasons_of(programme, library)).union(*(reasons_of(each, library) for each in exercises if each))
    for reason in sorted(against & set(file.content.contraindications)):
        message = f'"{programme.id}" should not be done with "{reason}", which this brings.'
        hint = "Take it out, or accept it with a reason under accepted:."
        yield file.problem(place, message, hint, "contraindicated")


def _missing_sections(file: Loaded[Condition], library: Library) -> Iterator[Problem]:
    """What a full handout should have, and a sign that can't wait."""
    written = file.content
    missing = [name for name in SECTIONS if not getattr(written, name)] if written.level == "full" else []
    if missing:
        hint = "Write them, or say level: short."
        yield file.problem((), f"has no {', '.join(missing)}.", hint, "missing-section")
    table = library.table(UrgentSigns)
    known = [table.signs[name].urgency for name in written.get_help if table and name in table.signs]
    if known and not {"emergency", "today"} & set(known):
        hint = "Add a sign that needs help today or at once."
        yield file.problem(("get_help",), "names no sign that can't wait.", hint, "urgency")


def _condition_agrees(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """A programme's condition has to offer it; one of the library's can't offer a clinic's."""
    condition = library.get(Condition, file.content.condition, file, ("condition",))
    if not condition or file.id in condition.content.programmes:
        return
    own = library.workspace.own
    if own and file.path.is_relative_to(own) and not condition.path.is_relative_to(own):
        hint = "It is made by its own id. To have it on the handout, copy the condition under its id, and add it there."
        message = f'"{condition.id}" of the library does not offer this programme.'
        copy = Command("new", ("condition", condition.id), (Ask("source", (condition.id,)),))
        yield file.problem(("condition",), message, hint, "not-offered", copy)
    else:
        hint = f'Add "{file.id}" under programmes: in {condition.document.file}.'
        meant = any(entry.rule == "not-offered" for entry in file.content.accepted)
        rule = "not-offered" if meant else ""  # it is for those alone whom a clinician chooses it for
        yield file.problem(("condition",), f'"{condition.id}" does not offer this programme.', hint, rule)


def _timelines_agree(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """A programme's phases have the weeks that its condition's handout shows in a table, where it shows some."""
    condition = library.get(Condition, file.content.condition, file, ("condition",))
    phases = [weeks_of(phase) for phase in file.content.phases]
    for weeks in _tables_of_weeks(condition.content) if condition and phases else ():
        if any(first != last for first, last in weeks) and weeks != phases:  # single weeks are milestones, no plan
            there, here = (", ".join(map(_in_words, each)) for each in (weeks, phases))
            message = f'has phases of weeks {here}, but the table in "{file.content.condition}" has weeks {there}.'
            yield file.problem(("phases",), message, "Make the two files agree.", "timeline")


def _tables_of_weeks(condition: Condition) -> Iterator[list[tuple[int, int]]]:
    """The first and last weeks of each table's rows; rows that name no week (such as "Before surgery") are left out."""
    written: list[Body] = [getattr(condition, name) for name in (*SECTIONS, "what_it_is") if name != "treatments"]
    written += [section.body for section in condition.more]
    for part in (part for body in written for part in body if isinstance(part, TableInText)):
        yield [_weeks_in(row[0]) for row in part.table.rows if WEEKS.search(row[0])]


def _weeks_in(cell: str) -> tuple[int, int]:
    """ "Weeks 3 to 5" -> (3, 5), "Week 2" -> (2, 2), "From about week 6" -> (6, LAST_WEEK)."""
    match = WEEKS.search(cell)
    assert match is not None
    onwards = re.search(r"\bfrom\b|\bonwards?\b|\bafter\b", cell, re.IGNORECASE) and not match[2]
    return int(match[1]), LAST_WEEK if onwards else int(match[2] or match[1])


def _in_words(weeks: tuple[int, int]) -> str:
    first, last = weeks
    return f"{first} onwards" if last == LAST_WEEK else str(first) if first == last else f"{first} to {last}"


def _workload(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """More exercises than people keep up, or more minutes a day."""
    count = len(file.content.exercises)
    if count > MANY_EXERCISES:
        much = "far more" if count >= TOO_MANY_EXERCISES else "more"
        message = f"has {count} exercises, {much} than most patients keep up ({MANY_EXERCISES})."
        hint = "Shorten it, name 2 under start_with:, or accept it with a reason under accepted:."
        yield file.problem(("exercises",), message, hint, "too-many-exercises")
    minutes = minutes_a_day(file, library)
    if minutes > LONGEST_DAY:
        hint = "Shorten it, or accept it with a reason under accepted:."
        yield file.problem(("exercises",), f"takes about {minutes:.0f} minutes a day.", hint, "too-long")


def _contraindicated(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """Exercises that should not be done with what the programme's condition brings along."""
    condition = library.get(Condition, file.content.condition, file, ("condition",))
    against = set(condition.content.contraindications) if condition else set()
    for index, reason in enumerate(file.content.contraindications):
        if reason in against:
            message = f'should not be done with "{reason}", which "{file.content.condition}" brings.'
            hint = "Take it out, or accept it with a reason under accepted:."
            yield file.problem(("contraindications", index), message, hint, "contraindicated")
    for index, entry in enumerate(file.content.exercises):
        exercise = library.get(Exercise, entry.exercise, file, ("exercises", index))
        for reason in sorted(against & set(reasons_of(exercise, library))) if exercise else ():
            message = f'"{entry.exercise}" should not be done with "{reason}", which "{file.content.condition}" brings.'
            hint = "Take it out, or accept it with a reason under accepted:."
            yield file.problem(("exercises", index), message, hint, "contraindicated")


def _needless_acceptances(file: Loaded[File], raised: set[str]) -> Iterator[Problem]:
    """An accepted warning that does not come up is out of date."""
    for index, entry in enumerate(getattr(file.content, "accepted", ())):
        if entry.rule not in raised:
            hint = "Take it away."
            yield file.problem(
                ("accepted", index), f'accepts "{entry.rule}", which does not come up.', hint, "not-needed"
            )
