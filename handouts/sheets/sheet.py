"""The one way through: load, validate, resolve, lay out, typeset, paint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import __version__
from handouts.content.layouts import layouts_left_out
from handouts.content.library import Library
from handouts.content.overlay import left_out
from handouts.files.problems import ContentError
from handouts.files.workspace import PRESCRIPTION, PRESCRIPTIONS, Workspace
from handouts.layout.blocks import Sheet
from handouts.layout.pointing import pointed
from handouts.layout.style import Style
from handouts.layout.templates import layout_sources
from handouts.layout.walk import spans_in
from handouts.resolve.dose import fill_text
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.phrases import own_words
from handouts.resolve.resolved import Draft, Handout
from handouts.sheets.folding import small_letters
from handouts.sheets.naming import file_name, stem_of
from handouts.sheets.orders import (
    refuse_contradictions,
    refuse_invented_clinic,
    with_prescription,
)
from handouts.sheets.pages import alone, for_letters, illustrations, in_density, lay_out, set_pages, style_of, values_of
from handouts.sheets.pictures import pairs

if TYPE_CHECKING:
    from handouts.drawing.pictures import Picture
    from handouts.pdf.metadata import About
    from handouts.pdf.parts import Part
    from handouts.typeset.fonts import FontBook
    from handouts.typeset.sheet import Typeset

NOT_TYPED = "Only Latin, Greek and Cyrillic letters can be typed into the form: print what is to be in others."
# letters of Hebrew, Arabic, India, and of all that Chinese, Japanese and Korean are written with
OTHER_LETTERS = re.compile("[\u0590-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\uffef]")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The bytes of a sheet, and what the clinician should know about it. `name` is what its file may be called, as no
    other sheet's; a `personal` one is a patient's. `title` is what the file says of itself, `pages` their number (0 for
    a twin without pages), `needs` the files that it was made of, `until` the last day on which the same would come
    of them, and `looks` a hash of what is seen on each page; none for a form. Texts of it that nobody has
    checked are `drafts`, which a batch tells once."""

    data: bytes
    notes: tuple[str, ...]
    name: str = ""
    personal: bool = False
    title: str = ""
    pages: int = 0
    needs: frozenset[Path] = frozenset()
    until: date | None = None
    looks: tuple[str, ...] = ()
    drafts: frozenset[Draft] = frozenset()


@dataclass(frozen=True, slots=True)
class SetSheet:
    """A sheet that is ready to be painted."""

    sheet: Sheet
    done: Typeset
    style: Style
    about: About
    notes: tuple[str, ...]


def make(order: Order, workspace: Workspace, *, today: date) -> SheetFile:
    """Make one sheet, as a PDF or as one of its twins. `today` counts for reviews that have run out, and is the date of
    a patient's sheet that gives none.

    Raises ContentError with every problem of the files that the sheet needs.
    """
    library = Library(workspace)
    ready = with_prescription(order, library)
    made = make_order(ready, library, today)
    if order.password is not None:
        made = protect(made, order.password)
    name = file_name(ready, stem_of(order, ready, workspace))
    return replace(made, name=name, notes=(*made.notes, *_namesake(order.what, workspace)))


def _namesake(what: str, workspace: Workspace) -> Iterator[str]:
    """Whether a prescription is called like the content that a sheet was made of."""
    folder = workspace.own / PRESCRIPTIONS if workspace.own else None
    for ending in PRESCRIPTION if folder and not workspace.prescription(what) else ():
        if folder and (folder / f"{what}{ending}").is_file():
            yield f'"{what}" is an id, and that was taken. For your prescription, name prescriptions/{what}{ending}.'


def make_order(order: Order, library: Library, today: date) -> SheetFile:
    """The sheet that is asked for, as a file of its own. Raises ContentError."""
    handout, style = resolve_order(order, library, today)
    made = paint_sheet(handout, style, library, form=order.form, fillable=order.fillable, as_booklet=order.booklet)
    small = small_letters(order.profile, library) if order.booklet else ()
    return replace(made, personal=order.prescription is not None, notes=(*made.notes, *small))


def make_part(order: Order, library: Library, today: date, *, as_booklet: bool = False) -> tuple[SheetFile, Part]:
    """The sheet that is asked for, as a part of a larger file. Raises ContentError."""
    handout, style = resolve_order(order, library, today)
    ready = set_sheet(handout, style, library)
    from handouts.pdf.document import paint

    made = SheetFile(b"", ready.notes, title=ready.sheet.title, pages=len(ready.done.pages), drafts=handout.drafts)
    return made, replace(paint(ready.done, style, as_booklet=as_booklet), language=ready.about.language)


def resolve_order(order: Order, library: Library, today: date) -> tuple[Handout, Style]:
    """Everything that the sheet prints, and how it looks. Raises ContentError."""
    style = in_density(style_of(library, order.profile, order.paper, order.theme), order.density)
    refuse_contradictions(order, library)
    if order.prescription or order.blank:
        refuse_invented_clinic(library.workspace, example=order.example)
    handout = resolve(order, library, today)
    if order.beside:
        from handouts.resolve.bilingual import with_language_beside

        handout = with_language_beside(handout, order, order.beside, library, today)
    return handout, style


def protect(made: SheetFile, password: str) -> SheetFile:
    """The same sheet for those who know the password. Raises ContentError for one that can't be used."""
    from handouts.pdf.encryption import NOT_ARCHIVAL, SENSIBLE, SHORT, encrypt

    short = [SHORT] if len(password) < SENSIBLE else []
    return replace(made, data=encrypt(made.data, password), notes=(*made.notes, NOT_ARCHIVAL, *short))


def paint_sheet(
    handout: Handout,
    style: Style,
    library: Library,
    more: Mapping[str, object] | None = None,
    form: str = "pdf",
    *,
    fillable: bool = False,
    as_booklet: bool = False,
) -> SheetFile:
    """From a resolved handout to bytes; `more` are further values for its layout. A `fillable` PDF has form fields."""
    if form != "pdf":
        return _twin_of(handout, style, library, more, form)
    ready = set_sheet(handout, style, library, more, fillable=fillable)
    from handouts.pdf.document import file_of, paint

    part = paint(ready.done, style, as_booklet=as_booklet)
    return SheetFile(
        file_of(part, ready.about),
        ready.notes,
        title=ready.sheet.title,
        pages=len(part.pages),
        needs=library.needs.paths,
        looks=part.looks,
        until=min((review.until for review in handout.reviews if review.until), default=None),
        drafts=handout.drafts,
    )


def _twin_of(
    handout: Handout, style: Style, library: Library, more: Mapping[str, object] | None, form: str
) -> SheetFile:
    """The same sheet as a web page or as text."""
    from handouts.html.linked_data import linked_data

    pictures, fonts = illustrations(handout, style, library)
    style = for_letters(style, fonts)
    values = {"pairs": pairs(handout, pictures, style), **(more or {})}
    sheet = lay_out(handout, style, library.layouts, values)
    linked = linked_data(handout) if form == "html" else ""
    write = partial(_twin, style=style, pictures=pictures, fonts=fonts, form=form, linked=linked)
    try:
        data = write(sheet)
    except ContentError as error:
        again = partial(alone, sheet, write)
        seen = values_of(handout, style, values)
        raise pointed(error, library.layouts, handout.layout, seen, again) from None
    return SheetFile(data, tuple(_notes(library, style, pictures)), title=sheet.title, drafts=handout.drafts)


def set_sheet(
    handout: Handout,
    style: Style,
    library: Library,
    more: Mapping[str, object] | None = None,
    *,
    fillable: bool = False,
) -> SetSheet:
    """From a resolved handout to pages that can be painted. Raises ContentError."""
    pictures, fonts = illustrations(handout, style, library)
    from handouts.pdf.font_check import refuse_damaged
    from handouts.pdf.metadata import About

    refuse_damaged(library.workspace, library, handout.language)

    sheet, done = set_pages(handout, style, fonts, pictures, library.layouts, more, fillable=fillable)
    for path in layout_sources(library.layouts, handout.layout):
        library.needs.others.add(path)
    leftward = sheet.direction == "rtl"
    about = About(sheet.title, handout.clinic.name, sheet.language, f"Handouts {__version__}", leftward)
    untyped = fillable and any(OTHER_LETTERS.search(span.text) for span in spans_in(sheet.blocks))
    notes = (*_notes(library, style, pictures), *_notes_on_patient(handout, library), *([NOT_TYPED] if untyped else []))
    return SetSheet(sheet, done, style, about, notes)


def _twin(
    sheet: Sheet, style: Style, pictures: Mapping[str, Picture], fonts: FontBook, form: str, linked: str
) -> bytes:
    """The same blocks without pages, as plain text or HTML."""
    from handouts.html.page import write_html
    from handouts.text.sheet import write_text

    return write_text(sheet) if form == "text" else write_html(sheet, style, pictures, fonts, linked)


def _notes(library: Library, style: Style, pictures: Mapping[str, Picture]) -> Iterator[str]:
    if told := layouts_left_out(library.workspace):
        yield told
    clinic = library.clinic()
    spoken = library.clinic_in_language()
    if spoken and spoken.translated and (keys := left_out(spoken.translated.texts, clinic)):
        yield f'{clinic.document.file}: {", ".join(keys)} left out, without a translation into "{library.language}".'
    for note in style.theme.notes:
        yield f"{clinic.document.file}: {note}"
    for name, picture in pictures.items():
        for remark in picture.remarks:
            yield f"{name} {remark}"


def _notes_on_patient(handout: Handout, library: Library) -> Iterator[str]:
    """What the clinician should know of a patient's exercises, in words that tell nobody who the patient is."""
    told = handout.clinician
    if told is None:
        return
    yield " ".join((told.work, *(text for _, text in told.warnings)))
    if told.overrides:
        yield fill_text(own_words(library).clinician.overridden, number=str(len(told.overrides)))
