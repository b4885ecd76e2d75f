"""The command that fetches fonts: fonts add."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.cli.options import Folder
from handouts.cli.terminal import told

fonts = typer.Typer(no_args_is_help=True, help="Fonts for languages whose letters do not come with the program.")


@fonts.callback()
def _fonts() -> None:
    """Fonts for languages whose letters do not come with the program."""


@fonts.command("add")
def add(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="A language tag, such as zh-Hans.")],
    package: Annotated[
        Path | None, typer.Option("--package", metavar="FILE", help="The package's file, where it is here already.")
    ] = None,
    workspace: Folder = None,
) -> None:
    """Put the fonts for a language into your clinic's folder. It says which package npm fetches, how large it is and
    under which licence; each file has to be the one that we chose, by its hash. Nothing else is fetched, ever.

    Example: handouts fonts add zh-Hans --workspace my-clinic
    """
    from handouts.content.library import Library
    from handouts.exchange.font_packages import add_fonts, packed_family

    with told():
        library = Library(Workspace.open(workspace))
        name, family = packed_family(language, library, is_here=package is not None)
        source = package or f"{family.package} {family.version} by npm, {family.megabytes} MB"
        typer.echo(f"{name}, from {source}, under the {family.licence.name}.", err=True)
        for path in add_fonts(language, library, package):
            typer.echo(str(path))
