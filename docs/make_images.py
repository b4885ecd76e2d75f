"""Writes the pictures of the documents: python docs/make_images.py"""

from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts import Order, Workspace, make
from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.sheets.contact_sheet import figures_svg, pictured

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
    "arabic": (0, Order("back-pain-first-weeks", "leaf", language="ar", example=True)),
    "bilingual": (1, Order("back-pain-first-weeks", "exercises", language="uk", beside="en", example=True)),
}
WHOLE: dict[str, Order] = {  # of docs/pages.md, which has them beside what they were
    "exercises": Order("knee-valgus-seven", "exercises", paper="a4"),
    "log": Order("genu-valgum-three", "log", paper="a4"),
    "pack": Order("genu-valgum-three", "pack", paper="a4"),
    "handout": Order("knee-valgus", "handout", paper="a4"),
    "large-print": Order("knee-valgus-seven", "exercises", "large-print", "a4"),
    "letter": Order("hallux-valgus-daily", "exercises", paper="letter"),
}
WIDTH = 600  # pixels
SMALL, GAP, ACROSS = 170, 4, 4  # pixels, and pages in a row
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
    (FOLDER / "after").mkdir(exist_ok=True)
    for name, order in WHOLE.items():
        whole(make(order, Workspace.open(), today=date(2026, 3, 2)).data).save(
            FOLDER / "after" / f"{name}.png", optimize=True
        )
    shelf = Library(Workspace.open())
    (FOLDER / "figures").mkdir(exist_ok=True)
    for name in FIGURES:
        (file,) = pictured(name, Workspace.open(), shelf)
        (FOLDER / "figures" / f"{name}.svg").write_bytes(figures_svg(file, FigureLook(), shelf, mirrored=False))


def whole(data: bytes) -> Image.Image:
    """All pages of a file, small, in rows."""
    pdf = pypdfium2.PdfDocument(data)
    width = SMALL if len(pdf) > 1 else 2 * SMALL
    pages = [page.render(scale=width / page.get_width()).to_pil() for page in pdf]
    wide, high = pages[0].width + GAP, pages[0].height + GAP
    across = min(len(pages), ACROSS)
    sheet = Image.new("RGB", (across * wide + GAP, -(-len(pages) // across) * high + GAP), "#8a8f94")
    for index, page in enumerate(pages):
        sheet.paste(page, (GAP + index % across * wide, GAP + index // across * high))
    return sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=32)


if __name__ == "__main__":
    main()
