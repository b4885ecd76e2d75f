"""The command that gives the library away: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.cli.options import named_place
from handouts.cli.terminal import counted, out_folder, told


def export_library(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", callback=named_place, help="Default: out/open-data")
    ] = None,
) -> None:
    """Write the library as open data: library.json with its schema, and the figures as SVG files. Nothing of a clinic
    or a patient is in it.

    Example: handouts export open-data
    """
    from handouts.exchange.open_data import open_data
    from handouts.files.writing import write

    with told():
        place = folder or out_folder(Workspace.open()) / "open-data"
        files = dict(open_data())
        for name, data in files.items():
            write(place / name, data)
    typer.echo(str(place))
    typer.echo(f"{counted(len(files), 'file')} written", err=True)
