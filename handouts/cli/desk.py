"""The commands of the desk: serve opens it, pack puts it into one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import Workspace
from handouts.cli.options import Folder, Today
from handouts.cli.terminal import day, told

if TYPE_CHECKING:
    from handouts.desk.server import Desk


def serve_desk(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where it answers. Default: any port that is free.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the link and open nothing.")] = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Open the desk: a page in your browser on which to choose exercises, change doses and print; no file is to be
    written by hand. It answers this computer alone, until you stop it with Ctrl-C.

    Example: handouts serve
    """
    import gc
    import webbrowser
    from datetime import date

    from handouts.desk.server import serve

    def ready(desk: Desk) -> None:
        typer.echo(f"The desk is open at {desk.link(desk.key)}")
        typer.echo("Ctrl-C closes it.", err=True)
        if not no_browser and not webbrowser.open(desk.link(desk.once)):
            typer.echo("No browser was found: open the link above in one.", err=True)

    gc.enable()  # unlike other commands, it goes on for hours
    with told():
        fixed = day(today) if today else None
        serve(Workspace.open(workspace), port, lambda: fixed or date.today(), ready)
        typer.echo("The desk is closed.", err=True)


def pack_desk(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The file that is written.")],
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Put the desk into one HTML file that opens with a double click: nothing to install, no network, nothing leaves
    the computer. It holds the library, and your clinic's folder: its look, its own exercises, never prescriptions.

    Putting it together takes npm, and the network the first time.

    Example: handouts pack handouts.html --workspace my-clinic
    """
    from datetime import date

    from handouts.desk.pack import pack
    from handouts.files.problems import ContentError, order_problem
    from handouts.files.writing import write

    with told():
        if out.suffix.lower() != ".html" or not out.parent.is_dir():
            raise ContentError([order_problem("out", "has to be a file that ends in .html.", "Write handouts.html")])
        typer.echo("It takes a minute or two: the program is compiled, every figure drawn.", err=True)
        data = pack(Workspace.open(workspace), day(today) if today else date.today())
        write(out, data)
        typer.echo(f"{out}  {len(data) / 1e6:.1f} MB")
