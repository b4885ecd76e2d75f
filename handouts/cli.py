"""The command: parse, call, print, exit code; nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from handouts import ContentError, Workspace

if TYPE_CHECKING:
    from handouts.batch import Outcome

app = typer.Typer(
    name="handouts",
    help="Patient handouts, home-exercise sheets and logs as PDFs, from plain files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Item = TypeVar("Item")


class Paper(StrEnum):
    """What is printed on."""

    a4 = "a4"
    letter = "letter"


class Profile(StrEnum):
    """For whom it is printed."""

    standard = "standard"
    large_print = "large-print"
    easy_read = "easy-read"
    toner_saver = "toner-saver"


class Listed(StrEnum):
    """What can be listed."""

    conditions = "conditions"
    exercises = "exercises"
    programmes = "programmes"
    layouts = "layouts"
    fonts = "fonts"


class Started(StrEnum):
    """What can be started."""

    clinic = "clinic"
    condition = "condition"
    exercise = "exercise"
    programme = "programme"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--workspace", metavar="DIR", help="The clinic's folder. Default: the nearest one with a clinic.yaml."
    ),
]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Another day than today: 2026-08-06.")]
PaperOption = Annotated[Paper | None, typer.Option("--paper", help="Default: what clinic.yaml says.")]


@app.command("all")
def all_sheets(
    out: Annotated[Path | None, typer.Option(help="Folder to write to. Default: out")] = None,
    layout: Annotated[list[str] | None, typer.Option(help="handout, exercises, log, pack; may be repeated.")] = None,
    profile: Annotated[list[Profile] | None, typer.Option(help="May be repeated.")] = None,
    paper: PaperOption = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes to work with.")] = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Make every sheet: a handout per condition; exercises, log and pack per programme.

    Example: generate.py all --layout handout --layout log --paper letter
    """
    from handouts import batch
    from handouts.pipeline import LAYOUTS

    with told():
        place = Workspace.open(workspace)
        unknown = next((name for name in layout or () if name not in LAYOUTS), None)
        if unknown:
            fail(f'--layout: there is no layout "{unknown}" for all. There are {", ".join(LAYOUTS)}.')
        profiles = [p.value for p in profile or [Profile.standard]]
        wanted = batch.jobs(
            place, out or out_folder(place), layout or LAYOUTS, profiles, paper.value if paper else None
        )
        outcomes = batch.run(wanted, place, day(today), jobs)
        failed = report(outcomes, len(wanted))
    if failed:
        raise typer.Exit(1)


@app.command("make")
def make_one(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="The id of a condition or a programme.")],
    layout: Annotated[
        str | None, typer.Option(help="handout, exercises, log or pack. Default: handout for a condition, else pack.")
    ] = None,
    programme: Annotated[str | None, typer.Option(metavar="ID", help="Which programme of a condition.")] = None,
    weeks: Annotated[int | None, typer.Option(min=1, max=52, help="Weeks in the log.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: out/WHAT-LAYOUT.pdf")] = None,
    profile: Annotated[Profile, typer.Option(help="How it is printed.")] = Profile.standard,
    paper: PaperOption = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Make one sheet.

    Example: generate.py make knee-valgus --layout pack
    """
    from handouts import make
    from handouts.batch import file_name, write

    with told():
        place = Workspace.open(workspace)
        chosen = layout or ("handout" if place.kind_of(what) == "condition" else "pack")
        made = make(
            what,
            place,
            layout=chosen,
            profile=profile.value,
            paper=paper.value if paper else None,
            today=day(today),
            programme=programme,
            weeks=weeks,
        )
        target = out or out_folder(place) / file_name(what, chosen, profile.value)
        write(target, made.data)
    tell_notes(made.notes)
    typer.echo(str(target))


@app.command("check")
def check_workspace(
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Look through everything in the workspace and name every problem with file and line.

    Example: generate.py check --strict
    """
    from handouts import check

    with told():
        place = Workspace.open(workspace)
        problems = check(place, day(today))
    for problem in problems:
        typer.echo(f"{problem}{f' [{problem.rule}]' if problem.rule else ''}")
    errors = sum(1 for problem in problems if not problem.rule)
    typer.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    if errors or (strict and problems):
        raise typer.Exit(1)


@app.command("list")
def list_content(what: Listed, workspace: Folder = None) -> None:
    """List what there is, where it comes from and what it hides.

    Example: generate.py list exercises
    """
    from handouts.content.listing import entries

    with told():
        place = Workspace.open(workspace)
        rows = [
            (entry.id, entry.name, f"{entry.origin}: {entry.file}{', hides the library’s' if entry.hides else ''}")
            for entry in entries(what.value, place)
        ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for row in rows:
        typer.echo("  ".join((row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2])).rstrip())


@app.command("new")
def start_new(
    kind: Started,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name; the file is called after it.")],
    source: Annotated[str | None, typer.Option("--from", metavar="ID", help="Copy this one.")] = None,
    workspace: Folder = None,
) -> None:
    """Start a clinic's folder, or a condition, exercise or programme in it.

    Example: generate.py new clinic "Seaside Physiotherapy"
    """
    from handouts.content.starters import new_clinic, new_content

    with told():
        if kind is Started.clinic:
            made = new_clinic(name, Path.cwd())
        else:
            made = new_content(kind.value, name, source, Workspace.open(workspace))
    typer.echo(str(made))


@app.command("brand")
def show_brand(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: out/brand.pdf")] = None,
    profile: Annotated[Profile, typer.Option(help="How it is printed.")] = Profile.standard,
    paper: PaperOption = None,
    workspace: Folder = None,
) -> None:
    """Make a specimen of the clinic's look, and say its contrast in words.

    Example: generate.py brand --out look.pdf
    """
    from handouts.batch import write
    from handouts.pipeline import make_brand

    with told():
        place = Workspace.open(workspace)
        made, said = make_brand(place, profile=profile.value, paper=paper.value if paper else None)
        target = out or out_folder(place) / "brand.pdf"
        write(target, made.data)
    for line in said:
        typer.echo(line)
    tell_notes(made.notes)
    typer.echo(str(target))


def out_folder(place: Workspace) -> Path:
    """Where sheets go unless told otherwise: `out` in the clinic's folder, else here."""
    return (place.own or Path()) / "out"


def day(text: str | None) -> date:
    """A written date, or today."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f'--today: "{text}" is not a date. Write it as 2026-08-06.')


@contextmanager
def told() -> Iterator[None]:
    """Problems are printed, one a line, and end the command with exit code 1."""
    try:
        yield
    except ContentError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("Stopped.")


def fail(message: str) -> NoReturn:
    """Print why, and exit with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def tell_notes(notes: Sequence[str]) -> None:
    """Print what the clinician should know, each note once."""
    for note in dict.fromkeys(notes):
        typer.echo(f"note: {note}", err=True)


def report(outcomes: Iterator[Outcome], total: int) -> int:
    """Print each file as it is written, with a progress bar on a terminal; -> how many failed."""
    failed, notes, problems = 0, list[str](), list[str]()
    on_terminal = sys.stdout.isatty()
    for outcome in with_progress(outcomes, total) if on_terminal else outcomes:
        notes += outcome.notes
        problems += map(str, outcome.problems)
        failed += bool(outcome.problems)
        if not on_terminal and not outcome.problems:
            typer.echo(str(outcome.job.target))
    tell_notes(notes)
    for problem in dict.fromkeys(problems):
        typer.echo(problem, err=True)
    typer.echo(f"{total - failed} files written, {failed} failed", err=True)
    return failed


def with_progress(items: Iterator[Item], total: int) -> Iterator[Item]:
    """The same items, with a bar that grows."""
    with typer.progressbar(items, length=total) as bar:
        yield from bar


def main(run: Callable[[], None] = app) -> None:
    """What the installed command calls."""
    run()
