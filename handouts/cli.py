"""The command: parse, call, print, exit code; nothing else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.terminal import day, fail, out_folder, report, tell_notes, told

app = typer.Typer(
    name="handouts",
    help="Patient handouts, home-exercise sheets and logs as PDFs, from plain files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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


class Form(StrEnum):
    """As what a sheet is written."""

    pdf = "pdf"
    text = "text"
    html = "html"


class Listed(StrEnum):
    """What can be listed."""

    conditions = "conditions"
    exercises = "exercises"
    programmes = "programmes"
    layouts = "layouts"
    fonts = "fonts"


class State(StrEnum):
    """Whether a clinician stands behind content."""

    unsigned = "unsigned"
    signed = "signed"
    stale = "stale"
    expired = "expired"


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
        profiles = list(dict.fromkeys(p.value for p in profile or [Profile.standard]))
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
    start_day: Annotated[int, typer.Option(min=1, help="The day of a growing dose with which the log starts.")] = 1,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: out/WHAT-LAYOUT.pdf")] = None,
    profile: Annotated[Profile, typer.Option(help="How it is printed.")] = Profile.standard,
    form: Annotated[Form, typer.Option("--format", help="html: a page for a phone; text: for a message.")] = Form.pdf,
    fillable: Annotated[bool, typer.Option("--fillable", help="A PDF to tick and type in on a screen.")] = False,
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
        if fillable and form != Form.pdf:
            fail("--fillable: only a PDF can be filled in. Take away --format.")
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
            start_day=start_day,
            form=form.value,
            fillable=fillable,
        )
        target = out or out_folder(place) / file_name(what, chosen, profile.value, form.value, fillable=fillable)
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
    errors, warnings = (sum(problem.severity == severity for problem in problems) for severity in ("error", "warning"))
    typer.echo(f"{errors} errors, {warnings} warnings", err=True)
    if errors or (strict and warnings):
        raise typer.Exit(1)


@app.command("list")
def list_content(
    what: Listed,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help="Starts of words in names and equipment.")] = None,
    state: Annotated[State | None, typer.Option(help="Only what is in this state of review.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="With the notes for clinicians.")] = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """List what there is, where it comes from and what it hides.

    Example: generate.py list exercises --search band
    """
    from handouts.content.listing import entries

    with told():
        found = [
            entry
            for entry in entries(what.value, Workspace.open(workspace), day(today))
            if (not search or entry.matches(search)) and (not state or entry.state == state.value)
        ]
    rows = [(e.id, e.name, ", ".join(e.regions), ", ".join(e.equipment), e.audience, e.state, e.whence) for e in found]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(7)]
    for entry, row in zip(found, rows, strict=True):
        typer.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True) if width).rstrip())
        for note in entry.notes if notes else ():
            typer.echo(f"    {note}")


@app.command("review")
def review_content(
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="Conditions, programmes or exercises.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has checked them.")],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="When to check again: 2027-08-06.")] = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Sign content off: sheets then say who has checked it. Any change of the content voids the signature.

    Example: generate.py review knee-valgus --by "A. Clinician" --until 2027-08-06
    """
    from handouts.batch import write
    from handouts.content.resolve import surroundings
    from handouts.content.shelf import Shelf
    from handouts.content.signing import reviews_text, sign

    with told():
        place = Workspace.open(workspace)
        shelf = Shelf(place)
        language, clinic = surroundings(shelf)
        last = day(until, "--until") if until else None
        new = sign(names, by, last, day(today), clinic, language.words, shelf)
        text = reviews_text(place, new, shelf)
        write(place.folders[0] / "reviews.yaml", text.encode())
    for review in new:
        typer.echo(f"{review.id} {review.hash}")


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


def main(run: Callable[[], None] = app) -> None:
    """What the installed command calls."""
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding shows what it can
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    run()
