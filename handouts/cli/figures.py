"""The command that draws figures alone."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.cli.options import Folder, one_of
from handouts.cli.terminal import deliver, fail, out_folder, told


class PictureForm(StrEnum):
    """As what figures are written."""

    pdf = "pdf"
    svg = "svg"
    png = "png"


class InkChoice(StrEnum):
    """What figures are drawn with."""

    accent = "accent"
    grey = "grey"
    toner_saver = "toner-saver"


def draw_figures(
    what: Annotated[
        str | None, typer.Argument(metavar="[WHAT]", help="An exercise, a programme or a condition. Default: all.")
    ] = None,
    form: Annotated[
        PictureForm,
        typer.Option("--format", **one_of(PictureForm), help="pdf and png: a sheet; svg: a file for each exercise."),
    ] = PictureForm.pdf,
    ink: Annotated[InkChoice | None, typer.Option(**one_of(InkChoice), help="Default: what clinic.yaml says.")] = None,
    mirrored: Annotated[bool, typer.Option("--mirrored", help="The other side of the body.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Default: out/figures.pdf; a folder for several SVG files."),
    ] = None,
    workspace: Folder = None,
) -> None:
    """Draw the pictures of exercises, to look at or to use elsewhere.

    Example: handouts figures forward-lunge --format svg
    """
    from handouts.content.library import Library
    from handouts.sheets import contact_sheet

    with told():
        place = Workspace.open(workspace)
        library = Library(place)
        exercises = contact_sheet.pictured(what, place, library)
        look = contact_sheet.look_of(library)
        if ink:
            look = look.model_copy(update={"ink": ink.value})
        if form is PictureForm.svg:
            folder = out if out and len(exercises) > 1 else out_folder(place) / "figures"
            if str(folder) == "-":
                fail(f"--out: - sends one file on, and there are {len(exercises)} pictures. Name a folder.")
            if folder.is_file():
                fail(f"--out: {folder} is a file, and there are {len(exercises)} pictures. Name a folder.")
            for file in exercises:
                words = [file.id, ink.value if ink else None, "mirrored" if mirrored else None]
                ours = out_folder(place) / "figures" / f"{'-'.join(filter(None, words))}.svg"
                named = out / ours.name if out and len(exercises) > 1 else out
                deliver(named, ours, contact_sheet.figures_svg(file, look, library, mirrored=mirrored))
            return
        pdf = contact_sheet.figures_pdf(exercises, look, library, mirrored=mirrored)
        words = [what, "figures", ink.value if ink else None, "mirrored" if mirrored else None]
        ours = out_folder(place) / f"{'-'.join(filter(None, words))}.{form.value}"
        deliver(out, ours, pdf if form is PictureForm.pdf else contact_sheet.as_png(pdf))
