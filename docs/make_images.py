"""Writes the pictures of the documents: python docs/make_images.py"""

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from handouts import Workspace, make
from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.sheets.contact_sheet import figures_svg, posed_exercises

FOLDER = Path(__file__).parent / "images"
PATIENT = {"patient": {"name": "A. Name"}, "clinician": "B. Name", "side": "left", "start": "2026-03-04"}
PAGES: dict[str, tuple[str, str, int, dict[str, Any]]] = {
    "handout": ("knee-valgus", "handout", 0, {}),
    "exercises": ("knee-valgus-seven", "exercises", 1, {}),
    "log": ("hallux-valgus-daily", "log", 0, {}),
    "patient": ("genu-valgum-three", "exercises", 0, {"prescription": PATIENT}),
    "patient-log": ("genu-valgum-three", "log", 0, {"prescription": PATIENT}),
    "blank": ("genu-valgum-three", "exercises", 1, {"blank": True}),
}
WIDTH = 600  # pixels
FIGURES = ("forward-lunge", "seated-knee-extension-pillow-band")  # of docs/figures.md


def main() -> None:
    """One page of each layout, as PNG."""
    FOLDER.mkdir(exist_ok=True)
    for name, (what, layout, number, more) in PAGES.items():
        made = make(what, Workspace.open(), layout=layout, today=date(2026, 3, 2), **more)
        pdf = pypdfium2.PdfDocument(made.data)
        page = pdf[number]
        image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("P", palette=1, colors=64)
        image.save(FOLDER / f"{name}.png", optimize=True)
    shelf = Library(Workspace.open())
    (FOLDER / "figures").mkdir(exist_ok=True)
    for name in FIGURES:
        (file,) = posed_exercises(name, Workspace.open(), shelf)
        (FOLDER / "figures" / f"{name}.svg").write_bytes(figures_svg(file, FigureLook(), shelf, mirrored=False))


if __name__ == "__main__":
    main()
