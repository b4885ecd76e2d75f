"""Writes docs/images/directions.png: the same lines in Arabic and Hebrew by Handouts, typst and WeasyPrint.

Run it with the Python of `make bench`, which has the others: .venv-bench/bin/python docs/make_direction_images.py
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont

from handouts import Workspace
from handouts.content.library import Library
from handouts.files.workspace import library_folder
from handouts.layout.blocks import Paragraph, Sheet, Span
from handouts.pdf.document import write_pdf
from handouts.pdf.metadata import About
from handouts.sheets.pages import style_of
from handouts.typeset.fonts import font_book
from handouts.typeset.sheet import typeset

TARGET = Path(__file__).parent / "images" / "directions.png"
FONTS = library_folder() / "fonts"
LINES = {  # a telephone number, a dose, a time and a range, as a clinic types them
    "ar": ("الهاتف 020 7946 0018 كل يوم", "خذ 2 x 500 مرتين", "قبل الساعة 8:00 صباحًا", "لمدة 5 to 7 أيام"),
    "he": ("הטלפון 020 7946 0018 כל יום", "קח 2 x 500 פעמיים", "לפני 8:00 בבוקר", "במשך 5 to 7 ימים"),
}
FAMILIES = {"ar": ("Noto Sans Arabic", "noto-sans-arabic"), "he": ("Noto Sans Hebrew", "noto-sans-hebrew")}
SIZE, LEADING = 14, 24  # points
SCALE, GAP, COLOURS = 1.6, 24, 32  # pixels of a point; pixels around each picture
LATIN = FONTS / "atkinson-hyperlegible-next/HandoutsHyperlegible_700Bold.ttf"


def ours(language: str) -> bytes:
    """The lines as paragraphs of a sheet, with nothing marked in them."""
    shelf = Library(Workspace((library_folder(),)))
    style = style_of(shelf, "standard", None)
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing, language, 1)
    blocks = tuple(Paragraph((Span(line),), "body") for line in LINES[language])
    done = typeset(Sheet("X", language, "rtl", (), (), (), blocks), style, fonts, {})
    return write_pdf(done, style, About("X", "Handouts", language, "Handouts", leftward=True))


def typst(language: str) -> bytes:
    """The same by typst, told the language and its direction."""
    import typst as engine

    text = f'#set text(font: ("{FAMILIES[language][0]}", "Noto Sans"), size: {SIZE}pt, lang: "{language}", dir: rtl)\n'
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "page.typ"
        path.write_text(text + "\n\n".join(LINES[language]), "utf-8")
        made = engine.compile(str(path), font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def weasyprint(language: str) -> bytes:
    """The same by WeasyPrint, told the language and its direction."""
    from weasyprint import HTML

    name, folder = FAMILIES[language]
    (file,) = (FONTS / folder).glob("*400Regular.ttf")
    latin = FONTS / "noto-sans/NotoSans_400Regular.ttf"
    faces = f"@font-face {{ font-family: 'Own'; src: url({file.as_uri()}) }}"
    faces += f"@font-face {{ font-family: 'Latin'; src: url({latin.as_uri()}) }}"
    body = "".join(f"<p>{line}</p>" for line in LINES[language])
    look = f"{faces} body {{ font: {SIZE}pt/{LEADING}pt Own, Latin, '{name}' }}"
    page = f'<html lang="{language}" dir="rtl"><style>{look}</style><body>{body}</body></html>'
    return bytes(HTML(string=page).write_pdf())


def rows_of(data: bytes) -> list[Image.Image]:
    """The lines of a page, each cut out of it."""
    image = pypdfium2.PdfDocument(data)[0].render(scale=SCALE).to_pil().convert("L")
    rows: list[Image.Image] = []
    inked = [image.crop((0, y, image.width, y + 1)).getextrema()[0] < 128 for y in range(image.height)]
    start = None
    for y, ink in enumerate([*inked, False]):
        if ink and start is None:
            start = y
        elif start is not None and not any(inked[y : y + round(SCALE * 4)]):
            strip = image.crop((0, start, image.width, y))
            box = ImageChops.invert(strip).getbbox()
            rows.append(strip.crop(box))
            start = None
    return [row for row in rows if row.width > SIZE * SCALE][: len(LINES["ar"])]


def main() -> None:
    """A column for each, a row for each line."""
    makers: dict[str, Callable[[str], bytes]] = {"Handouts": ours, "typst": typst, "WeasyPrint": weasyprint}
    columns = {name: [row for language in LINES for row in rows_of(make(language))] for name, make in makers.items()}
    wide = max(row.width for rows in columns.values() for row in rows) + 2 * GAP
    high = round(LEADING * SCALE * 1.25)
    count = max(map(len, columns.values()))
    sheet = Image.new("L", (wide * len(columns), high * (count + 1) + GAP), 255)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(str(LATIN), round(SIZE * SCALE))
    for at, (name, rows) in enumerate(columns.items()):
        draw.text(((at + 1) * wide - GAP, GAP), name, fill=0, font=font, anchor="ra")
        for number, row in enumerate(rows, 1):
            sheet.paste(row, ((at + 1) * wide - GAP - row.width, GAP + number * high))
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
