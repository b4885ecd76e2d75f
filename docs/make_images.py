"""Writes the pictures of the documents: python docs/make_images.py"""

from datetime import date
from pathlib import Path

import pypdfium2

from handouts import Order, Workspace, make
from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.sheets.contact_sheet import figures_svg, posed_exercises

FOLDER = Path(__file__).parent / "images"
PATIENT: dict[str, object] = {
    "patient": {"name": "A. Name"},
    "clinician": "B. Name",
    "side": "left",
    "start": "2026-03-04",
}
PAGES: dict[str, tuple[int, Order]] = {
    "handout": (0, Order("knee-valgus", "handout")),
    "exercises": (1, Order("knee-valgus-seven", "exercises")),
    "leaf": (0, Order("knee-valgus-seven", "leaf")),
    "log": (1, Order("knee-valgus-seven", "leaf")),
    "patient": (0, Order("genu-valgum-three", "leaf", typed=PATIENT, example=True)),
    "patient-log": (1, Order("genu-valgum-three", "leaf", typed=PATIENT, example=True)),
    "blank": (0, Order("genu-valgum-three", "leaf", blank=True, example=True)),
}
WIDTH = 600  # pixels
FIGURES = ("forward-lunge", "seated-knee-extension-pillow-band")  # of docs/figures.md


def main() -> None:
    """One page of each layout, as PNG."""
    FOLDER.mkdir(exist_ok=True)
    for name, (number, order) in PAGES.items():
        made = make(order, Workspace.open(), today=date(2026, 3, 2))
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
