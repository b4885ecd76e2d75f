"""Writes the pictures of the README: python docs/make_images.py"""

from datetime import date
from pathlib import Path

import pypdfium2

from handouts import Workspace, make

FOLDER = Path(__file__).parent / "images"
PAGES = {
    "handout": ("knee-valgus", "handout", 0),
    "exercises": ("knee-valgus-seven", "exercises", 1),
    "log": ("hallux-valgus-daily", "log", 0),
}
WIDTH = 600  # pixels


def main() -> None:
    """One page of each layout, as PNG."""
    FOLDER.mkdir(exist_ok=True)
    for name, (what, layout, number) in PAGES.items():
        pdf = pypdfium2.PdfDocument(make(what, Workspace.open(), layout=layout, today=date(2026, 3, 2)).data)
        page = pdf[number]
        image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("P", palette=1, colors=64)
        image.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
