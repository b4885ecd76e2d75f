"""A resolved handout to set pages: its style, its pictures, its layout filled, its blocks on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from handouts.content.clinic import Brand, Clinic
from handouts.content.layouts import Layouts
from handouts.content.library import Library
from handouts.content.looks import Styles, Theme, Themes
from handouts.files.problems import ContentError, Problem, nearest, order_problem
from handouts.layout.blocks import Block, Joints, Paragraph, Sheet
from handouts.layout.markup import parse
from handouts.layout.parts import Span
from handouts.layout.pointing import pointed
from handouts.layout.style import PAPERS, Style, make_style, with_leading
from handouts.layout.templates import environment, render
from handouts.layout.themes import theme_of
from handouts.resolve.direction import has_right_to_left
from handouts.resolve.order import Density
from handouts.resolve.phrases import own_words
from handouts.resolve.resolved import Handout, UncheckedLine
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import STYLES
from handouts.sheets.fitting import SetSheet, fitted, runs_over
from handouts.sheets.pictures import FEW, ROOMS, load_pictures, pairs

if TYPE_CHECKING:
    from handouts.drawing.pictures import Picture
    from handouts.typeset.fonts import FontBook
    from handouts.typeset.sheet import Typeset
    from handouts.typeset.strips import Box

CONTENTS_FROM = 6  # pages: shorter sheets need no list of contents
MOST_PASSES = 4  # sections start on new pages, so that the list of contents moves them once at most


def illustrations(handout: Handout, style: Style, library: Library) -> tuple[dict[str, Picture], FontBook]:
    """The pictures and the fonts of a sheet. Raises ContentError for what is wrong with any of its files."""
    from handouts.typeset.characters import undrawable
    from handouts.typeset.fonts import font_book

    base, own = int(handout.direction == "rtl"), own_words(library).tag
    fonts = font_book(library.workspace, style.family, library, style.spacing, handout.language, base, own)
    pictures = load_pictures(handout, library, style)
    spoken = library.clinic_in_language()
    files = [*library.needs.files.values(), *([spoken] if spoken else [])]
    library.problems += [problem for file in files for problem in undrawable(file, fonts)]
    library.problems.stop_if_any()
    return pictures, fonts


def set_pages(
    handout: Handout,
    style: Style,
    fonts: FontBook,
    pictures: Mapping[str, Picture],
    layouts: Layouts,
    more: Mapping[str, object] | None = None,
    *,
    fillable: bool = False,
    once: bool = False,
) -> tuple[Sheet, Typeset]:
    """Lay out and typeset; a long one that has a list of contents is set again until the page numbers hold. What is set
    `once`, to see whether it can be, takes more paper than it would need."""
    from handouts.typeset.sheet import top_headings

    style = for_letters(style, fonts)
    set_sheet = partial(_typeset, handout.layout, fonts=fonts, pictures=pictures, fillable=fillable)

    def fit(few: int) -> tuple[Sheet, Typeset]:
        contents: list[tuple[str, int]] = []
        needs = layouts.head(handout.layout).needs
        sizes = {"pairs": pairs(handout, pictures, style, few), "few": few}
        for _ in range(MOST_PASSES):
            values = {"contents": contents, **sizes, **(more or {})}
            sheet, done = _set(handout, style, layouts, values, set_sheet, once=once)
            if once or "contents" not in needs or len(done.pages) < CONTENTS_FROM:
                break
            headings = top_headings(done)
            if contents == headings:
                break
            contents = headings
        return sheet, done

    sheet, done = fit(FEW)
    if not once and style.columns and runs_over(sheet, done):  # rows that run over a side of a leaf stand side by side
        for few in (2, 1):
            other = fit(few)
            if not runs_over(*other):
                return other
    return sheet, done


def _set(
    handout: Handout,
    style: Style,
    layouts: Layouts,
    values: Mapping[str, object],
    set_sheet: SetSheet,
    *,
    once: bool,
) -> tuple[Sheet, Typeset]:
    """Lay out with these values, and typeset as it fits best, or `once`."""
    sheet = lay_out(handout, style, layouts, values)
    try:
        return (sheet, set_sheet(sheet, style, {})) if once else fitted(sheet, style, set_sheet)
    except ContentError as error:  # a block knows its words, and here is the layout that it stands in
        again = partial(alone, sheet, lambda each: set_sheet(each, style, {}))
        seen = values_of(handout, style, values)
        raise pointed(error, layouts, handout.layout, seen, again) from None


def _typeset(
    layout: str,
    sheet: Sheet,
    style: Style,
    given: Mapping[int, Box],
    *,
    fonts: FontBook,
    pictures: Mapping[str, Picture],
    fillable: bool,
) -> Typeset:
    from handouts.typeset.letters import UndrawableCharacter
    from handouts.typeset.sheet import typeset

    file = f"layouts/{layout}.xml.j2"
    try:
        return typeset(sheet, style, fonts, pictures, fillable=fillable, given=given)
    except UndrawableCharacter as error:  # not from a file of content: those were looked through before
        raise ContentError([Problem(file, 0, "", str(error), error.hint)]) from None
    except ContentError as error:
        raise ContentError(replace(problem, file=file) for problem in error.problems) from None


def alone(sheet: Sheet, make: Callable[[Sheet], object], block: Block) -> None:
    """Make a sheet of one of its blocks, to see whether it goes wrong."""
    make(replace(sheet, first_header=(), header=(), footer=(), blocks=(block,)))


def style_of(library: Library, profile: str, paper: str | None, theme: str | None = None) -> Style:
    """The clinic's look in a profile on a paper, in its own theme if no other is named. Raises ContentError."""
    if paper is not None and paper not in PAPERS:
        raise ContentError([order_problem("paper", f'there is no paper "{paper}".', f"There are {', '.join(PAPERS)}.")])
    clinic = library.open(Clinic, library.workspace.clinic_file)
    styles, themes = library.table(Styles), library.problems.stop_without(library.table(Themes))
    clinic = library.problems.stop_without(clinic)
    profiles = (styles := library.problems.stop_without(styles)).profiles
    if profile not in profiles:
        hint = nearest(profile, profiles) or f"There are {', '.join(profiles)}."
        raise ContentError([order_problem("profile", f'there is no profile "{profile}".', hint)])
    name, chosen = theme_of(clinic, themes, theme)
    looks = (ByIdentity(styles), name, ByIdentity(chosen), ByIdentity(clinic.content.brand))
    return _style(*looks, profile, paper or profiles[profile].paper or clinic.content.paper)


def in_density(style: Style, density: Density | None) -> Style:
    """The style with its own letters and spaces whatever paper they take, or with those of a sheet that they save a
    leaf; as it is without a `density`. Raises ContentError for a profile that has no dense form."""
    if density == "dense" and not style.tighter:
        message, hint = f'"{style.profile}" has no dense form.', "Its letters and spaces stay large: ask for another."
        raise ContentError([order_problem("density", message, hint)])
    return _in_density(ByIdentity(style), density) if density else style


def for_letters(style: Style, fonts: FontBook) -> Style:
    """The style with lines as high as the letters of a sheet ask for."""
    return _with_leading(ByIdentity(style), fonts.leading) if fonts.leading else style


@reused(STYLES)
def _with_leading(style: ByIdentity[Style], least: float) -> Style:
    return with_leading(style.thing, least)


@reused(STYLES)
def _in_density(style: ByIdentity[Style], density: Density) -> Style:
    return style.thing.tighter[-1] if density == "dense" else replace(style.thing, tighter=())


@reused(STYLES)
def _style(
    styles: ByIdentity[Styles], name: str, theme: ByIdentity[Theme], brand: ByIdentity[Brand], profile: str, paper: str
) -> Style:
    return make_style(styles.thing, (name, theme.thing), brand.thing, profile, paper)


def lay_out(
    handout: Handout,
    style: Style,
    layouts: Layouts,
    more: Mapping[str, object] | None = None,
) -> Sheet:
    """Fill the layout and read its blocks."""
    values = values_of(handout, style, more)
    markup = render(environment(layouts), handout.layout, **values)
    try:
        sheet = parse(markup, f"layouts/{handout.layout}.xml.j2")
    except ContentError as error:
        raise pointed(error, layouts, handout.layout, values) from None
    said = handout.words.joints
    joints = Joints(said.comma, said.labelled, said.sentence, said.space)
    sheet = replace(sheet, gap=handout.words.page.gap, joints=joints)
    return _saying_unchecked(sheet, handout) if handout.unchecked else sheet


def _saying_unchecked(sheet: Sheet, handout: Handout) -> Sheet:
    """The sheet with what is said of its translation at the top of every page, whatever its layout prints there."""
    space = Span(handout.words.joints.space, private=False)
    spans = [span for each in handout.unchecked for span in (space, _unchecked(each, sheet))][1:]
    said = Paragraph(tuple(spans), style="page" if sheet.frame == "usual" else "leaf-note")
    return replace(sheet, first_header=(said, *sheet.first_header), header=(said, *sheet.header))


def _unchecked(line: UncheckedLine, sheet: Sheet) -> Span:
    """A line in its language; as one that is kept together it keeps its full stop among words that run another way."""
    if line.language == sheet.language:
        return Span(line.text, strong=True, private=False)
    apart = sheet.direction == "rtl" or has_right_to_left(line.text)
    return Span(line.text, "value" if apart else "text", strong=True, language=line.language, private=False)


def values_of(handout: Handout, style: Style, more: Mapping[str, object] | None = None) -> dict[str, object]:
    """What a layout sees, by name: words, numbers, and frozen dataclasses of those."""
    return {
        "sheet": handout,
        "clinic": handout.clinic,
        "condition": handout.condition,
        "programme": handout.programme,
        "words": handout.words,
        "profile": style.profile,
        "stacked": not style.columns,
        "rooms": ROOMS,
        "contents": [],
        "pairs": {},
        "few": FEW,
        **(more or {}),
    }
