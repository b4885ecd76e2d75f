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
    or a patient is in it. The next export takes away the files that are no more; a folder with other files is refused.

    Example: handouts export open-data
    """
    from handouts.exchange.export_folder import write_export
    from handouts.exchange.open_data import open_data

    with told():
        place = folder or out_folder(Workspace.open()) / "open-data"
        written = write_export(place, open_data())
    typer.echo(str(place))
    typer.echo(f"{counted(written, 'file')} written", err=True)
