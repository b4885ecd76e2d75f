"""The command: parse, call, print, exit code; nothing else. What each part does is in `commands/`."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Callable

import typer

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else that is installed here changes what we read

from handouts.commands import content, figures, people, sheets

app = typer.Typer(
    name="handouts",
    help="Patient handouts, home-exercise sheets and logs as PDFs, from plain files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("all")(sheets.all_sheets)
app.command("make")(sheets.make_one)
app.command("merge")(people.merge)
app.command("check")(content.check_workspace)
app.command("list")(content.list_content)
app.command("review")(content.review_content)
app.command("new")(content.start_new)
app.command("brand")(sheets.show_brand)
app.command("figures")(figures.draw_figures)


def main(run: Callable[[], None] = app) -> None:
    """What the installed command calls."""
    gc.disable()  # most runs are over before there is anything to collect; a batch switches it on again
    atexit.register(gc.freeze)  # nor is there at the end
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding shows what it can
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    run()
