"""The command that shows the documents: docs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from handouts.cli.terminal import fail


def show_docs(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which one. Default: list them.")] = None,
) -> None:
    """Show a document: every file by example, the tags of layouts, how to pose a figure, patients' details.

    Example: handouts docs format
    """
    from handouts.files.problems import nearest
    from handouts.files.workspace import library_folder

    folder = library_folder() / "docs"
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
    if name is None:
        for each, text in texts.items():
            typer.echo(f"{each:<12}  {text.partition(chr(10))[0].removeprefix('# ')}")
        typer.echo(f"Schemas for editors: {folder / 'schema'}", err=True)
    elif name not in texts:
        fail(f'docs: there is none called "{name}". {nearest(name, texts) or "See: handouts docs"}')
    elif sys.stdout.isatty():
        import pydoc

        pydoc.pager(texts[name])
    else:
        typer.echo(texts[name], nl=False)
