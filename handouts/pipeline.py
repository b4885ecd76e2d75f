"""The one way through: load, validate, resolve, lay out, typeset, paint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from handouts import __version__
from handouts.content.clinic import Brand, Clinic
from handouts.content.dose import fill_text
from handouts.content.looks import PROFILES
from handouts.content.resolve import Request, resolve, resolve_brand
from handouts.content.resolved import Handout, Words
from handouts.content.shelf import Shelf
from handouts.content.workspace import Workspace
from handouts.layout.blocks import Sheet
from handouts.layout.colour import hexadecimal
from handouts.layout.markup import parse
from handouts.layout.style import PAPERS, Style, brand_colours, colour_notes, make_style
from handouts.layout.templates import environment, layout_names, render
from handouts.problems import ContentError, Problem, nearest

if TYPE_CHECKING:
    from handouts.figures.pictures import Picture
    from handouts.typeset.fonts import FontBook
    from handouts.typeset.sheet import Typeset

LAYOUTS = ("handout", "exercises", "log", "pack")
CONTENTS_FROM = 6  # pages: shorter packs need no list of contents
MOST_PASSES = 4  # sections start on new pages, so that the list of contents moves them once at most
LOGO_MM = (60.0, 18.0)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a sheet, and what the clinician should know about it."""

    data: bytes
    notes: tuple[str, ...]


def make(
    what: str,
    workspace: Workspace,
    *,
    layout: str,
    profile: str = "standard",
    paper: Literal["a4", "letter"] | None = None,
    today: date,
    programme: str | None = None,
    weeks: int | None = None,
    start_day: int = 1,
    form: Literal["pdf", "text", "html"] = "pdf",
    fillable: bool = False,
) -> Made:
    """Make one sheet of a condition or programme, as a PDF or as one of its twins.

    `layout` is a name in `layouts/`, `profile` one of PROFILES, `paper` the clinic's when None, `weeks` the length of
    the log, `start_day` the day of a growing dose with which it starts. `today` counts only for reviews that have run
    out. Raises ContentError with every problem of the files that the sheet needs.
    """
    shelf = Shelf(workspace)
    refuse_unknown_layout(layout, workspace)
    style = style_of(shelf, profile, paper)
    handout = resolve(Request(what, layout, programme, weeks, style.weeks_across, start_day), shelf, today)
    return paint_sheet(handout, style, shelf, form=form, fillable=fillable)


def make_brand(
    workspace: Workspace, *, profile: str = "standard", paper: Literal["a4", "letter"] | None = None
) -> tuple[Made, tuple[str, ...]]:
    """A specimen of the clinic's look, and what it says of its colours in words."""
    shelf = Shelf(workspace)
    style = style_of(shelf, profile, paper)
    handout = resolve_brand(shelf)
    clinic = next(file.content for file in shelf.loaded if isinstance(file.content, Clinic))
    said = tuple(contrast_in_words(clinic.brand, handout.words))
    return paint_sheet(handout, style, shelf, {"contrast": said}), said


def contrast_in_words(brand: Brand, words: Words) -> Iterator[str]:
    """A sentence for each colour of the brand: its contrast, and whether it was darkened."""
    said = words["brand"]
    for name, colour in brand_colours(brand).items():
        verdict = said["passes"]
        if colour.changed:
            values = {"written": hexadecimal(colour.written), "was": f"{colour.was:.1f}"}
            verdict = fill_text(said["darkened"], **values)
        printed = f"{said[name]} {hexadecimal(colour.printed)}"
        yield fill_text(said["contrast"], colour=printed, ratio=f"{colour.ratio:.1f}", verdict=verdict)


def paint_sheet(
    handout: Handout,
    style: Style,
    shelf: Shelf,
    more: Mapping[str, Any] | None = None,
    form: str = "pdf",
    *,
    fillable: bool = False,
) -> Made:
    """From a resolved handout to bytes; `more` are further values for its layout. A `fillable` PDF has form fields."""
    from handouts.reportlab_as_shipped import import_as_shipped

    import_as_shipped()
    from handouts.pdf.document import write_pdf
    from handouts.pdf.metadata import About
    from handouts.typeset.characters import undrawable
    from handouts.typeset.fonts import font_book

    fonts = font_book(shelf.workspace, style.family, shelf)
    pictures = load_pictures(handout, shelf)
    shelf.problems += [problem for file in shelf.loaded for problem in undrawable(file, fonts)]
    shelf.stop_if_wrong()
    if form != "pdf":
        sheet = lay_out(handout, style, shelf.workspace, more)
        return Made(_twin(sheet, style, pictures, form), tuple(_notes(shelf, pictures)))
    sheet, done = set_pages(handout, style, fonts, pictures, shelf.workspace, more, fillable=fillable)
    about = About(sheet.title, handout.clinic.name, sheet.language, f"Handouts {__version__}")
    return Made(write_pdf(done, style, about), tuple(_notes(shelf, pictures)))


def _twin(sheet: Sheet, style: Style, pictures: Mapping[str, Picture], form: str) -> bytes:
    """The same blocks without pages, as plain text or HTML."""
    from handouts.web.html import write_html
    from handouts.web.text import write_text

    return write_text(sheet) if form == "text" else write_html(sheet, style, pictures)


def set_pages(
    handout: Handout,
    style: Style,
    fonts: FontBook,
    pictures: Mapping[str, Picture],
    workspace: Workspace,
    more: Mapping[str, Any] | None = None,
    *,
    fillable: bool = False,
) -> tuple[Sheet, Typeset]:
    """Lay out and typeset; a long pack is set again with its list of contents until the page numbers hold."""
    from handouts.typeset.fonts import MissingCharacter
    from handouts.typeset.sheet import top_headings, typeset

    contents: list[tuple[str, int]] = []
    for _ in range(MOST_PASSES):
        sheet = lay_out(handout, style, workspace, {"contents": contents, **(more or {})})
        try:
            done = typeset(sheet, style, fonts, pictures, fillable=fillable)
        except MissingCharacter as error:  # not from a file of content: those were looked through before
            problem = Problem(f"layouts/{handout.layout}.xml.j2", 0, "", f"{error}.", "Take it away, or add a font.")
            raise ContentError([problem]) from None
        except ContentError as error:  # a block knows its words, and here is the layout that it stands in
            file = f"layouts/{handout.layout}.xml.j2"
            raise ContentError(replace(problem, file=file) for problem in error.problems) from None
        headings = top_headings(done)
        if handout.layout != "pack" or len(done.pages) < CONTENTS_FROM or contents == headings:
            break
        contents = headings
    return sheet, done


def refuse_unknown_layout(layout: str, workspace: Workspace) -> None:
    """Raise ContentError for a layout that the workspace lacks."""
    names = layout_names(workspace)
    if layout not in names:
        hint = nearest(layout, names) or f"There are {', '.join(names)}."
        raise ContentError([Problem("--layout", 0, "", f'there is no layout "{layout}".', hint)])


def style_of(shelf: Shelf, profile: str, paper: str | None) -> Style:
    """The clinic's brand in a profile on a paper."""
    if profile not in PROFILES:
        hint = nearest(profile, PROFILES) or f"There are {', '.join(PROFILES)}."
        raise ContentError([Problem("--profile", 0, "", f'there is no profile "{profile}".', hint)])
    if paper is not None and paper not in PAPERS:
        raise ContentError(
            [Problem("--paper", 0, "", f'there is no paper "{paper}".', f"There are {', '.join(PAPERS)}.")]
        )
    clinic = shelf.open("clinic", shelf.workspace.clinic_file)
    styles = shelf.table("styles")
    shelf.stop_if_wrong()
    assert clinic is not None
    return make_style(styles, clinic.content.brand, profile, paper or clinic.content.paper)


def lay_out(handout: Handout, style: Style, workspace: Workspace, more: Mapping[str, Any] | None = None) -> Sheet:
    """Fill the layout and read its blocks."""
    values = {
        "sheet": handout,
        "clinic": handout.clinic,
        "condition": handout.condition,
        "programme": handout.programme,
        "words": handout.words,
        "profile": style.profile,
        "contents": [],
        **(more or {}),
    }
    markup = render(environment(workspace), handout.layout, **values)
    return parse(markup, f"layouts/{handout.layout}.xml.j2")


def picture_at(path: Path, largest_mm: tuple[float, float] = (174.0, 200.0)) -> Picture:
    """A picture that a file names; nobody waits for a pipe. Raises UnusablePicture."""
    from handouts.figures.pictures import UnusablePicture, load_picture

    if path.exists() and not path.is_file():
        raise UnusablePicture("is no ordinary file.", "Name a PNG, JPEG or SVG picture.")
    return load_picture(path, largest_mm)


def load_pictures(handout: Handout, shelf: Shelf) -> dict[str, Any]:
    """The clinic's logo and the exercises' own pictures, by name; unusable ones become problems of the files that name
    them."""
    from handouts.figures.pictures import UnusablePicture

    wanted: list[tuple[str, Any, str, tuple[str, ...], tuple[float, float]]] = []
    if handout.clinic.logo:
        wanted.append(("logo", handout.clinic.logo, "", ("brand", "logo"), LOGO_MM))
    for card in handout.programme.exercises if handout.programme else ():
        if card.figure:
            wanted.append((card.id, card.figure.path, card.id, ("figure", "image"), (174.0, 120.0)))
    pictures = {}
    for name, path, owner, place, largest in wanted:
        try:
            pictures[name] = picture_at(path, largest)
        except UnusablePicture as error:
            file = next(f for f in shelf.loaded if (f.id == owner if owner else isinstance(f.content, Clinic)))
            shelf.problems.append(file.problem(place, f"{path.name} {error}", error.hint))
    return pictures


def _notes(shelf: Shelf, pictures: Mapping[str, Any]) -> Iterator[str]:
    clinic = next(file for file in shelf.loaded if isinstance(file.content, Clinic))
    for note in colour_notes(clinic.content.brand):
        yield f"{clinic.document.file}: {note}"
    for name, picture in pictures.items():
        for remark in picture.remarks:
            yield f"{name} {remark}"
