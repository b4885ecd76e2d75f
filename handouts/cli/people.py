"""The command for a list of people: merge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.batch.workers import workers_of
from handouts.cli.options import (
    DateOrder,
    Example,
    FailFast,
    Folder,
    Jobs,
    PaperOption,
    ProfileOption,
    Scheduler,
    Today,
    named_place,
    one_of,
)
from handouts.cli.reports import report
from handouts.cli.terminal import day, fail, out_folder, tell_notes, told


def merge(
    people: Annotated[Path, typer.Argument(metavar="PEOPLE.csv", help="A table with a head and a row for each.")],
    programme: Annotated[str | None, typer.Option(metavar="ID", help="For all whose row names none.")] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="KEY=COLUMN", help='name=Surname, or name="{First} {Last}"; may be repeated.'),
    ] = None,
    date_order: Annotated[
        DateOrder | None, typer.Option(**one_of(DateOrder), help="How dates are written that are not 2026-03-02.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a list that is not UTF-8, such as windows-1250.")
    ] = None,
    layout: Annotated[str, typer.Option(metavar="LAYOUT", help="See: handouts list layouts.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", callback=named_place, metavar="DIR", help="Default: out/personal")
    ] = None,
    print_run: Annotated[
        Path | None,
        typer.Option(
            "--print-run",
            callback=named_place,
            metavar="FILE",
            help="One file for the printer instead, for both sides of the paper.",
        ),
    ] = None,
    booklet: Annotated[
        bool,
        typer.Option("--booklet", help="With --print-run: half the size, two pages a side, to fold in the middle."),
    ] = False,
    names: Annotated[bool, typer.Option("--names", help="File names say the patients' names.")] = False,
    profile: ProfileOption = None,
    paper: PaperOption = None,
    example: Example = False,
    jobs: Jobs = None,
    fail_fast: FailFast = False,
    scheduler: Scheduler = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Make a sheet for everyone in a table, as files or as one print run.

    Example: handouts merge monday.csv --programme knee-valgus-seven --map name=Surname --date-order dmy

    Example: handouts merge monday.csv --programme knee-valgus-seven --print-run monday.pdf
    """
    from handouts.batch import merging

    with told(), workers_of(scheduler, jobs) as (executor, workers):
        if out and print_run:
            fail("--print-run: is one file. Take away --out.")
        if print_run:
            from handouts.files.writing import refuse_other_content

            refuse_other_content(print_run, ".pdf")
        place = Workspace.open(workspace)
        wanted = merging.Merge(
            people,
            programme,
            _mapped(columns or []),
            date_order.value if date_order else None,
            layout,
            profile or "",
            paper.value if paper else None,
            names,
            booklet,
            encoding,
            example,
        )
        folder = out or out_folder(place) / "personal"
        found = merging.merge(wanted, place, day(today), folder, print_run, executor=executor, workers=workers)
        tell_notes(found.notes)
        failed = report(found.outcomes, found.total, fail_fast=fail_fast, into=print_run)
    if failed:
        raise typer.Exit(1)


def _mapped(columns: list[str]) -> dict[str, str]:
    """name=Surname as a key and the column that holds it."""
    wrong = next((each for each in columns if not all(part.strip() for part in each.partition("=")[::2])), None)
    if wrong:
        fail(f'--map: "{wrong}" says no key and column. Write name=Surname.')
    return {key.strip(): column.strip() for key, _, column in (each.partition("=") for each in columns)}
