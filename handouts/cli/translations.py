"""The command for other languages: translate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.cli.options import Folder, Today
from handouts.cli.terminal import counted, day, deliver, fail, out_folder, spelled, told
from handouts.files.problems import Problem


def translate(
    language: Annotated[str, typer.Argument(metavar="TAG", parser=str.casefold, help="es, ar, zh-hans ...")],
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID...]", help="Content, urgent-signs, contraindications, glossary, clinic. Default: all."
        ),
    ] = None,
    back: Annotated[
        Path | None,
        typer.Option(
            "--back",
            metavar="FILE.csv",
            help="Take translations back from a table; a file that loses remarks by it stays as FILE.bak.",
        ),
    ] = None,
    reviewed_by: Annotated[
        str | None, typer.Option("--reviewed-by", metavar="NAME", help="With --back: who has checked all of its rows.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When. Default: today.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Those too that nobody has checked.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: out/translate-TAG.csv")
    ] = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Write a table of the texts without a translation, or with one that is out of date; take it back filled in.

    Example: handouts translate es knee-valgus heel-slide

    Example: handouts translate es --back out/translate-es.csv
    """
    if back is None and not (reviewed_by is None and on is None):
        fail(f"{'--reviewed-by' if reviewed_by is not None else '--on'}: is said with --back.")
    if on is not None and reviewed_by is None:
        fail("--on: is said with --reviewed-by.")
    now = day(today)
    checked_on = day(on, "--on") if on is not None else now
    if checked_on > now:
        fail(f"--on: {checked_on} is still to come.")
    with told():
        place = Workspace.open(workspace)
        if back:
            problems = _take_back(back, language, reviewed_by, checked_on, place)
        else:
            problems = []
            _write_out(language, ids or [], place, out, drafts=drafts)
    for problem in problems:
        typer.echo(spelled(problem), err=True)
    if problems:
        raise typer.Exit(1)


def _write_out(language: str, ids: list[str], place: Workspace, out: Path | None, *, drafts: bool) -> None:
    from handouts.content.library import Library
    from handouts.content.translatable import translatable
    from handouts.exchange.translation_table import as_csv, to_translate

    library = Library(place)
    rows = list(to_translate(translatable(ids, language, library), language, library, drafts=drafts))
    if rows:
        deliver(out, out_folder(place) / f"translate-{language}.csv", as_csv(rows))
    typer.echo(f"{counted(len(rows), 'text')} to translate", err=True)


def _take_back(back: Path, language: str, by: str | None, on: date, place: Workspace) -> list[Problem]:
    """Write what a table has, and tell where; -> what is wrong with its rows."""
    from handouts.content.library import Library
    from handouts.content.translation import Reviewed
    from handouts.exchange.translation_table import take_back
    from handouts.resolve.signing import refuse_no_name
    from handouts.typeset.characters import typed

    if by is not None:
        refuse_no_name("reviewed_by", by)
    checked = Reviewed(by=typed("--reviewed-by", by, place), on=on) if by is not None else None
    taken = take_back(back, language, Library(place), checked)
    for path in taken.files:
        typer.echo(str(path))
    typer.echo(f"{counted(taken.texts, 'text')} in {counted(len(taken.files), 'file')} taken", err=True)
    return taken.problems
