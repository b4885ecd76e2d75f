"""Commands for what people write: check, list, review, new."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from handouts import Workspace
from handouts.cli.ask import answer
from handouts.cli.options import Folder, Today, one_of, one_word
from handouts.cli.terminal import counted, day, fail, spelled, table, told
from handouts.content.goals import Goal, Start
from handouts.files.workspace import CLINIC_FILE, Kind

if TYPE_CHECKING:
    from handouts.checks.listing import ListedThing


class Listed(StrEnum):
    """What can be listed."""

    conditions = "conditions"
    exercises = "exercises"
    programmes = "programmes"
    contraindications = "contraindications"
    urgent_signs = "urgent-signs"
    glossary = "glossary"
    layouts = "layouts"
    fonts = "fonts"


class State(StrEnum):
    """Whether a clinician stands behind content, or how far its translation is."""

    unsigned = "unsigned"
    expired = "expired"
    missing = "missing"
    stale = "stale"
    draft = "draft"
    reviewed = "reviewed"
    signed = "signed"


OF_REVIEWS = (State.unsigned, State.expired, State.stale, State.signed)
OF_TRANSLATIONS = (State.missing, State.stale, State.draft, State.reviewed, State.signed)


class Started(StrEnum):
    """What can be started."""

    clinic = "clinic"
    condition = "condition"
    exercise = "exercise"
    programme = "programme"
    prescription = "prescription"


OF_CONTENT: dict[Started, Kind] = {
    Started.condition: "condition",
    Started.exercise: "exercise",
    Started.programme: "programme",
}


def check_workspace(
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Look through everything in the workspace and name every problem with file and line.

    Example: handouts check --strict
    """
    from handouts import check

    with told():
        place = Workspace.open(workspace)
        found = check(place, day(today))
    problems = [each for each in found if place.own or each.severity != "information"]  # our own is for ourselves
    for problem in problems:
        typer.echo(f"{spelled(problem)}{f' [{problem.rule}]' if problem.rule else ''}")
    errors, warnings = (sum(problem.severity == severity for problem in problems) for severity in ("error", "warning"))
    typer.echo(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}", err=True)
    if errors or (strict and warnings):
        raise typer.Exit(1)


def list_content(
    what: Annotated[Listed, typer.Argument(**one_of(Listed, "WHAT"))],
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Starts of words by which they are found.")
    ] = None,
    region: Annotated[str | None, typer.Option(metavar="WORD", help="Such as knee or neck.")] = None,
    start: Annotated[
        str | None, typer.Option(**one_word(get_args(Start)), help="Exercises: only those that start so.")
    ] = None,
    goal: Annotated[
        str | None, typer.Option(**one_word(get_args(Goal)), help="Exercises: only those for this.")
    ] = None,
    level: Annotated[int | None, typer.Option(min=1, max=5, help="Exercises: only those as hard as this.")] = None,
    owned: Annotated[
        str | None,
        typer.Option(metavar="THINGS", help="Exercises: only those that take no more than: chair, band. Or: nothing."),
    ] = None,
    state: Annotated[State | None, typer.Option(**one_of(State), help="Only what is in this state.")] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", parser=str.casefold, help="With the state of its translation: es, ar ..."),
    ] = None,
    notes: Annotated[bool, typer.Option("--notes", help="With sources and notes for clinicians.")] = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """List what there is, where it comes from and what it hides.

    Example: handouts list exercises --search "hip strength" --start standing --owned "chair, band"
    """
    from handouts.checks.listing import entries, is_wanted
    from handouts.content.finding import Wanted

    if what is not Listed.exercises:
        _refuse_what_only_exercises_have({"--start": start, "--goal": goal, "--level": level, "--owned": owned})
    _refuse_other_states(what, state, language)
    wanted = Wanted(search or "", (region or "").lower(), start or "", goal or "", level or 0, _things(owned))
    with told():
        found = [
            entry
            for entry in entries(what.value, Workspace.open(workspace), day(today), language)
            if is_wanted(entry, wanted) and (not state or entry.state == state.value)
        ]
    for entry, line in zip(found, table(list(map(_row, found))), strict=True):
        typer.echo(line)
        for note in entry.notes if notes else ():
            typer.echo(f"    {note}")


def _row(entry: ListedThing) -> tuple[str, ...]:
    name = "(see: handouts check)" if entry.is_unreadable else entry.name
    also = (", ".join(entry.regions), ", ".join(entry.equipment))
    return entry.id, name, entry.state, *also, entry.audience, entry.whence


def _refuse_other_states(what: Listed, state: State | None, language: str | None) -> None:
    if language and what in (Listed.layouts, Listed.fonts):
        fail(f"--language: {what.value} have no translations. Leave it out.")
    known = OF_TRANSLATIONS if language else OF_REVIEWS
    if state and state not in known:
        of = "a translation" if language else "content; add a language"
        fail(f"--state: {state.value} is no state of {of}. There are {', '.join(each.value for each in known)}.")


def _refuse_what_only_exercises_have(options: Mapping[str, object]) -> None:
    for name, given in options.items():
        if given is not None:
            fail(f"{name}: only exercises have that. Leave it out, or: handouts list exercises {name} ...")


def _things(owned: str | None) -> tuple[str, ...] | None:
    """What a patient has, from words with commas between them."""
    things = [thing.strip() for thing in (owned or "").split(",")]
    return None if owned is None else tuple(thing for thing in things if thing not in ("", "nothing"))


def review_content(
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="Conditions, programmes or exercises.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has checked them.")],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="When to check again: 2027-08-06.")] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", parser=str.casefold, help="In which language they have read it. Default: yours."),
    ] = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Sign content off: sheets then say who has checked it. Any change of the content voids the signature.

    Example: handouts review knee-valgus --by "A. Clinician" --until 2027-08-06
    """
    from handouts.content.library import Library
    from handouts.resolve.handout import surroundings
    from handouts.resolve.signing import add_reviews, sign
    from handouts.typeset.characters import typed

    with told():
        place = Workspace.open(workspace)
        by = typed("--by", by, place)
        library = Library(place)
        words, clinic = surroundings(library, language or library.clinic().content.language)
        last = day(until, "--until") if until else None
        new = sign(names, by, last, day(today), clinic, words, library)
        add_reviews(new, place)
    for review in new:
        typer.echo(f"{review.id} {review.hash}")


def start_new(
    kind: Annotated[Started, typer.Argument(**one_of(Started, "KIND"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name; the file is called after it.")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="ID", help="Copy this one; for a prescription, a programme or condition."),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An exercise of a prescription; may be repeated. Default: the programme's."),
    ] = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="Of a clinic.")] = None,
    emergency_number: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Of a clinic: the number to call in an emergency.")
    ] = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Start a clinic's folder, or a condition, exercise, programme or prescription in it.

    Example: handouts new clinic "Seaside Physiotherapy" --phone "01632 960 003" --emergency-number 999

    Example: handouts new prescription 0042 --from genu-valgum-three

    On a terminal, a prescription asks for each gap of a dose in turn.
    """
    from handouts.files.workspace import library_folder
    from handouts.sheets.new_prescription import all_open, new_prescription
    from handouts.sheets.starters import new_clinic, new_content
    from handouts.typeset.characters import typed

    _refuse_what_is_for_another_kind(kind, source, exercise, phone, emergency_number)
    next_step = "Write what it asks for, then: handouts check"
    with told():
        if kind is Started.clinic:
            given = {"NAME": name, "--phone": phone, "--emergency-number": emergency_number}
            for option, text in given.items():
                given[option] = None if text is None else typed(option, text, Workspace((library_folder(),)))
            made = new_clinic(name, Path.cwd(), given["--phone"], given["--emergency-number"])
            there = shlex.quote(os.path.relpath(made))
            next_step = f"Now go there (cd {there}), write your clinic into {CLINIC_FILE}, and look: handouts brand"
        else:
            place = Workspace.open(workspace)
            name = typed("NAME", name, place)
            if kind is Started.prescription:
                ask = answer if sys.stdin.isatty() and sys.stderr.isatty() else all_open
                made = new_prescription(name, source, exercise or (), place, day(today), ask)
                next_step = f"Write what it asks for, then: handouts make prescriptions/{made.name}"
            else:
                made = new_content(OF_CONTENT[kind], name, source, place)
    typer.echo(str(made))
    typer.echo(next_step, err=True)


def _refuse_what_is_for_another_kind(
    kind: Started, source: str | None, exercise: list[str] | None, phone: str | None, emergency_number: str | None
) -> None:
    """A choice that changes nothing is a slip."""
    of_clinic = kind is Started.clinic
    for option, is_wrong in (
        ("--from", source is not None and of_clinic),
        ("--exercise", exercise and kind is not Started.prescription),
        ("--phone", phone is not None and not of_clinic),
        ("--emergency-number", emergency_number is not None and not of_clinic),
    ):
        if is_wrong:
            fail(f"{option}: a new {kind.value} has no use for it. Leave it out.")
