"""A prescription for people to change, with every choice explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from handouts.content.library import Library
from handouts.content.model import Condition, Dosage, Programme, ProgrammeEntry
from handouts.content.starter_texts import starter
from handouts.content.words import Words
from handouts.files.problems import Ask, ContentError, listed, nearest_or, order_problem
from handouts.files.workspace import Workspace
from handouts.files.writing import write
from handouts.resolve.dose import plain, sentence
from handouts.resolve.handout import surroundings
from handouts.resolve.signing import signed_doses
from handouts.sheets.gaps import Answering, answers, doses_of, gaps_of, gaps_of_all
from handouts.sheets.starters import new_file


def all_open(question: str, offered: str) -> str:
    """The answer of who is not there: each gap stays a line to write on."""
    return ""


def new_prescription(
    name: str, source: str | None, chosen: Sequence[str], workspace: Workspace, today: date, ask: Answering = all_open
) -> Path:
    """A prescription of the programme or condition `source`, with the exercises `chosen` (none: the programme's); ->
    its path. `name` becomes the file's name and the patient's number, never the patient's name. Each gap of a dose is
    asked for in turn. Raises ContentError."""
    target = new_file("prescriptions", name, workspace)
    library = Library(workspace)
    programme = programme_of(source, chosen, library)
    words, _ = surroundings(library)
    doses = doses_of(programme, chosen, library)
    offers = doses_of(programme, chosen, library, signed_doses(library, today, words))
    library.problems.stop_if_any()
    often = gaps_of_all(doses.values())
    what = f"condition: {source}"
    if workspace.has("programme", source or ""):
        what = (
            f"programme: {source}\n# condition: {programme.condition}      # another condition's handout for the pack"
        )
    places = {
        "file": target.name,
        "id": target.stem,
        "date": today.isoformat(),
        "start": f"start: {today.isoformat()}" if programme.weeks_from == "start" else _after_operation(today),
        "what": what,
        "weeks": str(programme.log_weeks),
        "first": next(iter(doses)),
        "schedule": f"schedule: {_filled(programme.name, often, next(iter(offers.values())), ask)}"
        if often
        else "# schedule: {times_a_day: 1, days: [mon, wed, fri]}",
        "exercises": "\n".join(
            line for key, dose in doses.items() for line in _prescribed(key, dose, offers[key], often, words, ask)
        ),
    }
    write(target, starter("prescription", **places).encode(), private=True)
    return target


def _after_operation(today: date) -> str:
    """The start of a log whose weeks are counted from an operation, which only the clinician knows."""
    said = "take the # away here and below: its weeks are counted from operation_date"
    return f"# start: {today.isoformat()}          # {said}"


def programme_of(source: str | None, chosen: Sequence[str], library: Library) -> Programme:
    """The programme with that id, or for a condition one of the exercises `chosen`. Raises ContentError."""
    workspace = library.workspace
    kinds: tuple[type[Programme | Condition], ...] = (Programme, Condition)
    kind = next((kind for kind in kinds if library.place(kind, source or "")), None)
    if source is None or kind is None:
        message = "names no programme." if source is None else f'no programme or condition has the id "{source}".'
        names = workspace.names("programme") + workspace.names("condition")
        advice = nearest_or(source or "", names, listed("programmes"))
        raise ContentError([order_problem("source", message, *advice)])
    file = library.problems.stop_without(library.find(kind, source))
    if isinstance(file.content, Programme):
        return file.content
    if not chosen:
        offered = ", ".join(file.content.programmes)
        hint = f"Name some{f', or a programme: {offered}' if offered else ''}."
        way = Ask("exercise", ("ID",))
        raise ContentError([order_problem("source", "a condition has no exercises of its own.", hint, way)])
    entries = tuple(ProgrammeEntry(exercise=name) for name in chosen)
    return Programme(format=1, name=file.content.name, condition=source, exercises=entries)


def _prescribed(
    name: str, dose: Dosage, offer: Dosage, asked_before: list[str], words: Words, ask: Answering
) -> Iterator[str]:
    """The entry of an exercise: its dose in words, and a key for each gap in it."""
    asked = gaps_of(dose, asked_before)
    yield f"  - exercise: {name}"
    yield f"    # In the library: {plain(sentence(dose, words))}"
    if asked:
        yield f"    dose: {_filled(name, asked, offer, ask)}"
    if dose.side:
        yield "    # side: left"


def _filled(of: str, gaps: list[str], offer: Dosage, ask: Answering) -> str:
    """The gaps with what was typed into them."""
    return f"{{{', '.join(f'{gap}: {given}' for gap, given in answers(of, gaps, offer, ask).items())}}}"
