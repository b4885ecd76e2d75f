"""The command that asks: ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import ContentError, Workspace
from handouts.cli.options import Example, Folder, Side, Today
from handouts.cli.terminal import day, deliver, fail, notes_on_drafts, out_folder, table, told

if TYPE_CHECKING:
    from handouts.checks.listing import ListedThing
    from handouts.content.library import Library

MOST_SHOWN = 20  # of what is found


def ask_for_one(
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Keep the prescription, too: prescriptions/0042.yaml.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: as make calls it, in out/personal.")
    ] = None,
    example: Example = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Ask for a patient's sheet, one question after the other, and make it. Nothing else is kept unless you --save it.

    Example: handouts ask
    """
    from handouts import Order, make
    from handouts.content.library import Library
    from handouts.files.writing import write
    from handouts.sheets.orders import refuse_invented_clinic

    with told():
        place, now = Workspace.open(workspace), day(today)
        refuse_invented_clinic(place, example=example)
        if save and save.exists():
            fail(f"--save: {save} is there already. Choose another name.")
        programme, exercises = _chosen(place, now)
        what = programme or _condition(exercises, Library(place))
        typed = _patient()
        typed |= _doses(what, exercises, Library(place), now)
        layout = _layout(Library(place))
        made = make(Order(what, layout, typed=typed, example=example), place, today=now)
        if save:  # the patient's file stays nowhere if the sheet is refused
            from handouts.desk.prescription_files import yaml_of

            write(save, yaml_of({place.kind_of(what): what, **typed}), private=True)
            typer.echo(f"Kept: {save}", err=True)
        deliver(
            out,
            out_folder(place) / "personal" / made.name,
            made.data,
            (*made.notes, *notes_on_drafts(made.drafts)),
            private=True,
        )


def _ask(question: str, default: str = "") -> str:
    return str(typer.prompt(question, default=default, show_default=bool(default), err=True)).strip()


def _chosen(place: Workspace, today: date) -> tuple[str, list[str]]:
    """A programme, or nothing, and the exercises that are chosen besides."""
    from handouts.checks.listing import entries, is_wanted
    from handouts.content.finding import Wanted

    programmes, exercises = (tuple(entries(kind, place, today)) for kind in ("programmes", "exercises"))
    programme, chosen = "", list[str]()
    while words := _ask(f"Search for {'more' if programme or chosen else 'a programme or exercises'} (Enter: done)"):
        found = [each for each in (*programmes, *exercises) if is_wanted(each, Wanted(words))][:MOST_SHOWN]
        for each in _picked(found, programmes):
            if each in programmes:
                programme = each.id
            elif each.id not in chosen:
                chosen.append(each.id)
        typer.echo(f"Chosen: {', '.join(filter(None, [programme, *chosen])) or 'nothing yet'}", err=True)
    if not programme and not chosen:
        fail("Nothing was chosen, and nothing was made.")
    return programme, chosen


def _picked(found: Sequence[ListedThing], programmes: Sequence[ListedThing]) -> list[ListedThing]:
    """Those whose numbers are typed."""
    if not found:
        typer.echo("Nothing is called so.", err=True)
        return []
    numbered = {str(number): each for number, each in enumerate(found, 1)}
    rows = [(number, each.name, each.id) for number, each in numbered.items()]
    for line, each in zip(table(rows), found, strict=True):
        typer.echo(f"{line}{' (programme)' if each in programmes else ''}", err=True)
    while typed := _ask("Numbers, such as 1 or 2,4 (Enter: none)"):
        numbers = typed.replace(",", " ").split()
        if numbered.keys() >= {*numbers}:
            return [numbered[each] for each in numbers]
        typer.echo(f"Numbers from 1 to {len(found)}, please.", err=True)
    return []


def _condition(exercises: Sequence[str], library: Library) -> str:
    """For which condition exercises are that come from no programme."""
    from handouts.content.model import Condition
    from handouts.resolve.suggested import conditions_for

    likely = conditions_for(exercises, library)
    question = f"For which condition, such as {' or '.join(likely)}" if len(likely) > 1 else "For which condition"
    while True:
        typed = _ask(question, likely[0] if len(likely) == 1 else "")
        if library.place(Condition, typed):
            return typed
        typer.echo("No condition has this id. For those that there are: handouts list conditions", err=True)


def _patient() -> dict[str, object]:
    """Whose it is, and from when on."""
    named = _keys("The patient's name (Enter: a line to write on)", lambda typed: {"patient": {"name": typed}})
    return named | _keys("First day, as 2026-03-02 (Enter: none)", lambda typed: {"start": typed})


def _keys(question: str, as_keys: Callable[[str], dict[str, object]]) -> dict[str, object]:
    """What is typed, as keys of a prescription; asked again until a prescription can have it."""
    from handouts.resolve.patient import read_typed

    while typed := _ask(question):
        try:
            read_typed(as_keys(typed))
        except ContentError as error:
            for problem in error.problems:
                typer.echo(f"It {problem.message} {problem.hint}".rstrip(), err=True)
        else:
            return as_keys(typed)
    return {}


def _doses(what: str, exercises: Sequence[str], library: Library, today: date) -> dict[str, object]:
    """The exercises with what is typed into the gaps of their doses, and the side. What a programme says stands."""
    from handouts.resolve.handout import surroundings
    from handouts.resolve.signing import signed_doses
    from handouts.sheets.gaps import answers, doses_of, gaps_of, gaps_of_all
    from handouts.sheets.new_prescription import programme_of

    programme = programme_of(what, exercises, library)
    usual = [entry.exercise for entry in programme.exercises]
    names = [*usual, *(name for name in exercises if name not in usual)]
    doses = doses_of(programme, names, library)
    offers = doses_of(programme, names, library, signed_doses(library, today, surroundings(library)[0]))
    library.problems.stop_if_any()
    often = gaps_of_all(doses.values())
    found: dict[str, object] = {}
    if any(dose.side in (*Side, "ask") for dose in doses.values()):
        found |= _side()
    if often:
        found["schedule"] = _as_written(answers(programme.name, often, next(iter(offers.values())), answer))
    said = {
        name: _as_written(answers(name, gaps_of(dose, often), offers[name], answer)) for name, dose in doses.items()
    }
    entries = [{"exercise": name, **({"dose": dose} if dose else {})} for name, dose in said.items()]
    return found | {"exercises": entries}


def _side() -> dict[str, object]:
    while typed := _ask("Side: left, right or both (Enter: as it is)").casefold():
        if typed in list(Side):
            return {"side": typed}
        typer.echo(f"{', '.join(Side)} are the sides.", err=True)
    return {}


def _as_written(answered: dict[str, str]) -> dict[str, object]:
    """Answers as a file has them."""
    from handouts.content.amounts import as_number

    return {gap: as_number(given) for gap, given in answered.items()}


def answer(question: str, offered: str) -> str:
    """Ask for a gap of a dose."""
    standard = f"your standard is {offered}: y takes it; " if offered else ""
    return _ask(f"{question} ({standard}Enter leaves a line to write on)")


def _layout(library: Library) -> str:
    """Which pages."""
    heads, usual = library.layouts.heads()[0], library.layouts.default("programme")
    names = [name for name, head in heads.items() if head.about == "programme" and head.prints("programme")]
    while True:
        typed = _ask(f"Pages: {', '.join(names)}", usual)
        if typed in names:
            return typed
