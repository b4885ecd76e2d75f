"""Every figure of some exercises on one sheet, or as files of their own: to look at, to choose from, to sign off."""

from __future__ import annotations

import io

from handouts import __version__
from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.drawing.photographs import UnusablePicture
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import Shape, moved
from handouts.drawing.svg_writer import svg
from handouts.files.problems import HOW_WRITTEN, ContentError, Problem, listed, nearest_or
from handouts.files.workspace import Workspace
from handouts.html.svg import pixels_markup
from handouts.layout import blocks as b
from handouts.layout.style import Style
from handouts.resolve.cards import heard_of
from handouts.resolve.handout import surroundings
from handouts.resolve.programme import picture_of
from handouts.sheets.pages import style_of
from handouts.sheets.pictures import PICTURE_MM, drawings, undrawn

GAP = 8.0  # points between two pictures in one SVG
RESOLUTION = 150  # dots per inch of a PNG


def figures_pdf(exercises: list[Loaded[Exercise]], look: FigureLook, library: Library, *, mirrored: bool) -> bytes:
    """A tagged PDF with a heading and the pictures of each exercise."""
    from handouts.pdf.document import write_pdf
    from handouts.pdf.metadata import About
    from handouts.typeset.fonts import font_book
    from handouts.typeset.sheet import typeset

    words, clinic = surroundings(library)
    style = style_of(library, "standard", None)
    pictures: dict[str, Picture] = {}
    found: list[b.Block] = [b.Heading(1, b.spans_of(words.figures.title))]
    for file in exercises:
        drawn = _drawn(file, look, style, library, mirrored=mirrored)
        named = [(f"{file.id}/{index}", *each) for index, each in enumerate(drawn, 1)]
        pictures |= {name: picture for name, picture, _ in named}
        row = b.FigureRow(tuple(b.Figure(name, alt or file.content.name, *PICTURE_MM) for name, _, alt in named))
        found.append(b.Group((b.Heading(2, b.spans_of(file.content.name), "item"), row)))
    library.problems.stop_if_any()
    footer = (b.Paragraph((b.Span(kind="page", private=False),), "page", "end"),)
    sheet = b.Sheet(words.figures.title, words.tag, "ltr", (), (), footer, tuple(found))
    done = typeset(sheet, style, font_book(library.workspace, style.family, library, style.spacing), pictures)
    return write_pdf(done, style, About(sheet.title, clinic.name, sheet.language, f"Handouts {__version__}"))


def figures_svg(file: Loaded[Exercise], look: FigureLook, library: Library, *, mirrored: bool) -> bytes:
    """One exercise's pictures side by side in one SVG file."""
    style = style_of(library, "standard", None)
    drawn = _drawn(file, look, style, library, mirrored=mirrored)
    library.problems.stop_if_any()
    shapes: list[Shape] = []
    pixels = ""  # of a photograph, which is the only picture of its exercise
    x = 0.0
    for picture, _ in drawn:
        pixels += pixels_markup(picture) if picture.raster else ""
        shapes += moved(picture.shapes, x, 0.0)
        x += picture.width + GAP
    alt = " ".join(alt for _, alt in drawn).strip()
    return svg(shapes, x - GAP, max(picture.height for picture, _ in drawn), alt, pixels).encode()


def as_png(pdf: bytes) -> bytes:
    """The pages of a PDF as one picture, one under the other."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[index].render(scale=RESOLUTION / 72).to_pil() for index in range(len(document))]
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    out = io.BytesIO()
    whole.save(out, "PNG", optimize=True)
    return out.getvalue()


def pictured(what: str | None, workspace: Workspace, library: Library) -> list[Loaded[Exercise]]:
    """The exercises with pictures: all, those of a condition or programme, or one. Raises ContentError for none."""
    files = [library.find(Exercise, name) for name in _exercises_of(what, workspace, library)]
    found = [file for file in files if file and file.content.figure]
    library.problems.stop_if_any()
    if not found:
        message, hint = "has no exercise with a picture.", "Give one a `figure`."
        raise ContentError([Problem(what or "data", 0, "", message, hint, ways=HOW_WRITTEN[1:])])
    return found


def _exercises_of(what: str | None, workspace: Workspace, library: Library) -> list[str]:
    """The ids of all exercises, of those of a condition or programme, or one."""
    names = list(workspace.names("exercise"))
    if not what:
        return names
    if what in names:
        return [what]
    if what in workspace.names("programme"):
        programmes = [what]
    elif what in workspace.names("condition"):
        programmes = _offered(what, library)
    else:
        unknown = Problem(what, 0, "", "is no exercise, programme or condition.")
        raise ContentError([unknown.advising(*nearest_or(what, names, listed("exercises")))])
    opened = [library.find(Programme, name) for name in programmes]
    wanted = {entry.exercise for file in opened if file for entry in file.content.exercises}
    return [name for name in names if name in wanted]


def look_of(library: Library) -> FigureLook:
    """What the clinic chose of its figures."""
    return library.clinic().content.figures


def _offered(condition: str, library: Library) -> list[str]:
    file = library.find(Condition, condition)
    return list(file.content.programmes) if file else []


def _drawn(
    file: Loaded[Exercise], look: FigureLook, style: Style, library: Library, *, mirrored: bool
) -> list[tuple[Picture, str]]:
    """An exercise's pictures, each with what a listener hears; none where one of them can't be drawn."""
    figure = picture_of(file, file.content.dose, library)
    if figure is None:
        return []
    try:
        drawn = drawings(figure, file.id, look, style, mirrored=mirrored)
    except (KeyError, UnusablePicture) as error:
        library.problems.append(undrawn(figure, file, error))
        return []
    return list(zip(drawn, heard_of(figure, mirrored=mirrored), strict=True))
