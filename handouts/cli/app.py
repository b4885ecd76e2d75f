"""The command: parse, call, print, exit code; nothing else. What each part does is in `commands/`."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from typing import Annotated

import typer

from handouts import __version__
from handouts.cli import ask, content, desk, documents, export, figures, fonts, people, sheets, translations

app = typer.Typer(
    name="handouts",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"handouts {__version__}")
        raise typer.Exit


@app.callback()
def _command(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Patient handouts, home-exercise sheets and logs as PDFs, from plain files."""


app.command("all")(sheets.all_sheets)
app.command("make")(sheets.make_one)
app.command("ask")(ask.ask_for_one)
app.command("merge")(people.merge)
app.command("serve")(desk.serve_desk)
app.command("pack")(desk.pack_desk)
app.command("check")(content.check_workspace)
app.command("list")(content.list_content)
app.command("review")(content.review_content)
app.command("new")(content.start_new)
app.command("brand")(sheets.show_brand)
app.command("figures")(figures.draw_figures)
app.command("export")(export.export_library)
app.command("translate")(translations.translate)
app.add_typer(fonts.fonts, name="fonts")
app.command("docs")(documents.show_docs)


def main() -> None:
    """What the installed command calls, `python -m handouts` and `generate.py`."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else that is installed changes what we read
    gc.disable()  # most runs are over before there is anything to collect; a batch switches it on again
    atexit.register(gc.freeze)  # nor is there at the end
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding shows what it can
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="handouts")
