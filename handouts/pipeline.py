"""The one way through: load, validate, resolve, lay out, typeset, paint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from handouts import __version__
from handouts.content.load import Loaded
from handouts.content.model import Clinic
from handouts.content.resolve import Request, resolve
from handouts.content.resolved import Handout
from handouts.content.shelf import Shelf
from handouts.content.workspace import Workspace
from handouts.layout.blocks import Sheet
from handouts.layout.markup import parse
from handouts.layout.style import PAPERS, PROFILES, Style, colour_notes, make_style
from handouts.layout.templates import environment, render
from handouts.problems import ContentError, Problem, nearest

LAYOUTS = ("handout", "exercises", "log", "pack")
CONTENTS_FROM = 6  # pages: shorter packs need no list of contents
LOGO_MM = (60.0, 18.0)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a PDF, and what the clinician should know about it."""

    data: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A sheet as blocks, with its looks; `files` are what it was made of."""

    sheet: Sheet
    style: Style
    handout: Handout
    files: tuple[Loaded[Any], ...]


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
) -> Made:
    """Make one sheet of a condition or programme.

    `layout` is a name in `layouts/`, `profile` one of PROFILES, `paper` the clinic's when None, `weeks` the length of the
    log. `today` counts only for reviews that have run out. Raises ContentError with every problem of every file needed.
    """
    shelf = Shelf(workspace)
    style = style_of(shelf, profile, paper)
    handout = resolve(Request(what, layout, programme, weeks, style.weeks_across), shelf, today)
    return paint_sheet(handout, style, shelf)


def paint_sheet(handout: Handout, style: Style, shelf: Shelf) -> Made:
    """From a resolved handout to bytes."""
    from handouts.pdf.document import About, write_pdf
    from handouts.typeset.fonts import font_book
    from handouts.typeset.sheet import top_headings, typeset

    fonts = font_book(shelf.workspace, style.family, shelf)
    pictures = load_pictures(handout, shelf)
    shelf.stop_if_wrong()
    sheet = lay_out(handout, style, shelf.workspace)
    refuse_missing_characters(sheet, fonts, shelf)
    done = typeset(sheet, style, fonts, pictures)
    contents: list[tuple[str, int]] = []
    while handout.layout == "pack" and len(done.pages) >= CONTENTS_FROM and contents != top_headings(done):
        contents = top_headings(done)
        done = typeset(lay_out(handout, style, shelf.workspace, contents), style, fonts, pictures)
    about = About(sheet.title, handout.clinic.name, sheet.language, f"Handouts {__version__}")
    return Made(write_pdf(done, style, about), tuple(_notes(shelf, pictures)))


def style_of(shelf: Shelf, profile: str, paper: str | None) -> Style:
    """The clinic's brand in a profile on a paper."""
    if profile not in PROFILES:
        hint = nearest(profile, PROFILES) or f"There are {', '.join(PROFILES)}."
        raise ContentError([Problem("--profile", 0, "", f'there is no profile "{profile}".', hint)])
    if paper is not None and paper not in PAPERS:
        raise ContentError([Problem("--paper", 0, "", f'there is no paper "{paper}".', f"There are {', '.join(PAPERS)}.")])
    clinic = shelf.open("clinic", shelf.workspace.clinic_file)
    styles = shelf.table("styles")
    shelf.stop_if_wrong()
    assert clinic is not None
    return make_style(styles, clinic.content.brand, profile, paper or clinic.content.paper)


def lay_out(handout: Handout, style: Style, workspace: Workspace, contents: list[tuple[str, int]] | None = None) -> Sheet:
    """Fill the layout and read its blocks."""
    values = {
        "sheet": handout,
        "clinic": handout.clinic,
        "condition": handout.condition,
        "programme": handout.programme,
        "words": handout.words,
        "profile": style.profile,
        "contents": contents or [],
    }
    markup = render(environment(workspace), handout.layout, workspace, **values)
    return parse(markup, f"layouts/{handout.layout}.xml.j2")


def load_pictures(handout: Handout, shelf: Shelf) -> dict[str, Any]:
    """The clinic's logo and the exercises' own pictures, by name; unusable ones become problems of the files that name
    them."""
    from handouts.figures.pictures import UnusablePicture, load_picture

    wanted: list[tuple[str, Any, str, tuple[str, ...], tuple[float, float]]] = []
    if handout.clinic.logo:
        wanted.append(("logo", handout.clinic.logo, "", ("brand", "logo"), LOGO_MM))
    for card in handout.programme.exercises if handout.programme else ():
        if card.figure:
            wanted.append((card.id, card.figure.path, card.id, ("figure", "image"), (174.0, 120.0)))
    pictures = {}
    for name, path, owner, place, largest in wanted:
        try:
            pictures[name] = load_picture(path, largest)
        except UnusablePicture as error:
            file = next(f for f in shelf.loaded if isinstance(f.content, Clinic) or f.id == owner) if not owner else next(
                f for f in shelf.loaded if f.id == owner
            )
            shelf.problems.append(file.problem(place, f"{path.name} {error}", error.hint))
    return pictures


def refuse_missing_characters(sheet: Sheet, fonts: Any, shelf: Shelf) -> None:
    """Raise ContentError for every character that no font of ours can draw, where it stands in the files."""
    from handouts.typeset.fonts import MissingCharacter, character_name, printable
    from handouts.typeset.sheet import texts_of

    missing = set()
    for text in texts_of(sheet):
        try:
            fonts.family_for(printable(text))
        except MissingCharacter as error:
            missing.add(error.character)
    if not missing:
        return
    problems = []
    for character in sorted(missing):
        message = f"has {character_name(character)}, which no font can draw."
        hint = "Take it away, or add a font that has it to fonts/fonts.yaml."
        places = [(file, path) for file in shelf.loaded for path, text in _strings(file.document.data) if character in text]
        problems += [file.problem(path, message, hint) for file, path in places]
        problems += [] if places else [Problem("layouts", 0, "", message, hint)]
    raise ContentError(problems)


def _strings(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a file with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _strings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*path, index))


def _notes(shelf: Shelf, pictures: Mapping[str, Any]) -> Iterator[str]:
    clinic = next(file for file in shelf.loaded if isinstance(file.content, Clinic))
    for note in colour_notes(clinic.content.brand):
        yield f"{clinic.document.file}: {note}"
    for name, picture in pictures.items():
        for remark in picture.remarks:
            yield f"{name} {remark}"
